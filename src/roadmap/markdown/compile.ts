import { decodeString } from 'micromark-util-decode-string';
import type { Events, Part } from './events.ts';
import { labelKey } from './tree.ts';
import type { MarkdownTree, NodeType } from './tree.ts';
import { TreeBuilder } from './tree-builder.ts';

type Event = Events[number];
type Token = Event[1];

/** Tokens that are a node with children. */
const NODES = new Map<string, NodeType>([
  ['paragraph', 'paragraph'],
  ['listUnordered', 'list'],
  ['listOrdered', 'list'],
  ['atxHeading', 'heading'],
  ['setextHeading', 'heading'],
  ['blockQuote', 'blockquote'],
  ['table', 'table'],
  ['tableRow', 'tableRow'],
  ['tableHeader', 'tableCell'],
  ['tableData', 'tableCell'],
  ['strong', 'strong'],
  ['emphasis', 'emphasis'],
  ['strikethrough', 'delete'],
  ['link', 'link'],
  ['autolink', 'link'],
  ['image', 'image'],
]);

/** Tokens whose text is, or would be, a value and no text of a paragraph. */
const GATHERED: ReadonlySet<string> = new Set([
  'codeFenced',
  'codeIndented',
  'codeText',
  'htmlFlow',
  'htmlText',
  'definition',
  'definitionDestinationString',
  'reference',
  'resource',
  'resourceDestinationString',
]);

/**
 * The tree that micromark's events describe: what `mdast-util-from-markdown` makes of them, as far as it matters for a
 * reading. It is made here because that one takes four times as long: it copies its context for each event and keeps line and
 * column of every node. A test holds the two together.
 */
export function compile(parts: readonly Part[], text: string): MarkdownTree {
  const compiler = new Compiler(text);
  for (const part of parts) compiler.add(part);
  return compiler.builder.tree();
}

class Compiler {
  readonly builder = new TreeBuilder();
  #events: Events = [];
  readonly #text: string;
  /** Markdown reads tabs and null characters otherwise than they stand in the text. */
  readonly #isPlain: boolean;
  /** The next line ending belongs to the hard break before it. */
  #isAtBreak = false;
  /** Between the words of an underlined heading and its line. */
  #isAtUnderline = false;
  #isInTable = false;
  /** The label that was read last leads to a definition; false once an address has followed. */
  #isReference = false;
  #label = '';
  #url = '';

  constructor(text: string) {
    this.#text = text;
    this.#isPlain = !/[\t\0]/.test(text);
  }

  add({ events, end }: Part): void {
    this.#events = events;
    const before = this.builder.top.children.length;
    for (let index = 0; index < events.length; index += 1) {
      const event = events[index];
      // What begins at the part's end is no part of it.
      if (event === undefined || event[1].start.offset >= end) break;
      if (event[0] === 'enter') this.enter(event, index);
      else this.exit(event, index);
    }
    this.#joinLists(before);
  }

  /** One list that was cut between two bullets of the same kind. */
  #joinLists(at: number): void {
    const { children } = this.builder.top;
    const [list, rest] = [children[at - 1], children[at]];
    if (list?.type !== 'list' || rest?.type !== 'list') return;
    const bullet = this.#text.charAt(rest.start);
    if (!/[-*+]/.test(bullet) || this.#text.charAt(list.start) !== bullet) return;
    for (const item of rest.children) list.children.push(item);
    list.end = rest.end;
    children.splice(at, 1);
  }

  enter([, token]: Event, index: number): void {
    const type: string = token.type;
    const node = NODES.get(type);
    if (node !== undefined) {
      this.builder.enter(node, token.start.offset, token.end.offset);
      if (node === 'table') this.#isInTable = true;
    } else if (GATHERED.has(type)) {
      this.builder.gather();
    } else if (type === 'listItemPrefix') {
      this.#endListItem(token, index);
      this.builder.enter('listItem', token.start.offset, token.end.offset);
    }
  }

  exit(event: Event, index: number): void {
    const { builder } = this;
    const token = event[1];
    const [start, end] = [token.start.offset, token.end.offset];
    switch (token.type as string) {
      case 'data':
      case 'codeTextData':
      case 'htmlTextData':
      case 'htmlFlowData':
        return builder.addText(this.#slice(event), start, end);
      case 'lineEnding':
        return this.#lineEnding(event);
      case 'characterEscapeValue':
        // The text begins with the backslash before it.
        return builder.addText(this.#slice(event), start - 1, end);
      case 'characterReference':
        return builder.addText(decodeString(this.#slice(event)), start, end);
      case 'paragraph':
        this.#trimTask();
        return builder.exit();
      case 'strong':
      case 'emphasis':
      case 'strikethrough':
      case 'tableHeader':
      case 'tableData':
      case 'tableRow':
      case 'atxHeading':
      case 'blockQuote':
      case 'autolink':
      case 'image':
        return builder.exit();
      case 'listOrdered':
      case 'listUnordered':
        this.#endListItem(token, index);
        return builder.exit();
      case 'table':
        this.#isInTable = false;
        return builder.exit();
      case 'hardBreakEscape':
      case 'hardBreakTrailing':
        this.#isAtBreak = true;
        builder.addLeaf('break', start, end);
        return;
      case 'thematicBreak':
        builder.addLeaf('thematicBreak', start, end);
        return;
      default:
        return isOfHeading(token) ? this.#exitOfHeading(token) : this.#exitOfValue(event, start, end);
    }
  }

  #exitOfHeading(token: Token): void {
    const { top } = this.builder;
    switch (token.type as string) {
      case 'atxHeadingSequence':
        // The one at the heading's end says nothing.
        if (top.depth === 0) top.depth = token.end.offset - token.start.offset;
        break;
      case 'setextHeadingText':
        this.#isAtUnderline = true;
        break;
      case 'setextHeadingLineSequence':
        top.depth = this.#text.charAt(token.start.offset) === '=' ? 1 : 2;
        break;
      case 'setextHeading':
        this.#isAtUnderline = false;
        this.builder.exit();
        break;
      default:
        break;
    }
  }

  #exitOfValue(event: Event, start: number, end: number): void {
    const { builder } = this;
    switch (event[1].type as string) {
      case 'codeText': {
        const value = builder.gathered();
        builder.addLeaf('inlineCode', start, end).value = this.#isInTable
          ? value.replaceAll(/\\([\\|])/g, (escape, sign: string) => (sign === '|' ? sign : escape))
          : value;
        break;
      }
      case 'codeFenced':
      case 'codeIndented':
        builder.gathered();
        builder.addLeaf('code', start, end);
        break;
      case 'htmlText':
      case 'htmlFlow':
        builder.addLeaf('html', start, end).value = builder.gathered();
        break;
      case 'autolinkProtocol':
      case 'autolinkEmail':
        this.#exitAddress(event, start, end);
        break;
      default:
        this.#exitOfLink(event, start, end);
    }
  }

  #exitAddress(event: Event, start: number, end: number): void {
    const address = this.#slice(event);
    this.builder.addText(address, start, end);
    this.builder.top.url = event[1].type === 'autolinkEmail' ? `mailto:${address}` : address;
  }

  #exitOfLink(event: Event, start: number, end: number): void {
    const { builder } = this;
    switch (event[1].type as string) {
      case 'labelText':
        builder.top.label = labelKey(event[2].sliceSerialize(event[1]));
        break;
      case 'label':
        this.#isReference = true;
        break;
      case 'referenceString':
        builder.top.label = labelKey(event[2].sliceSerialize(event[1]));
        break;
      case 'reference':
        builder.gathered();
        break;
      case 'resourceDestinationString':
        builder.top.url = builder.gathered();
        builder.gather();
        break;
      case 'resource':
        builder.gathered();
        this.#isReference = false;
        break;
      case 'link':
        if (this.#isReference) builder.top.type = 'linkReference';
        builder.exit();
        break;
      default:
        this.#exitOfDefinition(event, start, end);
    }
  }

  #exitOfDefinition(event: Event, start: number, end: number): void {
    const { builder } = this;
    switch (event[1].type as string) {
      case 'definitionLabelString':
        this.#label = labelKey(event[2].sliceSerialize(event[1]));
        break;
      case 'definitionDestinationString':
        this.#url = builder.gathered();
        builder.gather();
        break;
      case 'definition':
        builder.gathered();
        builder.define(this.#label, this.#url);
        builder.addLeaf('definition', start, end);
        this.#url = '';
        break;
      case 'taskListCheckValueChecked':
      case 'taskListCheckValueUnchecked': {
        const item = builder.around();
        if (item !== undefined) item.checked = event[1].type === ('taskListCheckValueChecked' as string);
        break;
      }
      default:
        break;
    }
  }

  #lineEnding(event: Event): void {
    const { start, end } = event[1];
    const { top } = this.builder;
    if (this.#isAtBreak) {
      this.#isAtBreak = false;
      const last = top.children[top.children.length - 1];
      if (last !== undefined) last.end = end.offset;
    } else if (!this.#isAtUnderline) {
      this.builder.addLineEnding(this.#slice(event), start.offset, end.offset);
    }
  }

  /** Ends the list item that is open, if one is, before the line endings behind it. */
  #endListItem(token: Token, index: number): void {
    const { top } = this.builder;
    if (top.type !== 'listItem') return;
    top.end = token.end.offset;
    for (let before = index - 1; before >= 0; before -= 1) {
      const event = this.#events[before];
      const type: string = event?.[1].type ?? '';
      if (event === undefined) break;
      if (type === 'lineEnding' || type === 'lineEndingBlank') {
        if (event[0] === 'enter') top.end = event[1].start.offset;
      } else if (!BETWEEN_ITEMS.has(type)) break;
    }
    this.builder.exit();
  }

  /** The space behind a checkbox is no part of the paragraph. */
  #trimTask(): void {
    const { top } = this.builder;
    const item = this.builder.around();
    const head = top.children[0];
    if (item === undefined || item.checked === null || head?.type !== 'text') return;
    if (item.children.find(({ type }) => type === 'paragraph') !== top) return;
    head.value = head.value.slice(1);
    if (head.value === '') top.children.shift();
    else top.start = head.start += 1;
  }

  #slice([, token, context]: Event): string {
    const { start, end } = token;
    // Over several lines the marks of a quote, or the indent, may stand in between: micromark knows which.
    return this.#isPlain && start.line === end.line
      ? this.#text.slice(start.offset, end.offset)
      : context.sliceSerialize(token);
  }
}

const BETWEEN_ITEMS: ReadonlySet<string> = new Set([
  'linePrefix',
  'blockQuotePrefix',
  'blockQuotePrefixWhitespace',
  'blockQuoteMarker',
  'listItemIndent',
]);

function isOfHeading({ type }: Token): boolean {
  return type.startsWith('atxHeading') || type.startsWith('setextHeading');
}
