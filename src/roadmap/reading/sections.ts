import type { Block, List, Paragraph, SectionBlock, Table } from '../markdown/blocks.ts';
import { judgeLabel, judgeSection, peersOf, statedStatus } from '../classify/classify-sections.ts';
import { judgeList } from '../classify/classify-lists.ts';
import { isTracked } from '../classify/evidence.ts';
import { leavingOut } from '../classify/left-out.ts';
import type { LeavingOut } from '../classify/left-out.ts';
import { paragraphEntries } from '../classify/classify-paragraphs.ts';
import { headingWords } from '../classify/classify-headings.ts';
import type { Peers } from '../classify/classify-sections.ts';
import type { Signal } from '../classify/reasons.ts';
import { readFields } from './fields.ts';
import type { SectionTrace } from './forms.ts';
import { fileFactsOf } from './file-facts.ts';
import { phrasesOf, readList, signalOfBlock } from './lists.ts';
import { withoutNumber } from '../markdown/numbering.ts';
import { offsetsOf } from '../markdown/phrase.ts';
import type { Phrase } from '../markdown/phrase.ts';
import type { Place } from './place.ts';
import { addItem, addPointers, leaveOut, note, pointsToGitHub } from './reading.ts';
import type { Reading } from './reading.ts';
import { enterScope, isRelease } from './scope.ts';
import type { Scope } from './scope.ts';
import { groupWords } from './section-reading.ts';
import type { GroupWords } from './section-reading.ts';
import { rangeAt } from '../markdown/source.ts';
import { statusOfLead } from '../status/lead-status.ts';
import { statusOfCell, statusOfSection } from '../status/status.ts';
import type { Status } from '../model.ts';
import { isPlan, readProperties, readTable } from '../tables/tables.ts';
import { targetOfHeading, targetOfTag, toTarget } from '../target/target.ts';
import { readWording } from '../wording/wording.ts';
import { countWords, squeeze } from '../words.ts';

interface Walk {
  into: Reading;
  peersByLevel: ReadonlyMap<number, Peers>;
  title: SectionBlock | null;
  hasReferences: (phrase: Phrase) => boolean;
}

/** Reads the whole outline, top to bottom. */
export function readOutline(into: Reading, root: SectionBlock, scope: Scope): void {
  const hasReferences = pointsToGitHub(into);
  const title = titleOf(root);
  const walk: Walk = { into, peersByLevel: peersOf(root, hasReferences), title, hasReferences };
  readContent(walk, root, {
    scope: scopeOfTitle(into, root, title, scope),
    parent: null,
    depth: 0,
    hasReferences,
    file: fileFactsOf(root),
  });
}

/** A title beside other headings of its level (`# 2022 Roadmap`, `# Theme`) speaks for them as well. */
function scopeOfTitle(into: Reading, root: SectionBlock, title: SectionBlock | null, scope: Scope): Scope {
  if (title === null || root.content.filter((part) => part.type === 'section').length < 2) return scope;
  const words = groupWords(into, title.phrase, scope);
  if (words.target === null || words.target.kind === 'horizon') return scope;
  return enterScope(scope, { ...words, title: null, status: null }, lineOf(into, title));
}

/** The word for a roadmap, where a title says it. */
const NAMES_ROADMAP =
  /\broad[ -]?maps?\b|路线图|路線圖|ロードマップ|로드맵|дорожн\p{L}{1,3} карт|план развития|карта развития|дорожня карта|\b(?:fahrplan|feuille de route|hoja de ruta|mapa drogowa|yol haritas)/iu;

/** The heading that names the document: the first one, when more follows under it or beside it; null without one. */
export function titleOf(root: SectionBlock): SectionBlock | null {
  const first = root.content.find((part) => part.type === 'section');
  if (first?.type !== 'section' || first.form !== 'heading') return null;
  const siblings = root.content.filter((part) => part.type === 'section' && part.level === first.level);
  const isNamed = NAMES_ROADMAP.test(first.phrase.text);
  if (isNamed) return first;
  const isAlone =
    siblings.length === 1 &&
    (first.level === 1 || first.content.some((part) => part.type === 'section' && part.form === 'heading'));
  const leaving = leavingOut(first.phrase.text);
  const holdsAll = first.content.some((part) => part.type === 'section' && part.form === 'heading');
  return isAlone && (leaving === null || (leaving.yields !== 'nothing' && holdsAll)) ? first : null;
}

function readContent(walk: Walk, section: SectionBlock, place: Place): void {
  const entries = paragraphEntries(section.content, walk.hasReferences);
  const stated = statedStatus(section);
  const status = stated === null ? statusOfIntroduction(walk, section, place.scope) : statusOfCell(stated);
  const statusLine = lineOf(walk.into, section);
  const scope =
    status === null ? place.scope : { ...place.scope, status, statusLine, isStatusSection: stated === null };
  const here = { ...place, scope };
  const subtitle = subtitleOf(section);
  const rules = rulesBefore(walk, section, place);
  for (const part of section.content) {
    if (part.type === 'list' && rules.includes(part))
      leaveOut(walk.into, phrasesOf([part]), part.start, part.end, 'rules-list');
    else if (part.type === 'section') {
      // What a subtitle says is in the scope already; what stands under it belongs to the release above.
      if (part === subtitle) readContent(walk, part, here);
      else readSection(walk, part, here);
    } else {
      readBlock(walk, part, here, entries);
    }
  }
}

/** What the paragraphs in front of a section's works say of them, where nothing around says how far they are. */
function statusOfIntroduction(walk: Walk, section: SectionBlock, scope: Scope): Status | null {
  // What is said under the document's title is about the whole of it, plans of all kinds.
  if (scope.status !== null || section.form === 'root' || section === walk.title) return null;
  for (const part of section.content) {
    if (part.type !== 'paragraph') return null;
    const status = statusOfLead(part.phrase.text);
    if (status !== null) return status;
  }
  return null;
}

/** Plain lists between the title and the first section, in a file whose works have checkboxes: how the file is used. */
function rulesBefore(walk: Walk, section: SectionBlock, { file }: Place): List[] {
  const isOpening = section.form === 'root' || section === walk.title;
  const first = section.content.findIndex((part) => part.type === 'section' && part.form === 'heading');
  if (!file.usesBoxes || !isOpening || first === -1) return [];
  return section.content
    .slice(0, first)
    .filter((part) => part.type === 'list')
    .filter((list) => !isTracked(list) && !phrasesOf([list]).some(walk.hasReferences));
}

function readBlock(walk: Walk, block: Block, place: Place, entries: ReadonlyMap<Paragraph, Signal>): void {
  const { into } = walk;
  const signal = block.type === 'paragraph' ? entries.get(block) : undefined;
  if (block.type === 'paragraph' && signal !== undefined) readParagraph(into, block, signal, place);
  else if (block.type === 'list') readList(into, block, place);
  else if (block.type === 'table') readTable(into, block, place);
  else leaveOut(into, phrasesOf([block]), block.start, block.end, signalOfBlock(block, proseAt(place)));
}

/** Text that no section holds, except the document's title, introduces the file. */
function proseAt({ scope }: Place): Signal {
  return scope.path.length === 0 ? 'introduction' : 'prose';
}

/** The first heading under one that names a release, where it is only a time: it says when that release is. */
function subtitleOf(around: SectionBlock): SectionBlock | null {
  const first = around.content.find((part) => part.type === 'section');
  if (first?.form !== 'heading' || around.form !== 'heading' || !namesRelease(around)) return null;
  const mention = targetOfHeading(first.phrase.text, { notBefore: '2000-01-01', year: null });
  const isOnlyTime = mention?.kind === 'timeframe' && countWords(first.phrase.text.replace(mention.text, '')) === 0;
  return isOnlyTime ? first : null;
}

function namesRelease(section: SectionBlock): boolean {
  const text = section.numbered ? withoutNumber(section.phrase.text) : section.phrase.text;
  return targetOfHeading(text, { notBefore: '2000-01-01', year: null })?.kind === 'release';
}

function readSection(walk: Walk, section: SectionBlock, place: Place): void {
  const verdict = judgeSection(section, walk.peersByLevel, section === walk.title, walk.hasReferences);
  if (verdict.role === 'item') readHeadingWork(walk, section, place, verdict.signal);
  else if (verdict.role === 'group') readGroup(walk, section, place, verdict.signal);
  else leaveOutSection(walk, section, place, verdict.signal);
}

function addSection(into: Reading, section: SectionBlock, words: GroupWords, scope: Scope, trace: SectionTrace): void {
  const range = rangeAt(into.source, section.start, section.end);
  into.sections.push({
    title: words.title,
    line: range.line,
    endLine: lastLineOf(into, section),
    level: section.level,
    path: scope.path,
    target: words.target,
    status: words.status,
  });
  into.sectionTraces.push(trace);
}

function lineOf(into: Reading, section: SectionBlock): number {
  return rangeAt(into.source, section.start, section.start).line;
}

/** The last line that holds something of the section. */
function lastLineOf(into: Reading, section: SectionBlock): number {
  const text = into.source.text.slice(section.start, section.end).trimEnd();
  return rangeAt(into.source, section.start, section.start + text.length).endLine;
}

function readGroup(walk: Walk, section: SectionBlock, place: Place, signal: Signal): void {
  const { into } = walk;
  const own = groupWords(into, section.phrase, place.scope, section.numbered);
  const words = withFields(into, section, withSubtitle(into, section, own, place.scope), place.scope);
  // The document's title is the name of the whole, not a section that its parts stand in.
  const title = section === walk.title || words.title === '' ? null : words.title;
  const scope = enterScope(place.scope, { ...words, title }, lineOf(into, section));
  if (words.title !== '') {
    addSection(into, section, words, place.scope, { form: { kind: 'heading', section }, scope, isRead: true });
  }
  note(into, rangeAt(into.source, section.start, section.headingEnd), signal);
  addPointers(into, [section.phrase]);
  readContent(walk, section, { ...place, scope });
}

function withSubtitle(into: Reading, section: SectionBlock, words: GroupWords, scope: Scope): GroupWords {
  const first = subtitleOf(section);
  if (first === null) return words;
  const said = groupWords(into, first.phrase, scope);
  note(into, rangeAt(into.source, first.start, first.headingEnd), 'subtitle-time');
  if (words.target === null) return { ...words, target: said.target, mention: said.mention };
  if (words.target.start !== null || said.target === null) return words;
  return { ...words, target: { ...words.target, start: said.target.start, end: said.target.end } };
}

/** `Timeline: Q1 2026` in front of a section's works, where its heading names no time. */
function withFields(into: Reading, section: SectionBlock, words: GroupWords, scope: Scope): GroupWords {
  if (words.target !== null || section.form !== 'heading') return words;
  const end = section.content.findIndex((part) => part.type !== 'paragraph');
  const introduction = section.content.slice(0, end === -1 ? undefined : end);
  const { target } = readFields(
    phrasesOf(introduction.filter((part) => part.type === 'paragraph')),
    into.source,
    scope.anchor,
  );
  if (target?.mention == null) return words;
  const [from, to] = offsetsOf(target.phrase, target.mention.from, target.mention.to, into.source);
  return {
    ...words,
    mention: target.mention,
    target: toTarget(target.mention, rangeAt(into.source, from, to), words.milestone),
  };
}

/**
 * Left out with everything in it, except what it points to; its headings are sections all the same. Where the heading's words
 * are weak, checkboxes, marks and tables with a column for times or statuses are read: they are stronger evidence.
 */
function leaveOutSection(
  walk: Walk,
  section: SectionBlock,
  place: Place,
  signal: Signal,
  around: Yields = 'plans',
): void {
  const { into } = walk;
  const { scope } = place;
  const words = groupWords(into, section.phrase, scope, section.numbered);
  const yields = narrower(around, yieldsOf(section));
  const isRead = yields !== 'nothing' && holdsPlans(section, yields, place);
  // Plans in it are for what its heading names: `Current status (v0.1)`.
  const said = { ...words, title: words.title === '' ? null : words.title, status: null };
  const inside = enterScope(scope, said, lineOf(into, section));
  if (words.title !== '' && section.form !== 'label') {
    const trace: SectionTrace = { form: { kind: 'heading', section }, scope: inside, isRead: false };
    addSection(into, section, isRead ? words : { ...words, target: null, status: null }, scope, trace);
  }
  addPointers(into, [section.phrase]);
  note(into, rangeAt(into.source, section.start, section.headingEnd), signal);
  const below = { ...place, scope: inside };
  for (const part of section.content) {
    if (part.type === 'section') {
      if (yields !== 'nothing' && leavingOut(part.phrase.text) === null && holdsPlans(part, yields, place))
        readSection(walk, part, below);
      else leaveOutSection(walk, part, below, signal, yields);
    } else if (yields !== 'nothing' && isEvidence(part, yields, place)) readBlock(walk, part, below, new Map());
    else leaveOut(into, phrasesOf([part]), part.start, part.end, signal);
  }
}

type Yields = LeavingOut['yields'];

/** What the words of a heading yield to; everything where it was left out for another reason. */
function yieldsOf(section: SectionBlock): Yields {
  return leavingOut(headingWords(section))?.yields ?? 'plans';
}

function narrower(one: Yields, other: Yields): Yields {
  const order: readonly Yields[] = ['nothing', 'boxes', 'plans'];
  return order.indexOf(one) < order.indexOf(other) ? one : other;
}

/** Stronger evidence of works than the words of a heading are against it. */
function isEvidence(block: Block, yields: Yields, place: Place): boolean {
  if (block.type === 'list') return isTracked(block);
  return yields === 'plans' && block.type === 'table' && isPlan(block, place);
}

function holdsPlans(section: SectionBlock, yields: Yields, place: Place): boolean {
  // "In progress" under "Current status": the heading itself says how far the works below it are.
  if (yields === 'plans' && section.form === 'heading' && statusOfSection(section.phrase.text) !== null) return true;
  return section.content.some((part) =>
    part.type === 'section' ? holdsPlans(part, yields, place) : isEvidence(part, yields, place),
  );
}

/** A heading, or a bold lead, that is one piece of work with what is below it. */
function readHeadingWork(walk: Walk, section: SectionBlock, place: Place, signal: Signal): void {
  const { into } = walk;
  const wording = readWording(section.phrase, {
    legend: into.legend,
    anchor: place.scope.anchor,
    inRelease: isRelease(place.scope),
    numbered: section.numbered,
  });
  const parts = flatParts(section, false);
  const works = parts.filter((part) => part.isWork).map((part) => part.block);
  const described = parts.filter((part) => !part.isWork).map((part) => part.block);
  const phrases = phrasesOf(described);
  const table = described.find((block): block is Table => block.type === 'table');
  const properties = table === undefined ? null : readProperties(into, table, place.scope);
  const own = headingTarget(section, wording.mention, place.scope);
  const fields = readFields(phrases, into.source, place.scope.anchor);
  const index = addItem(
    into,
    {
      shape: 'heading',
      wording: { ...wording, mention: own },
      phrase: section.phrase,
      details: phrasesOf(described.filter((block) => block !== table)),
      referring: [section.phrase, ...phrases],
      issuePlaces: [...fields.issues, ...(properties?.issuePlaces ?? [])],
      checked: null,
      statedStatus: properties?.statedStatus ?? fields.status,
      statedTarget: properties?.statedTarget ?? fields.target ?? timeAlone(described, place.scope),
      areas: properties?.areas ?? [],
      start: section.start,
      headEnd: section.headingEnd,
      end: endOf(section),
      parent: place.parent,
      form: { kind: 'heading', section },
    },
    place.scope,
    signal,
  );
  const item = into.items[index];
  const said = { target: item?.target ?? null, status: item?.status ?? null, statusLine: item?.line ?? null };
  const scope = { ...place.scope, ...said };
  for (const part of works) if (part.type === 'list') readList(into, part, { ...place, scope, parent: index });
}

/** A paragraph that is nothing but a time or a release: what the heading above it is planned for. */
function timeAlone(blocks: readonly Block[], scope: Scope): ReturnType<typeof readFields>['target'] {
  for (const block of blocks) {
    if (block.type !== 'paragraph' || block.phrase.text.length > 40) continue;
    const mention = targetOfTag(block.phrase.text, scope.anchor);
    if (mention !== null) return { mention, phrase: block.phrase };
  }
  return null;
}

/** The blocks of a section, those of its labels (`Tracking issues:`) among them, and which are lists of works. */
function flatParts(section: SectionBlock, isDetail: boolean): { block: Block; isWork: boolean }[] {
  return section.content.flatMap((part) => {
    if (part.type !== 'section')
      return [{ block: part, isWork: !isDetail && part.type === 'list' && judgeList(part, false).role === 'group' }];
    const label: Block = { type: 'paragraph', phrase: part.phrase, start: part.start, end: part.headingEnd };
    return [{ block: label, isWork: false }, ...flatParts(part, isDetail || judgeLabel(part).role !== 'group')];
  });
}

function endOf(section: SectionBlock): number {
  const last = section.content[section.content.length - 1];
  return Math.max(section.headingEnd, last?.end ?? 0);
}

/** A heading's own target: in its tags, or a release that it begins or ends with. */
function headingTarget(section: SectionBlock, tagged: GroupWords['mention'], scope: Scope): GroupWords['mention'] {
  if (tagged !== null) return tagged;
  const text = section.numbered ? withoutNumber(section.phrase.text) : section.phrase.text;
  const mention = targetOfHeading(text, scope.anchor);
  return mention === null || mention.kind === 'horizon' ? null : mention;
}

function readParagraph(into: Reading, block: Paragraph, signal: Signal, place: Place): void {
  const wording = readWording(block.phrase, {
    legend: into.legend,
    anchor: place.scope.anchor,
    inRelease: isRelease(place.scope),
    numbered: false,
  });
  addItem(
    into,
    {
      shape: 'paragraph',
      wording,
      phrase: block.phrase,
      details: [],
      referring: [block.phrase],
      issuePlaces: [],
      checked: null,
      statedStatus: null,
      statedTarget: null,
      areas: [],
      start: block.start,
      headEnd: block.end,
      end: block.end,
      parent: place.parent,
      form: { kind: 'paragraph', paragraph: block },
    },
    place.scope,
    signal,
  );
}

/** The title of a document, plain. */
export function titleText(root: SectionBlock): string | null {
  const title =
    titleOf(root)?.phrase.text ?? root.content.find((part) => part.type === 'section' && part.form === 'heading');
  if (title === undefined) return null;
  const text = typeof title === 'string' ? title : title.type === 'section' ? title.phrase.text : '';
  return (
    squeeze(
      text
        .replace(/^[\p{Extended_Pictographic}\uFE0F\s]+/u, '')
        .replace(/(?:\s|\p{Extended_Pictographic}|\uFE0F){1,8}$/u, ''),
    ) || null
  );
}
