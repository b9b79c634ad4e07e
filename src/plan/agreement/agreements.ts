/**
 * Where roadmap, issue and board stand to each other, Item by Item: worked out once, and read by operations, proposals,
 * findings and the next Base.
 */
import type { Policy } from '../../policy/policy.ts';
import type { Item, Roadmap } from '../../roadmap/model.ts';
import type { CardPlace } from '../board/card-place.ts';
import { cardPlaceOf, issuesOf } from '../board/card-place.ts';
import { statusesOfColumn } from '../board/columns.ts';
import type { FieldLookup, FoundBoard } from '../board/fields.ts';
import { boardFields } from '../board/fields.ts';
import { isOwnRepository } from '../facts.ts';
import type { Agreed, Base } from '../model.ts';
import type { FoundReference, Observation } from '../observation.ts';
import type { OpenedIssue } from '../opened-issues.ts';
import type { FacetAgreement } from './facets.ts';
import { agreeOn } from './facets.ts';
import type { IssueSide } from './issue-state.ts';
import { issueSideOf } from './issue-state.ts';
import type { ImpliedStatus } from './status.ts';
import { impliedStatus } from './status.ts';

export interface ItemAgreement {
  item: Item;
  /** What was agreed on before; null on first contact. */
  before: Agreed | null;
  issue: IssueSide;
  implied: ImpliedStatus;
  /** The issue that stands for the item on the board; null where there is none, or another item speaks for it. */
  place: CardPlace | null;
  /**
   * - `none`: no board, or it cannot be told or changed now, or no issue; - `absent`: the issue is to be added;
   * - `removed`: somebody took the card off; - `archived`: it is left alone; - `present`.
   */
  card: 'none' | 'absent' | 'removed' | 'archived' | 'present';
  /** Everybody who reads the roadmap may hear what the card says. */
  isTold: boolean;
  /** The item's issues in the roadmap's own repository, as GitHub told of them. */
  ownIssues: FoundReference[];
  /** Of a present card, or of one to be added. */
  facets: FacetAgreement[];
}

export interface AgreementInput {
  desired: Roadmap;
  observed: Observation;
  base: Base | null;
  opened: ReadonlyMap<string, OpenedIssue>;
  policy: Policy;
}

/** By item id, in document order. Of several items with one issue the first speaks for its card. */
export function findAgreements(input: AgreementInput): Map<string, ItemAgreement> {
  const { desired, observed, base, policy } = input;
  const board = usableBoard(observed);
  const fields = board === null ? [] : boardFields(board, policy.board);
  const agreedById = new Map([...(base?.gone ?? []), ...(base?.items ?? [])].map(({ id, agreed }) => [id, agreed]));
  const taken = new Set<string>();
  return new Map(
    desired.items.map((item) => {
      const before = agreedById.get(item.id) ?? null;
      const opened = input.opened.get(item.id);
      const place = board && cardPlaceOf(item, { observed, opened, board, before: cardIssueOf(before, board) });
      const isFree = place !== null && !taken.has(place.key);
      if (place !== null) taken.add(place.key);
      return [item.id, agreementOf(item, { input, before, board, fields, place: isFree ? place : null })];
    }),
  );
}

/** The board where cards can be kept: open, and not known to be closed to Milepost. */
export function usableBoard({ board }: Observation): FoundBoard | null {
  return board?.state === 'found' && !board.closed && board.writable !== false ? board : null;
}

/** A board is told of where everybody can see it, or where the roadmap itself is for few. */
export const isBoardTold = (board: FoundBoard, { repository }: Observation): boolean =>
  board.public || repository.visibility === 'private';

/** How a Base names its board: a number that another project takes over is another board. */
export const boardName = ({ owner, number }: FoundBoard): string => `${owner}/${number}`.toLowerCase();

const cardIssueOf = (before: Agreed | null, board: FoundBoard): string | null =>
  before?.card?.board === boardName(board) ? before.card.issue : null;

interface Known {
  input: AgreementInput;
  before: Agreed | null;
  board: FoundBoard | null;
  fields: FieldLookup[];
  place: CardPlace | null;
}

function agreementOf(item: Item, known: Known): ItemAgreement {
  const { input, before, board, fields, place } = known;
  const { observed, policy } = input;
  const issue = issueSideOf(item, observed, input.opened.get(item.id));
  const card = cardState(known);
  const agreed = card === 'present' && isSameCard(known) ? before : null;
  const values = place?.card?.values ?? {};
  const shownIn = (name: string): string | null =>
    (Object.hasOwn(values, name.toLowerCase()) ? values[name.toLowerCase()] : undefined)?.trim() || null;
  const statusField = fields.find(({ facet, state }) => facet === 'status' && state === 'found');
  const column = card === 'present' && statusField?.state === 'found' ? shownIn(statusField.field.name) : null;
  const implied = impliedStatus({
    roadmap: item.status,
    issue: issue.state,
    card: column === null ? null : statusesOfColumn(column, policy.board),
    cardChanged: agreed?.status?.column !== undefined && agreed.status.column !== column,
    base: before?.status ?? null,
  });
  const isTold = board !== null && place !== null && place.isPublic && isBoardTold(board, observed);
  const facets = fields.flatMap((lookup) => {
    if (lookup.state !== 'found' || (card !== 'present' && card !== 'absent')) return [];
    const shown = card === 'present' ? shownIn(lookup.field.name) : null;
    const sides = { item, field: lookup.field, shown, agreed, issue, implied, observed, policy };
    return [quietly(agreeOn(lookup.facet, sides), isTold)];
  });
  const ownIssues = issuesOf(item, observed, input.opened.get(item.id)).filter(({ owner, repo }) =>
    isOwnRepository(observed, owner, repo),
  );
  return { item, before, issue, implied, place, card, isTold, ownIssues, facets };
}

function cardState(known: Known): ItemAgreement['card'] {
  const { place } = known;
  if (place === null) return 'none';
  if (place.card !== null) return place.card.archived ? 'archived' : 'present';
  return isSameCard(known) ? 'removed' : 'absent';
}

const isSameCard = ({ before, board, place }: Known): boolean =>
  board !== null && place !== null && before?.card?.board === boardName(board) && before.card.issue === place.key;

/**
 * Where nothing may be said of a card, nobody could settle what differs there: both words are left as they are, and what
 * changes from now on counts.
 */
function quietly(facet: FacetAgreement, isTold: boolean): FacetAgreement {
  const isSilent = facet.verdict === 'write' || facet.verdict === 'kept';
  return isTold || isSilent ? facet : { ...facet, verdict: 'settled' };
}
