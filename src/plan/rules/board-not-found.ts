/** The configuration names a project that is not there, or that may not be seen: GitHub does not tell which. */
import { begin, boardRule } from '../board/board-rule.ts';

export const boardNotFound = boardRule(
  'board-not-found',
  'The configuration names a project that cannot be found.',
  (board, words, { repository }) => {
    if (board.state !== 'absent') return null;
    if (board.reason === 'other-host') {
      return `${begin(words)} lies on another host than this repository, where Milepost cannot reach it. Name a project on this host.`;
    }
    if (board.reason !== 'absent') return null;
    return `${begin(words)} is not there, or Milepost may not see it. A number is one of the projects of ${repository.owner}, and an address ends in /orgs/OWNER/projects/NUMBER: correct it, or take \`project\` out.`;
  },
);
