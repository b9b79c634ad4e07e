import type { CardOperation, Hold, IssueAddress, OpenIssue, Operation, OperationItem, Slip } from '../plan/model.ts';
import type { Proposal } from '../plan/proposal.ts';
import type { OperationOutcome, RoadmapReport, SyncReport } from '../plan/report.ts';
import type { PolicyProblem } from '../policy/policy.ts';
import { findingJson } from './finding-json.ts';
import type { FindingJson } from './finding-json.ts';

/** What `milepost plan` and `milepost apply` print with `--format json`. A published format: keys are added, never renamed. */
export interface PlanJson {
  repo: string;
  /** The commit that was looked at. */
  commit: string;
  mode: SyncReport['mode'];
  configuration: { problems: PolicyProblem[] };
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
  proposals: ProposalJson[];
}

/** An edit of the file for the standing pull request. */
export interface ProposalJson {
  key: string;
  item: string | null;
  summary: string;
  reason: string;
  source: Proposal['source']['kind'];
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
  /** The issue that it is about; null for `open-issue` and `create-milestone`. */
  issue: IssueAddress | null;
  /** The comment edited, where one is. */
  commentId: number | null;
  slip: Slip | null;
  /** The milestone created or set; null for the other kinds. */
  milestone: { title: string; dueOn: string | null } | null;
  /** The card added or changed; null for the other kinds. */
  card: {
    project: { owner: string; number: number; title: string };
    fields: { field: string; from: string | null; to: string }[];
  } | null;
  /** What came of it; null where nobody said. */
  outcome: OperationOutcome | null;
}

/** The same bytes for the same report. How many requests it took is not part of it: that differs between equal looks. */
export function planJson(report: SyncReport): PlanJson {
  const { repo, headOid, mode, policyProblems, roadmaps, searched } = report;
  return {
    repo,
    commit: headOid,
    mode,
    configuration: { problems: policyProblems },
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
    proposals: plan.proposals.map(({ key, item, summary, reason, source }) => ({
      key,
      item: item?.id ?? null,
      summary,
      reason,
      source: source.kind,
    })),
  };
}

/** `outcome` null: nobody said what came of it. */
export function operationJson(operation: Operation, outcome: OperationOutcome | null): OperationJson {
  const { kind, key, hold, item } = operation;
  return {
    kind,
    key,
    hold,
    item,
    opens: operation.kind === 'open-issue' ? opensOf(operation) : null,
    issue: 'issue' in operation ? operation.issue : null,
    commentId: operation.kind === 'update-slip-comment' ? operation.commentId : null,
    slip: 'slip' in operation ? operation.slip : null,
    milestone: milestoneOf(operation),
    card: 'board' in operation ? cardOf(operation) : null,
    outcome,
  };
}

function opensOf({ repository, reason, labels, milestone }: OpenIssue): OperationJson['opens'] {
  return { repo: `${repository.owner}/${repository.name}`, reason, labels, milestone };
}

function milestoneOf(operation: Operation): OperationJson['milestone'] {
  if (operation.kind === 'create-milestone') return { title: operation.title, dueOn: operation.dueOn };
  return operation.kind === 'set-milestone' ? { title: operation.title, dueOn: null } : null;
}

function cardOf({ board, fields }: CardOperation): OperationJson['card'] {
  return {
    project: { owner: board.owner, number: board.number, title: board.title },
    fields: fields.map(({ fieldName, shown, before }) => ({ field: fieldName, from: before, to: shown })),
  };
}
