/** Writing on branches that are Milepost's own: claimed only where nobody else's work is on them, and one commit at a time. */
import { createOnce } from './apply/create-once.ts';
import { branchHead, createBranch, forceBranch, workOn, type Place } from './branches.ts';
import { pause as realPause, type GitHubClient } from './client.ts';
import { commitOnBranch, StaleBranch } from './commit-on-branch.ts';
import { GitHubError } from './github-error.ts';

/** The branch holds commits that Milepost did not make. Nothing was written. */
export class ForeignBranch extends Error {
  override readonly name = 'ForeignBranch';
}

export interface FileCommit {
  branch: string;
  /** Commit that it goes onto. */
  onto: string;
  path: string;
  bytes: Uint8Array;
  /** Blob id of those bytes. */
  file: string;
  headline: string;
  body: string;
}

export interface Claim {
  /** Milepost made a branch of this name, whatever it holds besides people's commits. */
  isOurs: boolean;
  /** Commits that may be left behind: merged as they were. */
  settled?: readonly string[];
  pause?: (ms: number) => Promise<void>;
}

/** Whoever gives a branch such a name means it for Milepost. */
const OWN_NAMES = 'milepost/';

/**
 * A branch with exactly this commit on it, which is told. The branch is made, or taken anew where only Milepost's commits are on
 * it; one with nothing of its own only where the name is Milepost's, since it may be anybody's. One that a killed process left
 * with this very file on this very base is taken as it is.
 * @throws ForeignBranch, StaleBranch, GitHubError, RateLimited
 */
export async function commitAnew(
  client: GitHubClient,
  place: Place,
  commit: FileCommit,
  { isOurs, settled = [], pause = realPause }: Claim,
): Promise<string> {
  const { branch, onto, path, file } = commit;
  const head = await branchHead(client, place, branch);
  if (head === null) {
    if (!(await createBranch(client, place, { branch, oid: onto }))) throw vanished(place, branch);
  } else {
    const work = await workOn(client, place, { base: onto, head });
    if (isThere(work, path, file)) return head;
    const isFree = work.commits > 0 ? work.isOwn : isOurs || branch.startsWith(OWN_NAMES);
    if (!isFree && !settled.includes(head)) throw foreign(place, branch);
    if (head !== onto) await forceBranch(client, place, { branch, oid: onto });
  }
  return commitOnce(client, place, commit, pause);
}

/**
 * One commit on top of the branch, which is told. A replica of GitHub's may not know yet that the branch is there: that is
 * waited for; after an unclear answer it looks whether the commit is there.
 * @throws StaleBranch where somebody else moved the branch; GitHubError, RateLimited
 */
export async function commitOnce(
  client: GitHubClient,
  place: Place,
  { branch, onto, path, bytes, file, headline, body }: FileCommit,
  pause: (ms: number) => Promise<void> = realPause,
): Promise<string> {
  const { owner, name } = place;
  const write = (): Promise<string> =>
    commitOnBranch(client, {
      owner,
      name,
      branch,
      expectedHeadOid: onto,
      headline,
      body,
      files: [{ path, bytes }],
    });
  const look = async (): Promise<string | null> => {
    const head = await branchHead(client, place, branch);
    if (head === null || head === onto) return null;
    return isThere(await workOn(client, place, { base: onto, head }), path, file) ? head : null;
  };
  for (const waitMs of REPLICA_WAITS_MS) {
    try {
      return await createOnce(write, look, pause);
    } catch (error) {
      if (!isOfReplica(error) || (await branchHead(client, place, branch)) !== onto) throw error;
      await pause(waitMs);
    }
  }
  return createOnce(write, look, pause);
}

const REPLICA_WAITS_MS = [1_000, 3_000];

const isOfReplica = (error: unknown): boolean =>
  error instanceof StaleBranch || (error instanceof GitHubError && error.kind === 'not-found');

/** One commit on exactly that base, and that file as it is to be. */
const isThere = (work: Awaited<ReturnType<typeof workOn>>, path: string, file: string): boolean =>
  work.commits === 1 && work.isOnBase && work.files.size === 1 && work.files.get(path) === file;

const foreign = ({ owner, name }: Place, branch: string): ForeignBranch =>
  new ForeignBranch(
    `${branch} of ${owner}/${name} was there before, or holds commits that Milepost did not make, and no pull request of Milepost's is open from it: it was left as it is. Delete or rename that branch, or name another one in \`pull_request.branch\`.`,
  );

const vanished = ({ owner, name }: Place, branch: string): GitHubError =>
  new GitHubError({
    kind: 'unavailable',
    status: null,
    about: `making branch ${branch} of ${owner}/${name}`,
    said: 'it is said to exist, and not to exist',
  });
