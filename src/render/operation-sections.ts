/** The Operations of one Plan as Markdown: what was done, what was not, and why. */
import type { Operation, OperationResult, Plan } from '../plan/model.ts';
import { fingerprintOfLeft } from '../plan/report.ts';
import type { OperationReport } from '../plan/report.ts';
import { limitOf } from '../plan/limits.ts';
import { capitalise, count, enumerate } from './count.ts';
import { inertMessage, inertText } from './inert.ts';
import type { Links } from './links.ts';
import { listSection, paragraph } from './sections.ts';
import type { Section } from './sections.ts';

export type OutcomeEntry = OperationReport;

export interface OperationContext {
  /** `owner/name` of the roadmap's repository. */
  repo: string;
  links: Links;
  /** What one sync may do, to name the limit; null where the reader of the text has no policy at hand. */
  limits: { new_issues: number; comments: number } | null;
  /** Slug of the app whose check this is, if another than the command line takes for granted. */
  app?: string;
  /** Whether approving makes sense here: not while the policy says `mode: plan`. */
  approvable: boolean;
  /** Number of the dashboard, where what waits can be ticked; without it, or with null, there is none. */
  dashboard?: number | null;
}

/** The outcomes in the groups that a reader tells apart. */
export interface OutcomeGroups {
  done: OutcomeEntry[];
  /** Had been done before, by another process or before a lost answer. */
  earlier: OutcomeEntry[];
  /** Not this time. */
  withheld: OutcomeEntry[];
  /** Above the limit. */
  waiting: OutcomeEntry[];
  offered: OutcomeEntry[];
  refused: OutcomeEntry[];
}

export function groupOutcomes(entries: readonly OutcomeEntry[]): OutcomeGroups {
  const groups: OutcomeGroups = { done: [], earlier: [], withheld: [], waiting: [], offered: [], refused: [] };
  for (const entry of entries) groups[groupOf(entry)].push(entry);
  return groups;
}

function groupOf({ operation, outcome }: OutcomeEntry): keyof OutcomeGroups {
  if (outcome.state === 'done') return outcome.earlier ? 'earlier' : 'done';
  if (outcome.state === 'refused') return 'refused';
  // What would not have been done anyway is told with its own reason.
  const hold = outcome.state === 'held' ? outcome.hold : operation.hold;
  if (hold === null) return 'withheld';
  return hold === 'limit' ? 'waiting' : 'offered';
}

/** What an Operation does, as people tell it apart: a card that only gets what it did not say yet is not moved. */
export type OperationKind = Operation['kind'] | 'fill-card';

export const kindOf = (operation: Operation): OperationKind =>
  operation.kind === 'update-card' && operation.fields.every(({ before }) => before === null)
    ? 'fill-card'
    : operation.kind;

const VERBS: Record<OperationKind, { past: string; bare: string; noun: string }> = {
  'open-issue': { past: 'opened', bare: 'open', noun: 'issue' },
  'comment-slip': { past: 'wrote', bare: 'write', noun: 'comment' },
  'update-slip-comment': { past: 'updated', bare: 'update', noun: 'comment' },
  'create-milestone': { past: 'created', bare: 'create', noun: 'milestone' },
  'set-milestone': { past: 'set the milestone of', bare: 'set the milestone of', noun: 'issue' },
  'add-card': { past: 'added', bare: 'add', noun: 'card' },
  'update-card': { past: 'moved', bare: 'move', noun: 'card' },
  'fill-card': { past: 'filled in', bare: 'fill in', noun: 'card' },
};

/** `3 issues and 1 comment`. */
export function countWrites(entries: readonly OutcomeEntry[]): string {
  const byNoun = new Map<string, number>();
  for (const { operation } of entries) {
    const noun = operation.kind === 'set-milestone' ? 'milestone' : VERBS[operation.kind].noun;
    byNoun.set(noun, (byNoun.get(noun) ?? 0) + 1);
  }
  return enumerate(['issue', 'comment', 'milestone', 'card'].flatMap((noun) => writesOf(noun, byNoun.get(noun))));
}

const writesOf = (noun: string, number: number | undefined): string[] =>
  number === undefined ? [] : [count(number, noun)];

/** `opened 3 issues and wrote 1 comment`, `open 3 issues`; '' for nothing. */
export function summariseOperations(entries: readonly OutcomeEntry[], tense: 'past' | 'bare'): string {
  const parts = Object.entries(VERBS).map(([kind, verb]) => {
    const number = entries.filter(({ operation }) => kindOf(operation) === kind).length;
    return number === 0 ? '' : `${verb[tense]} ${count(number, verb.noun)}`;
  });
  return enumerate(parts.filter((part) => part !== ''));
}

/** `withheldLead` is the sentence that says why nothing was done this time; the list of what would be done follows it. */
export function operationSections(
  plan: Plan,
  entries: readonly OutcomeEntry[],
  withheldLead: (operations: string) => string,
  context: OperationContext,
): Section[] {
  const groups = groupOutcomes(entries);
  const { done, earlier, withheld, refused, waiting, offered } = groups;
  const list = (lead: string, group: OutcomeEntry[]): Section[] =>
    group.length === 0 ? [] : [listSection(lead, operationEntries(group, plan, context))];
  return [
    ...list(`**${capitalise(summariseOperations(done, 'past'))}.**`, done),
    ...list('**There already**, from an earlier sync:', earlier),
    ...list(withheldLead(summariseOperations(withheld, 'bare')), withheld),
    ...list(refusedLead(refused), refused),
    ...list(waitingLead(waiting, context), waiting),
    ...list(`**Offered, not done:** ${countWrites(offered)} for what was late before Milepost first saw it.`, offered),
    ...approvalSection([...waiting, ...offered], fingerprintOfLeft(entries), context),
  ];
}

/** One reason for all is said once. */
function refusedLead(refused: OutcomeEntry[]): string {
  const reasons = reasonsOf(refused);
  const reason = reasons.length === 1 ? ` ${inertMessage(reasons[0]!, { maxLength: 400 })}` : '';
  return `**Refused by GitHub:** ${countWrites(refused)}.${reason} Milepost tries again with the next sync.`;
}

const reasonsOf = (refused: OutcomeEntry[]): string[] => [
  ...new Set(refused.flatMap(({ outcome }) => (outcome.state === 'refused' ? [outcome.reason] : []))),
];

function waitingLead(waiting: OutcomeEntry[], { limits }: OperationContext): string {
  const cards = waiting.filter(({ operation }) => limitOf(operation) === 'cards');
  const keys = [
    ...(waiting.some(({ operation }) => limitOf(operation) === 'issues') ? (['new_issues'] as const) : []),
    ...(waiting.some(({ operation }) => limitOf(operation) === 'comments') ? (['comments'] as const) : []),
  ];
  const named = keys.map((key) => `\`limits.${key}\`${limits === null ? '' : ` (${limits[key]})`}`);
  const number = waiting.length === 1 ? 'waits' : 'wait';
  const reasons = [
    named.length === 0 ? '' : `above ${enumerate(named)} in one sync`,
    cards.some(({ operation }) => operation.kind === 'update-card') ? 'more than half of the cards at once' : '',
    cards.some(({ operation }) => operation.kind === 'add-card')
      ? 'finished work, more than a board can take at once'
      : '',
  ].filter((reason) => reason !== '');
  return `**${countWrites(waiting)} ${number} for a person's word:** ${reasons.join('; ')}. Later syncs do not go on with this by themselves.`;
}

function approvalSection(
  held: OutcomeEntry[],
  fingerprint: string,
  { repo, links, approvable, app, dashboard = null }: OperationContext,
): Section[] {
  if (held.length === 0 || !approvable) return [];
  const what = held.length === 1 ? 'it' : `all ${held.length}`;
  const tick =
    dashboard === null
      ? ''
      : `tick ${held.length === 1 ? 'it' : 'them'} on the dashboard ${links.ownIssue(dashboard)}, or run `;
  return [
    paragraph(
      `To go on with ${what}: ${tick}\`milepost apply ${repo} --approve ${fingerprint}${app === undefined ? '' : ` --app ${app}`}\``,
    ),
  ];
}

/** `- [#12](…) Resumable uploads ([line 14](…))`, with GitHub's reason where several refusals differ. */
function operationEntries(group: OutcomeEntry[], plan: Plan, context: OperationContext): string[] {
  const isMixed = new Set(group.map(({ operation }) => operation.kind)).size > 1;
  const withReason = reasonsOf(group).length > 1;
  return group.map(({ operation, outcome }) => {
    const issue = issueOf(operation, outcome.state === 'done' ? outcome.result : null, context);
    const lead = isMixed ? LEADS[operation.kind](issue) : issue;
    const title = inertText(nameIn(operation), { maxLength: 120 });
    const line = `(${context.links.line(plan.file, operation.item.line)})`;
    const reason =
      withReason && outcome.state === 'refused' ? `– ${inertMessage(outcome.reason, { maxLength: 300 })}` : '';
    return `- ${[lead, title, line, changeOf(operation), reason].filter((part) => part !== '').join(' ')}`;
  });
}

/** How an entry begins where a list has several kinds; the issue is '' while there is none. */
const LEADS: Record<Operation['kind'], (issue: string) => string> = {
  'open-issue': (issue) => `New issue:${issue === '' ? '' : ` ${issue}`}`,
  'comment-slip': (issue) => `Comment on ${issue}:`,
  'update-slip-comment': (issue) => `Updated comment on ${issue}:`,
  'create-milestone': () => 'New milestone:',
  'set-milestone': (issue) => `Milestone of ${issue}:`,
  'add-card': (issue) => `Card for ${issue}:`,
  'update-card': (issue) => `Card of ${issue}:`,
};

const nameIn = (operation: Operation): string =>
  operation.kind === 'create-milestone' ? operation.title : operation.item.title;

/** `– Status: Doing → Done`, `– due on 2026-09-30`: what is there afterwards; '' where the entry says all. */
function changeOf(operation: Operation): string {
  if (operation.kind === 'create-milestone') return operation.dueOn === null ? '' : `– due on ${operation.dueOn}`;
  if (operation.kind === 'set-milestone') return `– ${short(operation.title)}`;
  if (operation.kind !== 'add-card' && operation.kind !== 'update-card') return '';
  const fields = operation.fields.map(
    ({ fieldName, before, shown }) =>
      `${short(fieldName)}: ${before === null ? '' : `${short(before)} → `}${short(shown)}`,
  );
  return fields.length === 0 ? '' : `– ${fields.join(', ')}`;
}

const short = (text: string): string => inertText(text, { maxLength: 60 });

function issueOf(operation: Operation, result: OperationResult | null, { links }: OperationContext): string {
  if (operation.kind === 'create-milestone') return '';
  if (operation.kind !== 'open-issue') return links.issue(operation.issue);
  const { owner, name } = operation.repository;
  return result?.number == null ? '' : links.issue({ owner, repo: name, number: result.number });
}
