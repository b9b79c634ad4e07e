import type { Block, Entry, List } from '../markdown/blocks.ts';
import type { Status } from '../model.ts';
import { readFields } from './fields.ts';
import { isAside, judgeEntry } from '../classify/classify-entries.ts';
import { judgeList } from '../classify/classify-lists.ts';
import type { EntryContext } from '../classify/classify-entries.ts';
import type { Signal, Verdict } from '../classify/reasons.ts';
import { isOutlined } from '../markdown/numbering.ts';
import { offsetsOf } from '../markdown/phrase.ts';
import type { Phrase } from '../markdown/phrase.ts';
import type { Place } from './place.ts';
import { addItem, addPointers, leaveOut, note } from './reading.ts';
import type { Reading } from './reading.ts';
import { enterScope, isRelease } from './scope.ts';
import type { Scope } from './scope.ts';
import { groupWords } from './section-reading.ts';
import { isBold, isField } from '../classify/signals.ts';
import { statusOfLead } from '../status/lead-status.ts';
import { rangeAt } from '../markdown/source.ts';
import { readTable } from '../tables/tables.ts';
import { targetOfLeadIn, toTarget } from '../target/target.ts';
import { countWords } from '../words.ts';
import { readWording } from '../wording/wording.ts';

/** Reads a list of works, nested as it may be. A list of something else only leaves its references as pointers. */
export function readList(into: Reading, list: List, place: Place): void {
  const targeted = place.scope.target !== null;
  const verdict = judgeList(list, targeted, place.file.headings);
  if (verdict.role !== 'group') {
    leaveOut(into, phrasesOf([list]), list.start, list.end, verdict.signal);
    return;
  }
  const here = { ...place, scope: scopeOfLeadIn(into, list, place.scope), marksAdorn: marksAdorn(list) };
  const single = list.entries.some(isBoldLeaf) ? { ...ALONE, amongBoldLeaves: true } : ALONE;
  const contextOf = (entry: Entry, context: EntryContext): EntryContext =>
    isOutlinedIn(entry, place.scope) ? { ...context, outlined: true } : context;
  const alone = list.entries.map((entry) => judgeEntry(entry, contextOf(entry, single), place.hasReferences));
  const context = { ...single, ...neighboursOf(alone) };
  const isAlone = !context.amongGroups && !context.amongWorks;
  list.entries.forEach((entry, index) => {
    const known = isAlone ? alone[index] : undefined;
    readEntry(into, list, entry, known ?? judgeEntry(entry, contextOf(entry, context), place.hasReferences), here);
  });
}

/** `🎨 Themes`, `🔒 Encryption`, `🚀 Faster start`: a mark of its own before each of three works or more tells no status. */
function marksAdorn(list: List): boolean {
  if (list.entries.length < 3) return false;
  const marks = list.entries.map(({ phrase }) => /^\s{0,3}\p{Extended_Pictographic}/u.exec(phrase.text)?.[0].trim());
  const set = new Set(marks);
  return (
    !set.has(undefined) &&
    set.size === marks.length &&
    !marks.some((mark) => mark !== undefined && PLAIN_MARKS.has(mark))
  );
}

/** Marks that nobody adorns with. */
const PLAIN_MARKS: ReadonlySet<string> = new Set(['✅', '☑', '✔', '🚧', '❌', '⏳', '⬜', '🔲']);

/** Where nothing around names a target or a status, the sentence that leads in to the list may. */
function scopeOfLeadIn(into: Reading, list: List, around: Scope): Scope {
  if (list.leadIn === null) return around;
  const status = around.status ?? statusOfLead(list.leadIn.text);
  const statusLine =
    status === around.status ? around.statusLine : rangeAt(into.source, list.leadIn.start, list.leadIn.end).line;
  const scope = { ...around, status, statusLine };
  if (scope.target !== null && scope.target.kind !== 'horizon') return scope;
  const mention = targetOfLeadIn(list.leadIn.text);
  if (mention === null) return scope;
  const [start, end] = offsetsOf(list.leadIn, mention.from, mention.to, into.source);
  return { ...scope, target: toTarget(mention, rangeAt(into.source, start, end), scope.milestone) };
}

const ALONE: EntryContext = {
  amongGroups: false,
  amongManyGroups: false,
  amongWorks: false,
  amongBoldLeaves: false,
  outlined: false,
};

/** What the entries of a list, each judged by itself, say for judging each among its neighbours. */
function neighboursOf(alone: readonly Verdict[]): Pick<EntryContext, 'amongGroups' | 'amongManyGroups' | 'amongWorks'> {
  const groups = alone.filter(({ role }) => role === 'group').length;
  const works = alone.filter(({ role }) => role === 'item').length;
  return {
    amongGroups: groups > 0 && groups >= works / 4,
    amongManyGroups: groups > 0 && groups >= works,
    amongWorks: works >= 4 && works >= 4 * groups,
  };
}

/** A bold name of two words or more, without a colon that leads on, and nothing below it. */
function isBoldLeaf({ phrase, blocks }: Entry): boolean {
  return blocks.length === 0 && isBold(phrase) && countWords(phrase.text) >= 2 && !/[:：]\s*$/.test(phrase.text);
}

function isOutlinedIn({ phrase }: Entry, { path }: Scope): boolean {
  return isOutlined(phrase.text, path[path.length - 1] ?? '');
}

function readEntry(into: Reading, list: List, entry: Entry, verdict: Verdict, place: Place): void {
  if (verdict.role === 'item') readWork(into, list, entry, verdict.signal, place);
  else if (verdict.role === 'group') readGroup(into, entry, verdict.signal, place);
  else if (place.parent !== null && isAside(entry))
    leaveOut(into, phrasesOf(entry.blocks), entry.start, entry.end, verdict.signal);
  else leaveOut(into, [entry.phrase, ...phrasesOf(entry.blocks)], entry.start, entry.end, verdict.signal);
}

function readGroup(into: Reading, entry: Entry, signal: Signal, place: Place): void {
  const words = groupWords(into, entry.phrase, place.scope);
  const headingEnd = entry.phrase.text === '' ? entry.start : entry.phrase.end;
  const head = rangeAt(into.source, entry.start, headingEnd);
  note(into, head, signal);
  addPointers(into, [entry.phrase]);
  const scope = enterScope(place.scope, { ...words, title: words.title === '' ? null : words.title }, head.line);
  if (words.title !== '') {
    const range = rangeAt(into.source, entry.start, entry.end);
    into.sections.push({
      title: words.title,
      line: range.line,
      endLine: range.endLine,
      level: 9 + place.depth,
      path: place.scope.path,
      target: words.target,
      status: words.status,
    });
    into.sectionTraces.push({ form: { kind: 'bullet', entry }, scope, isRead: true });
  }
  readBelow(into, entry.blocks, { ...place, scope, depth: place.depth + 1 });
}

/** What stands under a grouping bullet: lists and tables of works; prose leaves its references as pointers. */
function readBelow(into: Reading, blocks: readonly Block[], place: Place): void {
  for (const block of blocks) {
    if (block.type === 'list') readList(into, block, place);
    else if (block.type === 'table') readTable(into, block, place);
    else leaveOut(into, phrasesOf([block]), block.start, block.end, signalOfBlock(block, 'prose-in-group'));
  }
}

function readWork(into: Reading, list: List, entry: Entry, signal: Signal, place: Place): void {
  const wording = readWording(entry.phrase, {
    legend: into.legend,
    anchor: place.scope.anchor,
    inRelease: isRelease(place.scope),
    numbered: isOutlinedIn(entry, place.scope),
    marksAdorn: place.marksAdorn === true || entry.checked === false,
  });
  const { works, details } = splitBlocks(entry.blocks, place.scope);
  const described = phrasesOf(details);
  const fields = readFields(described.concat(fieldsIn(works)), into.source, place.scope.anchor);
  const index = addItem(
    into,
    {
      shape: 'bullet',
      wording,
      phrase: entry.phrase,
      details: described,
      referring: [entry.phrase, ...described, ...asidesIn(works)],
      issuePlaces: fields.issues,
      checked: entry.checked,
      statedStatus: fields.status,
      statedTarget: fields.target,
      areas: [],
      start: entry.start,
      headEnd: Math.max(entry.start, entry.phrase.end),
      end: entry.end,
      parent: place.parent,
      form: { kind: 'bullet', entry, list },
    },
    place.scope,
    signal,
  );
  const item = into.items[index];
  const status = inheritedBelow(into, index, entry);
  const statusLine = status === null ? null : (item?.line ?? null);
  const below = { ...place.scope, target: item?.target ?? null, status, statusLine };
  for (const list of works) readList(into, list, { ...place, scope: below, parent: index });
}

/** Fields that stand among the parts of a work: `- Status: done` beside `- handle conflicts`. */
function fieldsIn(works: readonly List[]): Phrase[] {
  return works.flatMap((list) =>
    list.entries.filter((part) => part.checked === null && isField(part.phrase)).map((part) => part.phrase),
  );
}

/** What a work with a checkbox says of its parts too. */
const INHERITED: ReadonlySet<Status> = new Set<Status>(['done', 'slipped', 'dropped']);

/** Fields and remarks among the parts of a work; what they refer to is about the work. */
function asidesIn(works: readonly List[]): Phrase[] {
  return works.flatMap((list) => list.entries.filter(isAside).map((part) => part.phrase));
}

/** Parts of a done work are done, unless they have marks of their own; an empty box above says nothing about its parts. */
function inheritedBelow(into: Reading, index: number, entry: Entry): Scope['status'] {
  const status = into.items[index]?.status ?? null;
  return entry.checked === null || (status !== null && INHERITED.has(status)) ? status : null;
}

/** Lists of works become sub-items, everything else describes. */
function splitBlocks(blocks: readonly Block[], scope: Scope): { works: List[]; details: Block[] } {
  const works: List[] = [];
  const details: Block[] = [];
  for (const block of blocks) {
    if (block.type === 'list' && judgeList(block, scope.target !== null).role === 'group') works.push(block);
    else details.push(block);
  }
  return { works, details };
}

/** The signal of a block that is no list and no table: what it is written as, or `prose`. */
export function signalOfBlock(block: Block, prose: Signal): Signal {
  switch (block.type) {
    case 'quote':
      return prose === 'introduction' ? prose : 'quotation';
    case 'code':
      return 'code';
    case 'html':
      return 'html';
    case 'rule':
      return 'divider';
    default:
      return prose;
  }
}

/** Every phrase in some blocks, in order. */
export function phrasesOf(blocks: readonly Block[]): Phrase[] {
  return blocks.flatMap((block): Phrase[] => {
    switch (block.type) {
      case 'paragraph':
        return [block.phrase];
      case 'list':
        return block.entries.flatMap((entry) => [entry.phrase, ...phrasesOf(entry.blocks)]);
      case 'table':
        return [...block.columns, ...block.rows.flatMap((row) => row.cells)];
      default:
        return block.phrases;
    }
  });
}
