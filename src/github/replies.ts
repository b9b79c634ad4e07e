/** Replies to comments with commands: one for each comment, found again by its marker. */
import { readReplyMarker } from '../plan/marker.ts';
import { createOnce } from './apply/create-once.ts';
import { pause as realPause, type GitHubClient } from './client.ts';
import { GitHubError, isAbsent } from './github-error.ts';
import { isOwn, type RestAuthored } from './identity.ts';
import { listAll } from './pages.ts';

interface RestComment extends RestAuthored {
  id?: number;
  body?: string | null;
  created_at?: string;
}

/** A comment as it is now. */
export interface ReadComment {
  /** A person wrote it, and no app on their behalf. */
  byPerson: boolean;
  /** ISO instant; null where GitHub does not say. */
  createdAt: string | null;
}

export interface RepliedComment {
  owner: string;
  name: string;
  number: number;
  commentId: number;
  /** Of the comment: replies are younger. */
  createdAt: string | null;
}

/** null for one that was deleted. @throws GitHubError, RateLimited */
export async function readComment(
  client: GitHubClient,
  { owner, name, commentId }: { owner: string; name: string; commentId: number },
): Promise<ReadComment | null> {
  try {
    const { data } = await client.rest<RestComment>(
      'GET /repos/{owner}/{repo}/issues/comments/{comment_id}',
      { owner, repo: name, comment_id: commentId },
      { about: `reading comment ${commentId} in ${owner}/${name}` },
    );
    const isBot = data.user?.type === 'Bot' || data.user?.login?.endsWith('[bot]') === true;
    return { byPerson: !isBot && data.performed_via_github_app == null, createdAt: data.created_at ?? null };
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/**
 * Replies, unless a reply of ours with that comment's marker is there. `refused`: GitHub takes none for good, since the
 * conversation is locked, the issue gone or a permission missing; `said` are its words.
 * @throws RateLimited, GitHubError
 */
export async function replyOnce(
  client: GitHubClient,
  comment: RepliedComment,
  body: string,
  pause: (ms: number) => Promise<void> = realPause,
): Promise<{ state: 'written' | 'there' } | { state: 'refused'; said: string }> {
  if (await isReplied(client, comment)) return { state: 'there' };
  const { owner, name, number } = comment;
  const create = async (): Promise<true> => {
    await client.rest(
      'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
      { owner, repo: name, issue_number: number, body },
      { about: `answering in ${owner}/${name}#${number}`, creates: true },
    );
    return true;
  };
  try {
    await createOnce(create, async () => ((await isReplied(client, comment)) ? true : null), pause);
    return { state: 'written' };
  } catch (error) {
    const isLasting =
      error instanceof GitHubError && ['forbidden', 'not-found', 'gone', 'invalid'].includes(error.kind);
    if (!isLasting || error.status === 401) throw error;
    return { state: 'refused', said: error.said };
  }
}

/** Clocks of GitHub's machines may differ a little. */
const SLACK_MS = 60_000;

async function isReplied(client: GitHubClient, comment: RepliedComment): Promise<boolean> {
  const { owner, name, number, commentId, createdAt } = comment;
  const since = createdAt === null ? {} : { since: new Date(Date.parse(createdAt) - SLACK_MS).toISOString() };
  const isReply = (listed: RestComment): boolean =>
    isOwn(listed, client.identity) && readReplyMarker(listed.body ?? '')?.comment === commentId;
  try {
    const comments = await listAll<RestComment>(
      client,
      'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
      { owner, repo: name, issue_number: number, ...since },
      { about: `listing the comments of ${owner}/${name}#${number}`, enough: (listed) => listed.some(isReply) },
    );
    return comments.some(isReply);
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}
