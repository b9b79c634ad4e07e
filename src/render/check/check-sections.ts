/** What the summary of a check says, in the order in which a maintainer wants to know it. */
import type { RoadmapReport, SyncReport } from '../../plan/report.ts';
import type { PolicyProblem } from '../../policy/policy.ts';
import { isOrganisationFile } from './check-annotations.ts';
import type { CheckContext } from './check.ts';
import { isEmpty, isUnreadable } from './check-title.ts';
import { count, enumerate } from '../count.ts';
import { findingSections, findingsToTell } from '../finding-sections.ts';
import { inertCode, inertMessage, inertText } from '../inert.ts';
import type { Links } from '../links.ts';
import { operationSections } from '../operation-sections.ts';
import { listSection, paragraph } from '../sections.ts';
import type { Section } from '../sections.ts';
import { standingNote } from '../standing-note.ts';

type SectionContext = Pick<CheckContext, 'limits' | 'rulesUrl' | 'app'>;

export function checkSections(report: SyncReport, links: Links, context: SectionContext): Section[] {
  if (report.policyProblems.length > 0) return policyProblemSections(report.policyProblems, links);
  return [...resultSections(report, links, context), ...dashboardSections(report, links)];
}

/** Number of the dashboard that is kept; null where there is none. */
const shownDashboard = (dashboard: SyncReport['dashboard']): number | null =>
  dashboard?.state === 'written' || dashboard?.state === 'unchanged' ? dashboard.number : null;

/** Only what a person did not see on the dashboard itself: why there is none. */
function dashboardSections({ dashboard }: SyncReport, links: Links): Section[] {
  if (dashboard?.state === 'refused') return [paragraph(inertMessage(dashboard.reason, { maxLength: 500 }))];
  if (dashboard?.state !== 'ended' || !dashboard.isNews) return [];
  return [
    paragraph(
      dashboard.how === 'closed'
        ? `The dashboard ${links.ownIssue(dashboard.number)} was closed, so Milepost no longer keeps one. Reopen it to have it again.`
        : 'The dashboard was deleted or moved away, so Milepost no longer keeps one.',
    ),
  ];
}

function resultSections(report: SyncReport, links: Links, context: SectionContext): Section[] {
  if (report.mode === 'off')
    return [paragraph('`mode: off` in the configuration: Milepost reads and writes nothing here.')];
  if (report.roadmaps.length === 0) return [noRoadmap(report.searched)];
  return [
    ...occasionSections(report, links),
    ...report.roadmaps.flatMap((roadmap) => roadmapSections(roadmap, report, links, context)),
  ];
}

/** Why nothing was written, where that is due to the occasion or the mode and not to a single operation. */
function occasionSections({ occasion, mode, roadmaps, dashboard }: SyncReport, links: Links): Section[] {
  if (occasion === 'own-event')
    return [paragraph('Milepost itself caused this event, so it only looked: nothing was written.')];
  if (occasion !== 'first-look') return [];
  const isQuiet = roadmaps.every(({ outcomes }) => outcomes.length === 0);
  const next = isQuiet && mode !== 'plan' ? ' The next push that touches the roadmap is acted on.' : '';
  const number = shownDashboard(dashboard);
  const but = number === null ? '' : ` but the dashboard ${links.ownIssue(number)}`;
  return [paragraph(`This is the first look at this repository: nothing was written${but}.${next}`)];
}

function roadmapSections(roadmap: RoadmapReport, report: SyncReport, links: Links, context: SectionContext): Section[] {
  const file = links.line(roadmap.file, 1, roadmap.file);
  const heading = report.roadmaps.length > 1 ? [paragraph(`### ${file}`)] : [];
  if (isEmpty(roadmap)) return [...heading, noItems(roadmap, file, links)];
  const operations = operationSections(roadmap.plan, roadmap.outcomes, withheldLead(report, roadmap), {
    repo: report.repo,
    links,
    limits: context.limits ?? null,
    approvable: report.mode !== 'plan',
    dashboard: shownDashboard(report.dashboard),
    ...(context.app === undefined ? {} : { app: context.app }),
  });
  const findings = findingSections(findingsToTell(roadmap.plan), { links, rulesUrl: context.rulesUrl ?? null });
  return [
    ...heading,
    agreement(roadmap, file),
    ...unanswered(roadmap),
    ...withoutBoard(roadmap),
    ...operations,
    ...standingNote(roadmap.pull, links),
    ...findings,
  ];
}

/** The first line: how far the file and GitHub agree. */
function agreement({ items, plan }: RoadmapReport, file: string): Section {
  const graver = plan.findings.filter(({ severity }) => severity !== 'info');
  const all = items === 1 ? 'The one item' : `All ${items} items`;
  if (plan.findings.length === 0)
    return paragraph(`${all} of ${file} ${items === 1 ? 'agrees' : 'agree'} with GitHub.`);
  const concerned = new Set(graver.flatMap(({ item }) => (item === null ? [] : [item]))).size;
  if (concerned === 0) return paragraph(`Read ${count(items, 'item')} in ${file}.`);
  return paragraph(
    `Read ${count(items, 'item')} in ${file}; ${concerned} ${concerned === 1 ? 'needs' : 'need'} a look.`,
  );
}

/** Silence about a reference would pass for agreement. */
function unanswered({ unobserved = 0 }: RoadmapReport): Section[] {
  if (unobserved === 0) return [];
  return [
    paragraph(
      `GitHub did not answer for ${count(unobserved, 'reference')} this time; nothing is said about ${unobserved === 1 ? 'it' : 'them'}.`,
    ),
  ];
}

function withoutBoard({ boardUnobserved, boardRefused = [] }: RoadmapReport): Section[] {
  const unread =
    boardUnobserved === undefined
      ? []
      : [paragraph(`No card was looked at or moved: ${inertMessage(boardUnobserved, { maxLength: 200 })}.`)];
  const refused = boardRefused.map((reason) =>
    paragraph(`**Refused by GitHub on the board:** ${inertMessage(reason, { maxLength: 400 })}`),
  );
  return [...unread, ...refused];
}

const withheldLead =
  ({ occasion, mode }: SyncReport, { outcomes }: RoadmapReport) =>
  (operations: string): string => {
    if (occasion === 'first-look' && mode !== 'plan')
      return `**On the next push that touches the roadmap, Milepost will ${operations}.** To prevent it, set \`mode: plan\`, or \`issues.open_for\` and \`slips.comment\`, in \`.github/milepost.yml\`.`;
    if (mode === 'plan')
      return `**Would ${operations}.** The configuration says \`mode: plan\`: nothing but this check is written.`;
    const reasons = new Set(outcomes.flatMap(({ outcome }) => (outcome.state === 'withheld' ? [outcome.reason] : [])));
    const why = occasion === 'own-event' ? [] : [...reasons].map((reason) => inertMessage(reason, { maxLength: 300 }));
    return [`**Would ${operations}.**`, ...why].join(' ');
  };

/** What the reader saw instead of items is what its finding says; there is one, by the rule `no-items` or `unreadable-file`. */
function noItems(roadmap: RoadmapReport, file: string, links: Links): Section {
  const { plan } = roadmap;
  const lead = isUnreadable(roadmap)
    ? `${file} could not be read, so nothing was written:`
    : `${file} has nothing in it that Milepost could act on:`;
  if (plan.findings.length === 0) return paragraph(lead);
  return listSection(
    lead,
    plan.findings.map(({ range, message }) => `- ${links.line(plan.file, range.line)}: ${inertMessage(message)}`),
  );
}

function noRoadmap(searched: string[]): Section {
  const places = enumerate(searched.map(inertCode), 'or') || 'the usual places';
  return paragraph(
    `No roadmap at ${places}. If there is one elsewhere, name it in \`.github/milepost.yml\`:\n\n\`\`\`yaml\nroadmaps:\n  - path: docs/plans/ROADMAP.md\n\`\`\``,
  );
}

function policyProblemSections(problems: PolicyProblem[], links: Links): Section[] {
  const lead = `Nothing was written, because the configuration has ${count(problems.length, 'fault')}. Milepost does not guess what was meant; it goes on with the next push once this is corrected on the default branch.`;
  const entries = problems.map(
    ({ file, key, line, message }) =>
      `| ${configurationLine(file, line, links)} | ${key === '' ? '–' : inertCode(key)} | ${inertMessage(message)} |`,
  );
  return [{ lead, head: '| Where | Key | What |\n| --- | --- | --- |', entries, tail: '' }];
}

const configurationLine = (file: string, line: number, links: Links): string =>
  isOrganisationFile(file) ? `${inertText(file)}, line ${line}` : links.line(file, line, `${file}, line ${line}`);
