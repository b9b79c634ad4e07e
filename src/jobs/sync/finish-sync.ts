/** How a sync ends: the report, its dashboard and check run, and what is remembered. */
import { GitHubError, type FailureKind } from '../../github/github-error.ts';
import type { RoadmapReport, SyncReport } from '../../plan/report.ts';
import type { Policy } from '../../policy/policy.ts';
import { dashboardContent } from '../dashboard/dashboard-content.ts';
import type { Heeded } from '../dashboard/heed-ticks.ts';
import { keepDashboard, type KeptDashboard } from '../dashboard/keep-dashboard.ts';
import type { PlannedRoadmap } from '../reading/plan-roadmap.ts';
import type { Occasion } from './sync-occasion.ts';
import { writeCheck } from './write-check.ts';
import type { BegunSync } from './begun-sync.ts';
import { tickFrameOf } from './heed-dashboard.ts';
import type { SyncResult } from './sync-task.ts';

/** What a sync comes to, as far as it differs between its ways to end. */
export interface Ending {
  /** null when the configuration is wrong. */
  policy: Policy | null;
  occasion: Occasion;
  roadmaps?: RoadmapReport[];
  /** What the reports are about, in the same order. */
  planned?: PlannedRoadmap[];
  /** Whose ticks on the dashboard were put back. */
  refused?: Heeded['refused'];
  /** Somebody's ticks were heeded. */
  hasHeeded?: boolean;
  searched?: string[];
  hasPrivateReferences?: boolean;
  /** A roadmap or the configuration is another than what was settled. */
  isChanged?: boolean;
  /** Another process had begun an Operation here, and may still be at it. */
  isBusy?: boolean;
  remember: () => Promise<void>;
}

/** What no repeating mends: a permission that is missing, a repository that is gone. */
const REFUSED: ReadonlySet<FailureKind> = new Set(['forbidden', 'not-found', 'gone', 'invalid']);

/**
 * The report, its dashboard and check run, and only then what is remembered: what fails before is done again.
 * @throws GitHubError, RateLimited
 */
export async function finishSync(sync: BegunSync, ending: Ending): Promise<SyncResult> {
  const report = reportOf(sync, ending);
  const { policy } = ending;
  const settled = { state: 'looked', retry: null, checkRefused: null, again: false, policy } as const;
  if (sync.task.dryRun) return { ...settled, report };
  if (ending.isBusy) return { ...settled, report, retry: 'another process is at work here' };
  const { outcome, again, isBusy } = await showOnDashboard(sync, report, ending);
  if (isBusy) return { ...settled, report, retry: 'another process is opening the dashboard' };
  const told = { ...report, dashboard: outcome, requests: sync.requests() };
  const checkRefused = await writeCheckOf(sync, told, ending);
  await ending.remember();
  return { ...settled, report: told, checkRefused, again };
}

function reportOf(
  sync: BegunSync,
  { policy, occasion, roadmaps = [], searched = [], hasPrivateReferences = false }: Ending,
): SyncReport {
  const { owner, name } = sync.state.repository;
  return {
    repo: `${owner}/${name}`,
    headOid: sync.headOid,
    occasion,
    mode: policy?.mode ?? null,
    policyProblems: sync.reading.problems,
    roadmaps,
    searched,
    requests: sync.requests(),
    hasPrivateReferences,
  };
}

async function showOnDashboard(
  sync: BegunSync,
  report: SyncReport,
  { policy, planned = [], refused = null, hasHeeded = false }: Ending,
): Promise<KeptDashboard> {
  const { hosts, memory } = sync.tools;
  const { observer, state, headOid } = sync;
  // Plan mode writes nothing but check runs; what mode a wrong configuration means nobody knows: it says no more than that.
  if (memory.dashboards === null || (policy !== null && policy.mode !== 'apply'))
    return { outcome: null, again: false };
  const content = await dashboardContent({
    report,
    policy,
    planned,
    refused,
    hasHeeded,
    state,
    hosts,
    memory,
    now: sync.now,
    frame: policy === null ? null : tickFrameOf(sync, policy),
  });
  return keepDashboard({
    observer,
    writer: () => sync.writerFor(policy),
    memory: memory.dashboards,
    repository: state.repository,
    headOid,
    read: state.dashboard,
    content,
    isEventful: report.roadmaps.some(({ outcomes }) =>
      outcomes.some(({ outcome }) => outcome.state === 'done' && !outcome.earlier),
    ),
  });
}

/** Why GitHub does not take the check run, for good; null when it did, or none was due. */
async function writeCheckOf(
  sync: BegunSync,
  report: SyncReport,
  { policy, isChanged = false }: Ending,
): Promise<string | null> {
  const { hosts, memory } = sync.tools;
  if (memory.checks === null) return null;
  try {
    const anew = sync.task.recheck === true;
    await writeCheck(sync.observer, { report, policy, hosts, memory: memory.checks, anew, isChanged });
    return null;
  } catch (error) {
    // What was done must be remembered all the same.
    if (error instanceof GitHubError && REFUSED.has(error.kind)) return error.message;
    throw error;
  }
}
