import type { Row, Table } from '../markdown/blocks.ts';
import { offsetsOf, slicePhrase } from '../markdown/phrase.ts';
import type { Phrase } from '../markdown/phrase.ts';
import type { Status } from '../model.ts';
import { statusOfLeadWord } from '../status/lead-words.ts';
import { statusOfBox, statusOfCell, statusOfMark, statusOfTag } from '../status/status.ts';
import { propertyRoles } from '../tables/property-table.ts';
import { statusFromCell } from '../tables/status-cell.ts';
import type { EditDocument, Work } from './document.ts';

/**
 * One place where an item says its status by itself:
 * `box` the checkbox; `bracket` a `[~]` that Markdown takes for text; `mark` an emoji; `tag` words in brackets; `word` words behind a
 * dash or a colon; `strike` a line through it; `cell` a status column; `field` the value of a `Status:` line.
 */
export interface StatusMark {
  kind: 'box' | 'bracket' | 'mark' | 'tag' | 'word' | 'strike' | 'cell' | 'field';
  side: 'lead' | 'trail' | 'apart';
  /** null where it says nothing yet: an empty status cell. */
  status: Status | null;
  /** What is replaced: for a box what stands between its brackets. */
  start: number;
  end: number;
  text: string;
  /** The space that goes with it when it goes. */
  from: number;
  to: number;
}

export interface StatusCell {
  table: Table;
  row: Row;
  column: number;
}

/** Every place where the item says how far it is, or where it could. */
export function statusMarksOf(document: EditDocument, work: Work): StatusMark[] {
  return [
    ...boxOf(document, work),
    ...cellMark(document, work),
    ...fieldMarks(document, work),
    ...leadMarks(document, work),
    ...trailMarks(document, work),
    ...strikeOf(document, work),
  ];
}

function boxOf({ source }: EditDocument, work: Work): StatusMark[] {
  if (work.form.kind !== 'bullet' || work.form.entry.checked === null) return [];
  const { start } = work.form.entry;
  const lead = /^(?:[-*+]|\d{1,9}[.)])\s+\[(?=[ \txX\r\n]\])/.exec(source.text.slice(start, start + 60));
  if (lead === null) return [];
  const at = start + lead[0].length;
  const status = work.form.entry.checked ? 'done' : 'planned';
  return [
    { kind: 'box', side: 'lead', status, start: at, end: at + 1, text: source.text.charAt(at), from: at, to: at + 1 },
  ];
}

/** The status column of the item's row, or of the table that speaks of the heading. */
export function statusCellOf(work: Work): StatusCell | null {
  const { form } = work;
  if (form.kind === 'row') {
    const column = form.roles.indexOf('status');
    return column === -1 ? null : { table: form.table, row: form.row, column };
  }
  if (form.kind !== 'heading') return null;
  const table = form.section.content.find((part): part is Table => part.type === 'table');
  const [row] = table?.rows ?? [];
  if (table === undefined || row === undefined) return null;
  const column = propertyRoles(table).indexOf('status');
  return column === -1 ? null : { table, row, column };
}

function cellMark(document: EditDocument, work: Work): StatusMark[] {
  const found = statusCellOf(work);
  const cell = found?.row.cells[found.column];
  if (found === null) return [];
  const start = cell?.start ?? found.row.end;
  const end = cell?.end ?? found.row.end;
  const header = found.table.columns[found.column]?.text ?? '';
  const status = statusFromCell(cell?.text ?? '', header, (mark) => statusOfMark(mark, document.legend));
  return [
    {
      kind: 'cell',
      side: 'apart',
      status,
      start,
      end,
      text: document.source.text.slice(start, end),
      from: start,
      to: end,
    },
  ];
}

function fieldMarks({ source }: EditDocument, work: Work): StatusMark[] {
  return work.parts.details.flatMap((phrase): StatusMark[] => {
    if (!/^\s*(?:current )?(?:status|state|progress)\s*[:：]/i.test(phrase.text)) return [];
    const value = slicePhrase(phrase, phrase.text.search(/[:：]/) + 1, phrase.text.length, source);
    const { start, end } = value;
    const text = source.text.slice(start, end);
    return [{ kind: 'field', side: 'apart', status: statusOfCell(value.text), start, end, text, from: start, to: end }];
  });
}

const MARK = String.raw`(?:\p{Extended_Pictographic}(?:[\uFE0E\uFE0F]|\p{Emoji_Modifier})*|[✓✔☐☑]|:[a-z][\w+-]{1,40}:)`;
const LEADING = new RegExp(
  String.raw`(?<mark>${MARK})|\[(?<tag>[^\][]{0,40})\]|(?<word>\p{L}[\p{L} -]{1,14}(?=\s*[:–—]|\s+-))`,
  'giu',
);
const TRAILING = new RegExp(
  String.raw`(?<mark>${MARK})|[([](?<tag>[^()[\]]{1,60})[)\]]|\s(?:[–—-]{1,2})\s{1,20}(?<word>[^–—()[\]\n:]{2,40}?)(?=\s{0,20}$|\s{0,20}[([#])|[:：]\s{1,20}(?<said>[^:：()[\]\n]{2,40})$`,
  'giu',
);
/** Farther from the title than this stands prose. */
const NEAR = 120;

function leadMarks(document: EditDocument, work: Work): StatusMark[] {
  const { phrase, wording } = work.parts;
  const text = phrase.text.slice(0, Math.min(wording.from, NEAR));
  return [...text.matchAll(LEADING)].flatMap((match) => markFrom(document, phrase, match, 0, 'lead'));
}

function trailMarks(document: EditDocument, work: Work): StatusMark[] {
  const { phrase, wording } = work.parts;
  const text = phrase.text.slice(wording.to);
  // Right behind the title, or at the very end; what stands between is prose.
  const far = Math.max(0, text.length - NEAR);
  const near = [...text.slice(0, NEAR).matchAll(TRAILING)].flatMap((match) =>
    markFrom(document, phrase, match, wording.to, 'trail'),
  );
  if (far === 0) return near;
  const last = [...text.slice(far).matchAll(TRAILING)].flatMap((match) =>
    markFrom(document, phrase, match, wording.to + far, 'trail'),
  );
  return [...near, ...last.filter((mark) => near.every((other) => other.start !== mark.start))];
}

function markFrom(
  document: EditDocument,
  phrase: Phrase,
  match: RegExpExecArray,
  at: number,
  side: 'lead' | 'trail',
): StatusMark[] {
  const { mark, tag, word, said } = match.groups ?? {};
  const kind = mark !== undefined ? 'mark' : tag === undefined ? 'word' : statusOfBox(tag) === null ? 'tag' : 'bracket';
  const words = word ?? said ?? tag ?? '';
  const status =
    mark !== undefined
      ? statusOfMark(mark, document.legend)
      : kind === 'bracket'
        ? statusOfBox(words)
        : (statusOfTag(words) ??
          (side === 'lead' && kind === 'word' ? (statusOfLeadWord(words.trim()) ?? null) : null));
  if (status === null) return [];
  const lead = kind === 'word' ? match[0].lastIndexOf(words) : 0;
  const length = kind === 'word' ? words.trimEnd().length : match[0].length;
  const from = at + match.index + lead;
  const [start, end] = withMarkup(document, offsetsOf(phrase, from, from + length, document.source));
  const text = document.source.text.slice(start, end);
  return [{ kind, side, status, start, end, text, ...spaced(document, phrase, start, end, side) }];
}

/** With the emphasis that stands around nothing else: `*DONE*`. */
function withMarkup({ source }: EditDocument, [start, end]: [number, number]): [number, number] {
  let from = start;
  let to = end;
  while (/[*_`]/.test(source.text.charAt(from - 1)) && source.text.charAt(from - 1) === source.text.charAt(to)) {
    from -= 1;
    to += 1;
  }
  return [from, to];
}

/** With the space and the dash before it, or behind it at the front. */
function spaced(
  { source }: EditDocument,
  phrase: Phrase,
  start: number,
  end: number,
  side: 'lead' | 'trail',
): { from: number; to: number } {
  if (side === 'lead') {
    const after = /^\s*(?:[:–—-](?=\s))?\s*/.exec(source.text.slice(end, end + 8))?.[0] ?? '';
    return { from: start, to: end + after.length };
  }
  const before =
    /(?:\s{1,6}[-–—]{1,2}\s{0,6}|[:：]\s{0,6}|\s{0,6})$/.exec(
      source.text.slice(Math.max(phrase.start, start - 6), start),
    )?.[0] ?? '';
  return { from: start - before.length, to: end };
}

function strikeOf({ source }: EditDocument, work: Work): StatusMark[] {
  if (!work.parts.wording.struck) return [];
  const { start, end } = work.parts.phrase;
  const raw = source.text.slice(start, end);
  return [{ kind: 'strike', side: 'apart', status: work.item.status, start, end, text: raw, from: start, to: end }];
}
