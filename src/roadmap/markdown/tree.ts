export type NodeType =
  | 'root'
  | 'heading'
  | 'paragraph'
  | 'list'
  | 'listItem'
  | 'blockquote'
  | 'table'
  | 'tableRow'
  | 'tableCell'
  | 'code'
  | 'html'
  | 'thematicBreak'
  | 'definition'
  | 'text'
  | 'inlineCode'
  | 'break'
  | 'strong'
  | 'emphasis'
  | 'delete'
  | 'link'
  | 'linkReference'
  | 'image';

/**
 * A node of the Markdown tree, named as in mdast (https://github.com/syntax-tree/mdast), with only what a reading asks for. All
 * have one shape, which the engine is fastest with: what a type does not have is empty, 0 or null.
 */
export interface MarkdownNode {
  type: NodeType;
  /** Offsets in the text; `end` is exclusive. */
  start: number;
  end: number;
  children: MarkdownNode[];
  /** Of text, inline code and HTML, without the marks of a quote or list around it. */
  value: string;
  /** Of a heading, 1–6. */
  depth: number;
  /** What the checkbox of a list item holds, null without one. */
  checked: boolean | null;
  /** Of a link and a definition. */
  url: string;
  /** Of a reference-style link and a definition, as `labelKey` spells it. */
  label: string;
}

export interface MarkdownTree {
  root: MarkdownNode;
  /** Addresses of the link definitions, by label as `labelKey` spells it; of two with one label the first counts. */
  urlsByLabel: ReadonlyMap<string, string>;
}

/** Shared by all nodes that never have any. */
const NO_CHILDREN: MarkdownNode[] = [];

export function newNode(type: NodeType, start: number, end: number, mayHaveChildren: boolean): MarkdownNode {
  const children = mayHaveChildren ? [] : NO_CHILDREN;
  return { type, start, end, children, value: '', depth: 0, checked: null, url: '', label: '' };
}

/** One spelling for labels that match (https://spec.commonmark.org/0.31.2/#matches). */
export function labelKey(label: string): string {
  const spaced = label.replaceAll(/[\t\n\r ]+/g, ' ').replaceAll(/^ | $/g, '');
  // Both ways, so that letters with several lower-case forms become one.
  return spaced.toLowerCase().toUpperCase();
}
