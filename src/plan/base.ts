import type { Policy } from '../policy/policy.ts';
import type { Item, Roadmap } from '../roadmap/model.ts';
import type { ItemAgreement } from './agreement/agreements.ts';
import { findAgreements } from './agreement/agreements.ts';
import type { NextAgreedInput } from './agreement/next-agreed.ts';
import { nextAgreed } from './agreement/next-agreed.ts';
import { missedTargetKey, roadmapKey } from './keys.ts';
import type { Agreed, Base, BaseItem, LedgerRecord, Slip } from './model.ts';
import type { Observation } from './observation.ts';
import { findOpenedIssues } from './opened-issues.ts';
import { scopeTo } from './scope.ts';
import { dateOf, findSlips } from './slips.ts';

export interface NextBaseInput {
  /** The reading that was reconciled. */
  desired: Roadmap;
  /** The Observation that it was reconciled with. */
  observed: Observation;
  /** The Base that it was reconciled with; null on the first reading. */
  base: Base | null;
  policy: Policy;
  /** ISO instant, the one given to `reconcile`. */
  now: string;
  /** The Ledger after applying. */
  ledger: ReadonlyMap<string, LedgerRecord>;
}

/**
 * What the store must remember of this reading for the next one, in document order. Items of sections that the policy
 * leaves out keep their identity too. A file in which nothing was found, because it is unreadable or was emptied by a
 * slip of the hand, leaves what is remembered as it is: its items come back with their identity and their issues.
 * Reconciling the same world with it finds the same slips.
 */
export function nextBase(input: NextBaseInput): Base {
  const { desired, base, policy } = input;
  if (desired.items.length === 0) return { items: [], ...base };
  const opened = findOpenedIssues(input);
  const slips = findSlips({ ...input, opened });
  const scoped = scopeTo(desired, policy.sections);
  const served = new Set(scoped.items.map(({ id }) => id));
  const agreements = findAgreements({ ...input, desired: scoped, opened });
  const agreed = { ...input, roadmap: roadmapKey(input.observed.repository.id, desired.file) };
  const baseById = new Map([...(base?.gone ?? []), ...(base?.items ?? [])].map((item) => [item.id, item]));
  const gone = goneSince(desired, base);
  return {
    ...(gone.length === 0 ? {} : { gone }),
    items: desired.items.map((item) =>
      remember(item, {
        before: baseById.get(item.id) ?? null,
        slip: slips.get(item.id) ?? null,
        issue: opened.get(item.id)?.number ?? null,
        isWatched: served.has(item.id),
        repo: desired.repo,
        today: dateOf(input.now),
        agreed: agreedAfter(agreements.get(item.id), agreed) ?? baseById.get(item.id)?.agreed,
      }),
    ),
  };
}

/** A file from which more tracked items were taken out than this is another file by now. */
const MOST_GONE = 200;

function goneSince({ items }: Roadmap, base: Base | null): BaseItem[] {
  const present = new Set(items.map(({ id }) => id));
  return [...(base?.gone ?? []), ...(base?.items ?? [])]
    .filter(({ id, issue }) => issue !== null && !present.has(id))
    .map((item) => ({ ...item, parent: null }))
    .slice(-MOST_GONE);
}

interface Known {
  before: BaseItem | null;
  slip: Slip | null;
  issue: number | null;
  /** Milepost serves the section it stands in. */
  isWatched: boolean;
  /** The roadmap's own repository, `owner/name`. */
  repo: string | null;
  /** `YYYY-MM-DD`, by UTC. */
  today: string;
  agreed: Agreed | undefined;
}

/** undefined for an item that is not served: what it agreed on stays. */
const agreedAfter = (agreement: ItemAgreement | undefined, input: NextAgreedInput): Agreed | undefined =>
  agreement && (nextAgreed(agreement, input) ?? undefined);

function remember(item: Item, known: Known): BaseItem {
  const { target } = item;
  return {
    id: item.id,
    title: item.title,
    path: [...item.path],
    line: item.line,
    target: target && { text: target.text, kind: target.kind, start: target.start, end: target.end },
    status: item.status,
    missedBefore: missedBefore(known),
    issue: known.issue,
    earlierTargets: earlierTargets(item, known),
    references: referencesOf(item, known),
    parent: item.parent,
    ...(known.agreed === undefined ? {} : { agreed: known.agreed }),
  };
}

/** The issue that Milepost opened is the item's, whether or not the file names it yet. */
function referencesOf({ references }: Item, { issue, repo }: Known): NonNullable<BaseItem['references']> {
  const said = references.map(({ kind, owner, repo: name, number }) => ({ kind, owner, repo: name, number }));
  const [owner, name] = repo?.split('/') ?? [];
  if (issue === null || owner === undefined || name === undefined) return said;
  return [...said, { kind: 'issue', owner, repo: name, number: issue }];
}

/**
 * What an item had missed already when it was first seen, what it missed while nobody watched, and what it had missed
 * when its issue was opened: the issue says so itself, and is not told again. A target that passes later, while Milepost
 * watches, is not added.
 */
function missedBefore({ before, slip, issue, isWatched }: Known): string[] {
  const kept = before?.missedBefore ?? [];
  const isNew = before === null || !isWatched || (before.issue === null && issue !== null);
  if (slip === null || !isNew || kept.includes(slip.missedKey)) return [...kept];
  return [...kept, slip.missedKey];
}

function earlierTargets({ target }: Item, { before, today }: Known): BaseItem['earlierTargets'] {
  const kept = before?.earlierTargets ?? [];
  const last = before?.target;
  if (!last) return [...kept];
  const isSame =
    missedTargetKey(last.text) === missedTargetKey(target?.text ?? null) && last.end === (target?.end ?? null);
  return isSame ? [...kept] : [...kept, { ...last, leftOn: today }];
}
