/** Findings on their lines, in the shape of GitHub's API. Text without markup. */
import type { Finding, Severity } from '../../plan/model.ts';
import type { OperationOutcome, RoadmapReport, SyncReport } from '../../plan/report.ts';
import type { PolicyProblem } from '../../policy/policy.ts';
import { inertPlain } from '../inert.ts';

/** https://docs.github.com/en/rest/checks/runs#create-a-check-run; lines and columns 1-based and inclusive. */
export interface CheckAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  /** Only where start and end line are the same: GitHub refuses them elsewhere. */
  start_column?: number;
  end_column?: number;
  annotation_level: 'notice' | 'warning' | 'failure';
  message: string;
  title: string;
}

/** Ten requests' worth. The summary has them all. */
const MAX_ANNOTATIONS = 500;
const MESSAGE_LENGTH = 2_000;
const TITLE_LENGTH = 255;

const LEVELS: Record<Severity, CheckAnnotation['annotation_level']> = {
  error: 'failure',
  warning: 'warning',
  info: 'notice',
};
const GRAVITY: readonly Severity[] = ['error', 'warning', 'info'];

/** In the order of the Plan; of more than a hundred the gravest. Items without an issue are told in the summary only. */
export function checkAnnotations(report: SyncReport): CheckAnnotation[] {
  const findings = findingAnnotations(report.roadmaps.flatMap(currentFindings));
  return [...problemAnnotations(report.policyProblems), ...findings].slice(0, MAX_ANNOTATIONS);
}

/** Of more than 500 the gravest, in the order of the findings; items without an issue have none. */
export const findingAnnotations = (findings: readonly Finding[]): CheckAnnotation[] =>
  gravest(findings.filter(({ rule }) => rule !== 'unreferenced-item')).map(ofFinding);

/** Of the repository's own configuration. */
export const problemAnnotations = (problems: readonly PolicyProblem[]): CheckAnnotation[] =>
  problems.filter(({ file }) => !isOrganisationFile(file)).map(ofProblem);

/** The Plan's findings, where a placeholder's says what has become of it since. */
function currentFindings({ plan, outcomes }: RoadmapReport): Finding[] {
  const outcomeById = new Map(
    outcomes.flatMap(({ operation, outcome }) =>
      operation.kind === 'open-issue' ? [[operation.item.id, outcome] as const] : [],
    ),
  );
  return plan.findings.map((finding) => {
    const outcome = finding.rule === 'placeholder' ? outcomeById.get(finding.item ?? '') : undefined;
    return { ...finding, message: (outcome && placeholderNews(outcome)) ?? finding.message };
  });
}

function placeholderNews(outcome: OperationOutcome): string | null {
  if (outcome.state === 'done' && outcome.result.number !== null)
    return `Milepost opened #${outcome.result.number} for this. Name it here, in place of the placeholder.`;
  if (outcome.state === 'refused') return `GitHub refused to open an issue for this: ${outcome.reason}`;
  if (outcome.state === 'held') return "The issue for this waits for a person's word: see the check's summary.";
  return null;
}

function gravest(findings: Finding[]): Finding[] {
  const byGravity = GRAVITY.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  const chosen = new Set(byGravity.slice(0, MAX_ANNOTATIONS));
  return findings.filter((finding) => chosen.has(finding));
}

function ofFinding({ file, range, severity, rule, message }: Finding): CheckAnnotation {
  const { line, column, endLine, endColumn } = range;
  const columns = line === endLine ? { start_column: column, end_column: Math.max(column, endColumn - 1) } : {};
  return {
    path: file,
    start_line: line,
    end_line: endLine,
    ...columns,
    annotation_level: LEVELS[severity],
    message: inertPlain(message, { maxLength: MESSAGE_LENGTH }),
    title: inertPlain(rule, { maxLength: TITLE_LENGTH }),
  };
}

/** The organisation's file is named `OWNER/.github: …`: it is in another repository, and no line of this commit stands for it. */
export const isOrganisationFile = (file: string): boolean => /^[^/\s]+\/\.github: /u.test(file);

const ofProblem = ({ file, key, line, column, message }: PolicyProblem): CheckAnnotation => ({
  path: file,
  start_line: line,
  end_line: line,
  start_column: column,
  end_column: column,
  annotation_level: 'failure',
  message: inertPlain(message, { maxLength: MESSAGE_LENGTH }),
  title: inertPlain(key === '' ? 'configuration' : key, { maxLength: TITLE_LENGTH }),
});
