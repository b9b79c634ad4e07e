import { pieceAt } from '../markdown/phrase.ts';
import type { Phrase, Piece } from '../markdown/phrase.ts';
import { findBlank } from '../references/placeholder.ts';
import type { Work } from './wording-parts.ts';
import { statusOfTag } from '../status/status.ts';
import { targetOfTag } from '../target/target.ts';
import { squeeze } from '../words.ts';

/** A title longer than this is cut after its first sentence. */
const LONG_TITLE = 110;

/** No title is longer; the rest goes to the description. */
const LONGEST_TITLE = 400;

/** Where the name of a work ends in its words: behind a lead that is set off, a first sentence, or a tag. */
export function titleEnd(work: Work): number {
  const { phrase, from, to } = work;
  const opening = phrase.text.slice(from, Math.min(to, from + LONGEST_TITLE));
  return (
    leadEnd(work) ??
    taggedEnd(opening, from) ??
    shortLineEnd(phrase, from, to) ??
    sentenceEnd(opening, from) ??
    wordEnd(phrase.text, from, to)
  );
}

/** What follows the name, up to `end`. */
export function restAfter(work: Work, end: number): string {
  return squeeze(work.phrase.text.slice(work.to, end).replace(/^[\s.,:;–—-]+/, ''));
}

/** The name itself, plain. Where nothing but decorations was left of it, all the words up to `end` are. */
export function titleOf(work: Work, end: number): string {
  const { phrase, from, to } = work;
  return tidy(phrase.text.slice(from, to)) || tidy(phrase.text.slice(from, Math.min(end, from + LONGEST_TITLE)));
}

/** Where a name with a status behind it ends before a dash: `Undo (Done ✅) - one step back`. */
function taggedEnd(text: string, from: number): number | null {
  const match = /^[^()[\]]{2,120}[([]([^()[\]]{2,40})[)\]](?=\s+[-–—]\s|\s*:\s)/.exec(text);
  return match?.[1] !== undefined && statusOfTag(match[1]) !== null ? from + match[0].length : null;
}

/**
 * Where a first line ends that was not broken for its length: it is short, ends like a name, and the next begins like a
 * sentence. Two lines written so are two things, though Markdown runs them together.
 */
function shortLineEnd(phrase: Phrase, from: number, to: number): number | null {
  const first = phrase.newlines.find((at) => at > from && at < to);
  if (first === undefined || first - from > 60) return null;
  const line = phrase.text.slice(from, first).trimEnd();
  const isOpen = /(?:[,;:(–—-]|\b(?:a|an|the|of|and|or|to|in|on|for|with|by|from|at|as|is|are|that|which))$/i.test(
    line,
  );
  return !isOpen && /^\s*\p{Lu}/u.test(phrase.text.slice(first, first + 20)) ? first : null;
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
  const inside = phrase.pieces.filter(
    (piece) => piece.at + piece.text.length > from && piece.at < to && piece.text.trim() !== '',
  );
  const first = inside[0];
  if (first === undefined || !(first.strong || first.link !== null)) return null;
  // `**Phase 1:** a front end`: the lead only counts.
  if (/^(?:phase|step|stage|part|milestone|goal|week|day|sprint|priority)[\s#\d.:)]*$/i.test(first.text)) return null;
  const belongs = (piece: Piece): boolean => (first.strong ? piece.strong : piece.link === first.link);
  const after = inside.findIndex((piece) => !belongs(piece));
  if (after <= 0) return null;
  const last = inside[after - 1];
  const next = inside[after];
  if (last === undefined || next === undefined) return null;
  const bare = Math.min(to, last.at + last.text.length);
  const end = bare + decorationsAfter(work, bare);
  const following = phrase.text.slice(end, to);
  const isSetOff =
    /[.:;,!?。：]\s*$/.test(phrase.text.slice(from, end)) || /^\s*(?:[.:;。：–—]|-{1,2}\s|—)/.test(following);
  const newLine =
    phrase.newlines.some((at) => at >= end && at <= end + following.length - following.trimStart().length) ||
    /^[ \t]*\n/.test(following);
  return (isSetOff || newLine) && end - from <= LONGEST_TITLE ? end : null;
}

/** A mark, or a bracket, behind a lead: `**Undo** ✓ _released in v2.1_`, `**Undo** (v2.1) - one step back`. */
const DECORATION =
  /^\s*(?:\p{Extended_Pictographic}\uFE0F?|[✓✔]|:[a-z][\w+-]{1,40}:|[([（]([^()[\]（）]{2,60})[)\]）])/iu;

/** How long the marks and tags are that stand right behind a lead and say how far it is, or for when it is planned. */
function decorationsAfter(work: Work, at: number): number {
  let end = at;
  for (let step = 0; step < 6; step += 1) {
    const text = work.phrase.text.slice(end, Math.min(work.to, end + 120));
    const match = DECORATION.exec(text);
    if (match !== null && (match[1] === undefined || saysHowFar(match[1], work))) end += match[0].length;
    else {
      const italic = italicAt(work, end + text.length - text.trimStart().length);
      if (italic === null || !saysHowFar(italic, work)) break;
      end += text.length - text.trimStart().length + italic.length;
    }
  }
  return end - at;
}

function saysHowFar(tag: string, work: Work): boolean {
  return statusOfTag(tag) !== null || targetOfTag(tag, work.context.anchor) !== null;
}

/** The italic piece that begins at a place; null without one. */
function italicAt(work: Work, at: number): string | null {
  const piece = pieceAt(work.phrase, at);
  return piece !== undefined && piece.at === at && piece.emphasis && piece.text.length <= 60 ? piece.text : null;
}

/** Where a long text's first sentence, or its part before a dash or colon, ends. */
function sentenceEnd(text: string, from: number): number | null {
  if (text.length <= LONG_TITLE) return null;
  let depth = 0;
  for (let at = 0; at < Math.min(text.length, 260); at += 1) {
    const character = text.charAt(at);
    if (/[([（]/.test(character)) depth += 1;
    else if (/[)\]）]/.test(character)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && at >= 11 && endsThought(text, at)) return from + at + (/[–—:]/.test(character) ? 0 : 1);
  }
  return null;
}

const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|resp|cf|approx|incl|no|[A-Z])\.$/i;

/** A full stop before a capital, an ideographic one, a dash that is set off, or a colon after many words. */
function endsThought(text: string, at: number): boolean {
  const after = text.slice(at + 1, at + 4);
  switch (text.charAt(at)) {
    case '.':
      return /^\s+[\p{Lu}"“(]/u.test(after) && !ABBREVIATION.test(text.slice(Math.max(0, at - 8), at + 1));
    case '!':
    case '?':
      return /^\s+[\p{Lu}"“(]/u.test(after);
    case '。':
      return true;
    case '–':
    case '—':
      return /^\s/.test(after) && /\s/.test(text.charAt(at - 1));
    case ':':
      return at >= 48 && /^\s/.test(after);
    default:
      return false;
  }
}

function tidy(text: string): string {
  const visible = text.replaceAll(/[\u200B-\u200D\u2060\uFEFF]/g, '');
  // An address is no part of a name, unless there is nothing else.
  const named = visible.replaceAll(
    /\s?(?:\(https?:\/\/[^\s()[\]]+\)|\[https?:\/\/[^\s()[\]]+\]|(?<=\s|^)https?:\/\/[^\s()[\]]+(?=\s|$))/g,
    '',
  );
  const plain = squeeze(withoutBlank(/[\p{L}\p{N}]/u.test(named) ? named : visible));
  const trimmed = plain.replace(/^[\s:–—-]+(?=\S)/, '').replace(/[\s:：;,]{1,40}$/, '');
  // A full stop ends a sentence, not a name; but it stays in "etc.", "e.g." and where there are others.
  const isSentence = /[^.\s]\.$/.test(trimmed) && !/\b(?:etc|e\.g|i\.e|inc|vs)\.$/i.test(trimmed);
  return isSentence && trimmed.indexOf('.') === trimmed.length - 1 ? trimmed.slice(0, -1) : trimmed;
}

/** Without the words that an issue is still to come, which go when it has come; unless there are no others. */
function withoutBlank(text: string): string {
  const blank = findBlank(text);
  if (blank === null) return text;
  const before = text.slice(0, blank.from).replace(/[\s([:–—-]{1,40}$/, '');
  const rest = before + text.slice(blank.to).replace(/^\s?[)\]]/, '');
  return /[\p{L}\p{N}]/u.test(before) ? rest : text;
}
