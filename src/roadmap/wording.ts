import type { Status } from './model.ts';
import { findBlank } from './placeholder.ts';
import { pieceAt } from './phrase.ts';
import type { Phrase, Piece } from './phrase.ts';
import { normalizeMark, statusOfBox, statusOfMark, statusOfTag } from './status.ts';
import type { Legend } from './status.ts';
import { targetOfTag } from './target.ts';
import type { Mention } from './target.ts';
import type { TimeAnchor } from './timeframe.ts';
import { squeeze } from './words.ts';

/**
 * What the words of one work say beside its name: everything that stands before the title (`[x]`, ✅, `1.`, `[CLI]`) and
 * behind it (`(Completed)`, `(Q3 2021)`, `#12`), taken off from both ends until a title is left.
 */
export interface Wording {
  /** Plain, without numbering, marks, tags and references. May be empty when there is nothing else. */
  title: string;
  /** What follows the title in the same phrase, when the title is a bold lead or a first sentence. */
  rest: string;
  status: Status | null;
  /** Whether the status came from a `[~]` that Markdown does not know as a checkbox. */
  boxed: boolean;
  areas: string[];
  /** Its own release or timeframe; `from` and `to` count in the phrase's text. */
  mention: Mention | null;
  /** All of it is struck through. */
  struck: boolean;
  /** Leading or trailing emoji or `:shortcode:`, as `normalizeMark` spells it. */
  mark: string | null;
}

export interface WordingContext {
  legend: Legend;
  anchor: TimeAnchor;
  /** The sections around name a release, so that a short `(v19)` is a version of something else. */
  inRelease: boolean;
  /** Take `1.1` at the start for numbering, not for a release. */
  numbered: boolean;
}

interface Work extends Wording {
  phrase: Phrase;
  from: number;
  to: number;
  context: WordingContext;
}

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
    struck: visible.length > 0 && visible.every((piece) => piece.deleted || /^[\s\p{P}\p{S}]*$/u.test(piece.text)) && visible.some((piece) => piece.deleted),
    mark: null,
    phrase,
    from: 0,
    to: phrase.text.length,
    context,
  };
  // Each step takes off one decoration; a bound keeps hostile text from looping long.
  for (let step = 0; step < 24 && takeLeading(work); step += 1);
  for (let step = 0; step < 24 && takeTrailing(work); step += 1);
  splitTitle(work);
  return work;
}

/** How much of the end of a text is looked at for decorations. */
const TAIL = 600;
const SHORTCODE = /^:[a-z][\w+-]{1,40}:/i;
const PICTOGRAPH = /^(?:\p{Extended_Pictographic}(?:[\uFE0E\uFE0F]|\p{Emoji_Modifier})*(?:\u200D\p{Extended_Pictographic}\uFE0F?)*|[✓✔☐☑→➡►▶•●])+/u;
const NUMBERING = /^(?:\d{1,3}(?:\.\d{1,3})*[.)](?=\s|$)|[A-Z][.)](?=\s)|\((?:\d{1,2}|[a-z])\)\s|[A-Z]\.\d{1,2}(?:\.\d{1,2})?\s)/;
const DOTTED_NUMBERING = /^\d{1,3}(?:\.\d{1,3})+\s/;

function takeLeading(work: Work): boolean {
  const text = work.phrase.text.slice(work.from, work.to);
  const space = /^[\s:–—-]+/.exec(text);
  if (space !== null && space[0].length < text.length && (work.from > 0 || /^\s+$/.test(space[0]))) return drop(work, space[0].length);
  const mark = (SHORTCODE.exec(text) ?? PICTOGRAPH.exec(text))?.[0];
  if (mark !== undefined && mark.length < text.length) return takeMark(work, mark, () => drop(work, mark.length));
  const number = (NUMBERING.exec(text) ?? (work.context.numbered ? DOTTED_NUMBERING.exec(text) : null))?.[0];
  if (number !== undefined && number.length < text.length) return drop(work, number.length);
  return takeBracket(work, text) || takeLeadWord(work, text);
}

function drop(work: Work, length: number): boolean {
  work.from += length;
  return true;
}

function takeMark(work: Work, mark: string, take: () => void): boolean {
  const status = statusOfMark(mark, work.context.legend);
  if (status !== null && work.status === null) work.status = status;
  work.mark ??= normalizeMark(mark);
  take();
  return true;
}

/** `[~]`, `[Done]`, `[CLI]` at the start: a box, a status, an area. A link's label is none of these. */
function takeBracket(work: Work, text: string): boolean {
  const match = /^\[([^\][]{0,40})\](?!\()\s*/.exec(text);
  const inner = match?.[1];
  if (match === null || inner === undefined || match[0].length >= text.length) return false;
  if (pieceAt(work.phrase, work.from)?.link) return false;
  const box = statusOfBox(inner);
  if (box !== null) {
    work.status ??= box;
    work.boxed = true;
    return drop(work, match[0].length);
  }
  const status = statusOfTag(inner);
  if (status !== null) work.status ??= status;
  else if (/\p{L}/u.test(inner) && !/^https?:/i.test(inner)) work.areas.push(squeeze(inner));
  else return false;
  return drop(work, match[0].length);
}

/** `DONE: …`, `In progress - …`. */
function takeLeadWord(work: Work, text: string): boolean {
  const match = /^((?:done|wip|in[ -]progress|completed?|shipped|todo|planned|dropped|deferred|postponed|cancel{1,2}ed)\s*(?::|[–—]|-(?=\s)))\s*/i.exec(text);
  if (match === null || match[0].length >= text.length) return false;
  work.status ??= statusOfTag(match[0]);
  return drop(work, match[0].length);
}

function takeTrailing(work: Work): boolean {
  // Decorations are short; looking at the tail alone keeps patterns that end a text from crawling through a long one.
  const text = work.phrase.text.slice(Math.max(work.from, work.to - TAIL), work.to);
  const space = /[\s,;:：–—-]{1,40}$/.exec(text);
  if (space !== null && space[0].length < text.length) return cut(work, space[0].length);
  const bare = /https?:\/\/[^\s()[\]]{1,2000}$/.exec(text);
  if (bare !== null && bare.index > 0) return cut(work, bare[0].length);
  if (/\S\.$/.test(text) && pointsAt(work, text.slice(0, -1))) return cut(work, 1);
  return takeTrailingReference(work, text) || takeTrailingBracket(work, text) || takeTrailingMark(work, text) || takeTrailingWord(work, text);
}

function cut(work: Work, length: number): boolean {
  work.to -= length;
  return true;
}

const REFERENCE_LABEL = /^[([]?(?:(?:[\w.-]+\/)?[\w.-]*\s?#|GH-)\d+[)\]]?$/i;

function isReferenceLabel(piece: Piece): boolean {
  return piece.link !== null && REFERENCE_LABEL.test(piece.text.trim());
}

/** A trailing `#12`, `[12](…/issues/12)`, `owner/repo#12`, with the words that only announce it. */
function takeTrailingReference(work: Work, text: string): boolean {
  const literal = /(?:^|[\s(,[])((?:[\w.-]{1,100}\/)?[\w.-]{0,100}#\d{1,9}|GH-\d{1,9})$/.exec(text);
  if (literal?.[1] !== undefined && literal[1].length < text.length) return cut(work, literal[1].length);
  const last = pieceAt(work.phrase, work.to - 1);
  if (last?.link != null && last.at > work.from && /^#?\d+$/.test(last.text.trim()) && last.at + last.text.length >= work.to) {
    return cut(work, work.to - last.at);
  }
  const announced = /(?:^|[\s(.,–—-])((?:(?:related|tracking|github|see|tracked (?:in|by))\s+)*(?:issues?|tracked (?:in|by)|prs?|pull requests?|rfc)\s*:?)$/i.exec(text);
  if (announced?.[1] === undefined || work.to === work.phrase.text.length || announced.index === 0) return false;
  return cut(work, announced[1].length);
}

/** Whether a text ends with a reference, so that a full stop behind it is no part of a name. */
function pointsAt(work: Work, text: string): boolean {
  if (/(?:#\d{1,9}|\/\d{1,9})[)\]]?$/.test(text)) return true;
  const last = pieceAt(work.phrase, work.to - 2);
  return last?.link != null && /^#?\d+$/.test(last.text.trim());
}

/** A trailing `(…)` or `[…]` that holds a status, a target or references; others belong to the title. */
function takeTrailingBracket(work: Work, text: string): boolean {
  const match = /[([]([^()[\]]{0,300})[)\]]$/.exec(text);
  const inner = match?.[1];
  if (match === null || inner === undefined || match.index === 0) return false;
  const at = work.to - match[0].length + 1;
  if (isEmptied(inner) || findBlank(inner) !== null) return cut(work, match[0].length);
  const status = statusOfTag(inner);
  const mention = ownTarget(inner, work.context);
  if (status === null && mention === null) return false;
  if (status !== null) work.status ??= status;
  if (mention !== null) work.mention ??= moved(mention, at);
  return cut(work, match[0].length);
}

/** Only references, separators and the word for them. */
function isEmptied(inner: string): boolean {
  const rest = inner
    .replaceAll(/https?:\/\/\S+/g, '')
    .replaceAll(/(?:[\w.-]{1,100}\/)?[\w.-]{0,100}#\d{1,9}|GH-\d{1,9}/gi, '')
    .replaceAll(/\b(?:see|issues?|prs?|and|tracking|in|by)\b/gi, '');
  return !/[\p{L}\p{N}?]/u.test(rest);
}

/** The target that a tag names; inside a release's section a bare version of one or two numbers is none. */
function ownTarget(inner: string, context: WordingContext): Mention | null {
  const mention = targetOfTag(inner, context.anchor) ?? targetAfterStatus(inner, context.anchor);
  const isBare = mention?.kind === 'release' && squeeze(inner) === mention.text;
  return isBare && context.inRelease && !/\d\.\d+\.\d|-[a-z]/i.test(inner) ? null : mention;
}

/** `(shipped in 1.2)`, `(Released on July 8, 2020)`: the target that stands with a status. */
function targetAfterStatus(inner: string, anchor: TimeAnchor): Mention | null {
  const match = /^[\p{L} -]{3,24}?\b(?:in|on|since|with|for|around)\s+(?:release |version )?/iu.exec(inner);
  if (match === null || statusOfTag(inner) === null) return null;
  const mention = targetOfTag(inner.slice(match[0].length), anchor);
  return mention === null ? null : moved(mention, match[0].length);
}

function moved(mention: Mention, by: number): Mention {
  return { ...mention, from: mention.from + by, to: mention.to + by };
}

function takeTrailingMark(work: Work, text: string): boolean {
  const match = /(?:\p{Extended_Pictographic}(?:[\uFE0E\uFE0F]|\p{Emoji_Modifier})*|[✓✔☐☑]|:[a-z][\w+-]{1,40}:)$/iu.exec(text);
  if (match === null || match.index === 0) return false;
  return takeMark(work, match[0], () => cut(work, match[0].length));
}

/** A trailing ` - DONE`, `: Q3 2021`, ` - Available in release 1.14.0`. */
function takeTrailingWord(work: Work, text: string): boolean {
  const match = /\s[–—-]{1,2}\s+([^–—]{1,60})$|[:：]\s+([^:：]{1,40})$/.exec(text);
  const inner = match?.[1] ?? match?.[2];
  if (match === null || inner === undefined || match.index === 0) return false;
  const status = statusOfTag(inner);
  const mention = ownTarget(inner, work.context);
  const isShort = inner.split(/\s+/).length <= 5;
  if ((status === null || !isShort) && mention === null) return false;
  if (status !== null) work.status ??= status;
  if (mention !== null) work.mention ??= moved(mention, work.to - inner.length);
  return cut(work, text.length - match.index);
}

/** A title longer than this is cut after its first sentence. */
const LONG_TITLE = 110;
/** No title is longer; the rest goes to the description. */
const LONGEST_TITLE = 400;

function splitTitle(work: Work): void {
  const { phrase, from, to } = work;
  const cutAt = leadEnd(work) ?? sentenceEnd(phrase.text.slice(from, Math.min(to, from + LONGEST_TITLE)), from) ?? wordEnd(phrase.text, from, to);
  work.title = tidy(phrase.text.slice(from, cutAt));
  work.rest = squeeze(phrase.text.slice(cutAt, to).replace(/^[\s.,:;–—-]+/, ''));
  if (work.title === '') {
    work.title = tidy(phrase.text.slice(from, to));
    work.rest = '';
  }
}

/** The end, or the last space before a title would be longer than any name is. */
function wordEnd(text: string, from: number, to: number): number {
  if (to - from <= LONGEST_TITLE) return to;
  const space = text.lastIndexOf(' ', from + LONGEST_TITLE);
  return space > from ? space : from + LONGEST_TITLE;
}

/** Where a bold or linked lead ends, when what follows is set off from it. */
function leadEnd(work: Work): number | null {
  const { phrase, from, to } = work;
  const inside = phrase.pieces.filter((piece) => piece.at + piece.text.length > from && piece.at < to && piece.text.trim() !== '');
  const first = inside[0];
  if (first === undefined || !(first.strong || first.link !== null)) return null;
  const belongs = (piece: Piece): boolean => (first.strong ? piece.strong : piece.link === first.link);
  const after = inside.findIndex((piece) => !belongs(piece));
  if (after <= 0) return null;
  const last = inside[after - 1];
  const next = inside[after];
  if (last === undefined || next === undefined) return null;
  const end = Math.min(to, last.at + last.text.length);
  const following = phrase.text.slice(end, to);
  const isSetOff = /[.:;,!?。：]\s*$/.test(phrase.text.slice(from, end)) || /^\s*(?:[.:;。：–—]|-{1,2}\s|—)/.test(following);
  const newLine = phrase.newlines.some((at) => at >= end && at <= end + following.length - following.trimStart().length) || next.break;
  return (isSetOff || newLine) && end - from <= LONGEST_TITLE ? end : null;
}

function sentenceEnd(text: string, from: number): number | null {
  if (text.length <= LONG_TITLE) return null;
  const match = /^.{12,240}?(?:[.!?](?=\s+[\p{Lu}"“(])|。|(?<=.{48}):(?=\s))/su.exec(text);
  return match === null ? null : from + match[0].length;
}

function tidy(text: string): string {
  const plain = squeeze(text.replaceAll(/[\u200B-\u200D\u2060\uFEFF]/g, ''));
  const trimmed = plain.replace(/^[\s:–—-]+(?=\S)/, '').replace(/\s*[:：;,]+$/, '');
  // A full stop ends a sentence, not a name; but it stays in "etc.", "e.g." and behind an ellipsis.
  return /[^.\s]\.$/.test(trimmed) && !/\b(?:etc|e\.g|i\.e|inc|vs)\.$/i.test(trimmed) && !/\..*\.$/s.test(trimmed) ? trimmed.slice(0, -1) : trimmed;
}
