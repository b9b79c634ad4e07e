/** What people told Milepost not to speak of, so that everybody can see what is kept quiet, and who wanted it so. */
import type { Conversation } from '../../plan/conversation.ts';
import { boxMarkdown, quietTickOf } from '../../plan/ticks.ts';
import type { Item } from '../../roadmap/model.ts';
import { count } from '../count.ts';
import { inertCode, inertText } from '../inert.ts';
import type { Links } from '../links.ts';
import { listSection, paragraph, type Section } from '../sections.ts';

export interface ChoicesInput {
  /** The roadmap's `roadmapKey`. */
  roadmap: string;
  file: string;
  items: readonly Item[];
  conversation: Conversation;
  /** Ids of the Items that have a slip comment, or are about to: it may be stopped. */
  commented: ReadonlySet<string>;
  /** `YYYY-MM-DD`. */
  today: string;
}

/** Slip comments that may be stopped, what is snoozed, and what is ignored; nothing where there is nothing of it. */
export function choiceSections(input: ChoicesInput, links: Links): Section[] {
  const sections = [...quietSection(input, links), ...snoozedSection(input, links), ...ignoredSection(input, links)];
  return sections.length === 0 ? [] : [paragraph('### Kept quiet'), ...sections];
}

function quietSection({ roadmap, file, items, conversation, commented }: ChoicesInput, links: Links): Section[] {
  const quiet = new Set(conversation.quiet);
  const offered = items.filter(({ id }) => quiet.has(id) || commented.has(id));
  if (offered.length === 0) return [];
  const stopped = offered.filter(({ id }) => quiet.has(id)).length;
  const state = stopped === 0 ? '' : ` (stopped for ${count(stopped, 'item')})`;
  return [
    listSection(
      `**Slip comments**${state}: tick an item to have none on its issue any more, untick it to have them again.`,
      offered.map(
        (item) =>
          `${boxMarkdown(quietTickOf(roadmap, item.id), quiet.has(item.id))} No slip comments for ${titleOf(item, file, links)}`,
      ),
    ),
  ];
}

function snoozedSection({ file, items, conversation, today }: ChoicesInput, links: Links): Section[] {
  const snoozed = conversation.snoozed.filter(({ until }) => until === null || until >= today);
  const entries = snoozed.flatMap(({ item: id, until, by }) => {
    const item = items.find((one) => one.id === id);
    if (item === undefined) return [];
    const how = until === null ? 'until told otherwise' : `until ${inertText(until, { maxLength: 20 })}`;
    return [`- ${titleOf(item, file, links)}, ${how}, by ${nameOf(by)}`];
  });
  return entries.length === 0 ? [] : [listSection('**Snoozed:**', entries)];
}

function ignoredSection({ file, items, conversation }: ChoicesInput, links: Links): Section[] {
  const entries = conversation.ignored.flatMap(({ item: id, rule, by }) => {
    const item = items.find((one) => one.id === id);
    if (id !== null && item === undefined) return [];
    const where = item === undefined ? 'the whole roadmap' : titleOf(item, file, links);
    return [`- ${inertCode(rule)} for ${where}, by ${nameOf(by)}`];
  });
  return entries.length === 0 ? [] : [listSection('**Rules that are not applied:**', entries)];
}

const titleOf = (item: Item, file: string, links: Links): string =>
  `“${inertText(item.title, { maxLength: 120 })}” (${links.line(file, item.line)})`;

const nameOf = (login: string): string => inertText(login, { maxLength: 60 });
