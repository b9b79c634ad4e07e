/** How often, and after how long, a job that failed in some way is tried again. */
export interface RetryRule {
  /** Failures of the same name in a row are counted together. */
  name: string;
  /** After so many failures in a row the job is dead. */
  tries: number;
  /** Before the second try at most; before each further one twice as long. At least half of it, by chance. */
  firstSeconds: number;
  longestSeconds: number;
}

/** Of what is not told apart: six tries in a minute, then one each minute; a quarter of an hour in all. */
export const STANDARD_RULE: RetryRule = { name: 'standard', tries: 20, firstSeconds: 2, longestSeconds: 60 };

/** Before the next try after `failures` in a row. `chance`: from 0 to 1; it keeps those that failed together apart. */
export function delaySeconds(
  { firstSeconds, longestSeconds }: Pick<RetryRule, 'firstSeconds' | 'longestSeconds'>,
  failures: number,
  chance: number,
): number {
  const most = Math.min(longestSeconds, firstSeconds * 2 ** Math.min(failures - 1, 30));
  return (most * (1 + chance)) / 2;
}
