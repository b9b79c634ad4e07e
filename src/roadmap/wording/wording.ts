import { takeLeading } from './leading-marks.ts';
import type { Phrase, Piece } from '../markdown/phrase.ts';
import { statusOfTag, statusOfWholeTag } from '../status/status.ts';
import { targetOfTag } from '../target/target.ts';
import type { Mention } from '../target/target.ts';
import { countWords } from '../words.ts';
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
    isByMark: false,
    from: 0,
    to: phrase.text.length,
    context,
  };
  takeReason(work);
  // Each step takes off one decoration; a bound keeps hostile text from looping long.
  for (let step = 0; step < 24 && takeLeading(work); step += 1);
  takeAllTrailing(work);
  work.struck ||= isStruck(work);
  const end = work.to;
  work.to = titleEnd(work);
  work.rest = restAfter(work, end);
  // A lead has decorations of its own: "Undo (Done ✅) - one step back".
  if (work.to < end) takeAllTrailing(work);
  work.title = titleOf(work, end);
  takeEmphasised(work);
  takeAnnounced(work);
  return work;
}

/**
 * `~~Undo~~ [too slow]`: struck out, with the reason in brackets. It was given up, unless the brackets say how far it is, or for
 * when it is planned.
 */
function takeReason(work: Work): void {
  const end = endOfStruck(work.phrase);
  if (end === 0) return;
  const reason = /^\s*[([]([^()[\]]{3,200})[)\]]\s{0,3}[.!]?\s{0,3}$/.exec(work.phrase.text.slice(end))?.[1];
  if (reason === undefined || countWords(reason) < 2) return;
  if (targetOfTag(reason, work.context.anchor) !== null || /#\d|https?:/.test(reason)) return;
  work.status = statusOfTag(reason) ?? 'dropped';
  work.to = end;
}

/** Whether what is left of a phrase without its references and tags is struck through. */
function isStruck({ phrase, from, to, status }: Work): boolean {
  const left = phrase.pieces.filter((piece) => piece.at < to && piece.at + piece.text.length > from);
  const visible = left.filter((piece) => /[\p{L}\p{N}]/u.test(piece.text));
  // A tag beside it (`~~Undo~~ (dropped)`) says what the line means.
  return status === null && visible.length > 0 && visible.every((piece) => piece.deleted);
}

/** Where the struck words end that a phrase ends with but for what is in brackets; 0 where none are struck. */
function endOfStruck(phrase: Phrase): number {
  const last = phrase.pieces.findLastIndex((piece) => piece.deleted);
  const piece = phrase.pieces[last];
  return piece === undefined ? 0 : piece.at + piece.text.length;
}

/** Bold words among the rest that are nothing but a status: `Deploys are by hand. **Done (v0.9.7).** CI does it now.` */
function takeEmphasised(work: Work): void {
  if (work.status !== null) return;
  for (const piece of work.phrase.pieces) {
    if (!piece.strong || piece.at <= work.from || piece.at < work.to || piece.text.length > 48) continue;
    const [, words = '', tag] =
      /^([^()[\]]{2,40}?)\s?(?:[([]([^()[\]]{2,30})[)\]])?\s?[.!:]?\s?$/.exec(piece.text.trim()) ?? [];
    const status = statusOfWholeTag(words.replace(/[.!:]$/, ''));
    if (status === null) continue;
    work.status = status;
    const mention = tag === undefined ? null : targetOfTag(tag, work.context.anchor);
    if (mention !== null && tag !== undefined) work.mention ??= at(mention, piece.at + piece.text.lastIndexOf(tag));
    return;
  }
}

/** Words that announce a target in a bracket anywhere in a text: `(ETA: Q3 2026)`, `（予定: 2026-03-01）`. */
const ANNOUNCED =
  /[([（]((?:eta|due|target(?:ed)?|planned|scheduled|expected|geplant|prévue?|previst[oa]|planead[oa]|план|срок|予定|目標|計画|计划|预计|예정)[^()[\]（）]{2,40})[)\]）]/iu;

function takeAnnounced(work: Work): void {
  if (work.mention !== null || !/\d/.test(work.phrase.text)) return;
  const match = ANNOUNCED.exec(work.phrase.text.slice(0, 400));
  const inner = match?.[1];
  const mention = inner === undefined ? null : targetOfTag(inner, work.context.anchor);
  if (match !== null && mention !== null) work.mention = at(mention, match.index + 1);
}

function at(mention: Mention, by: number): Mention {
  return { ...mention, from: mention.from + by, to: mention.to + by };
}

function takeAllTrailing(work: Work): void {
  for (let step = 0; step < 24 && takeTrailing(work); step += 1);
}

const REFERENCE_LABEL = /^[([]?(?:(?:[\w.-]+\/)?[\w.-]*\s?#|GH-)\d+[)\]]?$/i;

function isReferenceLabel(piece: Piece): boolean {
  return piece.link !== null && REFERENCE_LABEL.test(piece.text.trim());
}
