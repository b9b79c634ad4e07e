/** Milepost lacks the right to read or to change the board. */
import { begin, boardRule } from '../board/board-rule.ts';

export const boardForbidden = boardRule(
  'board-forbidden',
  'Milepost may not read or change the project that the configuration names.',
  (board, words) => {
    if (board.state === 'absent' && board.reason === 'forbidden') return `${begin(words)} may not be read. ${TO_DO}`;
    if (board.state === 'found' && board.writable === false) return `${begin(words)} may not be changed. ${TO_DO}`;
    return null;
  },
);

const TO_DO =
  "Milepost needs the organisation permission “Projects: write”: an owner of the organisation grants it, or has yet to accept it where it was asked for lately. A person's token needs the scope “project”, and the person the right to write there.";
