/** The standing pull request as the dashboard tells it: what it proposes, and what people refused. */
import type { Conversation } from '../plan/conversation.ts';
import type { Plan } from '../plan/model.ts';
import type { Item } from '../roadmap/model.ts';
import { count } from './count.ts';
import { inertCode, inertMessage, inertText } from './inert.ts';
import type { Links } from './links.ts';
import { listSection, paragraph, type Section } from './sections.ts';

export interface PullInput {
  plan: Plan;
  items: readonly Item[];
  conversation: Conversation;
}

/** Nothing where nothing is proposed and nothing was refused. */
export function pullSections(input: PullInput, links: Links): Section[] {
  const { plan, conversation } = input;
  const { proposals } = plan;
  const { standing, refused } = conversation;
  const proposed = proposals.map(
    ({ summary, reason, item }) =>
      `- ${inertMessage(summary, { maxLength: 300 })}${item === null ? '' : ` (${links.line(plan.file, item.line)})`}: ${inertMessage(reason, { maxLength: 300 })}`,
  );
  const sections = [
    ...listOf(proposedLead(proposed.length, standing, links), proposed),
    ...listOf(
      '**Refused, and not proposed again:**',
      refused.map((key) => refusedEntry(key, input, links)),
    ),
  ];
  return sections.length === 0 ? [] : [paragraph('### Edits of the roadmap'), ...sections];
}

const listOf = (lead: string, entries: string[]): Section[] =>
  entries.length === 0 ? [] : [listSection(lead, entries)];

/** A key begins with what kind of edit it is, and names its item. */
function refusedEntry(key: string, { plan, items }: PullInput, links: Links): string {
  const parts = key.split(':');
  const item = items.find(({ id }) => parts.includes(id));
  const what = inertCode(parts[0] ?? key);
  if (item === undefined) return `- ${what}`;
  return `- ${what} of “${inertText(item.title, { maxLength: 120 })}” (${links.line(plan.file, item.line)})`;
}

function proposedLead(number: number, standing: Conversation['standing'], links: Links): string {
  const edits = count(number, 'edit');
  return standing === null
    ? `**${edits}** to be proposed:`
    : `**${edits}** proposed by pull request ${links.ownIssue(standing.number)}:`;
}
