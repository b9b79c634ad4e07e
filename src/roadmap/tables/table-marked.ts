import type { Row, Table } from '../markdown/blocks.ts';
import { NO_PHRASE } from '../markdown/phrase.ts';
import type { Target } from '../model.ts';
import type { Place } from '../reading/place.ts';
import { addItem } from '../reading/reading.ts';
import type { Reading } from '../reading/reading.ts';
import { groupWords } from '../reading/section-reading.ts';
import { wordingOf } from './table-cells.ts';

/** Works down the first column, times across the others, and marks where they meet: a work is planned from its first mark to its last. */
export function readMarked(into: Reading, table: Table, place: Place): void {
  const targets = table.columns.map((column) => groupWords(into, column, place.scope).target);
  for (const row of table.rows) {
    const marked = targets.filter((_, index) => index > 0 && (row.cells[index]?.text ?? '').trim() !== '');
    const target = spanOf(marked.filter((one): one is Target => one !== null));
    readMarkedRow(into, table, row, { ...place, scope: { ...place.scope, target: target ?? place.scope.target } });
  }
}

/** From the first time to the last. */
function spanOf(targets: readonly Target[]): Target | null {
  const first = targets[0];
  const last = targets[targets.length - 1];
  if (first === undefined || last === undefined || first === last) return first ?? null;
  return { ...first, text: `${first.text} – ${last.text}`, end: last.end };
}

function readMarkedRow(into: Reading, table: Table, row: Row, place: Place): void {
  const phrase = row.cells[0] ?? NO_PHRASE;
  addItem(
    into,
    {
      shape: 'row',
      wording: wordingOf(into, phrase, place.scope),
      phrase,
      details: [],
      referring: [phrase],
      issuePlaces: [],
      checked: null,
      statedStatus: null,
      statedTarget: null,
      areas: [],
      start: row.start,
      end: row.end,
      headEnd: row.end,
      parent: place.parent,
      form: {
        kind: 'row',
        table,
        row,
        roles: table.columns.map((_, at) => (at === 0 ? 'name' : 'other')),
        titled: phrase,
        whole: true,
      },
    },
    place.scope,
    'marked-row',
  );
}
