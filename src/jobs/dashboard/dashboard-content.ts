/** What the dashboard is to say after a sync, made of what the sync knows. */
import type { DashboardIssue } from '../../github/dashboard-issue.ts';
import type { Hosts } from '../../github/hosts.ts';
import type { RepositoryState } from '../../github/repository-files.ts';
import { commentedItems } from '../../plan/commented-items.ts';
import type { SyncReport } from '../../plan/report.ts';
import { scopeTo } from '../../plan/scope.ts';
import type { Policy } from '../../policy/policy.ts';
import { renderDashboard, type DashboardRoadmap } from '../../render/dashboard/dashboard.ts';
import { SWITCHED_OFF_NOTICE, wrongConfigurationNotice } from '../../render/dashboard/dashboard-notices.ts';
import { RULES_URL } from '../documentation.ts';
import { heedTicks, type Heeded, type TickFrame } from './heed-ticks.ts';
import type { DashboardContent } from './keep-dashboard.ts';
import type { Memory } from '../memory/memory.ts';
import type { PlannedRoadmap } from '../reading/plan-roadmap.ts';

export interface ContentInput {
  report: SyncReport;
  /** null when the configuration is wrong. */
  policy: Policy | null;
  /** In the order of the report's roadmaps. */
  planned: readonly PlannedRoadmap[];
  /** Whose ticks were put back in this sync. */
  refused: Heeded['refused'];
  /** Somebody's ticks were heeded in this sync. */
  hasHeeded: boolean;
  state: RepositoryState;
  hosts: Hosts;
  memory: Memory;
  /** ISO instant. */
  now: string;
  /** null when the configuration is wrong: nobody knows who may decide. */
  frame: TickFrame | null;
}

/** Reads the store only; GitHub is asked when the content's `heed` is called. */
export async function dashboardContent(input: ContentInput): Promise<DashboardContent> {
  const { report, policy, planned, refused, hasHeeded, frame } = input;
  if (policy === null || frame === null)
    return { kind: 'notice', notice: wrongConfigurationNotice(report.policyProblems) };
  if (!policy.dashboard) return { kind: 'notice', notice: SWITCHED_OFF_NOTICE };
  let roadmaps = await roadmapsOf(input, policy);
  return {
    kind: 'whole',
    isWorthOpening: planned.some(({ desired }) => desired.items.length > 0),
    refused,
    hasHeeded,
    render: (putBack) => render(input, policy, roadmaps, putBack),
    async heed(issue: DashboardIssue) {
      // As the Conversations are by now: they may have been changed since the Plans were made.
      const now = planned.map((one, index) => ({
        ...one,
        conversation: roadmaps[index]?.conversation ?? one.conversation,
      }));
      const heeded = await heedTicks(issue, now, frame);
      if (heeded.isHeeded) roadmaps = await roadmapsOf(input, policy);
      return { isHeeded: heeded.isHeeded, refused: heeded.refused };
    },
  };
}

/**
 * As the next sync will see it: planned again with what was written now, so that a sync that finds nothing new edits
 * nothing. What a person let pass counts as held: its box is shown, and ticked.
 */
async function roadmapsOf({ report, planned, memory }: ContentInput, policy: Policy): Promise<DashboardRoadmap[]> {
  const roadmaps: DashboardRoadmap[] = [];
  for (const [index, one] of planned.entries()) {
    const reported = report.roadmaps[index];
    if (reported === undefined) continue;
    const ledger = await memory.ledger(one.path).load();
    const conversation = await memory.conversation(one.path);
    const { desired, observed, plan } = one.again({ ledger, conversation: { ...conversation, approved: [] } });
    roadmaps.push({
      report: { ...reported, plan },
      items: scopeTo(desired, policy.sections).items,
      conversation,
      commented: commentedItems({ desired, observed, plan, ledger }),
    });
  }
  return roadmaps;
}

function render(
  { report, state, hosts, now }: ContentInput,
  policy: Policy,
  roadmaps: DashboardRoadmap[],
  refused: Heeded['refused'],
): string {
  const { repository, head, defaultBranch } = state;
  return renderDashboard(
    {
      report,
      roadmaps,
      policy,
      refused,
      committedOn: head?.committedAt?.slice(0, 10) ?? null,
      today: now.slice(0, 10),
    },
    {
      serverUrl: hosts.webUrl,
      repositoryId: repository.id,
      branch: defaultBranch ?? report.headOid,
      rulesUrl: RULES_URL,
    },
  );
}
