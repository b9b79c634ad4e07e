/** What people ticked on the dashboard counts in the very sync that sees it. */
import type { Policy } from '../../policy/policy.ts';
import { heedTicks, type Heeded, type TickFrame } from '../dashboard/heed-ticks.ts';
import type { PlannedRoadmap } from '../reading/plan-roadmap.ts';
import type { BegunSync } from './begun-sync.ts';

/** The roadmaps, replanned where a tick counts. @throws GitHubError, RateLimited */
export async function heedDashboard(sync: BegunSync, policy: Policy, planned: PlannedRoadmap[]): Promise<Heeded> {
  const issue = sync.state.dashboard ?? null;
  const keepsOne = !sync.task.dryRun && policy.mode === 'apply' && policy.dashboard;
  return issue !== null && issue.open && keepsOne
    ? heedTicks(issue, planned, tickFrameOf(sync, policy))
    : { planned, isHeeded: false, refused: null };
}

/** By what a tick is judged that a sync comes upon. */
export function tickFrameOf({ task, tools, observer, state }: BegunSync, policy: Policy): TickFrame {
  const sender = task.occasion === 'manual' ? task.sender : null;
  return { client: observer, memory: tools.memory, repository: state.repository, policy, sender };
}
