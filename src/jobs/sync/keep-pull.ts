/** The last step of carrying out one roadmap's Plan: its standing pull request, from what is proposed by then. */
import type { GitHubClient } from '../../github/client.ts';
import type { Hosts } from '../../github/hosts.ts';
import type { RepositoryState } from '../../github/repository-files.ts';
import type { RoadmapReport } from '../../plan/report.ts';
import { proposalsAfter } from '../../plan/reconcile.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Memory, StoredReading } from '../memory/memory.ts';
import type { PlannedRoadmap } from '../reading/plan-roadmap.ts';
import type { RoadmapReader } from '../reading/read-roadmap.ts';
import { keepStandingPull } from '../standing/standing-pull.ts';

export interface PullFrame {
  /** Makes the client that may write; not called where no pull request is wanted. */
  writer(): GitHubClient;
  memory: Memory;
  reader: RoadmapReader;
  hosts: Hosts;
  state: RepositoryState;
  policy: Policy;
  /** ISO instant, the one that the Plan was made with. */
  now: string;
  /** Paths of the repository's roadmaps, in the Policy's order. */
  paths: readonly string[];
  /** As in `StandingInput`. */
  pause?: (ms: number) => Promise<void>;
}

/**
 * The report with the standing pull request as it is then, and with the Proposals as they are once the Operations are done: an
 * issue just opened is among them.
 * @throws GitHubError, RateLimited, as `keepStandingPull`
 */
export async function withPull(
  frame: PullFrame,
  planned: PlannedRoadmap,
  stored: StoredReading | null,
  report: RoadmapReport,
): Promise<RoadmapReport> {
  const { memory, reader, hosts, state, policy, now, paths, pause } = frame;
  if (!policy.pull_request.enabled) return report;
  const { path, desired, source, observed } = planned;
  const proposals = proposalsAfter({
    desired,
    text: source?.text ?? null,
    observed,
    base: stored?.base ?? null,
    ledger: await memory.ledger(path).load(),
    conversation: await memory.conversation(path),
    approvals: { fingerprint: null },
    policy,
    now,
  });
  const { report: pull, conversation } = await keepStandingPull(frame.writer(), {
    state,
    policy,
    webUrl: hosts.webUrl,
    webHost: hosts.webHost,
    planned,
    proposals,
    conversation: await memory.conversation(path),
    paths,
    isFresh: stored === null || stored.isRestored === true,
    reader,
    save: (said) => memory.saveConversation(path, said),
    ...(pause === undefined ? {} : { pause }),
  });
  const refused = new Set(conversation.refused);
  const plan = { ...report.plan, proposals: proposals.filter(({ key }) => !refused.has(key)) };
  return { ...report, plan, pull };
}
