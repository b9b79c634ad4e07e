import type { Block, Entry, List, SectionBlock } from '../markdown/blocks.ts';
import type { Phrase } from '../markdown/phrase.ts';
import { namesNoWork } from './classify-headings.ts';
import { isFieldLabel, labelKey } from './field-words.ts';
import { statusOfWholeTag } from '../status/status.ts';
import { horizonOf } from '../target/target.ts';
import { isStage } from './stages.ts';
import { countWords, squeeze } from '../words.ts';

/**
 * Many roadmaps describe each work by the same few labels, a card: `Context: …`, `What to do: …`, `Complexity: …`. In any
 * language the labels show themselves by coming back under the next work. They are marked (`Phrase.inCard`), so that the work
 * is read from the heading above and they are read as its fields.
 */

interface Place {
  /** A heading that names a release, a time or a stage: the same label below two of them may be an area, with works behind it. */
  gathers: boolean;
  paragraphs: Labelled[];
  lists: Labelled[][];
}

interface Labelled {
  key: string;
  phrase: Phrase;
}

/** Marks, below `root`, every phrase whose label belongs to a card. */
export function markCards(root: SectionBlock): void {
  const places: Place[] = [];
  gather(root, places);
  const keys = cardKeys(places);
  if (keys.size === 0) return;
  for (const place of places)
    for (const { key, phrase } of [...place.paragraphs, ...place.lists.flat()]) if (keys.has(key)) phrase.inCard = true;
}

function gather(section: SectionBlock, places: Place[]): void {
  const own: Place = { gathers: false, paragraphs: [], lists: [] };
  const visit = (parts: readonly (Block | SectionBlock)[]): void => {
    for (const part of parts) {
      if (part.type === 'paragraph') own.paragraphs.push(...labelOf(part.phrase, true));
      else if (part.type === 'list') gatherList(part, own, places);
      else if (part.type === 'section') {
        if (part.form === 'heading') gather(part, places);
        else visit(part.content);
      }
    }
  };
  visit(section.content);
  if (own.paragraphs.length > 0 || own.lists.length > 0) places.push({ ...own, gathers: gathersWorks(section) });
}

function gathersWorks(section: SectionBlock): boolean {
  const title = squeeze(section.phrase.text);
  return section.form !== 'heading' || namesNoWork(title) || isStage(title);
}

function gatherList(list: List, own: Place, places: Place[]): void {
  const labelled = list.entries.flatMap((entry) => (entry.checked === null ? labelOf(entry.phrase, false) : []));
  // A card has nothing but fields; among plain bullets a label is part of a work's name.
  if (labelled.length >= Math.max(1, list.entries.length * 0.8)) own.lists.push(labelled);
  for (const entry of list.entries) gatherBelow(entry, places);
}

function gatherBelow(entry: Entry, places: Place[]): void {
  const lists = entry.blocks.filter((block): block is List => block.type === 'list');
  if (lists.length === 0) return;
  const place: Place = { gathers: false, paragraphs: [], lists: [] };
  for (const list of lists) gatherList(list, place, places);
  if (place.lists.length > 0) places.push({ ...place, gathers: namesNoWork(squeeze(entry.phrase.text)) });
}

/** `**Why**: …`, `*Why:* …`, `Why: …`; a bold or italic label is needed in a paragraph, where any sentence may have a colon. */
function labelOf(phrase: Phrase, needsStyle: boolean): Labelled[] {
  const first = phrase.pieces.find((piece) => piece.text.trim() !== '');
  if (first === undefined || first.link !== null || first.code) return [];
  const isStyled = first.strong || first.emphasis;
  if (needsStyle && !isStyled) return [];
  const label = /^\s*(\p{L}[^:：\n.!?]{1,40}?)\s*[:：](?:\s|$)/u.exec(phrase.text)?.[1];
  // `Active: …`, `Later: …` tell how far different works are, not what one work is like.
  if (label === undefined || countWords(label) > 4 || tellsHowFar(label)) return [];
  const key = labelKey(label);
  return key === '' ? [] : [{ key, phrase }];
}

function tellsHowFar(label: string): boolean {
  return /^active$/i.test(label) || statusOfWholeTag(label) !== null || horizonOf(label)?.text.length === label.length;
}

/** The labels that recur as those of a card do. */
function cardKeys(places: readonly Place[]): Set<string> {
  const keys = new Set<string>();
  const timesOf = countPlaces(
    places.filter((place) => !place.gathers || place.paragraphs.some(isKnown)).map((place) => place.paragraphs),
  );
  for (const [key, times] of timesOf) if (times >= 2) keys.add(key);
  const lists = places.filter((place) => !place.gathers).flatMap((place) => place.lists);
  const sharedBy = countPlaces(lists);
  for (const list of lists) {
    const shared = new Set(list.map(({ key }) => key).filter((key) => (sharedBy.get(key) ?? 0) >= 2));
    if (shared.size >= 2 && shared.size >= list.length / 2) for (const key of shared) keys.add(key);
  }
  return keys;
}

function isKnown({ key }: Labelled): boolean {
  return isFieldLabel(key);
}

/** In how many of the groups each label stands. */
function countPlaces(groups: readonly (readonly Labelled[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const group of groups)
    for (const key of new Set(group.map((labelled) => labelled.key))) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
