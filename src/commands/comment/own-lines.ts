/**
 * The lines of a comment that are the writer's own words at the start of a line: not in code, quotes, HTML comments, list
 * items. Markdown's blocks are followed line by line as CommonMark does, without reading what nobody asks about: linear in
 * the comment, which anybody may write (a full parser takes seconds for 64 KiB of brackets).
 */
import {
  closesFence,
  fenceOf,
  indentOf,
  isAtxHeading,
  isBlank,
  isRule,
  isUnderline,
  listMarkerOf,
  type Fence,
} from './block-starts.ts';
import { htmlBlockOf, type HtmlBlock } from './html-blocks.ts';
import { readParagraph } from './inline-code.ts';
import { RawHtml } from './raw-html.ts';

export interface OwnLine {
  /** Without the spaces around it. */
  text: string;
  /** The whole line is one code span: `text` with its backticks. */
  isCode: boolean;
}

type Container = { kind: 'quote' } | { kind: 'item'; width: number; isEmpty: boolean };

interface Piece {
  text: string;
  isOwn: boolean;
}

type Leaf =
  | { kind: 'paragraph'; pieces: Piece[] }
  | { kind: 'fence'; fence: Fence }
  | { kind: 'html'; block: HtmlBlock; pieces: Piece[] };

/** Nobody nests so deep; each level costs every following line something. */
const MAX_DEPTH = 50;

/** In order. Lines end with `\n`, `\r\n` or `\r`, and nothing else. */
export function ownLines(body: string): OwnLine[] {
  const reader = new CommentReader();
  for (const line of body.split(/\r\n|\n|\r/)) reader.read(line);
  return reader.end();
}

class CommentReader {
  readonly #lines: OwnLine[] = [];
  readonly #html = new RawHtml();
  #containers: Container[] = [];
  #leaf: Leaf | null = null;

  end(): OwnLine[] {
    this.#closeLeaf();
    return this.#lines;
  }

  read(line: string): void {
    const expanded = withoutTabs(line);
    const { matched, rest } = this.#follow(expanded);
    const isWhole = matched === this.#containers.length;
    if (isWhole && this.#goesOn(rest, line)) return;
    this.#begin(rest, matched, line);
  }

  /** How many of the open containers the line stands in, and what follows on their marks. */
  #follow(line: string): { matched: number; rest: string } {
    let rest = line;
    let matched = 0;
    for (const container of this.#containers) {
      const indent = indentOf(rest);
      if (container.kind === 'quote') {
        if (indent > 3 || rest.charAt(indent) !== '>') break;
        rest = afterQuoteMark(rest, indent);
      } else if (isBlank(rest)) {
        if (container.isEmpty) break;
      } else if (indent >= container.width) rest = rest.slice(container.width);
      else break;
      if (container.kind === 'item') container.isEmpty = false;
      matched += 1;
    }
    return { matched, rest };
  }

  /** Code and HTML take what comes until their own end. */
  #goesOn(rest: string, line: string): boolean {
    const leaf = this.#leaf;
    if (leaf?.kind === 'fence') {
      if (closesFence(rest, leaf.fence)) this.#leaf = null;
      return true;
    }
    if (leaf?.kind !== 'html') return false;
    if (leaf.block.endsAtBlank && isBlank(rest)) {
      this.#closeLeaf();
      return true;
    }
    leaf.pieces.push({
      text: line,
      isOwn: leaf.block.endsAtBlank && this.#containers.length === 0 && indentOf(rest) <= 3,
    });
    if (leaf.block.endsWith(rest)) this.#closeLeaf();
    return true;
  }

  /** What a line begins behind the containers that it stands in. */
  #begin(line: string, matched: number, source: string): void {
    let rest = line;
    let isInParagraph = matched === this.#containers.length && this.#leaf?.kind === 'paragraph';
    const mayBeLazy = this.#leaf?.kind === 'paragraph';
    let depth = matched;
    while (depth < MAX_DEPTH && indentOf(rest) <= 3) {
      const indent = indentOf(rest);
      if (rest.charAt(indent) === '>') {
        this.#enter(depth, { kind: 'quote' });
        rest = afterQuoteMark(rest, indent);
        [depth, isInParagraph] = [depth + 1, false];
        continue;
      }
      const isMaybeLazy = mayBeLazy && depth === matched;
      if (this.#beginLeaf(rest, { depth, isInParagraph, isMaybeLazy, source })) return;
      const marker = isRule(rest) ? null : listMarkerOf(rest);
      if (marker === null || (isInParagraph && !marker.interrupts)) break;
      this.#enter(depth, { kind: 'item', width: marker.width, isEmpty: marker.isEmpty });
      rest = rest.slice(marker.width);
      [depth, isInParagraph] = [depth + 1, false];
    }
    this.#addText(rest, { depth, isLazy: mayBeLazy && depth === matched, source });
  }

  #enter(depth: number, container: Container): void {
    this.#leave(depth);
    this.#containers.push(container);
  }

  /** A heading, a rule, a fence or a block of HTML. */
  #beginLeaf(
    rest: string,
    about: { depth: number; isInParagraph: boolean; isMaybeLazy: boolean; source: string },
  ): boolean {
    const { depth, isInParagraph, isMaybeLazy, source } = about;
    if (isAtxHeading(rest) || (isInParagraph && isUnderline(rest)) || isRule(rest)) {
      this.#leave(depth);
      return true;
    }
    const fence = fenceOf(rest);
    const block = fence === null ? htmlBlockOf(rest) : null;
    if (fence !== null) {
      this.#leave(depth);
      this.#leaf = { kind: 'fence', fence };
    } else if (block !== null && (block.interrupts || !isMaybeLazy)) {
      this.#leave(depth);
      // A line that begins with a tag begins with no command.
      this.#leaf = { kind: 'html', block, pieces: [{ text: source, isOwn: false }] };
      if (block.endsWith(rest)) this.#closeLeaf();
    } else return false;
    return true;
  }

  #addText(rest: string, { depth, isLazy, source }: { depth: number; isLazy: boolean; source: string }): void {
    if (isBlank(rest)) {
      this.#leave(depth);
      return;
    }
    const isQuoted = this.#containers.some(({ kind }) => kind === 'quote');
    const leaf = isLazy ? this.#leaf : null;
    if (leaf?.kind === 'paragraph') {
      leaf.pieces.push({ text: source, isOwn: depth === 0 && !isQuoted && indentOf(rest) <= 3 });
      return;
    }
    this.#leave(depth);
    // Four columns and more are code.
    if (indentOf(rest) > 3) return;
    this.#leaf = { kind: 'paragraph', pieces: [{ text: source, isOwn: depth === 0 }] };
  }

  /** Closes what lies deeper than `depth`, and what is open there. */
  #leave(depth: number): void {
    this.#closeLeaf();
    this.#containers = this.#containers.slice(0, depth);
  }

  #closeLeaf(): void {
    const leaf = this.#leaf;
    this.#leaf = null;
    if (leaf === null || leaf.kind === 'fence') return;
    const text = leaf.pieces.map((piece) => piece.text).join('\n');
    const piecesByPlace = new Map<number, string>();
    let at = 0;
    for (const piece of leaf.pieces) {
      const place = at + indentOf(piece.text);
      if (piece.isOwn) piecesByPlace.set(place, piece.text.slice(indentOf(piece.text)).trimEnd());
      at += piece.text.length + 1;
    }
    const places = [...piecesByPlace.keys()];
    if (leaf.kind === 'html') {
      // What is open inside a quote or a list item ends with it.
      if (this.#containers.length > 0) return;
      for (const place of this.#html.readBlock(text, places)) this.#add(piecesByPlace.get(place), false);
      return;
    }
    const { clear, codes } = readParagraph(text, places, this.#html);
    const endsByStart = new Map(codes.map(({ start, end }) => [start, end]));
    for (const place of clear) {
      const line = piecesByPlace.get(place);
      this.#add(line, endsByStart.get(place) === place + (line?.length ?? 0));
    }
  }

  #add(text: string | undefined, isCode: boolean): void {
    if (text !== undefined) this.#lines.push({ text, isCode });
  }
}

/** One space behind the mark belongs to it. */
function afterQuoteMark(rest: string, indent: number): string {
  return rest.slice(indent + (rest.charAt(indent + 1) === ' ' ? 2 : 1));
}

/** Tabs go to the next of every four columns. */
function withoutTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let expanded = '';
  for (const part of line.split(/(\t)/)) {
    expanded += part === '\t' ? ' '.repeat(4 - (expanded.length % 4)) : part;
  }
  return expanded;
}
