/** Targets as a roadmap writes them, beside names of options, iterations and texts of a board. */
import { targetOfCell } from '../../roadmap/target/target.ts';
import { missedTargetKey } from '../keys.ts';
import { releaseName } from '../releases.ts';
import { foldName } from './names.ts';

/** Options such as `Q3` without a year are matched by name only, so no year may be guessed for them. */
const NO_ANCHOR = { notBefore: '0001-01-01', year: null };

/** Longer names are no targets: `set-target` takes none either. */
const LONGEST = 60;

/** Whether both name one target: `v1.7.0` and `1.7`, `Q3 2026` and `2026 Q3`. */
export function isSameTargetName(one: string, other: string): boolean {
  if (missedTargetKey(one) === missedTargetKey(other) || foldName(one) === foldName(other)) return true;
  if (releaseName(one) === releaseName(other)) return true;
  const [left, right] = [daysOf(one), daysOf(other)];
  return left !== null && left === right;
}

/** Whether a roadmap can have it as a target: a release, a time or a horizon. */
export const isTargetName = (name: string): boolean => name.length <= LONGEST && targetOfCell(name, NO_ANCHOR) !== null;

/** First and last day of a timeframe that says its year; null for anything else. */
function daysOf(name: string): string | null {
  if (name.length > LONGEST || !/\d{4}/.test(name)) return null;
  const mention = targetOfCell(name, NO_ANCHOR);
  return mention?.kind === 'timeframe' && mention.start !== null ? `${mention.start}/${mention.end}` : null;
}
