/** The issue “Roadmap dashboard” of a repository: how its roadmaps stand, what waits for a person, what is kept quiet. */
import type { Conversation } from '../../plan/conversation.ts';
import { roadmapKey } from '../../plan/keys.ts';
import { lateItems } from '../../plan/late-items.ts';
import { writeDashboardMarker } from '../../plan/marker.ts';
import type { Finding } from '../../plan/model.ts';
import type { RoadmapReport, SyncReport } from '../../plan/report.ts';
import { isTold } from '../../plan/told.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Item } from '../../roadmap/model.ts';
import { isEmpty, isUnreadable } from '../check/check-title.ts';
import { count, enumerate } from '../count.ts';
import { LAST_SYNC } from './dashboard-body.ts';
import { choiceSections } from './dashboard-choices.ts';
import { bySection, progressOf, progressSection, type Progress } from './dashboard-progress.ts';
import { pullSections } from './dashboard-pull.ts';
import { countHeld, tickSections } from './dashboard-ticks.ts';
import { timelineSection } from './dashboard-timeline.ts';
import { findingSections, findingsToTell } from '../finding-sections.ts';
import { inertCode, inertMessage, inertText } from '../inert.ts';
import { createLinks, linkAddress, type Links } from '../links.ts';
import { groupOutcomes, operationSections, summariseOperations } from '../operation-sections.ts';
import { joinSections, listSection, paragraph, type Section } from '../sections.ts';

export const DASHBOARD_TITLE = 'Roadmap dashboard';

/** Longest body GitHub takes, in characters, less the room for a notice above it. */
const BODY_LENGTH = 65_536 - 3_000;

export interface DashboardRoadmap {
  report: RoadmapReport;
  /** The Items that Milepost serves, in document order. */
  items: readonly Item[];
  conversation: Conversation;
  /** Ids of the Items that have a slip comment, or are about to, where that may be told. */
  commented: ReadonlySet<string>;
}

export interface DashboardInput {
  report: SyncReport;
  roadmaps: readonly DashboardRoadmap[];
  /** Day (`YYYY-MM-DD`) of the commit that was looked at; null where GitHub does not say. */
  committedOn: string | null;
  /** Whose ticks were put back; null for nobody's, `by: null` where GitHub does not name them. */
  refused: { by: string | null } | null;
  policy: Policy;
  /** `YYYY-MM-DD`: what is snoozed until an earlier day is no longer. */
  today: string;
}

export interface DashboardContext {
  /** Web address of GitHub without a slash at its end. */
  serverUrl: string;
  /** Database id of the repository. */
  repositoryId: number;
  /** Branch whose lines are linked: so a commit that leaves the roadmap alone changes no link. */
  branch: string;
  /** Where the pages of the rules are; without it rules are named without a link. */
  rulesUrl?: string;
}

/** Markdown of at most 65,536 characters with room for a notice; the same world gives the same bytes. */
export function renderDashboard(input: DashboardInput, context: DashboardContext): string {
  const { report } = input;
  const place = { serverUrl: context.serverUrl, repo: report.repo, ref: context.branch };
  const links = createLinks({ ...place, isConversation: true });
  const sections = [
    paragraph(leadSentence(input, links)),
    ...refusedTicks(input),
    ...input.roadmaps.flatMap((roadmap) => roadmapSections(roadmap, input, links, context)),
  ];
  return joinSections(sections, {
    last: `${lastSync(input, context)}\n\n${writeDashboardMarker({ repository: context.repositoryId })}`,
    maxLength: BODY_LENGTH,
    notice: (leftOut) =>
      `… and ${count(leftOut, 'line')} more, which do not fit into an issue. \`milepost plan ${report.repo}\` prints everything.`,
  });
}

/** How it stands, over all roadmaps. */
function leadSentence({ report, roadmaps }: DashboardInput, links: Links): string {
  if (roadmaps.length === 0) {
    const places = enumerate(report.searched.map(inertCode), 'or') || 'the usual places';
    return `There is no roadmap at ${places} any more, so there is nothing to tell. It comes back with the roadmap.`;
  }
  if (roadmaps.every((one) => isUnreadable(one.report)))
    return 'The roadmap could not be read, so nothing was written.';
  const progress = roadmaps.map(({ items, report: { plan } }) => progressOf(items, lateItems(plan.findings)));
  const all = progress.reduce(add);
  const held = roadmaps.reduce((sum, one) => sum + countHeld(one.report.plan), 0);
  const waits = held === 0 ? '' : ` ${count(held, 'thing')} ${held === 1 ? 'waits' : 'wait'} for your word.`;
  const [only, ...others] = roadmaps.map((one) => one.report.file);
  const where = only === undefined || others.length > 0 ? '' : ` in ${links.line(only, 1, only)}`;
  return `${standing(all, where)}${waits}`;
}

const add = (one: Progress, other: Progress): Progress => ({
  all: one.all + other.all,
  done: one.done + other.done,
  inProgress: one.inProgress + other.inProgress,
  late: one.late + other.late,
  dropped: one.dropped + other.dropped,
});

function standing({ all, done, inProgress, late }: Progress, where: string): string {
  if (all === 0) return `There are no items${where} that Milepost could follow.`;
  if (all === 1) {
    const state = done === 1 ? 'done' : late === 1 ? 'late' : inProgress === 1 ? 'in progress' : 'still to be done';
    return `**The one item is ${state}**${where}.`;
  }
  const parts = [
    `${done} of ${count(all, 'item')} ${done === 1 ? 'is' : 'are'} done`,
    ...(inProgress === 0 ? [] : [`${inProgress} ${inProgress === 1 ? 'is' : 'are'} in progress`]),
    ...(late === 0 ? [] : [`${late} ${late === 1 ? 'is' : 'are'} late`]),
  ];
  return `**${enumerate(parts)}**${where}.`;
}

/** Said until the roadmap's next commit, or until somebody who may has ticked. */
function refusedTicks({ refused, policy }: DashboardInput): Section[] {
  if (refused === null) return [];
  const { role, users } = policy.commands;
  const whose = refused.by === null ? 'A tick' : `A tick by ${inertText(refused.by, { maxLength: 60 })}`;
  const others = users.length === 0 ? '' : `, or being named in \`commands.users\``;
  return [paragraph(`${whose} was put back: deciding here takes the role \`${role}\` in this repository${others}.`)];
}

function roadmapSections(
  roadmap: DashboardRoadmap,
  input: DashboardInput,
  links: Links,
  context: DashboardContext,
): Section[] {
  const { report, items, conversation, commented } = roadmap;
  const { plan } = report;
  const heading = input.roadmaps.length > 1 ? [paragraph(`## ${links.line(report.file, 1, report.file)}`)] : [];
  if (isEmpty(report)) return [...heading, ...emptySection(report, links)];
  const late = lateItems(plan.findings);
  const groups = bySection(items);
  const ticks = tickSections(plan, conversation, { links, limits: input.policy.limits });
  const pull = report.pull ?? null;
  const told = findingsToTell(plan).map(withoutAge);
  const findings = findingSections(told, { links, rulesUrl: context.rulesUrl ?? null });
  const key = roadmapKey(context.repositoryId, report.file);
  return [
    ...heading,
    ...comingSections(roadmap, input, links),
    ...(ticks.length === 0 ? [] : [paragraph('### Waiting for your word'), ...ticks]),
    ...progressSection(groups, late),
    ...timelineSection(
      groups.flatMap(({ name, items: inGroup }) =>
        inGroup.map((item) => ({ item, section: name, isLate: late.has(item.id) })),
      ),
    ),
    ...(findings.length === 0 ? [] : [paragraph('### To look at'), ...findings]),
    ...pullSections({ plan, items, conversation, pull }, links),
    ...choiceSections({ roadmap: key, file: report.file, items, conversation, commented, today: input.today }, links),
  ];
}

/** A number that grows by one every day would have the issue edited every day. */
const withoutAge = (finding: Finding): Finding =>
  finding.rule === 'stale-last-updated'
    ? { ...finding, message: finding.message.replace(/, \d{1,6} days ago,/, ',') }
    : finding;

function emptySection({ plan }: RoadmapReport, links: Links): Section[] {
  const entries = plan.findings.map(
    ({ range, message }) => `- ${links.line(plan.file, range.line)}: ${inertMessage(message)}`,
  );
  return entries.length === 0 ? [] : [listSection('**What the reader saw:**', entries)];
}

/** What was not written this time, and why: a first look, or GitHub said no. */
function comingSections(
  { report }: DashboardRoadmap,
  { report: sync, policy }: DashboardInput,
  links: Links,
): Section[] {
  const { withheld, refused } = groupOutcomes(report.outcomes.filter(({ operation }) => isTold(operation)));
  const lead = (operations: string): string => {
    if (sync.occasion === 'first-look') {
      return `**This is the first look: on the next push that touches the roadmap, Milepost will ${operations}.** To prevent it, set \`mode: plan\`, or \`issues.open_for\` and \`slips.comment\`, in \`.github/milepost.yml\`.`;
    }
    return `**Would ${operations}**, and has not yet.`;
  };
  return [
    ...(sync.occasion === 'first-look' && withheld.length === 0
      ? [paragraph('This is the first look: the next push that touches the roadmap is acted on.')]
      : []),
    ...operationSections(report.plan, [...withheld, ...refused], lead, {
      repo: sync.repo,
      links,
      limits: policy.limits,
      approvable: false,
    }),
  ];
}

/** What became of the standing pull request in this sync, where something was written; '' for nothing. */
function pullWritten({ report: { pull } }: DashboardRoadmap): string {
  if (pull?.isWritten !== true || pull.number === null) return '';
  const number = inertText(`#${pull.number}`);
  if (pull.state === 'open') return `brought pull request ${number} up to date`;
  // Milepost closed it, or a person did and left the branch.
  return pull.state === 'closed' ? `tidied up after pull request ${number}` : '';
}

/** Which sync wrote this, and what it did. Not compared: it changes only together with something else. */
function lastSync({ report, roadmaps, committedOn }: DashboardInput, { serverUrl }: DashboardContext): string {
  const { headOid, repo } = report;
  const commit = `[\`${headOid.slice(0, 7)}\`](${linkAddress(`${serverUrl}/${repo}/commit/${headOid}`)})`;
  const on = committedOn === null ? '' : ` of ${committedOn}`;
  const outcomes = roadmaps.flatMap((one) => one.report.outcomes).filter(({ operation }) => isTold(operation));
  const done = [summariseOperations(groupOutcomes(outcomes).done, 'past'), ...roadmaps.map(pullWritten)];
  const nothing = report.occasion === 'first-look' ? 'the first look' : 'nothing had to be written';
  const what = enumerate(done.filter((part) => part !== '')) || nothing;
  return `${LAST_SYNC} of commit ${commit}${on}: ${what}. Milepost keeps this issue up to date; closing it ends that.`;
}
