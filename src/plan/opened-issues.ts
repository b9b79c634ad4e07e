/**
 * The issues that Milepost opened for items, by item id: from the stored reading, from the Ledger, and from the markers
 * on GitHub, any of which may be all that a door has.
 */
import type { Roadmap } from '../roadmap/model.ts';
import { isMarkerOf, openIssueKey, roadmapKey } from './keys.ts';
import { matchMarkedItems } from './match-marked-items.ts';
import type { Base, LedgerRecord } from './model.ts';
import type { MarkedIssue, Observation } from './observation.ts';
import { referenceKey } from './observation.ts';

export interface OpenedIssue {
  /** In the roadmap's own repository. null: the Ledger says that it was opened, and not which. */
  number: number | null;
  url: string | null;
  /** null: nobody looked. */
  open: boolean | null;
  /** ISO instant; null: nobody looked. */
  createdAt: string | null;
}

export interface OpenedIssuesInput {
  desired: Roadmap;
  /** null when nobody looked at GitHub: then only the stored reading tells. */
  observed: Observation | null;
  base: Base | null;
  ledger: ReadonlyMap<string, LedgerRecord>;
}

export function findOpenedIssues(input: OpenedIssuesInput): Map<string, OpenedIssue> {
  const { desired, observed, base, ledger } = input;
  const marked = observed === null ? new Map<string, MarkedIssue>() : markedByItem(desired, observed, base);
  const remembered = new Map([...(base?.gone ?? []), ...(base?.items ?? [])].map((item) => [item.id, item.issue]));
  const opened = new Map<string, OpenedIssue>();
  for (const { id } of desired.items) {
    const known = marked.get(id);
    const entry = observed && ledger.get(openIssueKey(roadmapKey(observed.repository.id, desired.file), id));
    const result = entry?.state === 'done' ? entry.result : null;
    const number = known?.number ?? result?.number ?? remembered.get(id) ?? null;
    if (number === null && entry?.state !== 'done') continue;
    const details = known ?? (observed && number !== null ? lookUp(number, observed) : null);
    opened.set(id, {
      number,
      url: details?.url ?? result?.url ?? null,
      open: details?.open ?? null,
      createdAt: details?.createdAt ?? null,
    });
  }
  return opened;
}

/** Oldest first, so that of two issues for one item the first opened serves it, in whatever order they were listed. */
function markedByItem(desired: Roadmap, observed: Observation, base: Base | null): Map<string, MarkedIssue> {
  const marked = (observed.markedIssues ?? [])
    .filter((issue) => isMarkerOf(issue.marker.roadmap, desired.file))
    .toSorted((one, other) => one.number - other.number);
  return matchMarkedItems(marked, desired.items, base, observed.repository);
}

/** What was observed of an issue that only the store or the Ledger knows; null when nobody looked. */
function lookUp(number: number, observed: Observation): Pick<MarkedIssue, 'url' | 'open' | 'createdAt'> | null {
  const { owner, name } = observed.repository;
  const found = observed.references[referenceKey({ kind: 'issue', owner, repo: name, number })];
  if (found?.state === 'found' && found.createdAt !== null) return { ...found, createdAt: found.createdAt };
  return observed.markedIssues?.find((issue) => issue.number === number) ?? null;
}
