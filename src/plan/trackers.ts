/** The issues and pull requests that carry an Item's work, as far as it may be told what state they are in. */
import type { Item, Reference } from '../roadmap/model.ts';
import { factOf, isOwnRepository } from './facts.ts';
import type { FoundReference, Observation } from './observation.ts';
import { referenceKey } from './observation.ts';
import type { OpenedIssue } from './opened-issues.ts';
import { nameOf } from './references.ts';

export interface Tracker {
  kind: 'issue' | 'pull';
  /** As a message names it: `#12` in the roadmap's own repository, else `acme/anchor#12`. */
  name: string;
  open: boolean;
  stateReason: FoundReference['stateReason'];
  found: FoundReference | null;
}

export interface Trackers {
  /** Issues where there is one, else pull requests open or merged: one closed without merging says nothing of the work. */
  known: Tracker[];
  /** There is something else of which nothing may be told. */
  hasPrivate: boolean;
  /** There is something else for which GitHub did not answer: nothing may be concluded. */
  hasUnknown: boolean;
}

export function trackersOf(item: Item, observed: Observation, opened: OpenedIssue | undefined): Trackers {
  const trackers: Tracker[] = [];
  let [hasPrivate, hasUnknown] = [false, false];
  for (const reference of item.references) {
    if (reference.kind !== 'issue' && reference.kind !== 'pull') continue;
    const fact = factOf(reference, observed);
    hasPrivate ||= fact.state === 'private';
    hasUnknown ||= fact.state === 'unknown';
    if (fact.state !== 'found' || (fact.found.kind !== 'issue' && fact.found.kind !== 'pull')) continue;
    const { kind, open, stateReason } = fact.found;
    trackers.push({
      kind,
      name: nameIn(observed, reference),
      open,
      stateReason,
      found: fact.found,
    });
  }
  const own = openedTracker(opened, observed, trackers);
  if (own !== null) trackers.push(own);
  const issues = trackers.filter(({ kind }) => kind === 'issue');
  const pulls = trackers.filter(({ open, stateReason }) => open || stateReason === 'completed');
  return { known: issues.length > 0 ? issues : pulls, hasPrivate, hasUnknown };
}

/** The issue that Milepost opened, unless the file refers to it already. One that nobody looked at counts as open. */
function openedTracker(opened: OpenedIssue | undefined, observed: Observation, trackers: Tracker[]): Tracker | null {
  if (opened === undefined || opened.number === null) return null;
  const { owner, name } = observed.repository;
  const isReferred = trackers.some(
    ({ found }) =>
      found?.number === opened.number &&
      `${found.owner}/${found.repo}`.toLowerCase() === `${owner}/${name}`.toLowerCase(),
  );
  if (isReferred) return null;
  const answer = observed.references[referenceKey({ kind: 'issue', owner, repo: name, number: opened.number })];
  const found = answer?.state === 'found' ? answer : null;
  const open = opened.open ?? true;
  return { kind: 'issue', name: `#${opened.number}`, open, stateReason: found?.stateReason ?? null, found };
}

const nameIn = (observed: Observation, reference: Reference): string =>
  isOwnRepository(observed, reference.owner, reference.repo ?? '') ? `#${reference.number}` : nameOf(reference);
