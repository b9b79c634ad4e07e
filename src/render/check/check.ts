/** The check run `Milepost`: what was found, what was done, and, where nothing was done, why. */
import type { Finding } from '../../plan/model.ts';
import { fingerprintOfLeft } from '../../plan/report.ts';
import type { RoadmapReport, SyncReport } from '../../plan/report.ts';
import type { Policy } from '../../policy/policy.ts';
import { checkAnnotations } from './check-annotations.ts';
import type { CheckAnnotation } from './check-annotations.ts';
import { checkSections } from './check-sections.ts';
import { checkTitle, isEmpty } from './check-title.ts';
import { count } from '../count.ts';
import { createLinks } from '../links.ts';
import { joinSections } from '../sections.ts';

export interface CheckContext {
  /** Web address of GitHub without a slash at its end: `https://github.com`. */
  serverUrl: string;
  failOn: Policy['check']['fail_on'];
  /** The policy's limits, to be named where something waits; without them only the keys are named. */
  limits?: Policy['limits'];
  /** Slug of the app whose check this is, if another than the command line takes for granted (`milepost`). */
  app?: string;
  /** Where the pages of the rules are (`…/docs/rules`); without it rules are named without a link. */
  rulesUrl?: string;
}

export interface RenderedCheck {
  /** One line, plain text. */
  title: string;
  /** Markdown, at most 65,535 characters. */
  summary: string;
  conclusion: 'success' | 'neutral' | 'failure';
  annotations: CheckAnnotation[];
}

/** Longest summary GitHub takes. https://docs.github.com/en/rest/checks/runs#create-a-check-run */
const SUMMARY_LENGTH = 65_535;

/**
 * Success: nothing above info. Neutral: warnings, errors, something refused, or nothing there to be checked. Failure: the
 * configuration is wrong, or holds what `check.fail_on` names.
 */
export function renderCheck(report: SyncReport, context: CheckContext): RenderedCheck {
  const told = withoutPrivate(report);
  const links = createLinks({ serverUrl: context.serverUrl, repo: report.repo, ref: report.headOid });
  return {
    title: checkTitle(told),
    summary: joinSections(checkSections(told, links, context), {
      last: lastLine(told),
      maxLength: SUMMARY_LENGTH,
      notice: (leftOut) =>
        `… and ${count(leftOut, 'line')} more, which do not fit into a check. \`milepost plan ${report.repo}\` prints everything.`,
    }),
    conclusion: conclude(told, context.failOn),
    annotations: checkAnnotations(told),
  };
}

/** What concerns issues or boards that not everybody who reads the check can read is done and not told. */
const withoutPrivate = (report: SyncReport): SyncReport => ({
  ...report,
  roadmaps: report.roadmaps.map((roadmap) => ({
    ...roadmap,
    outcomes: roadmap.outcomes.filter(isTold),
    boardRefused: untoldRefusals(roadmap),
  })),
});

/** The report as those may have it who can read the repository, its Plans too. */
export function toldToReaders(report: SyncReport): SyncReport {
  const told = withoutPrivate(report);
  const roadmaps = told.roadmaps.map((roadmap) => {
    const operations = roadmap.plan.operations.filter((operation) => isTold({ operation }));
    return { ...roadmap, plan: { ...roadmap.plan, operations } };
  });
  return { ...told, roadmaps };
}

/** Silence would pass for success. These reasons name a board by its owner and number alone, and neither card nor issue. */
const untoldRefusals = ({ outcomes }: RoadmapReport): string[] => [
  ...new Set(
    outcomes.flatMap(({ operation, outcome }) => {
      const isCard = operation.kind === 'add-card' || operation.kind === 'update-card';
      return isCard && !isTold({ operation }) && outcome.state === 'refused' ? [outcome.reason] : [];
    }),
  ),
];

const isTold = ({ operation }: Pick<RoadmapReport['outcomes'][number], 'operation'>): boolean =>
  !('privateIssue' in operation && operation.privateIssue) && !('privateBoard' in operation && operation.privateBoard);

function conclude(report: SyncReport, failOn: CheckContext['failOn']): RenderedCheck['conclusion'] {
  if (report.policyProblems.length > 0) return 'failure';
  const findings = report.roadmaps.flatMap(({ plan }) => plan.findings);
  const has = (severity: Finding['severity']): boolean => findings.some((finding) => finding.severity === severity);
  if (failOn !== 'never' && (has('error') || (failOn === 'warning' && has('warning')))) return 'failure';
  const isIdle = report.roadmaps.every(isEmpty);
  const isRefused = report.roadmaps.some(
    ({ outcomes, boardRefused = [] }) =>
      boardRefused.length > 0 || outcomes.some(({ outcome }) => outcome.state === 'refused'),
  );
  return has('error') || has('warning') || isRefused || isIdle ? 'neutral' : 'success';
}

/** `4 GitHub requests: 2 GraphQL, 2 REST.`, and the fingerprints that an approval names. */
function lastLine({ requests, roadmaps, hasPrivateReferences = false }: SyncReport): string {
  const { graphql, rest } = requests;
  const spent = hasPrivateReferences
    ? 'GitHub requests are not counted here: their number would tell about private references.'
    : `${count(graphql + rest, 'GitHub request')}: ${graphql} GraphQL, ${rest} REST.`;
  const unfinished = roadmaps.filter(({ outcomes }) => outcomes.some(({ outcome }) => outcome.state !== 'done'));
  const fingerprints = unfinished.map(({ outcomes }) => `\`${fingerprintOfLeft(outcomes)}\``);
  if (fingerprints.length === 0) return spent;
  return `${spent} ${fingerprints.length === 1 ? 'Plan' : 'Plans'} ${fingerprints.join(', ')}.`;
}
