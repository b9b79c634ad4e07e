/** What waits for a person's word: a box for each Operation, and one for all of a kind. */
import type { Conversation } from '../../plan/conversation.ts';
import type { Operation, Plan } from '../../plan/model.ts';
import { boxMarkdown, heldGroups, tickOf, type TickGroup } from '../../plan/ticks.ts';
import type { Policy } from '../../policy/policy.ts';
import { count } from '../count.ts';
import { inertText } from '../inert.ts';
import type { Links } from '../links.ts';
import { FOLD_ABOVE, listSection, type Section } from '../sections.ts';
import { missedTarget } from '../slip-sentence.ts';

export interface TicksContext {
  links: Links;
  limits: Policy['limits'] | null;
}

/** More boxes of one kind are not read one by one; the box for all covers them. */
const MOST_BOXES = 100;
const TITLE_LENGTH = 120;

/** A list for each kind; nothing where nothing waits. */
export function tickSections(plan: Plan, conversation: Conversation, context: TicksContext): Section[] {
  const approved = new Set(conversation.approved);
  return heldGroups(plan).map((group) => {
    const { operations } = group;
    const boxes = operations
      .slice(0, MOST_BOXES)
      .map((one) => `${boxMarkdown(tickOf(one), approved.has(one.key))} ${boxText(one, plan.file, context)}`);
    const more = operations.length > MOST_BOXES ? `The box for all covers ${operations.length - MOST_BOXES} more.` : '';
    const all = boxForAll(group);
    // Where the boxes are folded away, the one for all stays in sight.
    if (boxes.length > FOLD_ABOVE)
      return listSection([lead(group, context), ...all].join('\n\n'), boxes, more, operations.length);
    return { lead: lead(group, context), entries: [...all, ...boxes], tail: more };
  });
}

/** How many Operations wait for a tick. */
export const countHeld = (plan: Plan): number =>
  heldGroups(plan).reduce((sum, { operations }) => sum + operations.length, 0);

const LIMITS: Partial<Record<TickGroup['noun'], keyof Policy['limits']>> = {
  issue: 'new_issues',
  comment: 'comments',
};

function lead({ noun, hold, operations }: TickGroup, { limits }: TicksContext): string {
  const what = count(operations.length, noun);
  if (hold === 'offered') {
    return `**${what} ${operations.length === 1 ? 'is' : 'are'} offered** for what was late before Milepost first saw it. Nothing is opened unless it is ticked.`;
  }
  const key = LIMITS[noun];
  const limit =
    key === undefined
      ? 'more than one sync does by itself'
      : `above \`limits.${key}\`${limits === null ? '' : ` (${limits[key]})`} in one sync`;
  return `**${what} ${operations.length === 1 ? 'waits' : 'wait'}:** ${limit}.`;
}

const ALL: Record<TickGroup['noun'], (number: number) => string> = {
  issue: (number) => `Open all ${number} issues`,
  comment: (number) => `Write all ${number} comments`,
  milestone: (number) => `Set all ${number} milestones`,
  card: (number) => `Move all ${number} cards`,
};

const boxForAll = ({ noun, operations, tick }: TickGroup): string[] =>
  operations.length < 2 ? [] : [`${boxMarkdown(tick, false)} **${ALL[noun](operations.length)}**`];

function boxText(operation: Operation, file: string, { links }: TicksContext): string {
  const title = `“${inertText(operation.item.title, { maxLength: TITLE_LENGTH })}”`;
  const line = `(${links.line(file, operation.item.line)})`;
  if (operation.kind === 'open-issue') {
    const why = operation.slip === null ? '' : `: it ${missedTarget(operation.slip)}`;
    return `Open an issue for ${title} ${line}${why}`;
  }
  if (operation.kind === 'create-milestone') return `Create the milestone ${nameOf(operation)} for ${title} ${line}`;
  return `${doing(operation, links.issue(operation.issue))}: ${title} ${line}${detail(operation)}`;
}

type OnIssue = Exclude<Operation, { kind: 'open-issue' | 'create-milestone' }>;

function doing(operation: OnIssue, issue: string): string {
  if (operation.kind === 'set-milestone') return `Set the milestone of ${issue} to ${nameOf(operation)}`;
  return `${VERBS[operation.kind]} ${issue}`;
}

const VERBS: Record<Exclude<OnIssue['kind'], 'set-milestone'>, string> = {
  'comment-slip': 'Comment on',
  'update-slip-comment': 'Update the comment on',
  'add-card': 'Add a card for',
  'update-card': 'Move the card of',
};

const nameOf = ({ title }: { title: string }): string => `“${inertText(title, { maxLength: TITLE_LENGTH })}”`;

function detail(operation: OnIssue): string {
  if ('slip' in operation) return ` ${missedTarget(operation.slip)}`;
  return operation.kind === 'update-card' ? cardChange(operation.fields) : '';
}

const cardChange = (fields: readonly { fieldName: string; shown: string; before: string | null }[]): string =>
  fields
    .map(({ fieldName, shown, before }) =>
      inertText(`, ${fieldName}${before === null ? '' : ` from ${before}`} to ${shown}`, { maxLength: TITLE_LENGTH }),
    )
    .join('');
