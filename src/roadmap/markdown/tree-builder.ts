import { newNode } from './tree.ts';
import type { MarkdownNode, MarkdownTree, NodeType } from './tree.ts';

/** Where a line ending between two pieces of text is part of the text. */
const HOLDS_LINE_ENDINGS: ReadonlySet<NodeType> = new Set([
  'paragraph',
  'heading',
  'strong',
  'emphasis',
  'delete',
  'link',
  'image',
]);

/** Builds a Markdown tree from its parts in the order in which they begin and end. */
export class TreeBuilder {
  /** The innermost node that is still open. */
  top: MarkdownNode = newNode('root', 0, 0, true);
  readonly #open: MarkdownNode[] = [this.top];
  readonly #urlsByLabel = new Map<string, string>();
  /** Text that is part of no text node but of a value: of code, HTML, an address. null outside those. */
  #gathered: string | null = null;

  tree(): MarkdownTree {
    return { root: this.#open[0] ?? this.top, urlsByLabel: this.#urlsByLabel };
  }

  /** Begins a node within the innermost open one. */
  enter(type: NodeType, start: number, end: number): void {
    const node = newNode(type, start, end, true);
    this.top.children.push(node);
    this.#open.push(node);
    this.top = node;
  }

  /** Ends the innermost open node. */
  exit(): void {
    this.#open.pop();
    this.top = this.#open[this.#open.length - 1] ?? this.top;
  }

  /** The node around the innermost open one. */
  around(): MarkdownNode | undefined {
    return this.#open[this.#open.length - 2];
  }

  /** Adds a node that has no children. */
  addLeaf(type: NodeType, start: number, end: number): MarkdownNode {
    const node = newNode(type, start, end, false);
    this.top.children.push(node);
    return node;
  }

  /** Adds to the text before it, or begins one. */
  addText(value: string, start: number, end: number): void {
    if (this.#gathered !== null) {
      this.#gathered += value;
      return;
    }
    const { children } = this.top;
    let text = children[children.length - 1];
    if (text?.type !== 'text') text = this.addLeaf('text', start, end);
    text.value += value;
    text.end = end;
  }

  addLineEnding(value: string, start: number, end: number): void {
    if (this.#gathered !== null || HOLDS_LINE_ENDINGS.has(this.top.type)) this.addText(value, start, end);
  }

  /** From here on text goes into a value. */
  gather(): void {
    this.#gathered = '';
  }

  /** The value that was gathered; text makes nodes again. */
  gathered(): string {
    const value = this.#gathered ?? '';
    this.#gathered = null;
    return value;
  }

  define(label: string, url: string): void {
    if (!this.#urlsByLabel.has(label)) this.#urlsByLabel.set(label, url);
  }
}
