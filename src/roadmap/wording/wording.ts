import { takeLeading } from './leading-marks.ts';
import type { Phrase, Piece } from '../markdown/phrase.ts';
import { restAfter, titleEnd, titleOf } from './title.ts';
import { takeTrailing } from './trailing-tags.ts';
import type { Wording, WordingContext, Work } from './wording-parts.ts';

/** Reads a phrase that names one work. */
export function readWording(phrase: Phrase, context: WordingContext): Wording {
  const visible = phrase.pieces.filter((piece) => piece.text.trim() !== '' && !isReferenceLabel(piece));
  const work: Work = {
    title: '',
    rest: '',
    status: null,
    boxed: false,
    areas: [],
    mention: null,
    struck:
      visible.length > 0 &&
      visible.every((piece) => piece.deleted || /^[\s\p{P}\p{S}]*$/u.test(piece.text)) &&
      visible.some((piece) => piece.deleted),
    mark: null,
    phrase,
    from: 0,
    to: phrase.text.length,
    context,
  };
  // Each step takes off one decoration; a bound keeps hostile text from looping long.
  for (let step = 0; step < 24 && takeLeading(work); step += 1);
  takeAllTrailing(work);
  const end = work.to;
  work.to = titleEnd(work);
  work.rest = restAfter(work, end);
  // A lead has decorations of its own: "Undo (Done ✅) - one step back".
  if (work.to < end) takeAllTrailing(work);
  work.title = titleOf(work, end);
  return work;
}

function takeAllTrailing(work: Work): void {
  for (let step = 0; step < 24 && takeTrailing(work); step += 1);
}

const REFERENCE_LABEL = /^[([]?(?:(?:[\w.-]+\/)?[\w.-]*\s?#|GH-)\d+[)\]]?$/i;

function isReferenceLabel(piece: Piece): boolean {
  return piece.link !== null && REFERENCE_LABEL.test(piece.text.trim());
}
