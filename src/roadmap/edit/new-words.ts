import type { NewItem } from './edit.ts';
import type { EditDocument, Work } from './document.ts';
import { inertText } from './inert.ts';
import { isNear, mostUsed, referenceSamples, spell, spellingsFor, unique } from './reference-style.ts';
import { framesFor } from './reference-places.ts';
import { statusMarksOf } from './status-marks.ts';
import { genericText, statusUsageOf, textsLike } from './status-words.ts';
import { frameOf } from './target-frames.ts';
import type { Spot } from './spots.ts';

/** What a new item says, made inert, and written as the items around it write it. */
export interface NewWords {
  title: string;
  description: string;
  /** The reference or the placeholder; '' without either. */
  reference: string;
  target: string;
  area: string;
}

/** Ways to write the parts, the most fitting first; null where some text cannot stand on a line. */
export function newWords(document: EditDocument, spot: Spot, item: NewItem): NewWords[] | null {
  const title = inertText(item.title);
  const description =
    item.description === undefined || item.description.trim() === '' ? '' : inertText(item.description);
  const placeholder = item.placeholder === undefined ? '' : inertText(item.placeholder);
  const target = item.target === undefined ? '' : inertText(item.target);
  const area = item.area === undefined ? '' : inertText(item.area);
  if (title === null || description === null || placeholder === null || target === null || area === null) return null;
  const { reference } = item;
  if (reference === undefined) return [{ title, description, reference: placeholder, target, area }];
  return spellingsFor(document, spot.sample, referenceSamples(document)).map((spelling) => ({
    title,
    description,
    reference: spell(document, reference, spelling),
    target,
    area,
  }));
}

/** The words of a line with everything behind the title that the line itself must say. `shown`: what it must not say again. */
export function lineWords(
  document: EditDocument,
  spot: Spot,
  words: NewWords,
  item: NewItem,
  shown: { reference: boolean; target: boolean; status: boolean },
): string[] {
  const { sample } = spot;
  // A bold row without other cells would be a heading among the rows.
  const leads = isBoldLed(spot) ? [true, false] : [false];
  const statuses =
    item.status === undefined
      ? usualMarks(document, spot)
      : shown.status
        ? [['', '']]
        : statusesFor(document, spot, item.status);
  const references =
    shown.reference || words.reference === '' ? [''] : setOffBy(framesOf(document, spot, item), words.reference);
  const target = shown.target || words.target === '' ? '' : targetTag(document, sample, words.target);
  return unique(
    statuses.flatMap(([lead = '', trail = '']) =>
      leads.flatMap((isBold) =>
        references.map(
          (reference) => `${lead}${isBold ? `**${words.title}**` : words.title}${target}${trail}${reference}`,
        ),
      ),
    ),
  );
}

/** As the neighbours set theirs off; words that announce a reference always stand in brackets. */
function framesOf(document: EditDocument, spot: Spot, item: NewItem): [string, string][] {
  const usual: [string, string][] = [[' (', ')']];
  return item.placeholder === undefined ? framesFor(spot.sample, referenceSamples(document)) : usual;
}

function setOffBy(frames: readonly [string, string][], text: string): string[] {
  return frames.map(([before, after]) => before + text + after);
}

/** Most of the items there begin with bold words. */
function isBoldLed(spot: Spot): boolean {
  const works = spot.works.length > 0 ? spot.works : [spot.sample];
  const bold = works.filter((work) => {
    const { phrase, wording } = work.parts;
    return (
      phrase.pieces.find((piece) => piece.at + piece.text.length > wording.from && piece.text.trim() !== '')?.strong ===
      true
    );
  });
  return bold.length > works.length / 2;
}

/** Without a word on the status: the mark that stands before the others there, where most have one; else nothing. */
function usualMarks(document: EditDocument, spot: Spot): string[][] {
  const marked = spot.works.filter((work) =>
    statusMarksOf(document, work).some(({ kind, side }) => kind === 'mark' && side === 'lead'),
  );
  if (marked.length <= spot.works.length / 2) return [['', '']];
  const texts = textsLike(statusUsageOf(document), spot.sample, 'mark', spot.scope.status ?? 'planned');
  return [...texts.slice(0, 1).map((text) => [`${text} `, '']), ['', '']];
}

/** What stands before and behind the title to say a status, as other items have it. Nothing where the section says it. */
function statusesFor(document: EditDocument, spot: Spot, status: NonNullable<NewItem['status']>): string[][] {
  const usage = statusUsageOf(document);
  const marks = usage.marks.filter(
    ({ work, mark }) =>
      mark.status === status && mark.side !== 'apart' && mark.kind !== 'box' && isNear(work, spot.sample),
  );
  const shapes = mostUsed(
    marks.flatMap(({ mark }): string[][] => {
      const text = genericText(mark);
      if (text === null) return [];
      return [mark.side === 'lead' ? [`${text} `, ''] : ['', `${mark.kind === 'word' ? ' - ' : ' '}${text}`]];
    }),
  );
  const legend = textsLike(usage, spot.sample, 'mark', status).map((text) => [`${text} `, '']);
  const isInherited = (spot.scope.status ?? 'planned') === status;
  return isInherited ? [['', ''], ...shapes.slice(0, 2)] : unique([...shapes.slice(0, 3), ...legend]);
}

/** ` (Q3 2021)`, or as others write it. */
function targetTag(document: EditDocument, sample: Work, target: string): string {
  const frames = mostUsed(
    document.works.filter((work) => isNear(work, sample)).flatMap((work) => frameOf(document, work)),
  );
  const [before, after] = frames[0] ?? [' (', ')'];
  return before + target + after;
}
