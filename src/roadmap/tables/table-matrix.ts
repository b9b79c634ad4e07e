import type { Row, Table } from '../markdown/blocks.ts';
import type { Phrase } from '../markdown/phrase.ts';
import type { Place } from '../reading/place.ts';
import { lineAt } from '../markdown/source.ts';
import { addItem } from '../reading/reading.ts';
import type { Reading } from '../reading/reading.ts';
import { enterScope } from '../reading/scope.ts';
import { groupWords } from '../reading/section-reading.ts';
import { linesOfCell, wordingOf } from './table-cells.ts';
import { squeeze } from '../words.ts';

/** Times across the columns, a work in each cell. The first column groups, unless it is a time as well. */
export function readMatrix(into: Reading, table: Table, place: Place): void {
  const scopes = table.columns.map((column) =>
    enterScope(
      place.scope,
      { ...groupWords(into, column, place.scope), title: squeeze(column.text) || null },
      lineAt(into.source, column.start),
    ),
  );
  const lanes = table.columns.map((column, index) =>
    scopes[index]?.target === place.scope.target && squeeze(column.text) !== '' ? true : squeeze(column.text) === '',
  );
  for (const row of table.rows) {
    const lane = lanes[0] === true ? squeeze(row.cells[0]?.text ?? '') : '';
    row.cells.forEach((cell, index) => {
      if (lanes[index] === true || !/[\p{L}\p{N}]/u.test(cell.text)) return;
      for (const part of linesOfCell(cell, into))
        addMatrixEntry(into, table, row, part, lane, { ...place, scope: scopes[index] ?? place.scope });
    });
  }
}

function addMatrixEntry(into: Reading, table: Table, row: Row, part: Phrase, lane: string, place: Place): void {
  addItem(
    into,
    {
      shape: 'cell',
      wording: wordingOf(into, part, place.scope),
      phrase: part,
      details: [],
      referring: [part],
      issuePlaces: [],
      checked: null,
      statedStatus: null,
      statedTarget: null,
      areas: lane === '' ? [] : [lane],
      start: part.start,
      headEnd: Math.min(part.end, row.end),
      end: Math.min(part.end, row.end),
      parent: place.parent,
      form: { kind: 'cell', table, row, part },
    },
    place.scope,
    'matrix-cell',
  );
}
