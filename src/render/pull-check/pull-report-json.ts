import type { PullReport } from '../../plan/pull-report.ts';
import { findingJson, type FindingJson } from '../finding-json.ts';
import { operationJson, type OperationJson } from '../plan-json.ts';

/** What the Action leaves of the check of a pull request. A published format: keys are added, never renamed. */
export interface PullReportJson {
  repo: string;
  /** The commit that was checked. */
  commit: string;
  /** null for a group of the merge queue. */
  pullRequest: number | null;
  mode: PullReport['mode'];
  configuration: { problems: PullReport['policyProblems']; changed: PullReport['changedPolicy'] };
  roadmaps: {
    file: string;
    previousFile: string | null;
    state: 'added' | 'removed' | 'changed';
    /** Items after the change. */
    items: number;
    /** Of what merging writes. */
    fingerprint: string;
    /** Those that the change brings; `settled` and `standing` count those that it settles, and those that stay. */
    findings: FindingJson[];
    settled: number;
    standing: number;
    /** What merging writes because of the change, and what any sync would write. */
    operations: OperationJson[];
    due: OperationJson[];
  }[];
  /** Roadmaps that the configuration names and that would be gone. */
  lost: PullReport['lost'];
}

/** The same bytes for the same report. */
export function pullReportJson(report: PullReport): PullReportJson {
  const { repo, headOid, subject, mode, policyProblems, changedPolicy, roadmaps, lost } = report;
  return {
    repo,
    commit: headOid,
    pullRequest: subject.kind === 'pull' ? subject.number : null,
    mode,
    configuration: { problems: policyProblems, changed: changedPolicy },
    roadmaps: roadmaps.map(
      ({ file, previousFile, state, items, fingerprint, findings, settled, standing, ...rest }) => ({
        file,
        previousFile,
        state,
        items,
        fingerprint,
        findings: findings.map(findingJson),
        settled,
        standing,
        operations: rest.introduced.map((operation) => operationJson(operation, null)),
        due: rest.due.map((operation) => operationJson(operation, null)),
      }),
    ),
    lost,
  };
}
