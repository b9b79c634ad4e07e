/** What the summary of a pull request's check says, in the order in which a reviewer wants to know it. */
import type { RoadmapChange } from '../../plan/introduced.ts';
import type { Finding, Severity } from '../../plan/model.ts';
import type { ChangedPolicy, PullReport } from '../../plan/pull-report.ts';
import type { PolicyProblem } from '../../policy/policy.ts';
import { isOrganisationFile } from '../check/check-annotations.ts';
import { count, enumerate } from '../count.ts';
import { findingsToTell, withIssueLinks } from '../finding-sections.ts';
import { inertCode, inertMessage, inertText } from '../inert.ts';
import type { Links } from '../links.ts';
import type { PullCheckContext } from './pull-check.ts';
import { changeSections, tellChanges } from './pull-check-changes.ts';
import { mergeSections } from './pull-check-merge.ts';
import { paragraph, type Section } from '../sections.ts';

type SectionContext = Pick<PullCheckContext, 'rulesUrl' | 'fixable' | 'fix'>;

export function pullCheckSections(report: PullReport, links: Links, context: SectionContext): Section[] {
  const { roadmaps, policyProblems, changedPolicy, lost, subject } = report;
  const isUntouched = roadmaps.length === 0 && changedPolicy === null && lost.length === 0;
  return [
    ...(context.fix === null ? [] : [paragraph(`**Fix:** ${inertMessage(context.fix, { maxLength: 600 })}`)]),
    ...(isUntouched ? [paragraph(`${whose(subject)} touches neither the roadmap nor its configuration.`)] : []),
    ...defaultPolicySections(policyProblems, links),
    ...roadmaps.flatMap((change) => roadmapSections(change, report, links, context)),
    ...lost.map((one) => paragraph(lostRoadmap(one))),
    ...(changedPolicy === null ? [] : changedPolicySections(changedPolicy, report, links)),
    ...notLookedAt(report),
  ];
}

const whose = ({ kind }: PullReport['subject']): string =>
  kind === 'group' ? 'This group of the merge queue' : 'This pull request';

function roadmapSections(change: RoadmapChange, report: PullReport, links: Links, context: SectionContext): Section[] {
  const heading = report.roadmaps.length > 1 ? [paragraph(`### ${fileLink(change, links)}`)] : [];
  return [
    ...heading,
    paragraph(lead(change, report, links)),
    ...(change.state === 'added' ? [] : changeSections(change, links)),
    ...findingSections(findingsToTell({ findings: change.findings, operations: change.introduced }), links, context),
    ...mergeSections(change, report, links),
  ];
}

/** A file that is gone has no line to link to. */
const fileLink = ({ file, state }: RoadmapChange, links: Links): string =>
  state === 'removed' ? inertCode(file) : links.line(file, 1, file);

function lead(change: RoadmapChange, report: PullReport, links: Links): string {
  const { state, isCompared, items, changes, previousFile, file, settled } = change;
  const subject = whose(report.subject);
  const link = fileLink(change, links);
  if (state === 'added') return `${subject} adds the roadmap ${link} with ${count(items, 'item')}.`;
  if (state === 'removed') return `${subject} takes out ${link}.`;
  const moved =
    previousFile !== file
      ? `moves ${inertCode(previousFile ?? '')} to ${link}, where its items keep their history`
      : '';
  const told = tellChanges(changes);
  const inFile = moved === '' ? ` in ${link}` : '';
  const done = told !== '' ? `${told}${inFile}` : isCompared && moved === '' ? `changes no item${inFile}` : '';
  const parts = [moved, done].filter((part) => part !== '');
  const sentence = `${subject} ${parts.length === 0 ? `changes ${link}` : parts.join(', and ')}.`;
  const unread = isCompared
    ? ''
    : ' What becomes of its items cannot be told, since one of the two versions cannot be read.';
  const settles = settled === 0 ? '' : ` It settles ${count(settled, 'finding')}.`;
  return `${sentence}${unread}${settles}${movedOn(change, report)}`;
}

const movedOn = ({ previousFile }: RoadmapChange, { movedOn: paths, baseBranch }: PullReport): string =>
  previousFile !== null && paths.includes(previousFile)
    ? ` ${inertText(baseBranch)} has changed the same file since: what follows holds for this branch as it stands. Update it to see what both give together.`
    : '';

const NOUNS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** One row each, the gravest first. Items without an issue are one row. */
function findingSections(findings: readonly Finding[], links: Links, context: SectionContext): Section[] {
  if (findings.length === 0) return [];
  const many = findings.filter(({ rule }) => rule === 'unreferenced-item');
  const rest = findings.filter(({ rule }) => rule !== 'unreferenced-item');
  const ordered = (['error', 'warning', 'info'] as const).flatMap((severity) =>
    rest.filter((finding) => finding.severity === severity),
  );
  const entries = [
    ...ordered.map((finding) => row(finding, finding.message, links, context)),
    ...(many.length > 2
      ? [row(many[0]!, `${many.length} items name no issue.`, links, context)]
      : many.map((finding) => row(finding, finding.message, links, context))),
  ];
  const tail =
    context.fixable === 0
      ? ''
      : `The button *Fix* above corrects ${context.fixable === 1 ? 'one' : `${context.fixable}`} of these.`;
  const lead = '**What this change brings:**';
  return [{ lead, head: '| Where | What | Rule |\n| --- | --- | --- |', entries, tail }];
}

function row({ file, range, severity, rule }: Finding, message: string, links: Links, context: SectionContext): string {
  const what = withIssueLinks(inertMessage(message), links);
  const name = `[\`${rule}\`](${context.rulesUrl}/${rule}.md)`;
  return `| ${links.line(file, range.line)} | ${what} | ${NOUNS[severity]} ${name} |`;
}

function lostRoadmap({ path, movedTo }: PullReport['lost'][number]): string {
  const where = movedTo === null ? 'is not there after this change' : `is at ${inertCode(movedTo)} after this change`;
  return `\`roadmaps\` in \`.github/milepost.yml\` names ${inertCode(path)}, which ${where}: Milepost would find no roadmap there. Correct the path in the same pull request, or see that the file is there.`;
}

/** A wrong configuration on the default branch hides what it would choose: only what the file itself tells is told. */
function defaultPolicySections(problems: readonly PolicyProblem[], links: Links): Section[] {
  if (problems.length === 0) return [];
  const lead = `The configuration on the default branch has ${count(problems.length, 'fault')}, so nothing is written and GitHub was not asked about the roadmap. What follows is what the file itself tells.`;
  return [problemTable(lead, problems, links, false)];
}

function changedPolicySections(changed: ChangedPolicy, report: PullReport, links: Links): Section[] {
  const file = '`.github/milepost.yml`';
  if (changed.state === 'removed')
    return [
      paragraph(
        `This change takes out ${file}: after merging the organisation's configuration, or the defaults, hold.`,
      ),
    ];
  if (changed.problems.length > 0) {
    const lead = `This change makes ${file} wrong in ${count(changed.problems.length, 'place')}: once it is merged, nothing is written until that is corrected.`;
    return [problemTable(lead, changed.problems, links, true)];
  }
  const keys = changed.keys === null ? '' : changedKeys(changed.keys);
  const judged =
    report.policyProblems.length > 0 || report.roadmaps.length === 0
      ? ''
      : ' What is said above is by the configuration that holds now, on the default branch.';
  return [paragraph(`This change to ${file} is valid.${keys}${judged}`)];
}

function changedKeys(keys: readonly string[]): string {
  if (keys.length === 0) return ' It changes no setting.';
  return ` It changes ${enumerate([...keys.slice(0, 8).map(inertCode), ...(keys.length > 8 ? [`${keys.length - 8} more`] : [])])}.`;
}

function problemTable(lead: string, problems: readonly PolicyProblem[], links: Links, isOnHead: boolean): Section {
  const where = ({ file, line }: PolicyProblem): string =>
    isOnHead && !isOrganisationFile(file) ? links.line(file, line) : `${inertText(file)}, line ${line}`;
  const entries = problems.map(
    (problem) =>
      `| ${where(problem)} | ${problem.key === '' ? '–' : inertCode(problem.key)} | ${inertMessage(problem.message)} |`,
  );
  return { lead, head: '| Where | Key | What |\n| --- | --- | --- |', entries, tail: '' };
}

/** Silence would pass for agreement. */
function notLookedAt({ isOutside, unobserved, policyProblems, roadmaps, subject }: PullReport): Section[] {
  const isAsked = policyProblems.length === 0 && roadmaps.length > 0;
  const what =
    subject.kind === 'group'
      ? 'What a group of the merge queue refers to'
      : 'This change comes from outside: what it refers to';
  const outside =
    isOutside && isAsked ? [paragraph(`${what} was looked up in this repository and in public ones only.`)] : [];
  if (unobserved === 0) return outside;
  const them = unobserved === 1 ? 'it' : 'them';
  return [
    ...outside,
    paragraph(
      `GitHub did not answer for ${count(unobserved, 'reference')} this time; nothing is said about ${them}. *Re-check* asks again.`,
    ),
  ];
}
