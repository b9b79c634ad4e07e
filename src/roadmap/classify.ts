import type { Block, Entry, List, Paragraph, SectionBlock } from './blocks.ts';
import { isWholly } from './phrase.ts';
import type { Phrase } from './phrase.ts';
import { FIELD, LEADS_TO_OTHERS, LEADS_TO_REFERENCES, NOT_ROADMAP, ONLY_GATHERS } from './section-words.ts';
import { isPropertyTable } from './table-columns.ts';
import { addressesReader, allEntries, beginsWithVerb, isAnchorLink, isBareAddress, isBold, isField, isFieldName, isPointer, isQuestion, isRemark, pointsElsewhere, isShortName, listsUnder } from './signals.ts';
import { statusOfCell, statusOfSection, statusOfTag } from './status.ts';
import { targetOfHeading } from './target.ts';
import { countWords, squeeze } from './words.ts';

/**
 * The one home of the question what a piece of a roadmap is. Every answer carries the reason that `parse --explain` prints.
 *
 * - 'group': a section; its parts are judged on their own.
 * - 'item': one piece of work; what is below it are its sub-items or its description.
 * - 'fields': belongs to the item above: its description, its references.
 * - 'none': no part of the roadmap, nor anything in it.
 */
export interface Verdict {
  role: 'group' | 'item' | 'fields' | 'none';
  reason: string;
}

/** How the leaf headings of one level are written, counted over the file: people write like things alike. */
export interface Peers {
  /** Followed by prose or by fields. */
  prose: number;
  /** Followed by lists or tables of works. */
  works: number;
  /** Followed by nothing. */
  empty: number;
}

/** Whether a phrase points to GitHub. */
export type Pointing = (phrase: Phrase) => boolean;

const NO_PEERS: Peers = { prose: 0, works: 0, empty: 0 };
/** Only for telling whether a heading names a time at all: the answer does not depend on the day. */
const ANY_DAY = { notBefore: '2000-01-01', year: null };

const group = (reason: string): Verdict => ({ role: 'group', reason });
const item = (reason: string): Verdict => ({ role: 'item', reason });
const fields = (reason: string): Verdict => ({ role: 'fields', reason });
const none = (reason: string): Verdict => ({ role: 'none', reason });

/** Whether a heading's words say that all below it is no roadmap; the reason, or null. */
export function reasonLeftOut(title: string): string | null {
  const words = squeeze(title)
    .replace(/^[\p{Extended_Pictographic}\p{P}\p{S}\s\uFE0F]+/u, '')
    .replace(/^\d+(?:\.\d+)*[.)]?\s+/, '')
    .replace(/[:：]$/, '');
  for (const [reason, pattern] of NOT_ROADMAP) if (pattern.test(words)) return reason;
  return null;
}

/** Counts, for each heading level, how the leaf headings that could be items are written. */
export function peersOf(root: SectionBlock, hasReferences: Pointing): Map<number, Peers> {
  const peersByLevel = new Map<number, Peers>();
  const visit = (section: SectionBlock): void => {
    for (const child of section.content) {
      if (child.type !== 'section' || reasonLeftOut(child.phrase.text) !== null) continue;
      const shape = shapeOf(child, hasReferences);
      if (shape !== 'parent' && !namesNoWork(headingWords(child))) {
        const peers = { ...(peersByLevel.get(child.level) ?? NO_PEERS) };
        if (shape === 'prose' || shape === 'fields') peers.prose += 1;
        else if (shape === 'empty') peers.empty += 1;
        // Prose and bullets both: says nothing about what its peers are.
        else if (shape !== 'mixed') peers.works += 1;
        peersByLevel.set(child.level, peers);
      }
      visit(child);
    }
  };
  visit(root);
  return peersByLevel;
}

type Shape = 'parent' | 'works' | 'mixed' | 'led' | 'prose' | 'fields' | 'empty';

/**
 * What a section consists of: sub-sections ('parent'), works alone, prose and then works ('mixed'), prose that leads in to
 * works with a colon ('led'), prose or fields about one thing, or nothing.
 */
function shapeOf(section: SectionBlock, hasReferences: Pointing): Shape {
  const parts = section.content.filter((part) => part.type !== 'rule' && part.type !== 'html');
  if (parts.some((part) => part.type === 'section' && part.form !== 'label')) return 'parent';
  if (paragraphEntries(section.content, hasReferences).size > 0) return 'works';
  const works = parts.find((part) => holdsWorks(part));
  const prose = parts.some((part) => part.type === 'paragraph' || part.type === 'quote' || part.type === 'code');
  if (works !== undefined) {
    if (works.type === 'table' || works.type === 'section' || works.type === 'paragraph') return 'works';
    if (works.type === 'list' && works.leadIn !== null && !isField(works.leadIn)) return 'led';
    return prose && parts.indexOf(works) > 0 ? 'mixed' : 'works';
  }
  if (prose) return 'prose';
  return parts.length > 0 ? 'fields' : 'empty';
}

function holdsWorks(part: Block | SectionBlock): boolean {
  if (part.type === 'table') return !isPropertyTable(part);
  if (part.type === 'section') return judgeLabel(part).role === 'group' && part.content.some(holdsWorks);
  if (part.type === 'list') return judgeList(part, false).role === 'group';
  return false;
}

/** The words of a heading without its numbering. */
export function headingWords(section: SectionBlock): string {
  return section.numbered ? section.phrase.text.replace(/^\s*\d+(?:\.\d+)*[.)]?\s+/, '') : section.phrase.text;
}

/** A heading that is nothing but a release, a time, a horizon, a status or a word for "list" names no work. */
function namesNoWork(title: string): boolean {
  const words = squeeze(title.replaceAll(/[*_`"“”]/g, ''));
  if (ONLY_GATHERS.test(words.replace(/^[\p{Extended_Pictographic}\s\uFE0F]+/u, ''))) return true;
  if (/\b(?:road ?map|backlog)$/i.test(words) && countWords(words) <= 5) return true;
  const mention = targetOfHeading(words, ANY_DAY);
  if (mention !== null) {
    const rest = words.slice(0, mention.from) + words.slice(mention.to);
    return mention.kind === 'horizon' ? countWords(rest) <= 3 : countWords(rest.replaceAll(/[([][^)\]]*[)\]]/g, '')) <= 2;
  }
  // A tag says how far a work is ("Mirrors (Completed)"); only the words themselves can make a heading of it.
  const bare = squeeze(words.replaceAll(/[([][^()[\]]*[)\]]/g, ' ').replace(/\s[-–—:]\s*[^-–—:]{2,40}$/, ''));
  return statusOfSection(bare) !== null && countWords(bare) <= 4 && !beginsWithVerb(bare);
}

/** A heading or bold lead. `isTitle`: the heading that names the document. */
export function judgeSection(section: SectionBlock, peersByLevel: ReadonlyMap<number, Peers>, isTitle: boolean, hasReferences: Pointing): Verdict {
  const title = squeeze(headingWords(section));
  if (isTitle) return group('the title of the document');
  const leftOut = reasonLeftOut(title);
  if (leftOut !== null) return none(`the section ${leftOut}`);
  if (section.form === 'label') return judgeLabel(section);
  const shape = shapeOf(section, hasReferences);
  if (shape === 'parent') return group('a heading over other headings');
  if (namesNoWork(title)) return group('names a release, a time or a list, not a work');
  const peers = peersByLevel.get(section.level) ?? NO_PEERS;
  return section.form === 'bold' ? judgeBold(shape, peers) : judgeLeaf(section, shape, peers, hasReferences);
}

function judgeBold(shape: Shape, peers: Peers): Verdict {
  if (shape === 'prose' && peers.prose >= 2) return item('a bold lead followed by prose, one of several');
  return group('a bold lead over what follows');
}

function judgeLeaf(section: SectionBlock, shape: Shape, peers: Peers, hasReferences: Pointing): Verdict {
  if (isNumberedGoal(section)) return item('a numbered goal that says what is to be done');
  const mostlyProse = peers.prose > peers.works;
  switch (shape) {
    case 'prose':
      return opensWithRemark(section) ? none('only points elsewhere') : item('a heading followed by prose about one work');
    case 'fields':
      return item('a heading followed by its fields');
    case 'empty':
      if (hasReferences(section.phrase)) return item('a heading with a reference of its own');
      return peers.works === 0 && peers.empty + peers.prose >= 2
        ? item('a bare heading among headings that are works')
        : none('a heading with nothing under it');
    case 'led':
      return mostlyProse && paragraphsOf(section) >= 4
        ? item('a heading with much prose about it, as its peers have')
        : group('a heading whose prose leads in to a list of works');
    case 'works':
      if (section.content.some((part) => part.type === 'table')) return group('a heading over a table');
      return mostlyProse && hasBullets(section) && !hasCheckboxes(section) ? item('a heading explained by its bullets, as its peers are by prose') : group('a heading over a list');
    case 'mixed':
      if (statedStatus(section) !== null) return item('a heading with a status of its own');
      return mostlyProse ? item('a heading explained by prose and bullets, as its peers are') : group('a heading over a list');
    default:
      return group('a heading over other headings');
  }
}

function paragraphsOf(section: SectionBlock): number {
  return section.content.filter((part) => part.type === 'paragraph').length;
}

/** `Phase 1 Goal 2: Develop a model together`: a sentence of what is to be done, not the name of a group. */
function isNumberedGoal(section: SectionBlock): boolean {
  const match = /\b(?:goal|objective|task|deliverable|work item)\s*#?\d{1,2}\s*[:–—]\s*(.+)$/i.exec(section.phrase.text);
  return match?.[1] !== undefined && countWords(match[1]) >= 5;
}

function hasCheckboxes(section: SectionBlock): boolean {
  return section.content.some((part) => part.type === 'list' && part.entries.some((entry) => entry.checked !== null));
}

function hasBullets(section: SectionBlock): boolean {
  return section.content.some((part) => part.type === 'list');
}

function opensWithRemark(section: SectionBlock): boolean {
  const first = section.content.find((part): part is Paragraph => part.type === 'paragraph');
  return first !== undefined && pointsElsewhere(first.phrase.text) && section.content.filter((part) => part.type === 'paragraph').length === 1;
}

/** A `Status: …` line of the section's own, as the text after the colon; null without one. */
export function statedStatus(section: SectionBlock): string | null {
  for (const part of section.content) {
    if (part.type !== 'paragraph') continue;
    const match = /^(?:status|state)\s*[:：]\s*(.{1,80})/i.exec(part.phrase.text.trim());
    if (match?.[1] !== undefined) return match[1];
  }
  return null;
}

/** A line that ends with a colon, over a list. */
export function judgeLabel(section: SectionBlock): Verdict {
  const title = squeeze(section.phrase.text);
  const leftOut = reasonLeftOut(title.replace(/[:：]$/, ''));
  if (leftOut !== null) return none(`the list ${leftOut}`);
  if (LEADS_TO_REFERENCES.test(title)) return fields('a list of references for the work above');
  if (LEADS_TO_OTHERS.test(title)) return none('a list of something else than plans');
  return group('a line that heads a list');
}

/**
 * A list as a whole, before its entries. `targeted`: a heading around it names a release, a time or a horizon. `headings`: the
 * names of the file's headings, as `nameKey` spells them.
 */
export function judgeList(list: List, targeted: boolean, headings?: ReadonlySet<string>): Verdict {
  // Parents ask about the lists below them, at each depth: without a memory that is quadratic in the depth.
  if (targeted || headings !== undefined) return judgeListNow(list, targeted, headings);
  const known = listVerdicts.get(list) ?? judgeListNow(list, false);
  listVerdicts.set(list, known);
  return known;
}

const listVerdicts = new WeakMap<List, Verdict>();

function judgeListNow(list: List, targeted: boolean, headings?: ReadonlySet<string>): Verdict {
  const entries = allEntries(list).filter((entry) => entry.phrase.text.trim() !== '');
  if (entries.length === 0) return none('an empty list');
  const shareOf = (some: Entry[], test: (phrase: Phrase) => boolean): number => some.filter((entry) => test(entry.phrase)).length / some.length;
  const share = (test: (phrase: Phrase) => boolean): number => shareOf(entries, test);
  const lead = list.leadIn === null ? '' : squeeze(list.leadIn.text);
  if (LEADS_TO_REFERENCES.test(lead)) return fields('a list of references for the work above');
  if (LEADS_TO_OTHERS.test(lead)) return none('a list of something else than plans');
  if (!targeted && Math.max(share(isAnchorLink), shareOf(list.entries, isAnchorLink)) >= 0.6) return none('a table of contents');
  if (share(isBareAddress) === 1) return fields('a list of addresses');
  if (isLegend(list)) return none('a legend');
  if (list.entries.every((entry) => isField(entry.phrase))) return fields('a list of fields');
  if (share(isQuestion) > 0.5) return none('a list of questions');
  if (headings !== undefined && entries.length >= 2 && share((phrase) => headings.has(nameKey(phrase.text))) >= 0.75) return none('names the headings of the file');
  return group('a list of works');
}

/** A title or an entry for comparing: its letters and digits. */
export function nameKey(text: string): string {
  return squeeze(text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' '));
}

/** Each entry explains one mark or one status word, and nothing else: `✅ - Done`, `In Design - design work has started`. */
function isLegend(list: List): boolean {
  if (list.entries.length < 2) return false;
  const marks = list.entries.map((entry) => /^\s*(:[\w+-]+:|\p{Extended_Pictographic}\uFE0F?|\[.\])\s*[-–—:=]?\s*(.{1,60})$/u.exec(entry.phrase.text));
  if (marks.every((match) => match !== null)) {
    const distinct = new Set(marks.map((match) => match?.[1])).size === marks.length;
    const told = marks.filter((match) => statusOfCell(match?.[2] ?? '') !== null && countWords(match?.[2] ?? '') <= 4);
    return distinct && told.length >= marks.length / 2;
  }
  const terms = list.entries.map((entry) => /^\s*([\p{L} -]{3,24}?)\s*(?:[–—:=]|-\s)\s*\S/u.exec(entry.phrase.text)?.[1] ?? '');
  return terms.every((term) => term !== '' && statusOfCell(term) !== null && countWords(term) <= 3) && list.entries.length >= 3;
}

/** What is known of an entry's neighbours. */
export interface EntryContext {
  /** Some neighbours in its list are groups over nested lists. */
  amongGroups: boolean;
  /** Most of its neighbours are works, so that a short name over a list is one too. */
  amongWorks: boolean;
}

/** A bullet or numbered entry. `hasReferences` tells whether a phrase points to GitHub. */
export function judgeEntry(entry: Entry, context: EntryContext, hasReferences: Pointing): Verdict {
  const text = squeeze(entry.phrase.text);
  const nested = listsUnder(entry.blocks);
  const hasNested = nested.some((list) => judgeList(list, false).role === 'group' && list.entries.some((child) => !isAside(child)));
  if (text === '') return hasNested ? group('a bullet with nothing but a list') : none('an empty bullet');
  if (/^[\p{P}\p{S}\s]*$/u.test(text) && !hasReferences(entry.phrase)) return none('an empty bullet');
  if (isBareAddress(entry.phrase) && !hasReferences(entry.phrase)) return none('only an address');
  if (entry.checked === null && (isField(entry.phrase) || isPointer(entry.phrase) || (nested.length > 0 && isFieldName(entry.phrase)))) return fields('a field or a remark');
  if (isLegendEntry(text)) return none('an entry of a legend');
  if (entry.checked === null && isRemark(text) && (addressesReader(text) || !hasReferences(entry.phrase))) return none('talks to the reader');
  if (hasNested) return judgeParent(entry, text, nested, context, hasReferences);
  if (entry.checked !== null) return item('a bullet with a checkbox');
  if (context.amongGroups && countWords(text) <= 2 && !hasReferences(entry.phrase) && !beginsWithVerb(text)) {
    return none('a bare name among groups');
  }
  if (namesOnlyTime(text, 0)) return none('names a release or a time, and nothing under it');
  return item('a bullet that names work');
}

/** A field or a remark: nothing that makes the bullet above it a group. */
function isAside(entry: Entry): boolean {
  return entry.checked === null && (isField(entry.phrase) || isRemark(entry.phrase.text) || isBareAddress(entry.phrase));
}

/** `:check: - Working`: a mark explained by a status word and nothing else. */
function isLegendEntry(text: string): boolean {
  const match = /^(?::[a-z][\w+-]*:|\p{Extended_Pictographic}\uFE0F?)\s*[-–—:=]\s*(\p{L}[\p{L} -]{2,24})$/iu.exec(text);
  return match?.[1] !== undefined && statusOfCell(match[1]) !== null && countWords(match[1]) <= 2;
}

/** `M1: Nov 2015`, `v1.2 (Q3 2021)`, `Q3 2021`, `M13: In progress`: nothing but when, or how far. */
function namesOnlyTime(text: string, nameWords: number): boolean {
  const mention = targetOfHeading(text, ANY_DAY);
  const bare = mention === null ? text : text.slice(0, mention.from) + text.slice(mention.to);
  const tail = /[:–—(-]\s*([^:]+?)\)?$/.exec(bare)?.[1] ?? '';
  const stated = statusOfTag(tail) !== null;
  // A tag is not the name: "Undo [DONE]" names a work.
  const words = squeeze(text.replaceAll(/[([][^()[\]]*[)\]]/g, ' '));
  if (mention === null && !stated) return statusOfSection(words) !== null && countWords(words) <= 2;
  return countWords(stated ? bare.replace(tail, '') : bare) <= nameWords;
}

/** A bullet over other bullets: a group of works, or a work with its parts. The first signal that speaks decides. */
function judgeParent(entry: Entry, text: string, nested: List[], context: EntryContext, hasReferences: Pointing): Verdict {
  const below = nested.flatMap((list) => list.entries);
  if (entry.checked !== null) return item('has a checkbox of its own');
  if (hasReferences(entry.phrase)) return item('has a reference of its own');
  if (namesOnlyTime(text, 1) || namesNoWork(text.replace(/[:：]$/, ''))) return group('names only a release, a time or a status');
  if (isBold(entry.phrase) && !beginsWithVerb(text)) return group('a bold name over a list');
  if (/[.。]$/.test(text)) return item('a sentence');
  if (beginsWithVerb(text)) return item('begins with a verb, as a work does');
  const trackedBelow = below.some((child) => child.checked !== null || hasReferences(child.phrase));
  if (isShortName(text)) return context.amongWorks && countWords(text) >= 2 ? item('a short name over a list, among works') : group('a short name over a list');
  if (trackedBelow && countWords(text) <= 7) return group('a name over works that have references or checkboxes');
  if (isWholly(entry.phrase, (piece) => piece.link !== null)) return item('a linked work');
  return item('words enough to be a work, with its parts below');
}

/** Which paragraphs of a section stand as entries of their own: a run of bold leads, or of lines that each have a reference. */
export function paragraphEntries(content: readonly (Block | SectionBlock)[], hasReferences: Pointing): Map<Paragraph, string> {
  const paragraphs = content.filter((part): part is Paragraph => part.type === 'paragraph');
  const entries = new Map<Paragraph, string>();
  const led = paragraphs.filter((paragraph) => hasBoldLead(paragraph.phrase));
  if (led.length >= 2) for (const paragraph of led) entries.set(paragraph, 'a paragraph with a bold lead, in a run of such');
  const lines = paragraphs.filter((paragraph) => isReferenceLine(paragraph, hasReferences));
  if (lines.length >= 2 && lines.length >= paragraphs.length / 2) {
    for (const paragraph of lines) entries.set(paragraph, 'a line with a reference, in a run of such');
  }
  return entries;
}

function hasBoldLead(phrase: Phrase): boolean {
  const first = phrase.pieces.find((piece) => piece.text.trim() !== '');
  if (first === undefined || !first.strong || first.at > 2) return false;
  const lead = squeeze(first.text);
  if (lead.length < 4 || FIELD.test(lead.endsWith(':') ? lead : `${lead}:`) || reasonLeftOut(lead) !== null || isRemark(lead)) return false;
  return /[.:,]$/.test(lead) || /^\s*(?:[:.,–—(-])/.test(phrase.text.slice(first.at + first.text.length)) || countWords(lead) >= 3;
}

function isReferenceLine(paragraph: Paragraph, hasReferences: Pointing): boolean {
  const text = squeeze(paragraph.phrase.text);
  if (text.length > 320 || isRemark(text) || FIELD.test(text) || !hasReferences(paragraph.phrase)) return false;
  return !isBareAddress(paragraph.phrase) && /(?:#\d+|\/\d+|\d\))[)\].]*$/.test(text) && paragraph.phrase.newlines.length <= 1;
}
