/** Finds again what Milepost wrote, by its hidden markers: through listings, never through the search index, which lags. */
import { readIssueMarker, readSlipMarker } from '../plan/marker.ts';
import type { IssueAddress } from '../plan/model.ts';
import type { MarkedComment, MarkedIssue } from '../plan/observation.ts';
import type { GitHubClient } from './client.ts';
import { mapBounded } from './bounded.ts';
import { GitHubError, isAbsent } from './github-error.ts';
import { isOwn, ownLogins, type RestAuthored } from './identity.ts';
import { listAll } from './pages.ts';

export interface ListedIssue extends RestAuthored {
  number: number;
  html_url?: string;
  state?: string;
  created_at?: string;
  body?: string | null;
  pull_request?: unknown;
}

interface ListedComment extends RestAuthored {
  id: number;
  html_url?: string;
  body?: string | null;
}

/**
 * The issues of a repository that Milepost opened, oldest first, closed ones included. Only issues whose author is the
 * client's own identity count; one without a readable marker is none of them. Empty where issues are switched off.
 * @throws GitHubError, RateLimited
 */
export async function listMarkedIssues(
  client: GitHubClient,
  repository: { owner: string; name: string },
): Promise<MarkedIssue[]> {
  return (await listOwnIssues(client, repository)).flatMap((issue) => {
    const marker = readIssueMarker(issue.body ?? '');
    if (marker === null) return [];
    const { number, html_url: url = '', state, created_at: createdAt = '' } = issue;
    return [{ number, url, open: state !== 'closed', createdAt, marker }];
  });
}

/**
 * The issues, not pull requests, whose author is the client's own identity, oldest first, closed ones included. Empty
 * where issues are switched off.
 * @throws GitHubError, RateLimited
 */
export async function listOwnIssues(
  client: GitHubClient,
  { owner, name }: { owner: string; name: string },
): Promise<ListedIssue[]> {
  const about = `listing Milepost's issues in ${owner}/${name}`;
  const logins = ownLoginsOf(client);
  const listed = await mapBounded(logins, 2, (creator) => {
    const parameters = {
      owner,
      repo: name,
      state: 'all',
      creator,
      // Oldest first: an issue opened meanwhile lands on the last page and pushes none over a page's edge.
      sort: 'created',
      direction: 'asc',
    };
    const issues = listAll<ListedIssue>(client, 'GET /repos/{owner}/{repo}/issues', parameters, { about });
    // The first login is the client's own and exists; an app by the other name there need not be.
    return creator === logins[0] ? emptyWhereAbsent(issues) : emptyWhereUnknown(issues);
  });
  return listed
    .flat()
    .filter((issue) => issue.pull_request === undefined && isOwn(issue, client.identity))
    .toSorted((one, other) => one.number - other.number);
}

export interface FoundSlipComment extends MarkedComment {
  url: string | null;
}

/**
 * Milepost's slip comment on an issue for one roadmap (its `roadmapKey`, since roadmaps of several repositories may speak
 * on one issue); the oldest, should there be several. null for none, also where the issue cannot be read.
 * @throws GitHubError, RateLimited
 */
export async function findSlipComment(
  client: GitHubClient,
  { owner, repo, number }: IssueAddress,
  roadmap: string,
): Promise<FoundSlipComment | null> {
  ownLoginsOf(client);
  const issue = `${owner}/${repo}#${number}`;
  const about = `listing the comments of issue ${issue}`;
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const comments = await emptyWhereAbsent(
    listAll<ListedComment>(client, route, { owner, repo, issue_number: number }, { about }),
  );
  for (const comment of comments) {
    const marker = isOwn(comment, client.identity) ? readSlipMarker(comment.body ?? '') : null;
    if (marker === null || marker.roadmap !== roadmap) continue;
    return { issue: issue.toLowerCase(), commentId: comment.id, url: comment.html_url ?? null, marker };
  }
  return null;
}

function ownLoginsOf({ identity }: GitHubClient): readonly string[] {
  const logins = ownLogins(identity);
  if (logins.length > 0) return logins;
  throw new TypeError('a client that does not know whose token it has cannot tell what is its own');
}

async function emptyWhereAbsent<Item>(listed: Promise<Item[]>): Promise<Item[]> {
  try {
    return await listed;
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

async function emptyWhereUnknown<Item>(listed: Promise<Item[]>): Promise<Item[]> {
  try {
    return await emptyWhereAbsent(listed);
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'invalid') return [];
    throw error;
  }
}
