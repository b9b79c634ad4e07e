import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { array, assert, constantFrom, property } from 'fast-check';
import type { Nodes } from 'mdast';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parseMarkdown } from '../../../src/roadmap/markdown/markdown.ts';
import type { MarkdownNode } from '../../../src/roadmap/markdown/tree.ts';

const remark = unified()
  .data('micromarkExtensions', [gfmTable(), gfmTaskListItem(), gfmStrikethrough({ singleTilde: false })])
  .data('fromMarkdownExtensions', [
    gfmTableFromMarkdown(),
    gfmTaskListItemFromMarkdown(),
    gfmStrikethroughFromMarkdown(),
  ])
  .use(remarkParse)
  .freeze();

/** What both trees say of a node, as one line; the nodes inside follow, indented. */
function linesOfRemark(node: Nodes, depth = 0): string[] {
  const { start, end } = node.position!;
  const value =
    'value' in node && node.type !== 'code'
      ? node.value
      : 'url' in node && node.type === 'link'
        ? node.url
        : node.type === 'linkReference'
          ? node.identifier.toUpperCase()
          : node.type === 'listItem'
            ? String(node.checked ?? null)
            : 'depth' in node
              ? String(node.depth)
              : '';
  const children: readonly Nodes[] = 'children' in node ? node.children : [];
  const type = node.type === 'imageReference' ? 'image' : node.type;
  const line = `${' '.repeat(depth)}${type} ${start.offset}-${end.offset} ${JSON.stringify(value)}`;
  return [line, ...children.flatMap((child) => linesOfRemark(child, depth + 1))];
}

function linesOfOurs(node: MarkdownNode, depth = 0): string[] {
  const value =
    node.type === 'link'
      ? node.url
      : node.type === 'linkReference'
        ? node.label
        : node.type === 'listItem'
          ? String(node.checked)
          : node.type === 'heading'
            ? String(node.depth)
            : node.value;
  const line = `${' '.repeat(depth)}${node.type} ${node.start}-${node.end} ${JSON.stringify(value)}`;
  // What an image says in words is not read.
  const children = node.type === 'image' ? [] : node.children;
  return [line, ...children.flatMap((child) => linesOfOurs(child, depth + 1))];
}

function definitionsOfRemark(node: Nodes): [string, string][] {
  if (node.type === 'definition') return [[node.identifier.toUpperCase(), node.url]];
  return 'children' in node ? node.children.flatMap(definitionsOfRemark) : [];
}

function expectRemarksTree(text: string): void {
  const ours = parseMarkdown(text);
  const theirs = remark.parse(text);
  expect(ours.root.children.flatMap((node) => linesOfOurs(node))).toEqual(
    theirs.children.flatMap((node) => linesOfRemark(node)),
  );
  // Of two definitions with one label the first counts, so that it is put into the map last.
  expect(new Map(ours.urlsByLabel)).toEqual(new Map(definitionsOfRemark(theirs).toReversed()));
}

/** Pieces of Markdown that meet in all orders. */
const PIECES = [
  '\n',
  '\n\n',
  '\r\n',
  '  \n',
  '\\\n',
  ' ',
  '    ',
  '\t',
  'light',
  'Ring the bell',
  '#12',
  '☃',
  '\u{1F680}',
  '\0',
  '- ',
  '* ',
  '1. ',
  '3) ',
  '- [ ] ',
  '- [x] ',
  '> ',
  '# ',
  '### ',
  '---\n',
  '===\n',
  '```\n',
  '~~~\n',
  '| a | b |\n',
  '| - | - |\n',
  '|',
  '**',
  '*',
  '_',
  '~~',
  '~',
  '`',
  '``',
  '<br>',
  '<b>',
  '<!-- no -->',
  '<details>\n',
  '</details>\n',
  '[',
  ']',
  '[bell]',
  '[bell][]',
  '[a][Bell]',
  '(https://example.org/a)',
  '(<b> "t")',
  '![',
  '![a](b.png)',
  '&amp;',
  '\n[bell]: https://example.org/b "t"\n',
  '[BELL]: /c\n',
  '<https://example.org>',
  '<a@example.org>',
  '\\|',
  '\\*',
  '&#35;',
];

describe('the Markdown tree', () => {
  it.each(readdirSync('roadmaps').filter((name) => name.endsWith('.md')))("of roadmaps/%s is remark's", (name) => {
    // Front matter is ours alone.
    expectRemarksTree(readFileSync(`roadmaps/${name}`, 'utf8').replace(/^---\n[^]*?\n---\n/, ''));
  });

  it("is remark's for a text so long that it is read in parts", () => {
    const texts = readdirSync('roadmaps').map((name) => readFileSync(`roadmaps/${name}`, 'utf8'));
    const open = [
      '- Dim `the\n',
      '```\n# no heading\n\n- no bullet\n',
      '```\n',
      '<!--\n# none\n',
      '-->\n',
      '> ~~~\n',
      '| a |\n| - |\n',
    ];
    const bullets = Array.from(
      { length: 400 },
      (_, index) => `${' '.repeat((index % 4) * 2)}- Ring the bell ${index}\n`,
    );
    const long = [...texts, ...open].flatMap((text) => [`\n\nIn between, [kiln].\n\n`, text, bullets.join('')]);
    expectRemarksTree(`${long.join('')}\n[kiln]: https://example.org/kiln\n`);
  });

  it("is remark's for Markdown of any kind", () => {
    const text = array(constantFrom(...PIECES), { minLength: 1, maxLength: 40 }).map((pieces) => pieces.join(''));
    assert(
      property(
        text.filter((markdown) => !/^ ?(?:---|\+\+\+)/.test(markdown)),
        expectRemarksTree,
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['a code span over two lines of a quote', '> `dim\n> light` here\n'],
    ['an unclosed code span over the lines of a list entry', '- Dim `the\n  light\n  at dusk\n'],
    ['tabs', '-\tDim\tthe light\n\n\t\tcode\n'],
    ['a pipe in code in a table', '| a |\n| - |\n| `b\\|c\\\\` |\n'],
    ['an image in a link', '[![dim](a.png)](https://example.org) and [![b]][c]\n\n[b]: /b\n[c]: /c\n'],
  ])("is remark's for %s", (_, text) => expectRemarksTree(text));
});
