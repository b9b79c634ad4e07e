/** How findings speak of the board, and where in the file they stand. */
import type { SourceRange } from '../../roadmap/model.ts';
import { isBoardTold } from '../agreement/agreements.ts';
import { boardNameOf, type BoardName } from '../board-address.ts';
import type { Observation, ObservedBoard } from '../observation.ts';
import { allReferences } from '../references.ts';
import type { RuleContext } from '../rule.ts';
import { TOP_OF_FILE } from '../whole-file.ts';
import { quote } from '../wording.ts';

/** What the configuration names for this roadmap; null where it names none. */
function namedBoard({ policy, desired }: RuleContext, { repository, board }: Observation): BoardName | null {
  const configured = policy.roadmaps?.find(({ path }) => path === desired.file)?.project ?? null;
  const project = configured ?? (board?.state === 'absent' ? board.named : null);
  return project === null ? null : boardNameOf(project, repository.owner);
}

/**
 * `the project 4 that the configuration names`, `the project 4 of acme that …` for an address, with the title where it may
 * be told. An address is not repeated as it is written: anything may follow its number.
 */
export function boardWords(context: RuleContext, board: ObservedBoard, observed: Observation): string {
  const name = namedBoard(context, observed);
  const number = name === null ? '' : ` ${name.number}${name.ownerKind === null ? '' : ` of ${name.owner}`}`;
  const words = `the project${number} that the configuration names`;
  return board.state === 'found' && isBoardTold(board, observed) ? `${words}, ${quote(board.title)},` : words;
}

/** Where the file links the board; else its first line, for the file as a whole. */
export function boardPlace(context: RuleContext, observed: Observation): SourceRange {
  const name = namedBoard(context, observed);
  const link = allReferences(context.whole).find(
    ({ reference: { kind, owner, number } }) =>
      kind === 'project' && number === name?.number && owner.toLowerCase() === name.owner.toLowerCase(),
  );
  return link?.reference.range ?? TOP_OF_FILE;
}
