import type { Phrase } from '../markdown/phrase.ts';
import type { Change, Replacement } from './edit.ts';
import type { EditDocument, Work } from './document.ts';
import { isNear, mostUsed, referenceSamples, spell, spellingsFor, unique } from './reference-style.ts';
import type { ReferenceSample } from './reference-style.ts';
import { fillCell, isHtmlTable, withinCell } from './table-source.ts';
import type { ReferenceTarget } from '../references/references.ts';

/** Ways to write a reference at an item, the most fitting first. */
export function waysToAdd(document: EditDocument, work: Work, reference: ReferenceTarget): Change[] {
  const samples = referenceSamples(document);
  const spelled = spellingsFor(document, work, samples).map((spelling) => spell(document, reference, spelling));
  const frames = framesFor(work, samples);
  const changes: Change[] = [];
  for (const text of spelled) {
    changes.push(...inIssueColumn(document, work, text));
    for (const phrase of phrasesFor(work, samples)) changes.push(...behindPhrase(document, work, phrase, text, frames));
  }
  return unique(changes).slice(0, 24);
}

/** What stands around references at the end of an item: ` (#12)`, ` - #12`, ` #12`. */
export function framesFor(work: Work, samples: readonly ReferenceSample[]): [string, string][] {
  const framed = samples.filter(
    (sample) =>
      sample.isTrailing &&
      /^\s[^,]*$/.test(sample.before) &&
      isNear(sample.work, work) &&
      sample.work.form.kind === work.form.kind,
  );
  const near = mostUsed(framed.map(frameOfSample)).filter(isWhole);
  return unique([...near.slice(0, 1), [' (', ')'], [' ', ''], [' - ', '']]);
}

function frameOfSample({ before, after }: ReferenceSample): [string, string] {
  return /[([]/.test(before) ? [before, after] : [before, ''];
}

/** A bracket that is opened must be closed: that of `(see #12 there)` is not. */
function isWhole([before, after]: [string, string]): boolean {
  return !/[([]/.test(before) || after !== '';
}

/** The cell of the issue column: alone where it is empty, else behind what is there. */
function inIssueColumn({ source }: EditDocument, work: Work, text: string): Change[] {
  const { form } = work;
  if (form.kind !== 'row') return [];
  const column = form.roles.indexOf('issue');
  if (column === -1) return [];
  const cell = form.row.cells[column];
  const isBlank = cell === undefined || cell.text.trim() === '' || /^[-–—?]+$|^n\/a$|^none$/i.test(cell.text.trim());
  if (!isBlank) {
    const at = cell.end;
    const changes = [', ', '<br>', ' '].map((between): Change => ({ replacements: [insertion(at, between + text)] }));
    return cell.pieces.some((piece) => piece.break !== null) ? changes.toReversed().slice(1) : changes;
  }
  if (!isHtmlTable(source, form.table)) return [{ replacements: fillCell(source, form.table, form.row, column, text) }];
  return cell === undefined ? [] : [{ replacements: [{ startOffset: cell.start, endOffset: cell.end, text }] }];
}

/** Where the neighbours have theirs: behind an `Issue:` line, the title, or the words of another cell. */
function phrasesFor(work: Work, samples: readonly ReferenceSample[]): Phrase[] {
  const { form, parts } = work;
  const named = parts.issuePlaces.filter((phrase) => phrase.text.trim() !== '' && form.kind !== 'row');
  if (form.kind !== 'row') return [...named, parts.phrase];
  const columns = mostUsed(
    samples.flatMap((sample): number[] => {
      const other = sample.work.form;
      if (other.kind !== 'row' || other.table !== form.table) return [];
      const at = other.row.cells.findIndex(
        (cell) => cell.start <= sample.range.startOffset && sample.range.endOffset <= cell.end,
      );
      return at === -1 ? [] : [at];
    }),
  );
  const usual = columns.flatMap((column): Phrase[] => {
    const cell = form.row.cells[column];
    return cell === undefined || cell.text.trim() === '' ? [] : [cell];
  });
  const whole = form.whole ? [...usual, ...form.row.cells.filter((_, at) => form.roles[at] === 'description')] : [];
  return [...whole.filter((cell) => cell.text.trim() !== ''), parts.phrase, form.titled];
}

function behindPhrase(
  document: EditDocument,
  work: Work,
  phrase: Phrase,
  text: string,
  frames: readonly [string, string][],
): Change[] {
  const last = work.item.references
    .filter(({ range }) => range.startOffset >= phrase.start && range.endOffset <= phrase.end)
    .toSorted((one, other) => other.range.endOffset - one.range.endOffset)[0];
  const changes: Change[] = [];
  const isLast =
    last !== undefined && /^[)\]\s.*_~]*$/.test(document.source.text.slice(last.range.endOffset, phrase.end));
  if (last !== undefined && isLast) changes.push({ replacements: [insertion(last.range.endOffset, `, ${text}`)] });
  const inner = phrase.pieces.findLast((piece) => piece.text.trim() !== '');
  const ends = [
    ...beforeClosingSign(phrase, document.source.text, work.item.title),
    phrase.end,
    ...(inner === undefined || inner.link !== null || inner.code ? [] : [inner.start + inner.text.trimEnd().length]),
  ];
  for (const end of new Set(ends)) {
    for (const [before, after] of frames) changes.push(inCellOrText(document, work, end, before + text + after));
  }
  return changes;
}

/** Before the `;` or `,` of an item in a list that reads as a sentence, and before the full stop of one that is a single one. */
function beforeClosingSign(phrase: Phrase, text: string, title: string): number[] {
  const words = text.slice(phrase.start, phrase.end);
  const [sign, before] = [words.slice(-1), words.slice(-2, -1)];
  const isClosed =
    /[\p{L}\p{N})]/u.test(before) && (';,；，'.includes(sign) || ('.。'.includes(sign) && isOneSentence(words)));
  // The point of “etc.” is part of the title.
  return isClosed && !title.endsWith(sign) ? [phrase.end - 1] : [];
}

function isOneSentence(words: string): boolean {
  return !/[.。!?]\s/.test(words) && !words.slice(0, -1).includes('。');
}

/** An insertion; in an aligned table the cell's padding takes it up where it can. */
function inCellOrText(document: EditDocument, work: Work, at: number, text: string): Change {
  return { replacements: writtenAt(document, work, insertion(at, text)) };
}

/** A replacement among an item's words; where they stand in an aligned table it stays aligned. */
export function writtenAt({ source }: EditDocument, { form }: Work, made: Replacement): Replacement[] {
  return 'table' in form ? withinCell(source, form.table, form.row, made) : [made];
}

export function insertion(at: number, text: string): Replacement {
  return { startOffset: at, endOffset: at, text };
}
