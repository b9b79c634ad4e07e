/** When two targets are one target written in two ways, and which of two comes first. */
import type { Target } from '../model.ts';
import { squeeze } from '../words.ts';
import { compareReleases } from './compare-releases.ts';
import { normalizeRelease } from './release.ts';

/** What comparing needs of a target; stored ones may know less than a reading does. */
export interface ComparedTarget {
  text: string;
  kind?: Target['kind'];
  start?: string | null;
  end?: string | null;
}

/**
 * Negative when `one` comes before `other`, 0 when they come at once, null when nobody can say. By last day where both
 * have one, by version where both are releases; of two releases with the same last day, by version.
 */
export function compareTargets(one: ComparedTarget, other: ComparedTarget): number | null {
  const [last, otherLast] = [one.end ?? null, other.end ?? null];
  const areDated = last !== null && otherLast !== null;
  if (areDated && last !== otherLast) return last < otherLast ? -1 : 1;
  const order = mayBeRelease(one) && mayBeRelease(other) ? compareReleases(one.text, other.text) : null;
  return order ?? (areDated ? 0 : null);
}

const mayBeRelease = ({ kind }: ComparedTarget): boolean => kind === undefined || kind === 'release';

/**
 * Whether both say the same, however it is written: `Q3 2021` and `2021 Q3`, `v1.7.0` and `1.7`, `LATER` and `Later`. A
 * release that got or lost a timeframe is the same one; with another last day (`v1.7, in May`, later `v1.7, in July`) it is
 * another target. Equal words whose days lie whole years apart are one target, since `Q3` alone is read by the date of the
 * file, unless the years that stand around it changed (`isYearSaid`: under a heading `2021`, then under `2022`).
 */
export function isSameTarget(
  one: ComparedTarget | null,
  other: ComparedTarget | null,
  { isYearSaid = false }: { isYearSaid?: boolean } = {},
): boolean {
  if (one === null || other === null) return one === other;
  if (targetWords(one) === targetWords(other)) {
    return !isSaid(one.end) || !isSaid(other.end) || one.end === other.end || (!isYearSaid && isYearsApart(one, other));
  }
  if (one.kind !== 'timeframe' || other.kind !== 'timeframe') return false;
  return isSaid(one.start) && isSaid(one.end) && one.start === other.start && one.end === other.end;
}

/** The same months of two years; the day is left out for the sake of February. */
export function isYearsApart(one: ComparedTarget, other: ComparedTarget): boolean {
  const months = ({ start, end }: ComparedTarget): string => `${start?.slice(5, 7)} ${end?.slice(5, 7)}`;
  return isSaid(one.end) && isSaid(other.end) && one.end !== other.end && months(one) === months(other);
}

const isSaid = (day: string | null | undefined): day is string => day !== undefined && day !== null;

function targetWords({ text, kind }: ComparedTarget): string {
  const words = squeeze(text.toLowerCase());
  return kind === 'timeframe' || kind === 'horizon' ? words : normalizeRelease(words);
}
