/** Branches: read, made, moved, deleted. https://docs.github.com/en/rest/git/refs */
import type { GitHubClient } from './client.ts';
import { GitHubError, isAbsent } from './github-error.ts';
import { ownLogins, type RestAuthored } from './identity.ts';
import { encodePath } from './route.ts';

export interface Place {
  owner: string;
  name: string;
}

interface RefRow {
  object?: { sha?: string };
}

/** The commit that the branch is at; null where there is no such branch. @throws GitHubError, RateLimited */
export async function branchHead(client: GitHubClient, { owner, name }: Place, branch: string): Promise<string | null> {
  try {
    const { data } = await client.rest<RefRow>(
      'GET /repos/{owner}/{repo}/git/ref/heads/{+branch}',
      { owner, repo: name, branch: encodePath(branch) },
      { about: `reading branch ${branch} of ${owner}/${name}` },
    );
    return data.object?.sha ?? null;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** false where a branch of that name is there already. @throws GitHubError, RateLimited */
export async function createBranch(
  client: GitHubClient,
  { owner, name }: Place,
  { branch, oid }: { branch: string; oid: string },
): Promise<boolean> {
  try {
    await client.rest(
      'POST /repos/{owner}/{repo}/git/refs',
      { owner, repo: name, ref: `refs/heads/${branch}`, sha: oid },
      // A second one is refused: whether the first took effect is then found by looking.
      { about: `making branch ${branch} of ${owner}/${name}`, repeatable: true },
    );
    return true;
  } catch (error) {
    if (error instanceof GitHubError && error.status === 422 && /already exists/i.test(error.said)) return false;
    throw error;
  }
}

/** Moves the branch wherever it was. Not repeated by itself: meanwhile somebody may have pushed. @throws GitHubError, RateLimited */
export async function forceBranch(
  client: GitHubClient,
  { owner, name }: Place,
  { branch, oid }: { branch: string; oid: string },
): Promise<void> {
  await client.rest(
    'PATCH /repos/{owner}/{repo}/git/refs/heads/{+branch}',
    { owner, repo: name, branch: encodePath(branch), sha: oid, force: true },
    { about: `moving branch ${branch} of ${owner}/${name}` },
  );
}

/** Gone afterwards, also where it was gone before. @throws GitHubError, RateLimited */
export async function deleteBranch(client: GitHubClient, { owner, name }: Place, branch: string): Promise<void> {
  try {
    await client.rest(
      'DELETE /repos/{owner}/{repo}/git/refs/heads/{+branch}',
      { owner, repo: name, branch: encodePath(branch) },
      { about: `deleting branch ${branch} of ${owner}/${name}`, repeatable: true },
    );
  } catch (error) {
    const isGone = error instanceof GitHubError && error.status === 422 && /does not exist/i.test(error.said);
    if (!isGone && !isAbsent(error)) throw error;
  }
}

/** What a branch has that its base has not. */
export interface BranchWork {
  /** Commits beyond the base; 0: nothing of its own. */
  commits: number;
  /** Milepost made all of them. */
  isOwn: boolean;
  /** It stands on exactly that commit of the base. */
  isOnBase: boolean;
  /** Blob ids of the files that differ, by path. */
  files: ReadonlyMap<string, string>;
}

interface Comparison {
  ahead_by?: number;
  behind_by?: number;
  commits?: { author?: RestAuthored['user'] }[];
  files?: { filename?: string; sha?: string | null }[];
}

/**
 * Compares by commit ids. Only commits in an app's own name count as Milepost's: a person whose token it uses may have pushed
 * there by hand. https://docs.github.com/en/rest/commits/commits#compare-two-commits
 * @throws GitHubError, RateLimited
 */
export async function workOn(
  client: GitHubClient,
  { owner, name }: Place,
  { base, head }: { base: string; head: string },
): Promise<BranchWork> {
  const { data } = await client.rest<Comparison>(
    'GET /repos/{owner}/{repo}/compare/{basehead}',
    { owner, repo: name, basehead: `${base}...${head}` },
    { about: `comparing commits of ${owner}/${name}` },
  );
  const own = ownLogins(client.identity).filter((login) => login.endsWith('[bot]'));
  const listed = data.commits ?? [];
  const commits = data.ahead_by ?? listed.length;
  return {
    commits,
    isOwn: listed.length === commits && listed.every(({ author }) => isAmong(author?.login, own)),
    isOnBase: data.behind_by === 0,
    files: new Map((data.files ?? []).flatMap(({ filename, sha }) => (filename && sha ? [[filename, sha]] : []))),
  };
}

const isAmong = (login: string | undefined, own: readonly string[]): boolean =>
  login !== undefined && own.some((one) => one.toLowerCase() === login.toLowerCase());
