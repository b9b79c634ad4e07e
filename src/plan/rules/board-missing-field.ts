/** The configuration names a field that the board does not have, or whose type cannot say what it is for. */
import { boardFields, typesFor, type FieldLookup, type FoundBoard } from '../board/fields.ts';
import { isBoardTold, usableBoard } from '../agreement/agreements.ts';
import { TOP_OF_FILE } from '../whole-file.ts';
import type { RawFinding, Rule } from '../rule.ts';
import { listing, quote } from '../wording.ts';

export const boardMissingField: Rule = {
  id: 'board-missing-field',
  severity: 'warning',
  needs: 'github',
  description: 'The board has no field of the configured name, or one of another type.',
  check: ({ observed, policy }) => {
    const board = observed && usableBoard(observed);
    if (!board || !isBoardTold(board, observed)) return [];
    return boardFields(board, policy.board).flatMap((lookup) => findingFor(lookup, board));
  },
};

const TYPE_NAMES = {
  'single-select': 'single select',
  iteration: 'iteration',
  text: 'text',
  date: 'date',
  other: 'another type',
} as const;

function findingFor(lookup: FieldLookup, board: FoundBoard): RawFinding[] {
  if (lookup.state === 'found') return [];
  const types = typesFor(lookup.facet);
  const expected = types.map((type) => TYPE_NAMES[type]).join(' or ');
  const fit = board.fields.filter(({ type }) => types.includes(type)).map(({ name }) => quote(name));
  const has =
    fit.length === 0 ? `no field of that type (${expected})` : `of that type (${expected}) ${listing(fit, 8)}`;
  const found =
    lookup.state === 'missing'
      ? `the board ${quote(board.title)} has no field ${quote(lookup.name)}`
      : `the field ${quote(lookup.field.name)} of the board ${quote(board.title)} is of ${TYPE_NAMES[lookup.field.type]}`;
  const message = `For board.${lookup.key}, ${found}; it has ${has}. Correct the name in the configuration, or add the field.`;
  return [{ message, range: TOP_OF_FILE, item: null }];
}
