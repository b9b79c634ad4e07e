/** The documentation as Markdown: its pages, and of each the blocks, links and anchors. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

export const root = join(import.meta.dirname, '../..');

/** One fenced block. */
export interface Block {
  /** `docs/start.md:12`, for messages. */
  at: string;
  page: string;
  /** The first word behind the fence: `sh`, `yaml`; '' for none. */
  language: string;
  /** What stands behind it. */
  about: string;
  text: string;
}

export interface Link {
  at: string;
  page: string;
  url: string;
}

export interface Page {
  /** From the root of the project: `docs/start.md`. */
  path: string;
  text: string;
  blocks: Block[];
  links: Link[];
  /** Code in a line: `` `milepost lint` ``. */
  code: { at: string; text: string }[];
  /** Anchors of its headings, as GitHub makes them. */
  anchors: Set<string>;
}

/** Outputs that other tests hold to what is really rendered (test/render/gallery.test.ts). */
const isGallery = (path: string): boolean => path.startsWith('docs/gallery/');

const markdownUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'));

const parser = unified().use(remarkParse).use(remarkGfm);

function readPage(path: string, text: string): Page {
  const page: Page = { path, text, blocks: [], links: [], code: [], anchors: new Set() };
  for (const node of nodesOf(parser.parse(text))) {
    const at = `${path}:${node.position?.start.line}`;
    if (node.type === 'code') {
      page.blocks.push({ at, page: path, language: node.lang ?? '', about: node.meta ?? '', text: node.value });
    }
    if (node.type === 'inlineCode') page.code.push({ at, text: node.value });
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      page.links.push({ at, page: path, url: node.url });
    }
    if (node.type === 'heading') page.anchors.add(freeAnchor(wordsOf(node), page.anchors));
  }
  return page;
}

function* nodesOf(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* nodesOf(child);
}

const wordsOf = (node: Nodes): string =>
  [...nodesOf(node)].map((inner) => ('value' in inner && inner.type !== 'html' ? inner.value : '')).join('');

/** https://github.com/Flet/github-slugger: lower case, only letters, digits, `_` and `-`; the second of a kind ends in `-1`. */
function freeAnchor(words: string, taken: ReadonlySet<string>): string {
  const anchor = words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
  for (let count = 0; ; count++) {
    const candidate = count === 0 ? anchor : `${anchor}-${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Each page of docs, README.md and CONTRIBUTING.md, in the order of their paths. */
export const pages: readonly Page[] = ['README.md', 'CONTRIBUTING.md', ...markdownUnder('docs').toSorted()]
  .filter((path) => !isGallery(path))
  .map((path) => readPage(path, readFileSync(join(root, path), 'utf8')));

export const blocks: readonly Block[] = pages.flatMap((page) => page.blocks);

export function pageAt(path: string): Page {
  const page = pages.find((page) => page.path === path);
  if (page === undefined) throw new Error(`There is no page ${path}.`);
  return page;
}
