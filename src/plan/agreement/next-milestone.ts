/** What the Base remembers of the milestones on an Item's issues: by it one can tell that a person took one off. */
import { setMilestoneKey } from '../keys.ts';
import type { Agreed, LedgerRecord } from '../model.ts';
import type { FoundReference, Observation } from '../observation.ts';
import { plannedMilestone } from '../planned-milestone.ts';
import type { ItemAgreement } from './agreements.ts';

interface NextMilestoneInput {
  observed: Observation;
  ledger: ReadonlyMap<string, LedgerRecord>;
  roadmap: string;
}

/** Absent while the roadmap plans the item for none and never did. A milestone that was taken off stays remembered. */
export function nextMilestone(
  { item, before, ownIssues }: ItemAgreement,
  { observed, ledger, roadmap }: NextMilestoneInput,
): Agreed['milestone'] {
  const planned = plannedMilestone(item, observed);
  const word = planned?.word ?? null;
  const old = before?.milestone;
  if (word === null && old === undefined) return undefined;
  const known = old?.roadmap === word ? old.issues : {};
  const numberOn = ({ owner, repo, number, milestone }: FoundReference): number | null => {
    if (milestone !== null) return milestone.number;
    const key = word === null ? '' : setMilestoneKey(roadmap, { owner, repo, number }, word, before?.revision ?? 0);
    const written = ledger.get(key);
    const isWritten = written?.state === 'done';
    return (isWritten ? (written.result?.number ?? planned?.number) : null) ?? known[number] ?? null;
  };
  const now = Object.fromEntries(ownIssues.map((issue) => [issue.number, numberOn(issue)] as const));
  return { roadmap: word, issues: { ...known, ...now } };
}
