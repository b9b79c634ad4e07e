/** The board has no option for what the configuration or the roadmap names. Options are matched, never added. */
import type { FacetAgreement } from '../agreement/facets.ts';
import { isBoardTold, usableBoard } from '../agreement/agreements.ts';
import { unknownColumns } from '../board/columns.ts';
import { boardFields } from '../board/fields.ts';
import { foldName } from '../board/names.ts';
import type { ObservedField } from '../observation.ts';
import { TOP_OF_FILE } from '../whole-file.ts';
import type { RawFinding, Rule, RuleContext } from '../rule.ts';
import { listing, quote } from '../wording.ts';

export const boardUnknownOption: Rule = {
  id: 'board-unknown-option',
  severity: 'warning',
  needs: 'github',
  description: 'A field of the board has no option of a name that is wanted.',
  check: (context) => {
    const board = context.observed && usableBoard(context.observed);
    if (context.observed === null || !board || !isBoardTold(board, context.observed)) return [];
    const status = boardFields(board, context.policy.board).find(({ facet }) => facet === 'status');
    return [...(status?.state === 'found' ? unnamedColumns(status.field, context) : []), ...unsaid(context)];
  },
};

const MOST_NAMED = 8;

const optionsOf = ({ name, type, options }: ObservedField): string => {
  const what = type === 'iteration' ? 'iterations' : 'options';
  if (options.length === 0) return `The field ${quote(name)} has no ${what}.`;
  return `The ${what} of ${quote(name)} are ${listing(
    options.map((option) => quote(option.name)),
    MOST_NAMED,
  )}.`;
};

/** Columns that the configuration names. */
function unnamedColumns(field: ObservedField, { policy }: RuleContext): RawFinding[] {
  return unknownColumns(field, policy.board).map(({ status, name }) => ({
    message: `The configuration's board.columns gives ${quote(name)} to ${status}, and the board has no such column. ${optionsOf(field)} Correct the name, or add the option to the board.`,
    range: TOP_OF_FILE,
    item: null,
  }));
}

/** Targets and sections that a card should show, each told once, at the first item. */
function unsaid({ agreements }: RuleContext): RawFinding[] {
  const told = new Set<string>();
  return [...agreements.values()].flatMap(({ item, facets, isTold }) =>
    facets.flatMap((facet) => {
      const key = `${facet.facet}:${foldName(facet.said ?? '')}`;
      if (!isTold || !isUnsaid(facet) || told.has(key)) return [];
      told.add(key);
      const { said, field } = facet;
      const message = `${quote(item.title)} has ${quote(said ?? '')}, and the board no option of that name. ${optionsOf(field)} Add it to the board if cards are to show it.`;
      return [{ message, range: item.range, item }];
    }),
  );
}

/** A status without a column of its own is usual; the configuration would name one. */
const isUnsaid = ({ facet, said, write, verdict }: FacetAgreement): boolean =>
  (facet === 'target' || facet === 'lane') && said !== null && write === null && verdict !== 'settled';
