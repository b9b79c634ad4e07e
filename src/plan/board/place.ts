/** How findings speak of the board, and where in the file they stand. */
import type { SourceRange } from '../../roadmap/model.ts';
import { isBoardTold } from '../agreement/agreements.ts';
import { boardNameOf } from '../board-address.ts';
import type { Observation, ObservedBoard } from '../observation.ts';
import { allReferences } from '../references.ts';
import type { RuleContext } from '../rule.ts';
import { quote } from '../wording.ts';

const FIRST_LINE: SourceRange = { line: 1, column: 1, endLine: 1, endColumn: 1, startOffset: 0, endOffset: 0 };

/** What the configuration names for this roadmap; null where it names none. */
function namedProject({ policy, desired }: RuleContext): string | number | null {
  return policy.roadmaps?.find(({ path }) => path === desired.file)?.project ?? null;
}

/** `the project 4 that the configuration names`, with the title where it may be told. */
export function boardWords(context: RuleContext, board: ObservedBoard, observed: Observation): string {
  const named = namedProject(context) ?? (board.state === 'absent' ? board.named : null);
  const words =
    named === null ? 'the project that the configuration names' : `the project ${named} that the configuration names`;
  return board.state === 'found' && isBoardTold(board, observed) ? `${words}, ${quote(board.title)},` : words;
}

/** Where the file links the board; else its first line, for the file as a whole. */
export function boardPlace(context: RuleContext, { repository }: Observation): SourceRange {
  const project = namedProject(context);
  const name = project === null ? null : boardNameOf(project, repository.owner);
  const link = allReferences(context.whole).find(
    ({ reference: { kind, owner, number } }) =>
      kind === 'project' && number === name?.number && owner.toLowerCase() === name.owner.toLowerCase(),
  );
  return link?.reference.range ?? FIRST_LINE;
}
