import { describe, expect, it } from '@jest/globals';
import { ownLines } from '../../../src/commands/comment/own-lines.ts';
import { compile } from '../../../src/roadmap/markdown/compile.ts';
import { partsOf } from '../../../src/roadmap/markdown/events.ts';
import type { MarkdownNode } from '../../../src/roadmap/markdown/tree.ts';
import { randomOf, type Random } from '../../fuzz/random.ts';

/** What a full Markdown parser says of each `/roadmap 7`, by its number. */
function oracle(text: string): { unmeant: Set<string>; own: Set<string> } {
  const [unmeant, own] = [new Set<string>(), new Set<string>()];
  const add = (numbers: Set<string>, { start, end }: MarkdownNode, pattern: RegExp): void => {
    for (const match of text.matchAll(pattern)) {
      if (match.index >= start && match.index < end) numbers.add(match[1] ?? '');
    }
  };
  const visit = (node: MarkdownNode, isTop: boolean): void => {
    const isHidden = node.type === 'html' && node.value.startsWith('<!--');
    if (['code', 'inlineCode', 'blockquote'].includes(node.type) || isHidden) add(unmeant, node, /\/roadmap (\d+);/g);
    if (isTop && ['paragraph', 'heading'].includes(node.type))
      add(own, node, /(?<=(?:^|[\r\n]) {0,3})\/roadmap (\d+);/g);
    for (const child of node.children) visit(child, false);
  };
  for (const block of compile(partsOf(text), text).root.children) visit(block, true);
  for (const number of unmeant) own.delete(number);
  return { unmeant, own };
}

const taken = (text: string): string[] =>
  ownLines(text).flatMap((line) => /^\/roadmap (\d+);/.exec(line.text)?.[1] ?? []);

/** As they follow one another; `x` becomes a number. */
const FRAGMENTS = [
  '\n',
  '\n',
  '\n',
  '\n\n',
  ' ',
  '  ',
  '    ',
  '\t',
  '\r\n',
  '> ',
  '>',
  '- ',
  '* ',
  '1. ',
  '-',
  '+ ',
  '`',
  '`',
  '``',
  '```',
  '~~~',
  '```\n',
  '~~~~\n',
  '\\',
  '# ',
  '===',
  '---',
  '\n---\n',
  'word',
  'word word',
  '\u00a0',
  '/roadmap x',
  '\n/roadmap x',
  '\n/roadmap x\n',
  '  /roadmap x',
  '   /roadmap x\n',
  '    /roadmap x\n',
  '/roadmap x`',
];

const HTML = [
  '<!--',
  '-->',
  '<!-- x -->',
  '<pre>',
  '</pre>',
  '<div>',
  '</div>',
  '<code>',
  '</code>',
  '<b>',
  '<a b="',
  '">',
  '<?',
  '?>',
];

/** Every command has a number of its own. */
function bodyOf(random: Random, fragments: readonly string[]): string {
  const parts = Array.from({ length: 2 + random.below(24) }, () => random.pick(fragments));
  let count = 0;
  return parts.join('').replaceAll('/roadmap x', () => `/roadmap ${(count += 1)};`);
}

/** The parser reads an empty list item otherwise than CommonMark and GitHub behind indented code, and in a quote. */
const isDisputed = (body: string): boolean => /(?:[-+*]|\d[.)])[ \t]*$/m.test(body);

describe('ownLines', () => {
  it('takes what a full parser takes for the writer’s own words, and nothing in code or quotes', () => {
    const random = randomOf(20_261_121);
    let found = 0;
    for (let round = 0; round < 8_000; round += 1) {
      const body = bodyOf(random, FRAGMENTS);
      if (isDisputed(body)) continue;
      const { unmeant, own } = oracle(body);
      const lines = taken(body);
      expect({ body, lines: lines.filter((line) => unmeant.has(line)) }).toEqual({ body, lines: [] });
      expect({ body, missed: [...own].filter((line) => !lines.includes(line)) }).toEqual({ body, missed: [] });
      found += lines.length;
    }
    expect(found).toBeGreaterThan(2_000);
  });

  it('takes nothing in code, quotes and HTML comments where there is HTML too', () => {
    const random = randomOf(20_261_121);
    let found = 0;
    for (let round = 0; round < 8_000; round += 1) {
      const body = bodyOf(random, [...FRAGMENTS, ...HTML]);
      if (isDisputed(body)) continue;
      const { unmeant } = oracle(body);
      const lines = taken(body);
      expect({ body, lines: lines.filter((line) => unmeant.has(line)) }).toEqual({ body, lines: [] });
      found += lines.length;
    }
    expect(found).toBeGreaterThan(1_000);
  });

  it('gives each line once and in order', () => {
    const random = randomOf(20_261_121);
    for (let round = 0; round < 2_000; round += 1) {
      const numbers = taken(bodyOf(random, [...FRAGMENTS, ...HTML])).map(Number);
      expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => one - other));
    }
  });
});
