import { beginBullet, bulletShape, setOff } from '../bullet-shape.ts';
import type { EditDocument } from '../document.ts';
import type { EditKind } from '../edit-kind.ts';
import { refuse } from '../edit.ts';
import type { Change, Edit, NewItem, Proposal, Refusal } from '../edit.ts';
import { targetKey } from '../intended.ts';
import { insertBelow, lineText } from '../lines.ts';
import { lineWords, newWords } from '../new-words.ts';
import type { NewWords } from '../new-words.ts';
import { isSound, unique } from '../reference-style.ts';
import { nextNumber, rowLines } from '../row-shape.ts';
import { isSpot, spotAt } from '../spots.ts';
import type { Spot } from '../spots.ts';
import { cellTexts, statusUsageOf } from '../status-words.ts';
import { unsound } from './set-reference.ts';
import { referenceKey } from '../../references/references.ts';
import { horizonOf, targetOfCell } from '../../target/target.ts';
import { squeeze } from '../../words.ts';

type AddItem = Extract<Edit, { kind: 'add-item' }>;

/** As many ways as are tried at most. */
const MOST_WAYS = 16;

/** Behind the last item of the section, in its shape: a bullet, a row with all columns, a heading, a paragraph. */
export const addItem: EditKind<AddItem> = {
  propose(document, edit) {
    const unusable = faultOf(edit.item);
    if (unusable !== null) return unusable;
    const spot = spotAt(document, edit.to, null);
    if (!isSpot(spot)) return spot;
    const unnamed = unnamedTheme(spot, edit.item);
    if (unnamed !== null) return unnamed;
    const words = newWords(document, spot, edit.item);
    if (words === null) return badText(edit.item);
    const written = unique(words.flatMap((one) => linesFor(document, spot, one, edit.item)));
    if (written.length === 0) return noShapeFor(edit.item, spot);
    return written
      .slice(0, MOST_WAYS)
      .map((lines): Change => ({ replacements: [insertBelow(document.source, spot.below, lines)] }));
  },
  intend(intended, edit, document, index) {
    const spot = spotAt(document, edit.to, null);
    if (!isSpot(spot)) return;
    const { item } = edit;
    const mention =
      item.target === undefined ? null : (targetOfCell(item.target, spot.scope.anchor) ?? horizonOf(item.target));
    const own =
      mention === null ? null : { ...mention, milestone: spot.scope.milestone, range: spot.sample.item.range };
    const scope = spot.scope.target;
    // A target that the section gives already is not written again.
    const isGiven = own !== null && scope !== null && squeeze(own.text) === squeeze(scope.text);
    intended.items.push({
      key: -1 - index,
      title: item.title.trim(),
      path: spot.path,
      parent: null,
      statuses: item.status === undefined ? [spot.scope.status ?? 'planned', 'planned'] : [item.status],
      targets: own === null ? [targetKey(scope)] : [targetKey(own), ...(isGiven ? [targetKey(scope)] : [])],
      references: item.reference === undefined ? [] : [referenceKey(item.reference)],
      placeholder: item.placeholder !== undefined,
      areas: item.area === undefined ? [] : [squeeze(item.area)],
      description: item.description ?? '',
      mayDiffer: [item.placeholder ?? '', item.reference === undefined ? '' : `#${item.reference.number}`],
      isFloating: true,
      edits: new Set([index]),
    });
  },
};

function faultOf(item: NewItem): Refusal | null {
  if (item.reference !== undefined && !isSound(item.reference)) return unsound(item.reference);
  if (item.reference !== undefined && item.placeholder !== undefined) {
    return refuse('unusable-value', 'A reference and a placeholder for one were given; one of the two was expected.');
  }
  return null;
}

/** A blank cell in a column that groups would put the item into the group above. */
function unnamedTheme({ sample, works }: Spot, item: NewItem): Refusal | null {
  if (sample.form.kind !== 'row' || item.area !== undefined) return null;
  const { roles, table, row, titled } = sample.form;
  const column = roles.findIndex((role, at) => role === 'theme' && row.cells[at] !== titled);
  if (column === -1) return null;
  const known = [...new Set(works.flatMap((work) => work.item.areas))].slice(0, 6);
  return refuse(
    'unusable-value',
    `The table groups its rows by “${squeeze(table.columns[column]?.text ?? '')}”, and the new item names no area; one was expected${known.length === 0 ? '' : `, such as ${known.join(', ')}`}.`,
    sample.item.line,
  );
}

function badText(item: NewItem): Refusal {
  return refuse(
    'unusable-value',
    `The new item “${item.title.slice(0, 60).replaceAll(/\s+/g, ' ')}” has an empty text, or one with line ends or control characters; text on one line was expected.`,
  );
}

function noShapeFor(item: NewItem, spot: Spot): Proposal {
  const where = spot.path.length === 0 ? 'the top of the file' : `“${spot.path.join(' > ')}”`;
  const reason = `The items of ${where} have no place for all that “${item.title.slice(0, 60)}” says`;
  return refuse(
    'no-way-to-say',
    `${reason}: no column, mark or words of theirs say its status, area or description. Leave that out, or add it by hand.`,
  );
}

function linesFor(document: EditDocument, spot: Spot, words: NewWords, item: NewItem): string[][] {
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

/** A description behind a bold lead, or as a paragraph of its own. */
function described(line: string, description: string, indent: string): string[][] {
  if (description === '') return [[line]];
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
  const shown = { reference: false, target: isTargetGiven(spot, item), status: item.status === undefined };
  const body = words.description === '' ? [] : ['', words.description];
  const level = spot.isEmpty ? spot.level + 1 : section.level;
  return lineWords(document, spot, words, item, shown).flatMap((line) => {
    if (section.form === 'bold')
      return [setOff(document, spot.below, [line.startsWith('**') ? line : `**${line}**`, ...body], true)];
    if (level > 6) return [];
    const number = section.numbered && !spot.isEmpty ? nextHeadingNumber(document, section.start) : '';
    return [setOff(document, spot.below, [`${'#'.repeat(level)} ${number}${line}`, ...body], true)];
  });
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
