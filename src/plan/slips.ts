/** Which Items have slipped, and which Target was missed. */
import type { Policy } from '../policy/policy.ts';
import type { Item, Roadmap, Target } from '../roadmap/model.ts';
import { compareTargets } from '../roadmap/target/compare-targets.ts';
import { missKey } from './keys.ts';
import { boundMilestone, lastDayOf } from './milestones.ts';
import type { Base, BaseItem, Slip } from './model.ts';
import type { Observation } from './observation.ts';
import type { OpenedIssue } from './opened-issues.ts';
import { isOpen } from './references.ts';
import { publishedRelease } from './releases.ts';
import { trackersOf } from './trackers.ts';

export interface SlipsInput {
  desired: Roadmap;
  observed: Observation;
  base: Base | null;
  opened: ReadonlyMap<string, OpenedIssue>;
  policy: Policy;
  /** ISO instant; its UTC date is today. */
  now: string;
}

/**
 * Slip by item id. An item slips when it is neither done nor dropped, may still have work open (no issue, or one that is
 * not known to be closed), and its target was missed. The most concrete reason is told: its release is out, its
 * milestone closed, its last day (with the grace days) over, which is its milestone's due date where it says none itself, the stored reading had an earlier target, the file says so.
 */
export function findSlips(input: SlipsInput): Map<string, Slip> {
  const baseById = new Map((input.base?.items ?? []).map((item) => [item.id, item]));
  const slips = new Map<string, Slip>();
  for (const item of input.desired.items) {
    if (!isOpen(item) || !mayHaveOpenWork(item, input)) continue;
    const slip = missedNow(item, input) ?? movedLater(item, baseById.get(item.id)) ?? saidByFile(item);
    if (slip !== null) slips.set(item.id, slip);
  }
  return slips;
}

/** Items all of whose issues are closed are not overdue: they are `closed-not-done`. */
function mayHaveOpenWork(item: Item, { observed, opened }: SlipsInput): boolean {
  const { known, hasPrivate, hasUnknown } = trackersOf(item, observed, opened.get(item.id));
  if (known.some(({ open }) => open) || hasPrivate) return true;
  return !hasUnknown && known.length === 0;
}

function missedNow({ target }: Item, { observed, policy, now }: SlipsInput): Slip | null {
  if (target === null) return null;
  const slip = (reason: Slip['reason']): Slip => slipOf(reason, target, target);
  if (target.kind === 'release' && publishedRelease(target.text, observed.releases)) return slip('release-published');
  if (boundMilestone(target, observed)?.open === false) return slip('milestone-closed');
  const last = lastDayOf(target, observed);
  if (last === null || !isOver(last, policy.slips.grace_days, now)) return null;
  // A target that says no time itself is due with its milestone.
  return target.end === null ? { ...slip('milestone-due'), missedOn: last } : slip('date-passed');
}

/** The last day itself is not late, nor are the grace days after it. */
function isOver(lastDay: string, graceDays: number, now: string): boolean {
  const last = new Date(`${lastDay}T00:00:00Z`);
  last.setUTCDate(last.getUTCDate() + graceDays);
  return !Number.isNaN(last.getTime()) && last.toISOString().slice(0, 10) < dateOf(now);
}

/** UTC date `YYYY-MM-DD` of an ISO instant, whatever offset it is written with. */
export const dateOf = (instant: string): string => new Date(instant).toISOString().slice(0, 10);

function saidByFile(item: Item): Slip | null {
  return item.status === 'slipped' ? slipOf('file-says-so', item.target, item.target) : null;
}

/** The newest of the earlier targets that lay before today's one; moved to an earlier time is no slip. */
function movedLater({ target }: Item, before: BaseItem | undefined): Slip | null {
  if (target === null || before === undefined) return null;
  const earlier = [...before.earlierTargets, ...(before.target === null ? [] : [before.target])];
  const missed = earlier.findLast((candidate) => (compareTargets(candidate, target) ?? 0) < 0);
  return missed === undefined ? null : slipOf('moved-later', missed, target);
}

function slipOf(reason: Slip['reason'], missed: { text: string; end: string | null } | null, now: Target | null): Slip {
  return {
    reason,
    missedKey: missKey(missed),
    missed: missed?.text ?? null,
    missedOn: missed?.end ?? null,
    now: now?.text ?? null,
    ...(reason === 'moved-later' && now?.end ? { nowOn: now.end } : {}),
  };
}
