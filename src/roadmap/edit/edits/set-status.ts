import type { EditKind } from '../edit-kind.ts';
import { isWork, neighboursOf, withParts, workOf } from '../document.ts';
import type { EditDocument, Work } from '../document.ts';
import { quoted, refuse } from '../edit.ts';
import type { Change, Edit, Proposal, Replacement } from '../edit.ts';
import { insertion, writtenAt } from '../reference-places.ts';
import { isNear, mostUsed, unique } from '../reference-style.ts';
import { fillCell, isHtmlTable } from '../table-source.ts';
import { statusCellOf, statusMarksOf } from '../status-marks.ts';
import type { StatusMark } from '../status-marks.ts';
import { genericText, statusUsageOf, textsLike, wordsInPlace } from '../status-words.ts';
import type { StatusUsage } from '../status-words.ts';
import { sayPath } from '../section-path.ts';
import { shown } from '../shown.ts';
import { STATUSES } from '../../model.ts';
import type { Status } from '../../model.ts';

type SetStatus = Extract<Edit, { kind: 'set-status' }>;

/** As many ways as are tried at most. */
const MOST_WAYS = 16;

/**
 * In the file's own way: at the place where the item says its status now; else as other items of the file say that status. Nothing
 * is moved, and what would say something else beside it goes.
 */
export const setStatus: EditKind<SetStatus> = {
  propose(document, edit) {
    const work = workOf(document, edit.item);
    if (!isWork(work)) return work;
    if (!STATUSES.includes(edit.status)) return noStatus(edit.status);
    if (work.item.status === edit.status) return [{ replacements: [] }];
    const usage = statusUsageOf(document);
    const own = statusMarksOf(document, work);
    const changes = unique([
      ...atOwnPlace(document, usage, work, own, edit.status),
      ...asElsewhere(document, usage, work, own, edit.status),
    ]).filter((change) => change.replacements.length > 0);
    const words = edit.inWords === true ? inWords(document, work, own, edit.status) : [];
    const ways = [...changes.slice(0, MOST_WAYS - words.length), ...words];
    return ways.length > 0 ? ways : noWay(document, work, edit.status);
  },
  intend(intended, edit, document, index) {
    const work = workOf(document, edit.item);
    if (!isWork(work)) return;
    const parts = new Map(withParts(document, work).map((part) => [part.index, part]));
    const said = statusMarksOf(document, work).map((mark) => mark.text);
    for (const item of intended.items) {
      const part = parts.get(item.key);
      if (part === undefined) continue;
      item.edits.add(index);
      if (part === work) {
        item.statuses = [edit.status];
        item.mayDiffer = [...item.mayDiffer, ...said, ...wordsOf(document, edit.status)];
      } else if (!saysItself(document, part)) {
        // Parts without a word of their own have it from the work above.
        item.statuses = [...item.statuses, edit.status, 'planned'];
      }
    }
  },
};

function saysItself(document: EditDocument, work: Work): boolean {
  return statusMarksOf(document, work).some((mark) => mark.status !== null);
}

/** Everything in the file that says this status, which may come into a description. */
function wordsOf(document: EditDocument, status: Status): string[] {
  const texts = statusUsageOf(document)
    .marks.filter(({ mark }) => mark.status === status)
    .map(({ mark }) => mark.text);
  return [
    ...new Set(texts),
    'Completed',
    'Done',
    'In progress',
    'Planned',
    'Not started',
    'Postponed',
    'Dropped',
    "Won't do",
  ];
}

/** Replaces what says it now; what else says another status goes. */
function atOwnPlace(
  document: EditDocument,
  usage: StatusUsage,
  work: Work,
  own: readonly StatusMark[],
  status: Status,
): Change[] {
  const ranked = own.toSorted((one, other) => rank(one) - rank(other));
  return ranked.flatMap((mark): Change[] => {
    const others = own.filter(
      (other) => other !== mark && other.status !== null && other.status !== status && !isOver(mark, other),
    );
    const rest = others.flatMap((other) => removalOf(document, other));
    const words = wordsInPlace(document, usage, work, mark, status);
    const replaced = words.map((text): Replacement[] => writeAt(document, work, mark, text));
    const isGone =
      mark.kind === 'box' || mark.kind === 'cell' || mark.kind === 'field' ? [] : [removalOf(document, mark)];
    // Most files say that something is planned by saying nothing.
    const isSilent = status === 'planned' && textsLike(usage, work, mark.kind, status).length === 0;
    const ways = isSilent ? [...isGone, ...replaced] : [...replaced, ...isGone];
    return ways.flatMap((made): Change[] => [{ replacements: [...made, ...rest] }, { replacements: made }]);
  });
}

function rank(mark: StatusMark): number {
  return ['box', 'cell', 'field', 'bracket', 'mark', 'tag', 'word', 'strike'].indexOf(mark.kind);
}

function isOver(one: StatusMark, other: StatusMark): boolean {
  return one.from < other.to && other.from < one.to && one.kind !== 'strike' && other.kind !== 'strike';
}

function writeAt(document: EditDocument, work: Work, mark: StatusMark, text: string): Replacement[] {
  const cell = mark.kind === 'cell' ? statusCellOf(work) : null;
  if (cell !== null && !isHtmlTable(document.source, cell.table)) {
    return fillCell(document.source, cell.table, cell.row, cell.column, text);
  }
  return writtenAt(document, work, { startOffset: mark.start, endOffset: mark.end, text });
}

function removalOf({ source }: EditDocument, mark: StatusMark): Replacement[] {
  if (mark.kind === 'box') return [{ startOffset: mark.start, endOffset: mark.end, text: ' ' }];
  if (mark.kind === 'cell' || mark.kind === 'field') return [];
  if (mark.kind !== 'strike') return [{ startOffset: mark.from, endOffset: mark.to, text: '' }];
  const lines: Replacement[] = [];
  for (const { index } of source.text.slice(mark.start, mark.end).matchAll(/~~/g)) {
    lines.push({ startOffset: mark.start + index, endOffset: mark.start + index + 2, text: '' });
  }
  return lines;
}

/** As items of the same form say it that are in that state: with a box, a mark, a tag, a word, a line through them. */
function asElsewhere(
  document: EditDocument,
  usage: StatusUsage,
  work: Work,
  own: readonly StatusMark[],
  status: Status,
): Change[] {
  const others = own.filter((mark) => mark.status !== null && mark.status !== status);
  const rest = others.flatMap((mark) => removalOf(document, mark));
  const additions = [
    ...boxLike(document, work, own, status),
    ...marksLike(document, usage, work, status),
    ...strikeLike(usage, work, status),
  ];
  return additions.flatMap((made): Change[] =>
    rest.length === 0 ? [{ replacements: made }] : [{ replacements: [...made, ...rest] }, { replacements: made }],
  );
}

/** What people write of their own accord where a file has no marks. */
const WORDS: Partial<Record<Status, string>> = {
  'in-progress': '(in progress)',
  done: '(done)',
  slipped: '(slipped)',
  dropped: '(dropped)',
};

function inWords(document: EditDocument, work: Work, own: readonly StatusMark[], status: Status): Change[] {
  const words = WORDS[status];
  if (words === undefined) return [];
  const rest = own.filter((mark) => mark.status !== null).flatMap((mark) => removalOf(document, mark));
  const made = writtenAt(document, work, insertion(work.parts.phrase.end, ` ${words}`));
  return [{ replacements: [...rest, ...made] }];
}

/** A checkbox where the neighbours have one; the `[~]` of others in the place of its own. */
function boxLike(document: EditDocument, work: Work, own: readonly StatusMark[], status: Status): Replacement[][] {
  if (work.form.kind !== 'bullet') return [];
  const box = own.find((mark) => mark.kind === 'box');
  if (box !== undefined) {
    return textsLike(statusUsageOf(document), work, 'bracket', status).map((text) => [
      { startOffset: box.start - 1, endOffset: box.end + 1, text },
    ]);
  }
  const neighbours = neighboursOf(document, work);
  const boxed = neighbours.filter((other) => other.form.kind === 'bullet' && other.form.entry.checked !== null);
  if (boxed.length === 0 || boxed.length < neighbours.length / 2) return [];
  const tick = status === 'done' ? '[x] ' : status === 'planned' ? '[ ] ' : null;
  return tick === null ? [] : [[insertion(work.parts.phrase.start, tick)]];
}

function marksLike(document: EditDocument, { marks }: StatusUsage, work: Work, status: Status): Replacement[][] {
  const { phrase } = work.parts;
  const like = marks.filter(
    ({ work: other, mark }) =>
      other !== work && mark.status === status && mark.side !== 'apart' && mark.kind !== 'box' && isNear(other, work),
  );
  const shapes = mostUsed(like.flatMap(({ mark }) => around(mark)));
  return shapes
    .slice(0, 4)
    .map(([side, text]) => writtenAt(document, work, insertion(side === 'lead' ? phrase.start : phrase.end, text)));
}

/** A mark with the space that it needs; empty for one that speaks of its own item. */
function around(mark: StatusMark): [StatusMark['side'], string][] {
  const text = genericText(mark);
  if (text === null) return [];
  if (mark.side === 'lead') return [['lead', `${text} `]];
  return [['trail', mark.kind === 'word' ? ` - ${text}` : ` ${text}`]];
}

function strikeLike({ marks }: StatusUsage, work: Work, status: Status): Replacement[][] {
  const isUsed = marks.some(
    ({ work: other, mark }) => mark.kind === 'strike' && mark.status === status && isNear(other, work),
  );
  if (!isUsed) return [];
  const { start, end } = work.parts.phrase;
  return [[insertion(start, '~~'), insertion(end, '~~')]];
}

function noWay(document: EditDocument, work: Work, status: Status): Proposal {
  const { item } = work;
  const section = item.path[item.path.length - 1];
  const where = section === undefined ? '' : ` in ${shown(section)}`;
  return refuse(
    'no-way-to-say',
    `${quoted(item)}${where} is read as ${item.status}, and nothing in the file shows how an item like it says ${status}: no checkbox, mark, word or status column does. Move it to ${sectionsSaying(document, status)}, or mark one of its neighbours by hand.`,
    item.line,
  );
}

/** The sections that say a status of all their items. */
function sectionsSaying({ places }: EditDocument, status: Status): string {
  const saying = places.filter(({ section, isRead }) => isRead && section.status === status);
  if (saying.length === 0) return 'a section that says so';
  return saying
    .slice(0, 3)
    .map(({ scope }) => sayPath(scope.path))
    .join(' or ');
}

export function noStatus(given: string): ReturnType<typeof refuse> {
  return refuse('unusable-value', `${shown(given)} was given as a status; one of ${STATUSES.join(', ')} was expected.`);
}
