import type { Operation } from '../plan/model.ts';
import { fingerprintOfLeft } from '../plan/report.ts';
import type { OperationOutcome, RoadmapReport, SyncReport } from '../plan/report.ts';
import { capitalise, count, enumerate } from './count.ts';
import { displayWidth } from './display-width.ts';
import { findingBlocks } from './finding-blocks.ts';
import { groupOutcomes, summariseOperations } from './operation-sections.ts';
import type { OutcomeEntry } from './operation-sections.ts';
import { operationGroups } from './operation-groups.ts';
import { plainText } from './plain-text.ts';
import { proposalBlock, pullBlock, pullSummary } from './proposal-text.ts';
import { countSeverities } from './severity-text.ts';
import type { TerminalLayout, TerminalStyle } from './terminal-style.ts';
import { hang } from './wrap-words.ts';

/** `plan`: nothing was written; `apply`: it was, as far as the outcomes say. */
export type PlanCommand = 'plan' | 'apply';

/** What stands before the text is at most so wide; a longer path pushes its own line alone. */
const MOST_PLACE = 32;

/**
 * A sync for a terminal: what would be done or was, by kind, what waits and why, findings by severity, and a last line
 * with counts, the fingerprint and how to approve. One line when there is nothing to say.
 */
export function planText(
  report: SyncReport,
  command: PlanCommand,
  style: TerminalStyle,
  width: number | null = null,
): string {
  const layout = { style, width };
  const lines = report.policyProblems.flatMap(({ file, line, column, message }) => {
    const place = `${plainText(file)}:${line}:${column}`;
    const first = `${style.bold(place)}  ${style.red('error')}  `;
    return hang(first, plainText(message), { indent: Math.min(MOST_PLACE, displayWidth(place) + 9), width });
  });
  if (report.policyProblems.length > 0) lines.push('', 'The configuration is wrong: nothing was planned or written.');
  else if (report.mode === 'off') lines.push('`mode: off`: nothing was looked at.');
  else if (report.roadmaps.length === 0)
    lines.push(`No roadmap found. Looked for ${enumerate(report.searched.map(plainText))}.`);
  const blocks = report.roadmaps.map((roadmap) => roadmapBlock(roadmap, report, command, layout).join('\n'));
  return [...(lines.length > 0 ? [lines.join('\n')] : []), ...blocks].join('\n\n') + '\n';
}

function roadmapBlock(
  roadmap: RoadmapReport,
  report: SyncReport,
  command: PlanCommand,
  layout: TerminalLayout,
): string[] {
  const { plan, file, items, references, pull } = roadmap;
  const { style } = layout;
  const read = [count(items, 'item'), ...(references === undefined ? [] : [count(references, 'reference')])].join(', ');
  const isQuiet = plan.operations.length === 0 && plan.findings.length === 0 && plan.proposals.length === 0;
  if (isQuiet && (pull === undefined || pull.state === 'none'))
    return [`Nothing to do: ${plainText(file)} and GitHub agree (${read}).`];
  return [
    `${style.bold(plainText(file))} ${style.dim(`of ${plainText(report.repo)} at ${plainText(report.headOid).slice(0, 7)}, ${read}`)}`,
    ...operationBlocks(roadmap, command, layout),
    ...(pull === undefined ? proposalBlock(plan, layout) : pullBlock(pull, layout)),
    ...unseenBlock(roadmap, layout),
    ...findingBlocks(plan.findings, layout),
    '',
    ...lastLines(roadmap, report, layout),
  ];
}

/** Operations in the groups that a reader tells apart, those of one kind under one heading. */
function operationBlocks(roadmap: RoadmapReport, command: PlanCommand, layout: TerminalLayout): string[] {
  const groups = groupOutcomes(entriesOf(roadmap));
  const { plan } = roadmap;
  const block = (lead: string, entries: readonly OutcomeEntry[], tense: 'past' | 'bare' = 'bare'): string[] =>
    operationGroups(lead, entries, tense, plan, layout);
  return [
    ...block('', groups.done, 'past'),
    ...block('There already, from an earlier sync: ', groups.earlier, 'past'),
    ...(command === 'plan' ? block('Milepost would ', groups.withheld) : withheldBlocks(groups.withheld, block)),
    ...block('Refused by GitHub: ', groups.refused),
    ...block('Waiting, above the limit of one sync: ', groups.waiting),
    ...block('Offered, late before Milepost first saw it: ', groups.offered),
  ];
}

/** What `apply` left undone, by the reason it gave. */
function withheldBlocks(entries: OutcomeEntry[], block: (lead: string, entries: OutcomeEntry[]) => string[]): string[] {
  const byReason = new Map<string, OutcomeEntry[]>();
  for (const entry of entries) {
    const reason = entry.outcome.state === 'withheld' ? entry.outcome.reason : '';
    byReason.set(reason, [...(byReason.get(reason) ?? []), entry]);
  }
  return [...byReason].flatMap(([reason, group]) => block(`Not done, ${plainText(reason)}: `, group));
}

/** In the order of the Plan; an Operation that no outcome speaks of was not tried. */
function entriesOf({ plan, outcomes }: RoadmapReport): OutcomeEntry[] {
  const outcomeByKey = new Map(outcomes.map(({ operation, outcome }) => [operation.key, outcome]));
  return plan.operations.map((operation) => ({
    operation,
    outcome: outcomeByKey.get(operation.key) ?? untried(operation),
  }));
}

const untried = ({ hold }: Operation): OperationOutcome =>
  hold === null ? { state: 'withheld', reason: 'it was only planned' } : { state: 'held', hold };

/** What nobody could look at is never met with silence. */
function unseenBlock(
  { unobserved = 0, boardUnobserved, boardRefused = [] }: RoadmapReport,
  { style, width }: TerminalLayout,
): string[] {
  const notes = [
    ...(unobserved === 0
      ? []
      : [`GitHub did not answer for ${count(unobserved, 'reference')}: nothing is concluded about them.`]),
    ...(boardUnobserved === undefined ? [] : [`The board was not looked at: ${plainText(boardUnobserved)}.`]),
    ...boardRefused.map((reason) => `Cards were left as they are: ${plainText(reason)}`),
  ];
  return notes.length === 0
    ? []
    : ['', ...notes.flatMap((note) => hang(`${style.yellow('!')} `, note, { indent: 2, width }))];
}

function lastLines(roadmap: RoadmapReport, report: SyncReport, { style, width }: TerminalLayout): string[] {
  const { plan, pull } = roadmap;
  const { done, earlier, withheld, refused, waiting, offered } = groupOutcomes(entriesOf(roadmap));
  const held = [...waiting, ...offered];
  const parts = [
    summariseOperations(done, 'past'),
    earlier.length === 0 ? '' : `${earlier.length} there already`,
    withheld.length === 0 ? '' : `to do: ${summariseOperations(withheld, 'bare')}`,
    refused.length === 0 ? '' : `${refused.length} refused`,
    held.length === 0 ? '' : `${held.length} ${held.length === 1 ? 'waits' : 'wait'} for your word`,
    pullSummary(plan, pull),
    countSeverities(plan.findings),
  ].filter((part) => part !== '');
  const summary = hang('', `${capitalise(parts.join('; '))}.`, { indent: 0, width, style: style.bold });
  const left = {
    withheld: withheld.length,
    held: held.length,
    proposals: pull === undefined ? plan.proposals.length : 0,
  };
  return [...summary, ...nextSteps(roadmap, left, report, style)];
}

function nextSteps(
  { plan, outcomes }: RoadmapReport,
  left: { withheld: number; held: number; proposals: number },
  report: SyncReport,
  style: TerminalStyle,
): string[] {
  const apply = `milepost apply ${plainText(report.repo)}`;
  const isSettled = outcomes.every(({ outcome }) => outcome.state === 'done');
  if (isSettled && left.proposals === 0) return [];
  const fingerprint = fingerprintOfLeft(outcomes);
  const lines =
    isSettled || plan.operations.length === 0 ? [] : [style.dim(`Fingerprint of what is left: ${fingerprint}`)];
  if (report.mode === 'plan') return [...lines, 'The configuration says `mode: plan`: nothing of it will be written.'];
  if (left.withheld > 0) lines.push(`To carry it out: ${style.bold(apply)}`);
  else if (left.proposals > 0) lines.push(`To bring the pull request up to date: ${style.bold(apply)}`);
  if (left.held > 0) lines.push(`With what waits:  ${style.bold(`${apply} --approve ${fingerprint}`)}`);
  return lines;
}
