import { itemFor, sayItem } from './about/items.ts';
import { quote } from './about/names.ts';
import { findSections, findTarget, noPlace, sectionNames, severalPlaces, targetTexts } from './about/places.ts';
import { plainTitle } from './about/plain-title.ts';
import { misused, say, type Call, type Command, type Decision, type ItemAt } from './command.ts';
import type { Edit } from '../roadmap/edit/edit.ts';
import { nameIn, withoutLead, type Word } from './grammar/words.ts';

export const move: Command = {
  help: {
    name: 'move',
    usage: '["ITEM"] to TARGET',
    does: 'plans the item for another release, time or section',
    who: 'changers',
    details: [
      'A target is one that the roadmap has: a release (`1.8.0`), a time (`Q3 2027`), a horizon (`Later`) or a section. Where it is a heading the item is moved beneath it; where items say their target themselves, in a column or behind their words, it is written there.',
      'The edit goes into the roadmap’s standing pull request.',
    ],
    examples: [
      { line: '/roadmap move to 1.8.0', says: 'the item that refers to this issue' },
      { line: '/roadmap move "Resumable uploads" to Q3 2027', says: 'where several refer to it' },
    ],
  },
  decide(call) {
    const { item: itemName, rest } = itemBefore(call.words);
    const name = nameIn(withoutLead(rest, 'to'));
    if (name === null)
      return misused(call.help, rest.length === 0 ? 'A target was expected.' : 'One target was expected.');
    const about = itemFor(call, itemName);
    return 'refusal' in about ? about.refusal : moveTo(call, about.found, name);
  },
};

/** The item stands first, and something follows it: `"Title" to "Next release"`; a quotation alone is the target. */
function itemBefore(words: readonly Word[]): { item: string | null; rest: readonly Word[] } {
  const [first, ...rest] = words;
  return first?.quoted === true && rest.length > 0 ? { item: first.text, rest } : { item: null, rest: words };
}

function moveTo(call: Call, about: ItemAt, name: string): Decision {
  const { roadmap, item } = about;
  const sections = findSections(name, [roadmap]);
  const target = findTarget(name, roadmap);
  const [section, ...others] = sections;
  if (section === undefined && target === null) {
    return noPlace(name, 'target or section', [...targetTexts(roadmap), ...sectionNames([roadmap])]);
  }
  if (others.length > 0) {
    // Where the item says its target itself, the target of that name is meant, not one of the headings.
    const own = item.target !== null && item.target.range.line >= item.line ? target : null;
    if (own === null) return severalPlaces(name, sections, call);
    return wish(call, about, { edits: [{ kind: 'set-target', item: item.id, target: own }], to: own });
  }
  const isThere = section !== undefined && section.path.join('\n') === item.path.join('\n') && target === null;
  if (isThere) return say(`${sayItem(about, call.links)} stands there already.`);
  const edits: Edit[] = [
    ...(section === undefined ? [] : [{ kind: 'move-item' as const, item: item.id, to: section.path }]),
    ...(target === null ? [] : [{ kind: 'set-target' as const, item: item.id, target }]),
  ];
  return wish(call, about, { edits, to: section?.section.title ?? target ?? name });
}

function wish({ links }: Call, about: ItemAt, { edits, to }: { edits: Edit[]; to: string }): Decision {
  const { item, roadmap } = about;
  return {
    kind: 'wish',
    path: roadmap.path,
    item,
    edits,
    summary: `Move “${plainTitle(item)}” to “${to}”`,
    replaces: `place:${item.id}`,
    will: `will be moved to ${quote(to)}`,
    subject: sayItem(about, links),
    note: '',
  };
}
