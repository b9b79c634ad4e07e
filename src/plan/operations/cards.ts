/** `add-card` and `update-card`: what the board does not show yet, and may be written there. */
import type { ItemAgreement } from '../agreement/agreements.ts';
import { boardName, isBoardTold, usableBoard } from '../agreement/agreements.ts';
import type { FoundBoard } from '../board/fields.ts';
import { addCardKey, updateCardKey } from '../keys.ts';
import type { AddCard, CardOperation, FieldWrite, UpdateCard } from '../model.ts';
import type { Observation } from '../observation.ts';
import type { Planning } from '../planning.ts';
import { operationItem } from '../planning.ts';

/**
 * In document order. What the Ledger knows as done is not written again, whatever the board shows: a card that Milepost put
 * there once, and that is gone, was taken off by somebody, and a field that shows something else was moved.
 */
export function cardOperations(planning: Planning): CardOperation[] {
  const { observed, agreements, ledger, roadmap } = planning;
  return [...agreements.values()].flatMap((agreement) => {
    const operation = cardOperationOf(agreement, observed, roadmap);
    return operation === null || ledger.get(operation.key)?.state === 'done' ? [] : [operation];
  });
}

/** What the Base alone would have written, whatever the Ledger says; null for nothing. */
export function cardOperationOf(
  agreement: ItemAgreement,
  observed: Observation,
  roadmap: string,
): CardOperation | null {
  const board = usableBoard(observed);
  const { place, card, item } = agreement;
  if (board === null || place === null || (card !== 'absent' && card !== 'present')) return null;
  const fields = fieldWrites(agreement);
  if (card === 'present' && fields.length === 0) return null;
  const shared = {
    item: operationItem(item),
    hold: null,
    board: { id: board.id, owner: board.owner, number: board.number, title: board.title },
    issue: place.issue,
    ...(place.isPublic ? {} : { privateIssue: true as const }),
    ...(isBoardTold(board, observed) ? {} : { privateBoard: true as const }),
    fields,
  };
  return place.card === null
    ? addCard(shared, { board, agreement, roadmap })
    : updateCard({ ...shared, cardId: place.card.id }, { board, agreement, roadmap });
}

const fieldWrites = ({ facets }: ItemAgreement): FieldWrite[] =>
  facets.flatMap(({ verdict, write }) => (verdict === 'write' && write !== null ? [write] : []));

interface Key {
  board: FoundBoard;
  agreement: ItemAgreement;
  roadmap: string;
}

type Shared = Omit<AddCard, 'kind' | 'key' | 'contentId'>;

function addCard(shared: Shared, { board, agreement, roadmap }: Key): AddCard {
  const contentId = agreement.place?.contentId ?? '';
  return { kind: 'add-card', key: addCardKey(roadmap, boardName(board), shared.issue), ...shared, contentId };
}

function updateCard(shared: Omit<UpdateCard, 'kind' | 'key'>, { board, agreement, roadmap }: Key): UpdateCard {
  const values = shared.fields.map(({ facet, shown }) => [facet, shown] as const);
  const revision = agreement.before?.revision ?? 0;
  const key = updateCardKey(roadmap, boardName(board), shared.issue, { revision, values });
  return { kind: 'update-card', key, ...shared };
}
