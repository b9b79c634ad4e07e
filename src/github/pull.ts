/** A pull request as it is now: what an event says of it may be late, or already untrue. */
import type { GitHubClient } from './client.ts';
import { isOwn, type Identity, type RestAuthored } from './identity.ts';
import { isAbsent } from './github-error.ts';

export interface PullHead {
  number: number;
  open: boolean;
  headOid: string;
  headBranch: string;
  /** null: the fork is gone, or may not be seen. Its commits are in the base repository all the same. */
  headRepositoryId: number | null;
  baseBranch: string;
  /** Opened from a branch of the repository itself, by Milepost or somebody whom GitHub counts to its people. */
  isInside: boolean;
}

/** GitHub's words for those who have been given access. https://docs.github.com/en/graphql/reference/enums#commentauthorassociation */
const PEOPLE = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** As REST and the payloads of events print it, as far as it is read. */
export interface RestPull extends RestAuthored {
  state?: string;
  author_association?: string;
  head?: { sha?: string; ref?: string; repo?: { id?: number } | null } | null;
  base?: { ref?: string; repo?: { id?: number } | null } | null;
}

/**
 * null where there is no such pull request, or not any more.
 * https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request
 * @throws GitHubError, RateLimited
 */
export async function readPull(
  client: GitHubClient,
  { owner, name, number }: { owner: string; name: string; number: number },
): Promise<PullHead | null> {
  const about = `reading pull request ${owner}/${name}#${number}`;
  try {
    const { data } = await client.rest<RestPull>(
      'GET /repos/{owner}/{repo}/pulls/{pull_number}',
      { owner, repo: name, pull_number: number },
      { about },
    );
    return pullHeadOf(data, number, client.identity);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** null where it does not say what it leads from and to. */
export function pullHeadOf(pull: RestPull, number: number, identity: Identity): PullHead | null {
  const { head, base } = pull;
  if (typeof head?.sha !== 'string' || typeof base?.ref !== 'string') return null;
  const headRepositoryId = head.repo?.id ?? null;
  const isOwnBranch = headRepositoryId !== null && headRepositoryId === base.repo?.id;
  return {
    number,
    open: pull.state === 'open',
    headOid: head.sha,
    headBranch: head.ref ?? '',
    headRepositoryId,
    baseBranch: base.ref,
    isInside: isOwnBranch && (PEOPLE.has(pull.author_association ?? '') || isOwn(pull, identity)),
  };
}
