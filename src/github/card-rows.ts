/** Cards as GraphQL tells them, brought into the Observation's form. */
import type { ObservedBoard, ObservedCard } from '../plan/observation.ts';
import { FIRST_CARDS, valueAlias, type CardRow, type CardsRow, type CardValueRow } from './queries/cards.ts';

/** Which cards are wanted, and what of them. */
export interface CardsWanted {
  /** Node id of the board. */
  boardId: string;
  /** Names of fields as the board writes them. */
  fields: readonly string[];
}

/** null when there is no board whose cards could be read. Only fields that the board has are asked for. */
export function cardsWanted(board: ObservedBoard | null, names: readonly string[]): CardsWanted | null {
  if (board?.state !== 'found') return null;
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const fields = board.fields.map(({ name }) => name).filter((name) => wanted.has(name.toLowerCase()));
  return { boardId: board.id, fields: [...new Set(fields)] };
}

/** `card` null: it is not on the board; `after`: nobody knows yet, its cards go on after this cursor (null: from the first). */
export type CardsSeen = { card: ObservedCard | null } | { after: string | null };

/** What one page of an issue's cards tells. */
export function cardIn({ nodes, pageInfo }: CardsRow, wanted: CardsWanted): CardsSeen {
  const rows = (nodes ?? []).filter((row) => row !== null);
  const row = rows.find(({ project }) => project?.id === wanted.boardId);
  const card = row === undefined ? null : cardOfRow(row, wanted.fields);
  if (card !== null) return { card };
  // Where no cursor is told, a page that is not full is the last.
  const isLast = pageInfo?.hasNextPage === false || (pageInfo?.hasNextPage !== true && rows.length < FIRST_CARDS);
  return isLast ? { card: null } : { after: pageInfo?.endCursor ?? null };
}

export function cardOfRow(row: CardRow, fields: readonly string[]): ObservedCard | null {
  if (typeof row.id !== 'string') return null;
  const values = fields.flatMap((name, index): [string, string][] => {
    const value = shownValue(row[valueAlias(index)] as CardValueRow | null | undefined);
    return value === null || value === '' ? [] : [[name.toLowerCase(), value]];
  });
  // Without a prototype: a field may be called `constructor` or `__proto__`.
  const byName: Record<string, string> = { __proto__: null as never, ...Object.fromEntries(values) };
  return { id: row.id, archived: row.isArchived === true, values: byName };
}

const shownValue = (value: CardValueRow | null | undefined): string | null =>
  value?.name ??
  value?.title ??
  value?.text ??
  value?.date ??
  (typeof value?.number === 'number' ? String(value.number) : null);
