import type { Link, Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { ZERO_WIDTH_SPACE } from '../../src/render/plain-text.ts';

const processor = unified().use(remarkParse).use(remarkGfm);

export const readMarkdown = (markdown: string): Root => processor.parse(markdown);

export function allNodes(node: Nodes): Nodes[] {
  return [node, ...('children' in node ? node.children.flatMap((child) => allNodes(child)) : [])];
}

/** What a reader sees of a node, one line end between blocks and lines, without our own parting. */
export const visibleText = (node: Nodes): string => shown(node).replaceAll(ZERO_WIDTH_SPACE, '');

function shown(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') return node.value;
  if (node.type === 'break') return '\n';
  if (!('children' in node)) return '';
  const separator = ['root', 'blockquote', 'list', 'listItem', 'table', 'tableRow'].includes(node.type) ? '\n' : '';
  return node.children.map((child) => shown(child)).join(separator);
}

/**
 * What GitHub looks for in rendered text, wider than GitHub itself reads it: whatever matches here might notify,
 * refer or link. https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 */
export const AUTOLINKS: readonly [string, RegExp][] = [
  ['a mention', /@[\p{L}\p{N}_]/u],
  ['a reference', /#\p{N}/u],
  ['a GH- reference', /(?<![\p{L}\p{N}])gh-\d/iu],
  ['a commit', /(?<![A-Za-z0-9])[0-9a-f]{7,}(?![A-Za-z0-9])/iu],
  ['an address', /:\/\/|www\./iu],
];

/** Every reason why the Markdown is not inert; links are fine where `isOurs` says that Milepost meant them. */
export function whatActs(markdown: string, isOurs: (link: Link) => boolean = () => false): string[] {
  const found: string[] = [];
  for (const character of markdown.matchAll(
    /(?!\n|\u200B|\u200C|\u200D|\uFE0E|\uFE0F)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Surrogate}]/gu,
  ))
    found.push(`U+${character[0].codePointAt(0)!.toString(16)}`);
  if (FOREIGN_COMMENT.test(markdown)) found.push('a foreign comment');
  collect(readMarkdown(markdown), isOurs, found);
  return found;
}

function collect(node: Nodes, isOurs: (link: Link) => boolean, found: string[]): void {
  if (node.type === 'link') {
    // What is in a link is not looked at again by GitHub; its label is still ours to answer for.
    if (!isOurs(node)) found.push(`a link to ${node.url}`);
    return;
  }
  if (
    ['image', 'imageReference', 'linkReference', 'definition', 'footnoteReference', 'footnoteDefinition'].includes(
      node.type,
    )
  )
    found.push(node.type);
  if (node.type === 'html' && !OWN_HTML.test(node.value)) found.push(`html ${node.value}`);
  if (node.type === 'text')
    for (const [name, pattern] of AUTOLINKS) if (pattern.test(node.value)) found.push(`${name} in ${node.value}`);
  if ('children' in node) for (const child of node.children) collect(child, isOurs, found);
}

/** What Milepost's own hidden comments look like. */
const MARKER = String.raw`<!-- milepost:(?:issue|slip|pull|edit|fix|dashboard|tick|notice|reply)(?:-end)?(?::[\w:-]+)? -->`;
const FOREIGN_COMMENT = new RegExp(`<!--(?<!(?=${MARKER})<!--)`, 'u');
const OWN_HTML = new RegExp(`^(?:${MARKER}|<details><summary>[^<>]{1,200}</summary>|</details>)$`, 'u');
