/** The check run `Milepost` on a pull request's head: what this change introduces, and what merging it will do. */
import type { Finding } from '../../plan/model.ts';
import type { PullReport } from '../../plan/pull-report.ts';
import type { Policy } from '../../policy/policy.ts';
import { findingAnnotations, problemAnnotations, type CheckAnnotation } from '../check/check-annotations.ts';
import { capitalise, count } from '../count.ts';
import { inertPlain } from '../inert.ts';
import { createLinks } from '../links.ts';
import { countChanges, gravityOf } from './pull-check-changes.ts';
import { pullCheckSections } from './pull-check-sections.ts';
import { joinSections } from '../sections.ts';

export interface PullCheckContext {
  /** Web address of GitHub without a slash at its end: `https://github.com`. */
  serverUrl: string;
  failOn: Policy['check']['fail_on'];
  /** Where the pages of the rules are (`…/docs/rules`). */
  rulesUrl: string;
  /** How many of the findings the button *Fix* would correct; 0: there is no button. */
  fixable: number;
  /** What came of pressing it, as a sentence of plain text; null where nobody did. */
  fix: string | null;
}

export interface RenderedPullCheck {
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
 * Success: the change brings nothing above info. Neutral: warnings or errors, a file that goes missing, or a configuration
 * that is wrong where it is or would be. Failure: what `check.fail_on` names.
 */
export function renderPullCheck(report: PullReport, context: PullCheckContext): RenderedPullCheck {
  const links = createLinks({ serverUrl: context.serverUrl, repo: report.repo, ref: report.headOid });
  const sections = pullCheckSections(report, links, context);
  return {
    title: titleOf(report),
    summary: joinSections(sections, { last: lastLine(report), maxLength: SUMMARY_LENGTH, notice: whatIsLeftOut }),
    conclusion: conclude(report, context.failOn),
    annotations: [
      ...problemAnnotations(report.changedPolicy?.problems ?? []),
      ...findingAnnotations(report.roadmaps.flatMap(({ findings }) => findings)),
    ],
  };
}

const whatIsLeftOut = (leftOut: number): string =>
  `… and ${count(leftOut, 'line')} more, which do not fit into a check.`;

function titleOf(report: PullReport): string {
  const { roadmaps, changedPolicy, lost, subject } = report;
  if (roadmaps.length === 0 && changedPolicy === null && lost.length === 0)
    return subject.kind === 'group' ? 'The roadmap is not touched' : 'Neither roadmap nor configuration changes';
  const changes = countChanges(roadmaps) || (isUnchanged(roadmaps) ? 'No item changes' : '');
  const parts = [changes, lookedAt(report)].filter((part) => part !== '');
  return inertPlain(capitalise(parts.join('; ')) || 'Nothing to look at', { maxLength: 250 });
}

/** Of a file that cannot be read nobody knows what became of its items. */
const isUnchanged = (roadmaps: PullReport['roadmaps']): boolean =>
  roadmaps.length > 0 && roadmaps.every(({ isCompared }) => isCompared);

function lookedAt({ roadmaps, changedPolicy, policyProblems, lost }: PullReport): string {
  if (policyProblems.length > 0) return 'the configuration on the default branch is wrong';
  const graver = roadmaps.flatMap(({ findings }) => findings).filter(({ severity }) => severity !== 'info').length;
  const things = graver + (changedPolicy?.problems.length ?? 0) + lost.length;
  return things === 0 ? 'nothing to look at' : `${count(things, 'thing')} to look at`;
}

function conclude(report: PullReport, failOn: PullCheckContext['failOn']): RenderedPullCheck['conclusion'] {
  const { roadmaps, changedPolicy, policyProblems, lost } = report;
  const gravity = gravityOf([
    ...roadmaps.flatMap(({ findings }) => findings.map(({ severity }) => severity)),
    ...(changedPolicy?.problems ?? []).map((): Finding['severity'] => 'error'),
    ...lost.map((): Finding['severity'] => 'warning'),
  ]);
  if (policyProblems.length > 0) return 'neutral';
  if (gravity === 'error' && failOn !== 'never') return 'failure';
  if (gravity === 'warning' && failOn === 'warning') return 'failure';
  return gravity === 'error' || gravity === 'warning' ? 'neutral' : 'success';
}

/** What an approval names, and why what stood there before is not told. */
function lastLine({ roadmaps, baseBranch, defaultBranch, mode }: PullReport): string {
  const standing = roadmaps.reduce((sum, roadmap) => sum + roadmap.standing, 0);
  const words =
    standing === 0
      ? []
      : [
          `${count(standing, 'finding')} that ${standing === 1 ? 'was there before is' : 'were there before are'} not repeated here.`,
        ];
  const acting = baseBranch === defaultBranch && mode === 'apply' ? roadmaps.filter(hasOperations) : [];
  if (acting.length > 0) {
    const plans = acting.map(({ fingerprint }) => `\`${fingerprint}\``).join(', ');
    words.push(`On merge: ${acting.length === 1 ? 'plan' : 'plans'} ${plans}.`);
  }
  return words.join(' ');
}

const hasOperations = ({ introduced, due }: PullReport['roadmaps'][number]): boolean =>
  introduced.length + due.length > 0;
