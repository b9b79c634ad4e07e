/** What a change touches, as far as it is known before anything is planned. */
import type { GitHubClient } from '../../github/client.ts';
import { compareCommits, listPullFiles, type Comparison } from '../../github/compare-commits.ts';
import { isAbsent } from '../../github/github-error.ts';
import type { PullHead } from '../../github/pull.ts';
import type { RepositoryState } from '../../github/repository-files.ts';
import { defaultPolicy } from '../../policy/defaults.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Memory } from '../memory/memory.ts';
import { findPullFiles, mayConcern, readStates, type PullFiles, type PullStates } from './pull-files.ts';

export interface Touched {
  states: PullStates;
  files: PullFiles;
  comparison: Comparison;
}

export interface Change {
  owner: string;
  name: string;
  headOid: string;
  /** null for a group of the merge queue. */
  pull: PullHead | null;
  /** Of a group: the commit that it is merged onto, where the queue said; else null. */
  baseOid: string | null;
}

export const VANISHED = Symbol('the head is not there any more');
export const UNTOUCHED = 'neither a roadmap nor the configuration is touched';

/**
 * What it touches, or that there is nothing to check.
 * @throws GitHubError, RateLimited
 */
export async function touchedByChange(
  { client, memory }: { client: GitHubClient; memory: Memory },
  change: Change,
  state: RepositoryState,
  policy: Policy | null,
): Promise<Touched | typeof UNTOUCHED | typeof VANISHED> {
  const { owner, name, headOid } = change;
  const base = baseOf(change, state);
  const compared =
    (await compareCommits(client, { owner, name, base, head: headOid })) ?? (await listed(client, change, state));
  if (compared === null) return VANISHED;
  const readings = (await memory.readings()).map(({ path }) => path);
  if (!mayConcern(compared, policy, readings)) return UNTOUCHED;
  const comparison = await completed(client, change, compared);
  if (!mayConcern(comparison, policy, readings)) return UNTOUCHED;
  const chosen = choosing(policy, readings);
  const paths = (chosen.roadmaps ?? []).map(({ path }) => path);
  const { mergeBaseOid } = comparison;
  const states = await readStates(client, state, { headOid, mergeBaseOid, paths });
  if (states.head.head === null) return VANISHED;
  const files = await findPullFiles(client, states, chosen, comparison.files);
  const isPolicyChanged = states.before.policy?.oid !== states.head.policy?.oid;
  const isTouched = files.pairs.length + files.lost.length > 0 || isPolicyChanged;
  return isTouched ? { states, files, comparison } : UNTOUCHED;
}

/** Milepost acts on the default branch; where the change goes is asked by name, since what a pull request says of it may be old. */
function baseOf({ pull, baseOid }: Change, { head, defaultBranch }: RepositoryState): string {
  if (pull === null) return baseOid ?? head?.oid ?? 'HEAD';
  return pull.baseBranch === defaultBranch ? (head?.oid ?? pull.baseBranch) : pull.baseBranch;
}

/** What cannot be compared may have no history in common: then the branch as it is counts for where they parted. */
async function listed(
  client: GitHubClient,
  { owner, name, pull }: Change,
  { head }: RepositoryState,
): Promise<Comparison | null> {
  if (pull === null || head === null) return null;
  try {
    return { mergeBaseOid: head.oid, ...(await listPullFiles(client, { owner, name, number: pull.number })) };
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** GitHub compares three hundred files; a pull request lists more. */
async function completed(
  client: GitHubClient,
  { owner, name, pull }: Change,
  comparison: Comparison,
): Promise<Comparison> {
  if (comparison.isComplete || pull === null) return comparison;
  return { ...comparison, ...(await listPullFiles(client, { owner, name, number: pull.number })) };
}

/** A wrong configuration does not say which files are roadmaps: those that were read before are, else the usual places. */
function choosing(policy: Policy | null, readings: readonly string[]): Policy {
  if (policy !== null) return policy;
  const roadmaps = readings.length === 0 ? null : readings.map((path) => ({ path, project: null }));
  return { ...defaultPolicy, roadmaps };
}
