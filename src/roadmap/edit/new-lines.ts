import { beginBullet, bulletShape, setOff } from './bullet-shape.ts';
import type { EditDocument } from './document.ts';
import type { NewItem } from './edit.ts';
import { lineText } from './lines.ts';
import { lineWords } from './new-words.ts';
import type { NewWords } from './new-words.ts';
import { nextNumber, rowLines } from './row-shape.ts';
import type { Spot } from './spots.ts';
import { cellTexts, statusUsageOf } from './status-words.ts';
import { targetOfCell } from '../target/target.ts';
import { squeeze } from '../words.ts';

/** The lines of a new item in the shape of its neighbours, in several ways, the most fitting first; none where it has no place there. */
export function linesFor(document: EditDocument, spot: Spot, words: NewWords, item: NewItem): string[][] {
  switch (spot.sample.form.kind) {
    case 'bullet':
      return bulletLines(document, spot, words, item);
    case 'row':
      return tableLines(document, spot, words, item);
    case 'heading':
      return headingLinesFor(document, spot, words, item);
    case 'paragraph':
      return item.area === undefined ? paragraphLines(document, spot, words, item) : [];
    default:
      return [];
  }
}

function isTargetGiven(spot: Spot, item: NewItem): boolean {
  return spot.scope.target !== null && squeeze(item.target ?? '') === squeeze(spot.scope.target.text);
}

/** With a checkbox where the neighbours have one: then it says whether the item is done. */
function bulletLines(document: EditDocument, spot: Spot, words: NewWords, item: NewItem): string[][] {
  const shape = bulletShape(document, spot);
  if (shape === null) return [];
  const box = shape.hasBox ? `[${item.status === 'done' ? shape.tick : ' '}] ` : null;
  const isSaid = item.status === undefined || (box !== null && (item.status === 'done' || item.status === 'planned'));
  const lines = lineWords(document, spot, words, item, {
    reference: false,
    target: isTargetGiven(spot, item),
    status: isSaid,
  });
  const area = words.area === '' ? '' : `[${words.area}] `;
  const begin = beginBullet(shape, box) + area;
  const indent = ' '.repeat(shape.indent.length + shape.marker.length + shape.gap.length);
  return lines.flatMap((line) =>
    described(begin + line, words.description, indent).map((body) =>
      setOff(document, spot.below, body, spot.isEmpty || shape.isLoose),
    ),
  );
}

/** A description behind a bold lead, else on a line or as a paragraph of its own. */
function described(line: string, description: string, indent: string): string[][] {
  if (description === '') return [[line]];
  // Behind words that are not bold it would be read as more of the title.
  const behind = /\*\*/.test(line) ? [[`${line}: ${description}`]] : [];
  return [...behind, [line, `${indent}${description}`], [line, '', `${indent}${description}`]];
}

function tableLines(document: EditDocument, spot: Spot, words: NewWords, item: NewItem): string[][] {
  const { form } = spot.sample;
  if (form.kind !== 'row') return [];
  const { roles, row, titled, table } = form;
  const columns = table.columns.length;
  const titleAt = row.cells.indexOf(titled);
  const at = (role: (typeof roles)[number]): number =>
    roles.findIndex((one, column) => one === role && column !== titleAt);
  const cells = Array.from({ length: columns }, (_, column) =>
    roles[column] === 'number' ? nextNumber(spot, column) : '',
  );
  const place = (column: number, text: string): boolean => {
    if (column < 0 || column >= columns || text === '') return text === '';
    cells[column] = text;
    return true;
  };
  const shown = {
    reference: place(at('issue'), words.reference),
    target: isTargetGiven(spot, item) || place(targetColumn(spot, item, at), words.target),
    status:
      item.status === undefined ||
      place(at('status'), cellTexts(document, statusUsageOf(document), spot.sample, item.status)[0] ?? ''),
  };
  if (!place(at('description'), words.description) || !place(at('theme'), words.area)) return [];
  return lineWords(document, spot, words, item, shown).flatMap((line) => {
    const lines = rowLines(
      document,
      spot,
      cells.map((cell, column) => (column === titleAt ? line : cell)),
    );
    if (lines === null) return [];
    return [spot.isEmpty && spot.emptyTable === null ? setOff(document, spot.below, lines.slice(1), true) : lines];
  });
}

/** The column for a release or for a time, as the target is one; the other where there is only that. */
function targetColumn(spot: Spot, item: NewItem, at: (role: 'release' | 'timeline') => number): number {
  const kind = targetOfCell(item.target ?? '', spot.scope.anchor)?.kind;
  const [first, second] =
    kind === 'release' ? ([at('release'), at('timeline')] as const) : ([at('timeline'), at('release')] as const);
  return first === -1 ? second : first;
}

function headingLinesFor(document: EditDocument, spot: Spot, words: NewWords, item: NewItem): string[][] {
  const { form } = spot.sample;
  if (form.kind !== 'heading' || item.area !== undefined) return [];
  const { section } = form;
  const isBelow = words.description === '' && item.placeholder !== undefined;
  const shown = { reference: isBelow, target: isTargetGiven(spot, item), status: item.status === undefined };
  const body = words.description === '' ? announced(words, item) : ['', words.description];
  const level = spot.isEmpty ? spot.level + 1 : section.level;
  return lineWords(document, spot, words, item, shown).flatMap((line) => {
    if (section.form === 'bold')
      return [setOff(document, spot.below, [line.startsWith('**') ? line : `**${line}**`, ...body], true)];
    if (level > 6) return [];
    const number = section.numbered && !spot.isEmpty ? nextHeadingNumber(document, section.start) : '';
    return [setOff(document, spot.below, [`${'#'.repeat(level)} ${number}${line}`, ...body], true)];
  });
}

/** A heading needs words below it to be an item: the placeholder is some. */
function announced(words: NewWords, item: NewItem): string[] {
  return item.placeholder === undefined ? [] : ['', words.reference];
}

/** `4. ` behind `### 3. Garbage collection`. */
function nextHeadingNumber({ source }: EditDocument, start: number): string {
  const match = /^#{1,6}\s+((?:\d{1,3}\.)*)(\d{1,3})([.)]?\s+)/.exec(lineText(source, start));
  return match === null ? '' : `${match[1] ?? ''}${Number(match[2]) + 1}${match[3] ?? ' '}`;
}

function paragraphLines(document: EditDocument, spot: Spot, words: NewWords, item: NewItem): string[][] {
  const shown = { reference: false, target: isTargetGiven(spot, item), status: item.status === undefined };
  return lineWords(document, spot, words, item, shown).flatMap((line) => {
    const bodies =
      words.description === ''
        ? [line, `${line}.`]
        : [`${line}: ${words.description}`, `${line}. ${words.description}`];
    return bodies.map((body) => setOff(document, spot.below, [body], true));
  });
}
