import type { Finding, Operation } from '../plan/model.ts';
import { fingerprintOfLeft } from '../plan/report.ts';
import type { OperationOutcome, RoadmapReport, SyncReport } from '../plan/report.ts';
import { capitalise, count, enumerate } from './count.ts';
import { operationText } from './operation-text.ts';
import { groupOutcomes, summariseOperations } from './operation-sections.ts';
import type { OutcomeEntry } from './operation-sections.ts';
import { plainText } from './plain-text.ts';
import { countSeverities, severityText, SEVERITIES } from './severity-text.ts';
import type { TerminalStyle } from './terminal-style.ts';

/** `plan`: nothing was written; `apply`: it was, as far as the outcomes say. */
export type PlanCommand = 'plan' | 'apply';

/**
 * A sync for a terminal: what would be done or was, what waits and why, findings by severity, and a last line with
 * counts, the fingerprint and how to approve. One line when there is nothing to say.
 */
export function planText(report: SyncReport, command: PlanCommand, style: TerminalStyle): string {
  const lines = report.policyProblems.map(
    ({ file, line, column, message }) =>
      `${style.bold(`${plainText(file)}:${line}:${column}`)}  ${style.red('error')}  ${plainText(message)}`,
  );
  if (report.policyProblems.length > 0) lines.push('', 'The configuration is wrong: nothing was planned or written.');
  else if (report.mode === 'off') lines.push('`mode: off`: nothing was looked at.');
  else if (report.roadmaps.length === 0)
    lines.push(`No roadmap found. Looked for ${enumerate(report.searched.map(plainText))}.`);
  const blocks = report.roadmaps.map((roadmap) => roadmapBlock(roadmap, report, command, style).join('\n'));
  return [...(lines.length > 0 ? [lines.join('\n')] : []), ...blocks].join('\n\n') + '\n';
}

function roadmapBlock(
  roadmap: RoadmapReport,
  report: SyncReport,
  command: PlanCommand,
  style: TerminalStyle,
): string[] {
  const { plan, file, items, references } = roadmap;
  if (plan.operations.length === 0 && plan.findings.length === 0) {
    const read =
      references === undefined ? count(items, 'item') : `${count(items, 'item')}, ${count(references, 'reference')}`;
    return [`Nothing to do: ${plainText(file)} and GitHub agree (${read}).`];
  }
  return [
    `${style.bold(plainText(file))} ${style.dim(`of ${plainText(report.repo)} at ${plainText(report.headOid).slice(0, 7)}, ${count(items, 'item')}`)}`,
    ...operationBlocks(roadmap, command, style),
    ...findingBlocks(plan.findings, style),
    '',
    ...lastLines(roadmap, report, style),
  ];
}

/** Operations in the groups that a reader tells apart, each with its lead. */
function operationBlocks(roadmap: RoadmapReport, command: PlanCommand, style: TerminalStyle): string[] {
  const groups = groupOutcomes(entriesOf(roadmap));
  const block = (lead: string, entries: readonly OutcomeEntry[]): string[] =>
    entries.length === 0
      ? []
      : ['', style.bold(lead), ...entries.flatMap((entry) => operationText(entry, roadmap.file, style))];
  return [
    ...block('Done:', groups.done),
    ...block('There already, from an earlier sync:', groups.earlier),
    ...(command === 'plan' ? block('Milepost would:', groups.withheld) : withheldBlocks(groups.withheld, block)),
    ...block('Refused by GitHub:', groups.refused),
    ...block('Waiting, above the limit of one sync:', groups.waiting),
    ...block('Offered, not done by itself (late before Milepost first saw it):', groups.offered),
  ];
}

/** What `apply` left undone, by the reason it gave. */
function withheldBlocks(entries: OutcomeEntry[], block: (lead: string, entries: OutcomeEntry[]) => string[]): string[] {
  const byReason = new Map<string, OutcomeEntry[]>();
  for (const entry of entries) {
    const reason = entry.outcome.state === 'withheld' ? entry.outcome.reason : '';
    byReason.set(reason, [...(byReason.get(reason) ?? []), entry]);
  }
  return [...byReason].flatMap(([reason, group]) => block(`Not done: ${plainText(reason)}`, group));
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

function findingBlocks(findings: readonly Finding[], style: TerminalStyle): string[] {
  return SEVERITIES.flatMap((severity) => {
    const group = findings.filter((finding) => finding.severity === severity);
    if (group.length === 0) return [];
    const lead = severityText(severity, style, capitalise(countSeverities(group)));
    return ['', style.bold(`${lead}:`), ...group.map((finding) => `  ${findingText(finding, style)}`)];
  });
}

/** `ROADMAP.md:12:3  message  rule`: the severity is that of its group. */
function findingText({ file, range, message, rule }: Finding, style: TerminalStyle): string {
  return `${plainText(file)}:${range.line}:${range.column}  ${plainText(message)}  ${style.dim(rule)}`;
}

function lastLines(roadmap: RoadmapReport, report: SyncReport, style: TerminalStyle): string[] {
  const { plan } = roadmap;
  const { done, earlier, withheld, refused, waiting, offered } = groupOutcomes(entriesOf(roadmap));
  const held = [...waiting, ...offered];
  const parts = [
    summariseOperations(done, 'past'),
    earlier.length === 0 ? '' : `${earlier.length} there already`,
    withheld.length === 0 ? '' : `to do: ${summariseOperations(withheld, 'bare')}`,
    refused.length === 0 ? '' : `${refused.length} refused`,
    held.length === 0 ? '' : `${held.length} ${held.length === 1 ? 'waits' : 'wait'} for your word`,
    countSeverities(plan.findings),
  ].filter((part) => part !== '');
  const summary = style.bold(`${capitalise(parts.join('; '))}.`);
  if (plan.operations.length === 0) return [summary];
  return [summary, ...nextSteps(roadmap, { withheld: withheld.length, held: held.length }, report, style)];
}

function nextSteps(
  { outcomes }: RoadmapReport,
  left: { withheld: number; held: number },
  report: SyncReport,
  style: TerminalStyle,
): string[] {
  const apply = `milepost apply ${plainText(report.repo)}`;
  const fingerprint = fingerprintOfLeft(outcomes);
  if (outcomes.every(({ outcome }) => outcome.state === 'done')) return [];
  const lines = [style.dim(`Fingerprint of what is left: ${fingerprint}`)];
  if (report.mode === 'plan') return [...lines, 'The configuration says `mode: plan`: nothing of it will be written.'];
  if (left.withheld > 0) lines.push(`To carry it out: ${style.bold(apply)}`);
  if (left.held > 0) lines.push(`With what waits:  ${style.bold(`${apply} --approve ${fingerprint}`)}`);
  return lines;
}
