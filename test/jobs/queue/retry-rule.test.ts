import { describe, expect, it } from '@jest/globals';
import { delaySeconds, STANDARD_RULE } from '../../../src/jobs/queue/retry-rule.ts';

const delays = (chance: number): number[] =>
  Array.from({ length: 8 }, (_, index) => delaySeconds(STANDARD_RULE, index + 1, chance));

describe('the delay before the next try', () => {
  it('doubles with each failure, up to the longest, less at most half by chance', () => {
    expect(delays(1)).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
    expect(delays(0)).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
  });

  it('stays a number however many failures there were', () => {
    expect(delaySeconds(STANDARD_RULE, 100_000, 1)).toBe(60);
  });
});
