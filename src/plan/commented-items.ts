import type { Roadmap } from '../roadmap/model.ts';
import { isReadableByAll } from './facts.ts';
import { commentedIssue, issueKey, roadmapKey } from './keys.ts';
import type { LedgerRecord, Plan } from './model.ts';
import { referenceKey, type Observation } from './observation.ts';
import { findOpenedIssues } from './opened-issues.ts';
import { isOpen } from './references.ts';
import { isTold } from './told.ts';

export interface CommentedItemsInput {
  desired: Roadmap;
  observed: Observation;
  plan: Plan;
  /** After applying. */
  ledger: ReadonlyMap<string, LedgerRecord>;
}

/** Ids of the open Items that have a slip comment on an issue, or are planned to get one, as far as that may be told. */
export function commentedItems({ desired, observed, plan, ledger }: CommentedItemsInput): Set<string> {
  const planned = plan.operations.flatMap((operation) =>
    (operation.kind === 'comment-slip' || operation.kind === 'update-slip-comment') && isTold(operation)
      ? [operation.item.id]
      : [],
  );
  const written = commentedIssues(observed, desired.file, ledger);
  const { owner, name } = observed.repository;
  const opened = findOpenedIssues({ desired, observed, base: null, ledger });
  const commented = desired.items.filter((item) => {
    const own = opened.get(item.id)?.number ?? null;
    const keys = item.references.flatMap((reference) => {
      const found = observed.references[referenceKey(reference)];
      const at = found?.state === 'found' ? found : reference;
      return at.repo !== null && isReadableByAll(observed, at.owner, at.repo) ? [referenceKey(at)] : [];
    });
    const all = own === null ? keys : [...keys, issueKey({ owner, repo: name, number: own })];
    return isOpen(item) && all.some((key) => written.has(key));
  });
  return new Set([...planned, ...commented.map(({ id }) => id)]);
}

function commentedIssues(observed: Observation, path: string, ledger: ReadonlyMap<string, LedgerRecord>): Set<string> {
  const roadmap = roadmapKey(observed.repository.id, path);
  const fromLedger = [...ledger.values()].flatMap(({ key, state }) =>
    state === 'done' ? (commentedIssue(key, roadmap) ?? []) : [],
  );
  const marked = (observed.markedComments ?? []).flatMap(({ issue, marker }) =>
    marker.roadmap === roadmap ? [issue.toLowerCase()] : [],
  );
  return new Set([...fromLedger, ...marked]);
}
