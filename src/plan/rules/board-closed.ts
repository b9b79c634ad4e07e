/** The board was closed: nobody looks at it, and Milepost leaves it as it is. */
import { begin, boardRule } from '../board/board-rule.ts';

export const boardClosed = boardRule(
  'board-closed',
  'The project that the configuration names is closed.',
  (board, words) =>
    board.state === 'found' && board.closed
      ? `${begin(words)} is closed: no card is added or moved. Reopen it, name another one, or take \`project\` out of the configuration.`
      : null,
);
