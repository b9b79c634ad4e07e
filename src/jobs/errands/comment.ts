import { commandLines } from '../../commands/command-lines.ts';
import { placeOf, sync, type Rule } from './errand.ts';
import type { AccountPayload, CommentPayload } from './event-payload.ts';
import { lookAt } from '../sync/sync-request.ts';

/**
 * The commands in a comment that a person has just written: seen at once, and done by the repository's next sync. Bots, other
 * apps on somebody's behalf, and whoever is not the comment's author give none.
 */
export const commandsGiven: Rule = ({ payload }) => {
  const { comment, issue, sender } = payload;
  const place = placeOf(payload);
  if (place === null || comment === undefined || issue === undefined || !isByPerson(comment, sender)) return [];
  const lines = commandLines(comment.body ?? '');
  if (lines.length === 0) return [];
  const command = {
    id: comment.id,
    number: issue.number,
    isPull: issue.pull_request != null,
    author: sender.login,
    url: comment.html_url ?? '',
    lines,
  };
  return [
    { kind: 'task', task: { kind: 'acknowledge', ...place, commentId: comment.id } },
    // What they need of a sync, the commands say: a person who only asks has nothing written but the answer.
    sync({ ...lookAt(place), occasion: 'push', comments: [command] }),
  ];
};

function isByPerson(
  { user, performed_via_github_app: app }: CommentPayload,
  sender: AccountPayload | undefined,
): sender is AccountPayload {
  if (sender === undefined || (sender.type ?? 'User') !== 'User' || sender.login.endsWith('[bot]')) return false;
  return app == null && user?.login === sender.login;
}
