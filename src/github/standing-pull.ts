/** The standing pull request on GitHub: found, opened, edited. https://docs.github.com/en/rest/pulls/pulls */
import type { SeenPull } from '../plan/standing.ts';
import { createOnce } from './apply/create-once.ts';
import type { Place } from './branches.ts';
import { pause as realPause, type GitHubClient } from './client.ts';
import { GitHubError, isAbsent } from './github-error.ts';
import { isOwn, type RestAuthored } from './identity.ts';

/** A pull request from the branch, whoever opened it. */
export interface BranchPull extends SeenPull {
  /** Its author is this app: only then its marker counts. */
  isOwn: boolean;
  author: string;
  title: string;
  /** Branch that it goes into. */
  base: string;
  /** Commit by which it came into the base; null while it is not merged, or where GitHub does not say. */
  mergeOid: string | null;
}

interface PullRow extends RestAuthored {
  number?: number;
  html_url?: string;
  state?: string;
  title?: string;
  body?: string | null;
  merged?: boolean;
  merged_at?: string | null;
  merge_commit_sha?: string | null;
  head?: { ref?: string; sha?: string; repo?: { full_name?: string } | null };
  base?: { ref?: string };
}

/** null where there is none of that number. @throws GitHubError, RateLimited */
export async function readPull(client: GitHubClient, place: Place, number: number): Promise<BranchPull | null> {
  const { owner, name } = place;
  try {
    const { data } = await client.rest<PullRow>(
      'GET /repos/{owner}/{repo}/pulls/{pull_number}',
      { owner, repo: name, pull_number: number },
      { about: `reading pull request ${owner}/${name}#${number}` },
    );
    return pullOf(data, client);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** More were never wanted of one branch: only the open one, and the newest that is closed. */
const LISTED = 30;

/** The pull requests from that branch of the repository itself, open and closed, the newest first. @throws GitHubError, RateLimited */
export async function listPullsFrom(client: GitHubClient, place: Place, branch: string): Promise<BranchPull[]> {
  const { owner, name } = place;
  const { data } = await client.rest<PullRow[]>(
    'GET /repos/{owner}/{repo}/pulls',
    {
      owner,
      repo: name,
      state: 'all',
      head: `${owner}:${branch}`,
      sort: 'created',
      direction: 'desc',
      per_page: LISTED,
    },
    { about: `listing the pull requests from ${branch} of ${owner}/${name}` },
  );
  const full = `${owner}/${name}`.toLowerCase();
  return data
    .filter(({ head }) => head?.ref === branch && isOf(full, head.repo))
    .map((row) => pullOf(row, client))
    .filter((pull) => pull !== null)
    .toSorted((one, other) => other.number - one.number);
}

/** null: of a fork that is gone. */
const isOf = (full: string, repo: { full_name?: string } | null | undefined): boolean =>
  repo === undefined || (repo !== null && (repo.full_name ?? full).toLowerCase() === full);

export interface PullDraft {
  title: string;
  body: string;
  /** Branches. */
  head: string;
  base: string;
}

/**
 * Opens it. GitHub itself refuses a second one from one branch to another; after an unclear answer, and after that refusal,
 * the listing tells.
 * @throws GitHubError, RateLimited
 */
export async function openPull(
  client: GitHubClient,
  place: Place,
  draft: PullDraft,
  pause: (ms: number) => Promise<void> = realPause,
): Promise<BranchPull> {
  const look = async (): Promise<BranchPull | null> => {
    const pulls = await listPullsFrom(client, place, draft.head);
    return pulls.find(({ state, base, isOwn }) => state === 'open' && base === draft.base && isOwn) ?? null;
  };
  try {
    return await createOnce(() => post(client, place, draft), look, pause);
  } catch (error) {
    const isThere = error instanceof GitHubError && error.status === 422 && /already exists/i.test(error.said);
    const found = isThere ? await look() : null;
    if (found === null) throw error;
    return found;
  }
}

async function post(client: GitHubClient, { owner, name }: Place, draft: PullDraft): Promise<BranchPull> {
  const about = `opening a pull request in ${owner}/${name}`;
  const { data, status } = await client.rest<PullRow>(
    'POST /repos/{owner}/{repo}/pulls',
    { owner, repo: name, ...draft },
    { about, creates: true },
  );
  const pull = pullOf(data, client);
  if (pull !== null) return pull;
  throw new GitHubError({ kind: 'unavailable', status, about, said: 'the answer names no pull request' });
}

/** Safe to repeat. @throws GitHubError, RateLimited */
export async function editPull(
  client: GitHubClient,
  { owner, name }: Place,
  number: number,
  patch: { title?: string; body?: string; state?: 'closed' },
): Promise<void> {
  await client.rest(
    'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
    { owner, repo: name, pull_number: number, ...patch },
    { about: `editing pull request ${owner}/${name}#${number}`, repeatable: true },
  );
}

function pullOf(row: PullRow, { identity }: GitHubClient): BranchPull | null {
  if (typeof row.number !== 'number') return null;
  const isMerged = row.merged === true || typeof row.merged_at === 'string';
  return {
    number: row.number,
    url: row.html_url ?? '',
    state: isMerged ? 'merged' : row.state === 'closed' ? 'closed' : 'open',
    title: row.title ?? '',
    body: row.body ?? '',
    headOid: row.head?.sha ?? '',
    base: row.base?.ref ?? '',
    isOwn: isOwn(row, identity),
    author: row.user?.login ?? '',
    mergeOid: isMerged ? (row.merge_commit_sha ?? null) : null,
  };
}
