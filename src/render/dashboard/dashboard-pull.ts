/** The standing pull request as the dashboard tells it: what it proposes, what stands in its way, and what was refused. */
import type { Conversation } from '../../plan/conversation.ts';
import type { Plan } from '../../plan/model.ts';
import type { EditReport, StandingReport } from '../../plan/report.ts';
import type { Item } from '../../roadmap/model.ts';
import { count } from '../count.ts';
import { inertCode, inertMessage, inertText } from '../inert.ts';
import type { Links } from '../links.ts';
import { listSection, paragraph, type Section } from '../sections.ts';

export interface PullInput {
  plan: Plan;
  items: readonly Item[];
  conversation: Conversation;
  /** null where this sync proposed nothing: then what is to be proposed is told. */
  pull: StandingReport | null;
}

/** Nothing where nothing is proposed and nothing was refused. */
export function pullSections(input: PullInput, links: Links): Section[] {
  const sections = [
    ...listOf(proposedLead(input, links), proposedEntries(input, links)),
    ...whyNot(input.pull),
    ...listOf('**Refused, and not proposed again:**', refusedEntries(input, links)),
    ...listOf('**Left to you,** since the roadmap has no exact way to say it:', unwritableEntries(input.pull)),
  ];
  return sections.length === 0 ? [] : [paragraph('### Edits of the roadmap'), ...sections];
}

const listOf = (lead: string, entries: string[]): Section[] =>
  entries.length === 0 ? [] : [listSection(lead, entries)];

const SUMMARY_LENGTH = 300;

const say = (text: string): string => inertMessage(text, { maxLength: SUMMARY_LENGTH });

/** A pull request that was merged or closed proposes nothing any more. */
function editsOf({ proposals }: Plan, pull: StandingReport | null): readonly EditReport[] {
  if (pull === null) return proposals;
  return pull.state === 'open' || pull.state === 'refused' ? pull.edits : [];
}

/** What the pull request holds, else what the Plan proposes. */
function proposedEntries({ plan, pull }: PullInput, links: Links): string[] {
  const planned = new Map(plan.proposals.map((proposal) => [proposal.key, proposal]));
  return editsOf(plan, pull).map(({ key, summary }) => {
    const { item = null, reason = '' } = planned.get(key) ?? {};
    const line = item === null ? '' : ` (${links.line(plan.file, item.line)})`;
    return `- ${say(summary)}${line}${reason === '' ? '' : `: ${say(reason)}`}`;
  });
}

function proposedLead(input: PullInput, links: Links): string {
  const { plan, conversation, pull } = input;
  const edits = count(editsOf(plan, pull).length, 'edit');
  const number = pull === null ? (conversation.standing?.number ?? null) : pull.number;
  return number === null
    ? `**${edits}** to be proposed:`
    : `**${edits}** proposed by pull request ${links.ownIssue(number)}:`;
}

const whyNot = (pull: StandingReport | null): Section[] =>
  pull?.state === 'refused' && pull.reason !== null ? [paragraph(say(pull.reason))] : [];

/**
 * What people refused, in the words of the edit where they are known. A command's edit is not among it: with the refusal the
 * wish is over, and nothing would propose it again.
 */
function refusedEntries(input: PullInput, links: Links): string[] {
  const byPeople = (input.pull?.refusedEdits ?? []).filter(({ by }) => by === 'person');
  const known = new Map(byPeople.map(({ key, summary }) => [key, summary]));
  const refused = input.conversation.refused.filter((key) => !key.startsWith('command:'));
  return refused.map((key) => {
    const summary = known.get(key);
    return summary === undefined ? refusedEntry(key, input, links) : `- ${say(summary)}`;
  });
}

/** A key begins with what kind of edit it is, and names its item. */
function refusedEntry(key: string, { plan, items }: PullInput, links: Links): string {
  const parts = key.split(':');
  const item = items.find(({ id }) => parts.includes(id));
  const what = inertCode(parts[0] ?? key);
  if (item === undefined) return `- ${what}`;
  return `- ${what} of “${inertText(item.title, { maxLength: 120 })}” (${links.line(plan.file, item.line)})`;
}

const unwritableEntries = (pull: StandingReport | null): string[] =>
  (pull?.refusedEdits ?? [])
    .filter(({ by }) => by === 'file')
    .map(({ summary, message }) => `- ${say(summary)}${message === null ? '' : `: ${say(message)}`}`);
