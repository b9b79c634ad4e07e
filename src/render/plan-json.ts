import type { Hold, IssueAddress, Operation, OperationItem, Slip } from '../plan/model.ts';
import type { OperationOutcome, RoadmapReport, SyncReport } from '../plan/report.ts';
import type { PolicyProblem, UnservedKey } from '../policy/policy.ts';
import { findingJson } from './finding-json.ts';
import type { FindingJson } from './finding-json.ts';

/** What `milepost plan` and `milepost apply` print with `--format json`. A published format: keys are added, never renamed. */
export interface PlanJson {
  repo: string;
  /** The commit that was looked at. */
  commit: string;
  mode: SyncReport['mode'];
  configuration: { problems: PolicyProblem[]; unserved: UnservedKey[] };
  roadmaps: RoadmapPlanJson[];
  /** Paths looked for where no roadmap was found. */
  searched: string[];
}

export interface RoadmapPlanJson {
  file: string;
  /** Items read. */
  items: number;
  fingerprint: string;
  findings: FindingJson[];
  operations: OperationJson[];
}

export interface OperationJson {
  kind: Operation['kind'];
  key: string;
  hold: Hold | null;
  item: OperationItem;
  /** Of `open-issue`; null for the others. */
  opens: {
    repo: string;
    reason: 'placeholder' | 'slipped' | 'unreferenced';
    labels: string[];
    milestone: number | null;
  } | null;
  /** The issue commented on; null for `open-issue`. */
  issue: IssueAddress | null;
  /** The comment edited, where one is. */
  commentId: number | null;
  slip: Slip | null;
  /** What came of it; null where nobody said. */
  outcome: OperationOutcome | null;
}

/** The same bytes for the same report. How many requests it took is not part of it: that differs between equal looks. */
export function planJson(report: SyncReport): PlanJson {
  const { repo, headOid, mode, policyProblems, unserved, roadmaps, searched } = report;
  return {
    repo,
    commit: headOid,
    mode,
    configuration: { problems: policyProblems, unserved },
    roadmaps: roadmaps.map(roadmapPlanJson),
    searched,
  };
}

function roadmapPlanJson({ file, items, plan, outcomes }: RoadmapReport): RoadmapPlanJson {
  const outcomeByKey = new Map(outcomes.map(({ operation, outcome }) => [operation.key, outcome]));
  return {
    file,
    items,
    fingerprint: plan.fingerprint,
    findings: plan.findings.map(findingJson),
    operations: plan.operations.map((operation) => operationJson(operation, outcomeByKey.get(operation.key) ?? null)),
  };
}

function operationJson(operation: Operation, outcome: OperationOutcome | null): OperationJson {
  const { kind, key, hold, item, slip } = operation;
  if (operation.kind === 'open-issue') {
    const { repository, reason, labels, milestone } = operation;
    const opens = { repo: `${repository.owner}/${repository.name}`, reason, labels, milestone };
    return { kind, key, hold, item, opens, issue: null, commentId: null, slip, outcome };
  }
  const commentId = operation.kind === 'update-slip-comment' ? operation.commentId : null;
  return { kind, key, hold, item, opens: null, issue: operation.issue, commentId, slip, outcome };
}
