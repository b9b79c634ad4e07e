import type { Source } from './source.ts';
import type { MarkdownNode } from './tree.ts';

export type Break = 'line' | 'entry';

/** How a piece of a phrase is written. */
export interface Piece {
  text: string;
  /** Where the piece begins in the phrase's text. */
  at: number;
  /** Where it stands in the file. */
  start: number;
  end: number;
  /** False where the file writes it otherwise (escapes, entities), so that offsets inside must be aligned. */
  exact: boolean;
  code: boolean;
  strong: boolean;
  emphasis: boolean;
  deleted: boolean;
  /** A break that the author asked for: of a line (`<br>`, two spaces), or before an entry (`<li>`). null for text. */
  break: Break | null;
  link: Link | null;
}

/** A link of any spelling; all its pieces share one object. */
export interface Link {
  url: string;
  /** Offsets of the whole link in the file. */
  start: number;
  end: number;
}

/** The inline content of a heading, paragraph or cell: what a reader sees, with the way back to the file. */
export interface Phrase {
  text: string;
  pieces: Piece[];
  links: Link[];
  /** Where in the text a line of the file ends (a space stands there). */
  newlines: number[];
  /** Its label (`Why: …`) recurs under headings beside this one: a field of the work above. Absent: not so. */
  inCard?: boolean;
  start: number;
  end: number;
}

/** A phrase without anything in it. */
export const NO_PHRASE: Readonly<Phrase> = { text: '', pieces: [], links: [], newlines: [], start: 0, end: 0 };

/** What a phrase needs to know of the file around it. */
export interface PhraseContext {
  source: Source;
  urlsByLabel: ReadonlyMap<string, string>;
}

interface Style {
  strong: boolean;
  emphasis: boolean;
  deleted: boolean;
  link: Link | null;
}

const PLAIN: Style = { strong: false, emphasis: false, deleted: false, link: null };
/** How far the next character may be: an entity, an escape, the quote marks of a wrapped line. */
const ALIGN_WINDOW = 40;
const LINE_TAG = /^<\/?(?:br|ul|ol|p|div)\b/i;
const ENTRY_TAG = /^<\/?li\b/i;

/**
 * A tag whose unquoted value holds a slash: `<img src=https://example.org/x.png>`. GitHub takes it for one, as CommonMark
 * says (https://spec.commonmark.org/0.31.2/#unquoted-attribute-value); our parser leaves it in the text.
 */
const LEFT_TAG =
  /<[a-z][a-z0-9-]{0,40}(?:\s+[a-z_:][\w.:-]{0,60}(?:\s*=\s*(?:[^\s"'=<>`]{1,2000}|"[^"<]{0,2000}"|'[^'<]{0,2000}'))?)*\s*\/?>/gi;

/** Flattens inline Markdown. Images, comments and tags give no text, except that `<br>` and `<li>` break the line. */
export function phraseOf(children: readonly MarkdownNode[], context: PhraseContext): Phrase {
  const phrase: Phrase = { text: '', pieces: [], links: [], newlines: [], start: 0, end: 0 };
  addAll(phrase, children, PLAIN, context);
  phrase.start = children[0]?.start ?? 0;
  phrase.end = children[children.length - 1]?.end ?? phrase.start;
  return phrase;
}

function addAll(phrase: Phrase, children: readonly MarkdownNode[], style: Style, context: PhraseContext): void {
  for (const child of children) add(phrase, child, style, context);
}

function add(phrase: Phrase, node: MarkdownNode, style: Style, context: PhraseContext): void {
  const { start, end } = node;
  switch (node.type) {
    case 'text':
      pushText(phrase, node.value, { start, end }, style, context);
      break;
    case 'inlineCode':
      push(phrase, node.value, start, end, { ...style, code: true, break: null }, context);
      break;
    case 'break':
      pushBreak(phrase, start, end, style, 'line');
      break;
    case 'html':
      if (ENTRY_TAG.test(node.value)) pushBreak(phrase, start, end, style, 'entry');
      else if (LINE_TAG.test(node.value)) pushBreak(phrase, start, end, style, 'line');
      break;
    case 'strong':
      addAll(phrase, node.children, { ...style, strong: true }, context);
      break;
    case 'emphasis':
      addAll(phrase, node.children, { ...style, emphasis: true }, context);
      break;
    case 'delete':
      addAll(phrase, node.children, { ...style, deleted: true }, context);
      break;
    case 'link':
      addLink(phrase, node.children, { url: node.url, start, end }, style, context);
      break;
    case 'linkReference': {
      const url = context.urlsByLabel.get(node.label) ?? '';
      addLink(phrase, node.children, { url, start, end }, style, context);
      break;
    }
    default:
      break;
  }
}

function addLink(
  phrase: Phrase,
  children: readonly MarkdownNode[],
  link: Link,
  style: Style,
  context: PhraseContext,
): void {
  phrase.links.push(link);
  addAll(phrase, children, { ...style, link }, context);
}

function pushBreak(phrase: Phrase, start: number, end: number, style: Style, kind: Break): void {
  phrase.pieces.push({
    text: '\n',
    at: phrase.text.length,
    start,
    end,
    exact: false,
    code: false,
    ...style,
    break: kind,
  });
  phrase.text += '\n';
}

/** Text, without the tags that were left in it where it stands in the file as it is; escaped ones are text. */
function pushText(
  phrase: Phrase,
  value: string,
  { start, end }: { start: number; end: number },
  style: Style,
  context: PhraseContext,
): void {
  const { strong, emphasis, deleted, link } = style;
  const plain = { strong, emphasis, deleted, link, code: false, break: null };
  const isExact = context.source.text.slice(start, end) === value;
  let from = 0;
  for (const { 0: tag, index } of isExact && value.includes('<') ? value.matchAll(LEFT_TAG) : []) {
    if (index > from) push(phrase, value.slice(from, index), start + from, start + index, plain, context);
    from = index + tag.length;
  }
  if (from < value.length || value === '') push(phrase, value.slice(from), start + from, end, plain, context);
}

function push(
  phrase: Phrase,
  value: string,
  start: number,
  end: number,
  style: Style & { code: boolean; break: Break | null },
  context: PhraseContext,
): void {
  const found = context.source.text.slice(start, end).indexOf(value);
  let dropped = 0;
  // One space for each end of a line, so that a file with CR LF reads as one with LF.
  const text = /[\r\n]/.test(value)
    ? value.replaceAll(/\r\n|[\r\n]/g, (newline, at: number) => {
        phrase.newlines.push(phrase.text.length + at - dropped);
        dropped += newline.length - 1;
        return ' ';
      })
    : value;
  const from = found === -1 ? start : start + found;
  phrase.pieces.push({
    text,
    at: phrase.text.length,
    start: from,
    end: found === -1 ? end : from + value.length,
    exact: found !== -1 && dropped === 0,
    ...style,
  });
  phrase.text += text;
}

/** The offset in the file of character `index` of the phrase's text (its end for the text's length). */
export function offsetIn(phrase: Phrase, index: number, source: Source): number {
  const piece = pieceAt(phrase, index);
  if (piece === undefined) return phrase.pieces[phrase.pieces.length - 1]?.end ?? phrase.end;
  if (piece.exact) return piece.start + (index - piece.at);
  return alignmentOf(piece, source)[index - piece.at] ?? piece.end;
}

/** The piece that shows character `index`, undefined past the end. */
export function pieceAt(phrase: Phrase, index: number): Piece | undefined {
  let low = 0;
  let high = phrase.pieces.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = phrase.pieces[middle];
    if (piece !== undefined && index >= piece.at + piece.text.length) low = middle + 1;
    else high = middle;
  }
  const piece = phrase.pieces[low];
  return piece !== undefined && index >= piece.at && index < piece.at + piece.text.length ? piece : undefined;
}

/** The stretch of the file that shows characters `from` to `to` (exclusive) of the phrase's text. */
export function offsetsOf(phrase: Phrase, from: number, to: number, source: Source): [number, number] {
  const start = offsetIn(phrase, from, source);
  const end = to > from ? offsetIn(phrase, to - 1, source) + 1 : start;
  return [start, Math.max(start, end)];
}

const alignments = new WeakMap<Piece, Int32Array>();

/** Where each character of an inexact piece stands in the file; worked out once for each piece. */
function alignmentOf(piece: Piece, source: Source): Int32Array {
  const known = alignments.get(piece);
  if (known !== undefined) return known;
  const aligned = align(piece, source);
  alignments.set(piece, aligned);
  return aligned;
}

/** Walks an escaped piece beside its value: each character is taken at its next occurrence in the file. */
function align(piece: Piece, source: Source): Int32Array {
  const offsets = new Int32Array(piece.text.length);
  let offset = piece.start;
  for (let at = 0; at < piece.text.length; at += 1) {
    const character = piece.text.charAt(at);
    // The indent of a wrapped line, of whatever length.
    if (character.trim() !== '') offset = pastSpace(source.text, offset, piece.end);
    // An entity has no such character: stay, the rest finds its place again. The window keeps this linear.
    const ahead = source.text.slice(offset, Math.min(offset + ALIGN_WINDOW, piece.end));
    // A line's end became spaces.
    const found = character === ' ' ? ahead.search(/[ \r\n]/) : ahead.indexOf(character);
    offsets[at] = found === -1 ? offset : offset + found;
    if (found !== -1) offset += found + 1;
  }
  return offsets;
}

function pastSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && ' \t\r\n'.includes(text.charAt(at))) at += 1;
  return at;
}

/** Whether every visible character satisfies `test`. False for a phrase without any. */
export function isWholly(phrase: Phrase, test: (piece: Piece) => boolean): boolean {
  let seen = false;
  for (const piece of phrase.pieces) {
    if (piece.text.trim() === '') continue;
    if (!test(piece)) return false;
    seen = true;
  }
  return seen;
}

/** Part of a phrase as a phrase of its own, trimmed of spaces at both ends. */
export function slicePhrase(phrase: Phrase, from: number, to: number, source: Source): Phrase {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(phrase.text.charAt(start))) start += 1;
  while (end > start && /\s/.test(phrase.text.charAt(end - 1))) end -= 1;
  const pieces: Piece[] = [];
  const links = new Set<Link>();
  for (
    let index = firstFrom(phrase.pieces, start, (piece) => piece.at + piece.text.length - 1);
    index < phrase.pieces.length;
    index += 1
  ) {
    const piece = phrase.pieces[index];
    if (piece === undefined || piece.at >= end) break;
    const left = Math.max(start, piece.at);
    const right = Math.min(end, piece.at + piece.text.length);
    if (left >= right) continue;
    const [first, last] = offsetsOf(phrase, left, right, source);
    pieces.push({ ...piece, text: phrase.text.slice(left, right), at: left - start, start: first, end: last });
    if (piece.link !== null) links.add(piece.link);
  }
  const [first, last] = offsetsOf(phrase, start, end, source);
  const newlines: number[] = [];
  for (let index = firstFrom(phrase.newlines, start, (at) => at); (phrase.newlines[index] ?? end) < end; index += 1) {
    newlines.push((phrase.newlines[index] ?? 0) - start);
  }
  return { text: phrase.text.slice(start, end), pieces, links: [...links], newlines, start: first, end: last };
}

/** Index of the first of some sorted things whose place is not before `wanted`. */
function firstFrom<T>(sorted: readonly T[], wanted: number, placeOf: (one: T) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = sorted[middle];
    if (one !== undefined && placeOf(one) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
