import type { Problem } from '../model.ts';
import type { Source } from '../markdown/source.ts';
import type { MarkdownNode, MarkdownTree } from '../markdown/tree.ts';
import { unknownWord } from './broken-hatch.ts';
import { readHatchWord } from './hatch.ts';
import type { Hatch } from './hatch.ts';

export interface FoundHatches {
  /** The tree as it would be without the hatches that stand on lines of their own. */
  tree: MarkdownTree;
  /** In the order of the file. */
  hatches: Hatch[];
  /** Comments that speak to Milepost with a word that it does not know. */
  problems: Problem[];
}

/** Whether a text can hold a hatch at all: nearly none does, and those that do not are not searched. */
export const mayHaveHatches = (text: string): boolean => /<!--\s{0,80}milepost\s{0,80}:/i.test(text);

/** The hatches among the real HTML comments of a file; what looks like one in code is none. */
export function findHatches(tree: MarkdownTree, source: Source): FoundHatches {
  const found: FoundHatches = { tree, hatches: [], problems: [] };
  return { ...found, tree: { ...tree, root: cleaned(tree.root, source, found) } };
}

const HOLD_BLOCKS: readonly string[] = ['root', 'listItem', 'blockquote'];

/** The node without hatches among its children; lists that only a hatch parted are one again. */
function cleaned(node: MarkdownNode, source: Source, into: FoundHatches): MarkdownNode {
  if (node.children.length === 0) return node;
  const holdsBlocks = HOLD_BLOCKS.includes(node.type);
  const kept: MarkdownNode[] = [];
  let wasHatch = false;
  for (const child of node.children) {
    const isHatch = child.type === 'html' && readHtml(child, holdsBlocks, source, into);
    if (!isHatch) addChild(kept, cleaned(child, source, into), wasHatch, source);
    wasHatch = isHatch;
  }
  return { ...node, children: kept };
}

function addChild(kept: MarkdownNode[], child: MarkdownNode, isBehindHatch: boolean, source: Source): void {
  const last = kept[kept.length - 1];
  const isOneList =
    isBehindHatch &&
    last?.type === 'list' &&
    child.type === 'list' &&
    isOrdered(last, source) === isOrdered(child, source);
  if (isOneList) kept[kept.length - 1] = { ...last, children: [...last.children, ...child.children], end: child.end };
  else kept.push(child);
}

/** Whether a list is numbered: a bullet's first character is never a digit. */
function isOrdered(list: MarkdownNode, source: Source): boolean {
  return /\d/.test(source.text.charAt(list.start));
}

/** Takes the hatches out of an HTML node; whether it is nothing but hatches on lines of their own. */
function readHtml(node: MarkdownNode, isBlock: boolean, source: Source, into: FoundHatches): boolean {
  const { start, end } = node;
  const html = source.text.slice(start, end);
  const comments = commentsIn(html);
  const outside = withoutComments(html, comments);
  const before = into.hatches.length + into.problems.length;
  const isAlone = isBlock && /^[\s>]*$/.test(outside);
  for (const { from, to } of comments) {
    const word = readHatchWord(html.slice(from + 4, to - 3));
    if (word === null) continue;
    if (typeof word === 'string') into.hatches.push({ word, start: start + from, end: start + to, isAlone });
    else into.problems.push(unknownWord(word.unknown, start + from, start + to, source));
  }
  return isAlone && into.hatches.length + into.problems.length > before;
}

interface Comment {
  from: number;
  to: number;
}

/** By `indexOf` and not by a pattern, so that thousands of comments that never close cost nothing. */
function commentsIn(html: string): Comment[] {
  const comments: Comment[] = [];
  for (let from = html.indexOf('<!--'); from !== -1;) {
    const close = html.indexOf('-->', from + 4);
    if (close === -1) break;
    comments.push({ from, to: close + 3 });
    from = html.indexOf('<!--', close + 3);
  }
  return comments;
}

function withoutComments(html: string, comments: readonly Comment[]): string {
  let at = 0;
  let rest = '';
  for (const { from, to } of comments) {
    rest += html.slice(at, from);
    at = to;
  }
  return rest + html.slice(at);
}
