/** A person's own project: GitHub shows these to no app, and says so to nobody. */
import { begin, boardRule } from '../board/board-rule.ts';

export const boardHidden = boardRule(
  'board-hidden',
  "The configuration names a person's own project, which GitHub hides from apps.",
  (board, words) =>
    board.state === 'absent' && board.reason === 'user-owned'
      ? `${begin(words)} would be a person's own, and GitHub shows those to no app: no card is read or moved. Use a project of an organisation, or take \`project\` out of the configuration; the command line can reach it with its owner's token.`
      : null,
);
