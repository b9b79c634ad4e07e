/** One commit on a branch, made and signed by GitHub in the name of whose token it is. */
import type { GitHubClient } from './client.ts';
import { failureOfGraphql } from './failure.ts';
import { GitHubError } from './github-error.ts';

export interface BranchCommit {
  owner: string;
  name: string;
  branch: string;
  /** The commit that the branch is expected to be at. */
  expectedHeadOid: string;
  headline: string;
  /** The message beneath the headline; '' for none. A sign-off stands on a line of its own at its end. */
  body: string;
  /** Whole files: GitHub replaces them. */
  files: { path: string; bytes: Uint8Array }[];
}

/** The branch has another head by now; nothing was written. */
export class StaleBranch extends Error {
  override readonly name = 'StaleBranch';
}

const COMMIT = `mutation MilepostCommit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

interface CommitData {
  createCommitOnBranch?: { commit?: { oid?: string } | null } | null;
}

/**
 * The new commit's id. The expected head makes it safe: after an unclear answer the caller asks for the branch's head, and a
 * second try cannot commit twice. https://docs.github.com/en/graphql/reference/mutations#createcommitonbranch
 * @throws StaleBranch where the branch moved; GitHubError, RateLimited
 */
export async function commitOnBranch(client: GitHubClient, commit: BranchCommit): Promise<string> {
  const { owner, name, branch, expectedHeadOid, headline, body, files } = commit;
  const about = `committing to ${branch} of ${owner}/${name}`;
  const input = {
    branch: { repositoryNameWithOwner: `${owner}/${name}`, branchName: branch },
    expectedHeadOid,
    message: { headline, body },
    fileChanges: {
      additions: files.map(({ path, bytes }) => ({ path, contents: Buffer.from(bytes).toString('base64') })),
    },
  };
  try {
    const { data, errors } = await client.graphql<CommitData>(COMMIT, { input }, { about, creates: true });
    const oid = data.createCommitOnBranch?.commit?.oid;
    if (oid !== undefined) return oid;
    if (errors.length > 0) throw failureOfGraphql(errors, about);
    throw new GitHubError({ kind: 'unavailable', status: null, about, said: 'the answer names no commit' });
  } catch (error) {
    if (!isStale(error)) throw error;
    const message = `${branch} of ${owner}/${name} is no longer at ${expectedHeadOid}`;
    throw new StaleBranch(message, { cause: error });
  }
}

/** GitHub's words, as in https://github.com/planetscale/ghcommit/issues/153 */
const isStale = (error: unknown): boolean =>
  error instanceof GitHubError && /expected branch to point to/i.test(error.said);
