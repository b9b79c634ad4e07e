import { paragraphEntries } from '../classify/classify-paragraphs.ts';
import { judgeSection } from '../classify/classify-sections.ts';
import { isTracked } from '../classify/evidence.ts';
import { leavingOut } from '../classify/left-out.ts';
import { peersOf } from '../classify/peers.ts';
import type { Peers } from '../classify/peers.ts';
import type { Signal } from '../classify/reasons.ts';
import { statedStatus } from '../classify/stated-lines.ts';
import type { Block, List, Paragraph, SectionBlock } from '../markdown/blocks.ts';
import type { Phrase } from '../markdown/phrase.ts';
import { rangeAt } from '../markdown/source.ts';
import type { Status } from '../model.ts';
import { statusOfLead } from '../status/lead-status.ts';
import { statusOfCell } from '../status/status.ts';
import { readTable } from '../tables/tables.ts';
import { readWording } from '../wording/wording.ts';
import { titleOf } from './document-title.ts';
import { fileFactsOf } from './file-facts.ts';
import type { SectionTrace } from './forms.ts';
import { readHeadingWork } from './heading-work.ts';
import { phrasesOf, readList, signalOfBlock } from './lists.ts';
import type { Place } from './place.ts';
import { holdsPlans, isEvidence, narrower, yieldsOf } from './plans-inside.ts';
import type { Yields } from './plans-inside.ts';
import { addItem, addPointers, leaveOut, note, pointsToGitHub } from './reading.ts';
import type { Reading } from './reading.ts';
import { enterScope, isRelease } from './scope.ts';
import type { Scope } from './scope.ts';
import { groupWords } from './section-reading.ts';
import type { GroupWords } from './section-reading.ts';
import { subtitleOf, withFields, withSubtitle } from './subtitle.ts';

export interface Walk {
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
