/** What a change does to the configuration. The head's own is data: it is validated, and nothing is done by it. */
import type { GitHubClient } from '../../github/client.ts';
import { POLICY_PATH } from '../../github/queries/repository-state.ts';
import type { RepositoryState } from '../../github/repository-files.ts';
import type { PullReport } from '../../plan/pull-report.ts';
import { changedKeys } from '../../policy/changed-keys.ts';
import type { Policy, PolicyReading } from '../../policy/policy.ts';
import { readPolicyOf } from '../reading/policy-sources.ts';
import { findRoadmapFiles } from '../reading/roadmap-files.ts';
import type { PullStates } from './pull-files.ts';

/** The configuration as the change has it; null where the change leaves it alone, or takes it out. */
export async function policyAfter(
  client: GitHubClient,
  { now, before, head }: PullStates,
): Promise<PolicyReading | null> {
  if (head.policy === null || before.policy?.oid === head.policy.oid) return null;
  return readPolicyOf(client, { ...now, policy: head.policy, head: head.head }, 'readers');
}

/** `after` is that of `policyAfter`; null where the configuration stays. */
export function changedPolicy(
  { now, before, head }: PullStates,
  policy: Policy | null,
  after: PolicyReading | null,
): PullReport['changedPolicy'] {
  if (before.policy?.oid === head.policy?.oid) return null;
  if (after === null) return { state: 'removed', problems: [], keys: null };
  return {
    state: 'changed',
    problems: after.problems.filter(({ file }) => file === POLICY_PATH),
    keys: policy !== null && after.policy !== null && mayTellOfOwner(now) ? changedKeys(policy, after.policy) : null,
  };
}

/** Files that the configuration names and the head lacks: the head's own configuration where the change is about it. */
export async function lostFiles(
  client: GitHubClient,
  { now, head }: PullStates,
  lost: PullReport['lost'],
  after: PolicyReading | null,
): Promise<PullReport['lost']> {
  if (after?.policy == null || !mayTellOfOwner(now)) return lost;
  const { missing } = await findRoadmapFiles(client, head, after.policy, null);
  return missing.map((path) => lost.find((one) => one.path === path) ?? { path, movedTo: null });
}

/** What the organisation's file says is for those who can read it. */
const mayTellOfOwner = ({ ownerPolicy, ownerPolicyIsPublic }: RepositoryState): boolean =>
  ownerPolicy === null || ownerPolicyIsPublic;
