import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { PointsWindow } from '../../../src/jobs/budget/points-window.ts';

const slotOf = (at: number): number => Math.floor(at / 10_000);

/** As the store counts them: by slots of ten seconds, this one first. */
function slotsOf(spent: readonly { at: number; points: number }[], now: number): number[] {
  return Array.from({ length: 7 }, (_, index) =>
    spent.filter(({ at }) => slotOf(at) === slotOf(now) - index).reduce((sum, { points }) => sum + points, 0),
  );
}

describe('the points of a minute', () => {
  it('are never more than the limit in any minute, whatever is spent when, and whenever the store is told', () => {
    const steps = fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 20_000 }),
        points: fc.constantFrom(1, 5),
        isTold: fc.boolean(),
        isRefused: fc.boolean(),
      }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 40 }), steps, (most, taken) => {
        const window = new PointsWindow(most);
        const spent: { at: number; points: number }[] = [];
        let now = 5_000;
        for (const { after, points, isTold, isRefused } of taken) {
          now += after;
          if (window.waitMs(points, now) === 0) {
            window.spend(points, now);
            spent.push({ at: now, points });
          }
          if (!isTold) continue;
          window.take();
          if (isRefused) window.giveBack();
          else window.told(slotsOf(spent, now), 10_000, now);
        }
        for (const { at } of spent) {
          const within = spent.filter((other) => other.at <= at && other.at > at - 60_000);
          expect(within.reduce((sum, { points }) => sum + points, 0)).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  it('wait until enough of them are old', () => {
    const window = new PointsWindow(10);
    window.spend(6, 0);
    window.spend(4, 10_000);
    expect(window.waitMs(1, 20_000)).toBe(40_000);
    expect(window.waitMs(7, 20_000)).toBe(50_000);
    expect(window.waitMs(1, 60_000)).toBe(0);
  });

  it('of other processes count, and what the store has of our own counts once', () => {
    const window = new PointsWindow(10);
    window.spend(5, 0);
    expect(window.take()).toBe(5);
    window.spend(1, 500);
    expect(window.waitMs(4, 1_000)).toBe(0);
    window.told([9, 0, 0], 10_000, 1_000);
    expect(window.waitMs(1, 1_000)).toBe(59_500);
    expect(window.take()).toBe(1);
  });
});
