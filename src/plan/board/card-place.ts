/** Which issue stands for an Item on the board, and its card there. */
import type { Item } from '../../roadmap/model.ts';
import { mayTellIn } from '../audience.ts';
import { isReadableByAll, repositoryAt } from '../facts.ts';
import { issueKey } from '../keys.ts';
import type { IssueAddress } from '../model.ts';
import type { FoundReference, Observation, ObservedCard } from '../observation.ts';
import { referenceKey } from '../observation.ts';
import type { OpenedIssue } from '../opened-issues.ts';
import type { FoundBoard } from './fields.ts';

export interface CardPlace {
  issue: IssueAddress;
  /** `issueKey`. */
  key: string;
  /** GraphQL node id of the issue. */
  contentId: string;
  isOpen: boolean;
  /** null: the issue is not on the board. */
  card: ObservedCard | null;
  /** Everybody who can read the roadmap can read the issue. */
  isPublic: boolean;
}

/** What tells the item's issues and their cards. */
export interface PlaceInput {
  observed: Observation;
  opened: OpenedIssue | undefined;
  board: FoundBoard;
  /** `issueKey` of the issue whose card stood for the item before; null for none. */
  before: string | null;
}

/**
 * The first open issue of the item, else the one whose card stood for it before, else its first, of those that GitHub
 * told of; the one that Milepost opened for it comes last. On a board that everybody can see none that more people read
 * than the roadmap. null: none.
 */
export function cardPlaceOf(item: Item, { observed, opened, board, before }: PlaceInput): CardPlace | null {
  const places = issuesOf(item, observed, opened).flatMap((found) => placeOf(found, observed, board) ?? []);
  return places.find(({ isOpen }) => isOpen) ?? places.find(({ key }) => key === before) ?? places[0] ?? null;
}

/** Issues of the item that were found, once each, in the order of the file; those in no other form than GitHub's answers. */
export function issuesOf(item: Item, observed: Observation, opened: OpenedIssue | undefined): FoundReference[] {
  const { owner, name } = observed.repository;
  const own = opened?.number == null ? [] : [{ kind: 'issue', owner, repo: name, number: opened.number }];
  const found = new Map<string, FoundReference>();
  for (const reference of [...item.references, ...own]) {
    const answer = observed.references[referenceKey(reference)];
    if (answer?.state === 'found' && answer.kind === 'issue') found.set(referenceKey(answer), answer);
  }
  return [...found.values()];
}

function placeOf(found: FoundReference, observed: Observation, board: FoundBoard): CardPlace | null {
  const { owner, repo, number, nodeId, card } = found;
  if (nodeId === undefined || card === undefined) return null;
  const place = repositoryAt(observed, owner, repo);
  if (!place || (board.public && !mayTellIn(place, observed.repository))) return null;
  const issue = { owner, repo, number };
  const isPublic = isReadableByAll(observed, owner, repo);
  return { issue, key: issueKey(issue), contentId: nodeId, isOpen: found.open, card, isPublic };
}
