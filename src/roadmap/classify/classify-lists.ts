import type { Entry, List } from '../markdown/blocks.ts';
import { verdict } from './reasons.ts';
import type { Verdict } from './reasons.ts';
import { isWholly } from '../markdown/phrase.ts';
import type { Phrase } from '../markdown/phrase.ts';
import { isCardLabel, isDetailLabel, leadingLabel } from './field-words.ts';
import { leavingOut } from './left-out.ts';
import { LEADS_TO_REFERENCES, leadsToOthers } from './section-words.ts';
import { allEntries, isAnchorLink, isBareAddress, isField, isQuestion } from './signals.ts';
import { statusOfLeadWord } from '../status/lead-words.ts';
import { statusOfCell, statusOfMeaning } from '../status/status.ts';
import { countWords, squeeze } from '../words.ts';

/**
 * A list as a whole, before its entries. `targeted`: a heading around it names a release, a time or a horizon. `headings`: the
 * names of the file's headings, as `nameKey` spells them.
 */
export function judgeList(list: List, targeted: boolean, headings?: ReadonlySet<string>): Verdict {
  // Parents ask about the lists below them, at each depth: without a memory that is quadratic in the depth.
  let known = listVerdicts.get(list);
  if (known === undefined) listVerdicts.set(list, (known = judgeListNow(list, false)));
  if (targeted && known.signal === 'contents-list') return judgeListNow(list, targeted, headings);
  return headings !== undefined && known.signal === 'works-list' ? amongHeadings(list, known, headings) : known;
}

/** A list of works that repeats the names of headings is none. */
function amongHeadings(list: List, known: Verdict, headings: ReadonlySet<string>): Verdict {
  const entries = wordedEntries(list);
  return entries.length >= 2 && repeats(entries, headings) ? verdict('headings-list') : known;
}

function wordedEntries(list: List): Entry[] {
  return allEntries(list).filter((entry) => entry.phrase.text.trim() !== '');
}

const listVerdicts = new WeakMap<List, Verdict>();

function shareOf(entries: readonly Entry[], test: (phrase: Phrase) => boolean): number {
  return entries.filter((entry) => test(entry.phrase)).length / entries.length;
}

/** `Acceptance criteria:` before a list; a detail only of what stands above, so its words must be the whole lead. */
function isDetailLead(lead: string): boolean {
  if (isDetailLabel(leadingLabel(lead)) && /[:：]$/.test(lead)) return !/[:：].*[:：]/.test(lead);
  return countWords(lead) <= 8 && leavingOut(lead)?.yields === 'nothing';
}

/** Each bullet has a bold label, and a third of the labels or more are known as those of one work: the rest are so too. */
function isCard({ entries }: List): boolean {
  if (entries.length < 2 || !entries.every(({ phrase, checked }) => checked === null && hasBoldLabel(phrase)))
    return false;
  const known = entries.filter(({ phrase }) => phrase.inCard === true || isCardLabel(leadingLabel(phrase.text)));
  return known.length >= entries.length / 3;
}

function hasBoldLabel(phrase: Phrase): boolean {
  const first = phrase.pieces.find((piece) => piece.text.trim() !== '');
  return first !== undefined && first.strong && /^\s*\p{L}[^:：\n]{1,40}[:：]/u.test(phrase.text);
}

/** `PA = Product Architect`, `planned/ → Planned`. */
function isDefinition({ phrase, checked, blocks }: Entry): boolean {
  if (checked !== null || blocks.length > 0) return false;
  const match = /^\s*(\S[^=→]{0,40}?)\s*(:?=|→|->|=>)\s*(\S.{0,120})$/u.exec(phrase.text);
  if (match?.[1] === undefined || match[3] === undefined || countWords(match[1]) > 4) return false;
  return match[2] === '=' || match[2] === ':=' || statusOfMeaning(match[3].replace(/^[^\p{L}]+/u, '')) !== null;
}

/** Nothing but a link to another roadmap of the project: `[Roadmap 2024](roadmap-2024.md)`. */
function isRoadmapLink(phrase: Phrase): boolean {
  return (
    /road[ -]?map|backlog|change ?log|readme/i.test(phrase.text) &&
    countWords(phrase.text) <= 5 &&
    phrase.links.length === 1 &&
    !/\/(?:issues|pull|milestones?|projects|discussions)\//.test(phrase.links[0]?.url ?? '') &&
    isWholly(phrase, (piece) => piece.link !== null)
  );
}

function judgeListNow(list: List, targeted: boolean, headings?: ReadonlySet<string>): Verdict {
  const entries = wordedEntries(list);
  if (entries.length === 0) return verdict('empty-list');
  const share = (test: (phrase: Phrase) => boolean): number => shareOf(entries, test);
  const lead = list.leadIn === null ? '' : squeeze(list.leadIn.text);
  if (lead !== '' && isDetailLead(lead)) return verdict('details-list');
  if (LEADS_TO_REFERENCES.test(lead)) return verdict('references-list');
  if (leadsToOthers(lead)) return verdict('other-list');
  if (!targeted && Math.max(share(isAnchorLink), shareOf(list.entries, isAnchorLink)) >= 0.6)
    return verdict('contents-list');
  if (share(isBareAddress) === 1) return verdict('addresses-list');
  if (isLegend(list)) return verdict('legend-list');
  if (list.entries.length >= 2 && list.entries.every(isDefinition)) return verdict('definitions-list');
  if (list.entries.every(({ phrase }) => isRoadmapLink(phrase))) return verdict('roadmaps-list');
  if (list.entries.every((entry) => isField(entry.phrase)) || isCard(list)) return verdict('fields-list');
  if (share(isQuestion) > 0.5) return verdict('questions-list');
  return headings === undefined ? verdict('works-list') : amongHeadings(list, verdict('works-list'), headings);
}

/** Whether three quarters of the entries or more are names of headings. */
function repeats(entries: readonly Entry[], headings: ReadonlySet<string>): boolean {
  let others = 0;
  for (const { phrase } of entries) {
    if (headings.has(nameKey(phrase.text)) || headings.has(nameKey(leadOf(phrase)))) continue;
    others += 1;
    // Of most lists the first few entries tell.
    if ((entries.length - others) / entries.length < 0.75) return false;
  }
  return true;
}

/** The bold words that an entry begins with; '' without any. */
function leadOf({ pieces }: Phrase): string {
  const first = pieces.find((piece) => piece.text.trim() !== '');
  return first?.strong === true ? first.text : '';
}

/** A title or an entry for comparing: its letters and digits. */
export function nameKey(text: string): string {
  return squeeze(text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' '));
}

/** Each entry explains one mark or one status word, and nothing else: `✅ - Done`, `In Design - design work has started`. */
export function isLegend(list: List): boolean {
  if (list.entries.length < 2) return false;
  const marks = list.entries.map((entry) =>
    /^\s*(:[\w+-]+:|\p{Extended_Pictographic}\uFE0F?|\[.\])(?:\s*[-–—:=])?\s*(\S.{0,119})$/u.exec(entry.phrase.text),
  );
  if (marks.every((match) => match !== null)) {
    const distinct = new Set(marks.map((match) => match?.[1])).size === marks.length;
    // Behind a colon or dash a meaning may be a sentence; else it is a word or two, or the mark adorns a work.
    const isSetOff = list.entries.every((entry) => /^\s*\S{1,40}\s*[-–—:=]\s/u.test(entry.phrase.text));
    const told = marks.filter(
      (match) => statusOfMeaning(match?.[2] ?? '') !== null && countWords(match?.[2] ?? '') <= (isSetOff ? 16 : 4),
    );
    // Bold, linked or bracketed words name works, each with a mark of its own.
    const isNamed = list.entries.some(
      ({ phrase }) => phrase.pieces.some((piece) => piece.link !== null) || (!isSetOff && isWork(phrase)),
    );
    return distinct && !isNamed && told.length >= marks.length / 2;
  }
  if (list.entries.every(({ phrase }) => explainsHorizon(phrase.text))) return true;
  const terms = list.entries.map(
    (entry) => /^\s*(\p{L}[\p{L} -]{2,23}?)\s*(?:[–—:=]|-\s)\s*\S/u.exec(entry.phrase.text)?.[1] ?? '',
  );
  return (
    terms.every((term) => term !== '' && statusOfCell(term) !== null && countWords(term) <= 3) &&
    list.entries.length >= 3
  );
}

/** `Next — committed, starts when the current work lands`: a horizon, a dash, and words that go on in lower case. */
function explainsHorizon(text: string): boolean {
  const word = /^\s*(\p{L}[\p{L} -]{1,22}?)\s+[–—-]{1,2}\s+\p{Ll}/u.exec(text)?.[1];
  return word !== undefined && statusOfLeadWord(word) !== undefined;
}

function isWork(phrase: Phrase): boolean {
  return /[([]\p{L}/u.test(phrase.text) || phrase.pieces.some((piece) => piece.strong && /\p{L}/u.test(piece.text));
}
