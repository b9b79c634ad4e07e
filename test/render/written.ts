/** What a text that Milepost writes to GitHub must not do, by the kind of place where it is written. */
import type { Nodes } from 'mdast';
import { allNodes, AUTOLINKS, readMarkdown, whatActs } from './reading-as-github.ts';
import { isOurs } from './hostile-project.ts';

export interface Written {
  /** Which of the texts that a renderer makes. */
  what: string;
  /**
   * `check`: Markdown that leaves no backlinks. `body`: Markdown of an issue, a pull request or a comment, where an address
   * of an issue leaves one. `plain`: shown as it stands. `title`: of an issue or pull request. `commit`: a commit's message.
   * `suggestion`: a block of code whose lines are somebody's file.
   */
  kind: 'check' | 'body' | 'plain' | 'title' | 'commit' | 'suggestion';
  text: string;
  /** How many hidden markers it has. */
  markers?: number;
}

const ISSUE_ADDRESS = /^https:\/\/github\.com\/[^/]+\/[^/]+\/(?:issues|pull|discussions)\/\d/u;
const SKIPS = /\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]|^skip-checks:/imu;
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/**
 * Every reason why the text is not harmless where it stands; [] when it is. A word that closes issues does so only in front of
 * a reference or an address of theirs, and there is none.
 */
export function harmOf({ kind, text, markers = 0 }: Written): string[] {
  if (kind === 'check' || kind === 'body') return harmOfMarkdown(text, kind === 'body', markers);
  if (kind === 'suggestion') {
    const blocks = readMarkdown(text).children;
    return blocks.length === 1 && blocks[0]?.type === 'code' ? [] : ['more than one block of code'];
  }
  const lines = kind === 'commit' ? text.split('\n') : [text];
  return [
    ...AUTOLINKS.slice(0, 3).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : [])),
    ...(lines.some((line) => UNSEEN.test(line)) ? ['an unseen character'] : []),
    ...(kind === 'commit' && SKIPS.test(text) ? ['it skips checks'] : []),
    ...(kind === 'commit' ? lines.filter((line) => /^(?!Signed-off-by: )[\w-]{1,40}-by:/iu.test(line)) : []),
  ];
}

function harmOfMarkdown(text: string, leavesBacklinks: boolean, markers: number): string[] {
  const nodes = allNodes(readMarkdown(text));
  const links = nodes.filter((node) => node.type === 'link');
  return [
    ...whatActs(text, isOurs),
    ...(leavesBacklinks
      ? links.filter(({ url }) => ISSUE_ADDRESS.test(url)).map(({ url }) => `a backlink by ${url}`)
      : []),
    ...(text.match(/<!--/gu)?.length === (markers || undefined) ? [] : [`other markers than ${markers}`]),
    ...nodes.flatMap((node) => (node.type === 'code' ? harmOfCode(node) : [])),
  ];
}

/** Diagrams: nothing that sets anything up, links, runs or ends a statement early. */
function harmOfCode(node: Nodes & { type: 'code' }): string[] {
  if (node.lang !== 'mermaid') return [];
  return node.value
    .split('\n')
    .flatMap((line) =>
      /%%|[{}<>;"`\\]|^\s*(?:click|callback|href|style|classDef|link)\b|https?:|#\w|@\w/iu.test(line) ? [line] : [],
    );
}

const BLOCKS: ReadonlySet<Nodes['type']> = new Set([
  'blockquote',
  'code',
  'heading',
  'html',
  'list',
  'listItem',
  'paragraph',
  'table',
  'tableCell',
  'tableRow',
  'thematicBreak',
]);

/** The blocks of a Markdown text in their order, each with those that it stands in: `list>listItem>paragraph`. */
export function blocksOf(text: string): string[] {
  const found: string[] = [];
  const visit = (node: Nodes, path: string): void => {
    const here = BLOCKS.has(node.type) ? `${path}>${node.type}` : path;
    if (here !== path) found.push(here);
    if ('children' in node) for (const child of node.children) visit(child, here);
  };
  visit(readMarkdown(text), '');
  return found;
}
