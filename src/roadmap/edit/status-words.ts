import type { Status } from '../model.ts';
import { normalizeMark } from '../status/status.ts';
import type { EditDocument, Work } from './document.ts';
import { isNear, mostUsed, unique } from './reference-style.ts';
import { statusCellOf, statusMarksOf } from './status-marks.ts';
import type { StatusMark } from './status-marks.ts';
import { squeeze } from '../words.ts';

/** How the file says each status, at its items. */
export interface StatusUsage {
  marks: { work: Work; mark: StatusMark }[];
}

export function statusUsageOf(document: EditDocument): StatusUsage {
  const known = usages.get(document);
  if (known !== undefined) return known;
  const marks = document.works.flatMap((work) => statusMarksOf(document, work).map((mark) => ({ work, mark })));
  const usage = { marks };
  usages.set(document, usage);
  return usage;
}

/** Looked for once a file: every edit of a status asks. */
const usages = new WeakMap<EditDocument, StatusUsage>();

/** What a mark would be at any item: `(In progress)` of `(In progress. See the proposal)`; null where it speaks of its own item. */
export function genericText(mark: StatusMark): string | null {
  if (mark.text.length <= 32 && (mark.kind === 'mark' || !/\d|\]\(/.test(mark.text))) return mark.text;
  const match = mark.kind === 'tag' ? /^([([])(\p{L}[\p{L} -]{1,23})[.,;:]/u.exec(mark.text) : null;
  return match === null ? null : `${match[1] ?? ''}${match[2] ?? ''}${match[1] === '[' ? ']' : ')'}`;
}

/** Words that are usual where the file shows none for a status. */
const USUAL: Readonly<Record<Status, readonly string[]>> = {
  planned: ['Planned', 'Not started'],
  'in-progress': ['In progress'],
  done: ['Completed', 'Done'],
  slipped: ['Postponed'],
  dropped: ['Dropped', "Won't do"],
};

const USUAL_MARKS: Readonly<Partial<Record<Status, string>>> = { done: '✅', 'in-progress': '🚧', dropped: '❌' };

/** What could stand in the place of `mark` to say `status`, the file's own words first. '' stands for nothing at all. */
export function wordsInPlace(
  document: EditDocument,
  usage: StatusUsage,
  work: Work,
  mark: StatusMark,
  status: Status,
): string[] {
  const own = textsLike(usage, work, mark.kind, status);
  switch (mark.kind) {
    case 'box':
      return boxTexts(usage, status);
    case 'bracket':
      return [...own, ...bracketTexts(status)];
    case 'mark': {
      const legend = legendMarks(document, status);
      const usual = document.legend.size === 0 ? (USUAL_MARKS[status] ?? '') : '';
      return unique([...legend, ...own, ...(usual === '' ? [] : [usual])]);
    }
    case 'tag':
      return unique([...own, ...USUAL[status].map((words) => bracketed(likeCase(words, mark.text), mark.text))]);
    case 'word':
      return unique([...own, ...USUAL[status].map((words) => likeCase(words, mark.text))]);
    case 'cell':
      return cellTexts(document, usage, work, status);
    case 'field':
      return unique([...own, ...USUAL[status].map((words) => likeCase(words, mark.text))]);
    default:
      return [];
  }
}

/** The file's texts of one kind that say `status`, nearest first. */
export function textsLike({ marks }: StatusUsage, work: Work, kind: StatusMark['kind'], status: Status): string[] {
  const said = marks.filter((one) => one.mark.kind === kind && one.mark.status === status && one.work !== work);
  const near = said.filter((one) => isNear(one.work, work));
  const texts = (some: typeof said): string[] => mostUsed(some.flatMap(({ mark }) => genericText(mark) ?? []));
  return unique([...texts(near), ...texts(said)]).slice(0, 3);
}

function boxTexts({ marks }: StatusUsage, status: Status): string[] {
  if (status === 'planned') return [' '];
  if (status !== 'done') return [];
  const ticks = mostUsed(
    marks.filter(({ mark }) => mark.kind === 'box' && /x/i.test(mark.text)).map(({ mark }) => mark.text),
  );
  return [ticks[0] ?? 'x'];
}

function bracketTexts(status: Status): string[] {
  return status === 'done' ? ['[x]'] : status === 'planned' ? ['[ ]'] : [];
}

/** Marks that the legend explains so, as the file writes them. */
function legendMarks({ legend, source }: EditDocument, status: Status): string[] {
  return [...legend].flatMap(([name, meaning]): string[] => {
    if (meaning !== status) return [];
    for (const written of [`:${name}:`, `${name}\uFE0F`, name]) if (source.text.includes(written)) return [written];
    return [];
  });
}

/** What the column says elsewhere, in this table or in one with the same header; else the usual words in its letter case. */
export function cellTexts(document: EditDocument, usage: StatusUsage, work: Work, status: Status): string[] {
  const cell = statusCellOf(work);
  const header = headerOf(cell);
  const column = usage.marks.filter(
    ({ work: other, mark }) => mark.kind === 'cell' && headerOf(statusCellOf(other)) === header,
  );
  const said = column
    .filter(({ mark, work: other }) => mark.status === status && other !== work)
    .map(({ mark }) => mark.text);
  const filled = column.filter(({ mark }) => mark.text.trim() !== '');
  const sample = filled.find(({ mark }) => mark.status !== null)?.mark.text ?? '';
  const isMarked =
    filled.length > 0 &&
    filled.every(({ mark }) => !/\p{L}/u.test(normalizeMark(mark.text)) || mark.text.startsWith(':'));
  const usual = isMarked
    ? [...legendMarks(document, status), ...(document.legend.size === 0 ? [USUAL_MARKS[status] ?? ''] : [])]
    : USUAL[status].map((words) => likeCase(words, sample));
  // Short texts say only the status; a long one says something of its own work.
  const short = said.filter((text) => text.length <= 32 && !/\d|\]\(/.test(text));
  const yesOrNo = /^(?:done|completed?|shipped|released)\??$/i.test(header)
    ? status === 'done'
      ? ['Yes']
      : status === 'planned'
        ? ['No']
        : []
    : [];
  return unique([...mostUsed(short), ...yesOrNo, ...usual].filter((text) => text !== ''));
}

function headerOf(cell: ReturnType<typeof statusCellOf>): string {
  return cell === null ? '' : squeeze(cell.table.columns[cell.column]?.text ?? '').toLowerCase();
}

/** `words` in capitals or small letters where the sample is. */
function likeCase(words: string, sample: string): string {
  const letters = sample.replaceAll(/[^\p{L}]/gu, '');
  if (letters === '') return words;
  if (letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase())
    return words.toUpperCase();
  return letters === letters.toLowerCase() ? words.toLowerCase() : words;
}

/** With the brackets and the emphasis of the sample: `*(Completed)*` → `*(In progress)*`. */
function bracketed(words: string, sample: string): string {
  const before = /^[^\p{L}]*/u.exec(sample)?.[0] ?? '(';
  const after = /(?<=\p{L})\P{L}*$/u.exec(sample)?.[0] ?? ')';
  return before + words + after;
}
