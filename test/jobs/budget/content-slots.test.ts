import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  CONTENT_LIMITS,
  nextSlotInMs,
  withReserve,
  type ContentLimits,
} from '../../../src/jobs/budget/content-slots.ts';

const LIMITS: ContentLimits = { perMinute: 3, perHour: 5, spacingMs: 1_000 };

describe('the next piece of content', () => {
  it.each<[string, number[], number]>([
    ['may be created at once where there was none', [], 0],
    ['may be created at once when the last is old enough', [1_000], 0],
    ['waits for what is left of the second', [300], 700],
    ['comes after one that is still to come', [-2_000, 500], 3_000],
    ['waits for the oldest of the minute', [59_000, 30_000, 10_000], 1_000],
    ['does not wait for those before the minute', [61_000, 60_000, 30_000, 10_000], 0],
    ['waits for the oldest of the hour', [3_599_000, 3_000_000, 2_000_000, 1_000_000, 90_000], 1_000],
    ['waits for the longest of all', [3_500_000, 3_000_000, 59_500, 59_000, 100], 100_000],
  ])('%s', (_name, ages, expected) => {
    expect(nextSlotInMs(ages, LIMITS)).toBe(expected);
  });

  it('has a tenth of the limits kept for people', () => {
    expect(withReserve(CONTENT_LIMITS)).toEqual({ perMinute: 17, perHour: 126, spacingMs: 1_000 });
    expect(withReserve(LIMITS)).toEqual(LIMITS);
  });

  it('never makes a minute or an hour too full, nor comes too soon, in whatever order people and others ask', () => {
    const limits = fc.record({
      perMinute: fc.integer({ min: 1, max: 20 }),
      perHour: fc.integer({ min: 1, max: 60 }),
      spacingMs: fc.integer({ min: 0, max: 2_000 }),
    });
    const asking = fc.array(
      fc.record({
        after: fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ max: 900_000, min: 0 })),
        isPerson: fc.boolean(),
      }),
      { maxLength: 150 },
    );
    fc.assert(
      fc.property(limits, asking, (most, takers) => {
        const created: number[] = [];
        let now = 0;
        for (const { after, isPerson } of takers) {
          now += after;
          const ages = created.map((at) => now - at).filter((age) => age < 3_600_000);
          const inMs = nextSlotInMs(ages, isPerson ? most : withReserve(most));
          if (inMs <= 3_000) created.push(now + inMs);
        }
        for (const [index, at] of created.entries()) {
          const within = (ms: number) => created.slice(0, index + 1).filter((other) => other > at - ms).length;
          expect(within(60_000)).toBeLessThanOrEqual(most.perMinute);
          expect(within(3_600_000)).toBeLessThanOrEqual(most.perHour);
          expect(at - (created[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(most.spacingMs);
        }
      }),
    );
  });
});
