import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Nodes } from 'mdast';
import { inertBlock, inertCode, inertMessage, inertPlain, inertText } from '../../src/render/inert.ts';
import { plainLines, plainText, shorten } from '../../src/render/plain-text.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { allNodes, AUTOLINKS, readMarkdown, visibleText, whatActs } from './reading-as-github.ts';

/** Random text with far more markup, references and invisible characters in it than chance would bring. */
const hostileText = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...Array.from('@#`*_~[]()<>!|\\$&;:/-+=.\n\t 1a')) },
      fc.constantFrom(
        '@octocat',
        '#1',
        'GH-1',
        'acme/other#2',
        'https://',
        'www.',
        'deadbeef',
        '<!--',
        '-->',
        '&lt;',
        '```',
        '---',
        '- [ ] ',
        '1. ',
        '\u202E',
        '\u200B',
        '\uD800',
        '> ',
      ),
      fc.constantFrom(...HOSTILE_TEXTS),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const types = (markdown: string): string[] => [
  ...new Set(allNodes(readMarkdown(markdown)).map((node: Nodes) => node.type)),
];

function expectInertText(text: string): void {
  const markdown = inertText(text, { maxLength: 5_000 });
  expect(markdown).not.toMatch(/[\n\r]/u);
  expect(whatActs(markdown)).toEqual([]);
  expect(types(markdown).filter((type) => !['root', 'paragraph', 'text'].includes(type))).toEqual([]);
  expect(visibleText(readMarkdown(markdown))).toBe(shorten(plainText(text), 5_000));
  // remark knows no formulas; GitHub begins one at this sign.
  expect(markdown).not.toContain('$');
}

function expectInertCell(text: string): void {
  const tree = readMarkdown(`| a | b |\n| --- | --- |\n| ${inertText(text, { maxLength: 5_000 }) || '–'} | end |\n`);
  const rows = allNodes(tree).filter((node) => node.type === 'tableRow');
  expect(rows.map((row) => row.children.length)).toEqual([2, 2]);
  expect(visibleText(rows[1]!.children[0]!)).toBe(shorten(plainText(text), 5_000) || '–');
  expect(
    allNodes(tree).filter((node) => !['root', 'table', 'tableRow', 'tableCell', 'text'].includes(node.type)),
  ).toEqual([]);
}

function expectInertBlock(text: string): void {
  const markdown = inertBlock(text);
  expect(whatActs(markdown)).toEqual([]);
  expect(types(markdown).filter((type) => !['root', 'blockquote', 'paragraph', 'text'].includes(type))).toEqual([]);
  expect(visibleText(readMarkdown(markdown))).toBe(plainLines(text).join('\n'));
}

const backticksAside = (value: string): string => value.replaceAll('`', '').replaceAll(/\s+/gu, '');

function expectInertMessage(text: string): void {
  const markdown = inertMessage(text, { maxLength: 5_000 });
  expect(whatActs(markdown)).toEqual([]);
  expect(types(markdown).filter((type) => !['root', 'paragraph', 'text', 'inlineCode'].includes(type))).toEqual([]);
  expect(backticksAside(visibleText(readMarkdown(markdown)))).toBe(backticksAside(plainText(text)));
}

describe('text made inert', () => {
  it.each(HOSTILE_TEXTS.map((text) => [text]))('shows %j as it is, and it does nothing', (text) => {
    expectInertText(text);
    expectInertCell(text);
    expectInertBlock(text);
    expectInertMessage(text);
  });

  it.each([
    ['in a bullet', '- '],
    ['in a quote', '> '],
    ['in a numbered list', '1. '],
  ])('begins no structure %s', (_where, lead) => {
    for (const text of HOSTILE_TEXTS) {
      const found = types(`${lead}${inertText(text)}`);
      expect(
        found.filter((type) => !['root', 'list', 'listItem', 'blockquote', 'paragraph', 'text'].includes(type)),
      ).toEqual([]);
    }
  });

  it('holds for any text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expectInertText(text);
        expectInertCell(text);
        expectInertBlock(text);
        expectInertMessage(text);
      }),
      { numRuns: 300 },
    );
  });

  it('stays inert between words of ours, and as a link label', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (first, second) => {
        const markdown = `**7** “${inertText(first)}” (${inertText(second)}), [${inertText(second) || 'x'}](https://our.test/)`;
        expect(whatActs(markdown, (link) => link.url === 'https://our.test/')).toEqual([]);
        expect(allNodes(readMarkdown(markdown)).filter((node) => node.type === 'link')).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });

  it('leaves plain words as they are in the source too', () => {
    for (const text of ['Resumable uploads (1.7.0), snake_case, R&D', '100 % of a - b + c = d!', "Don't: it's “fine”"])
      expect(inertText(text)).toBe(text);
  });

  it('joins with nothing that follows it', () => {
    for (const [text, next] of [
      ['ask @', 'octocat'],
      ['issue #', '12'],
      ['acme/other#', '12'],
    ] as const)
      expect(whatActs(`${inertText(text)}${next}`)).toEqual([]);
  });

  it('never writes the bytes of a marker', () => {
    expect(inertText('<!-- milepost:issue:e30 -->')).not.toMatch(/<!--|-->/u);
    expect(inertMessage('`<!-- milepost:issue:e30 -->`')).not.toMatch(/<!--|-->/u);
  });
});

describe('a message', () => {
  it('shows what stands between backticks as code, also in a table', () => {
    const message = inertMessage('Found `aply`, expected `a|b` or `@octocat`.');
    expect(message).toBe('Found `aply`, expected \\`a\\|b\\` or \\`@\u200Boctocat\\`.');
    const cells = allNodes(readMarkdown(`| a | b |\n| --- | --- |\n| ${message} | end |`)).filter(
      ({ type }) => type === 'tableCell',
    );
    expect(cells.map(visibleText)).toEqual(['a', 'b', 'Found aply, expected `a|b` or `@octocat`.', 'end']);
  });
});

describe('text shortened', () => {
  it('is never longer than asked, and halves no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, maxLength) => {
        const short = shorten(plainText(text), maxLength);
        expect(short.length).toBeLessThanOrEqual(maxLength);
        expect(short).not.toMatch(/\p{Surrogate}/u);
        expect(inertPlain(text, { maxLength }).length).toBeLessThanOrEqual(maxLength);
      }),
    );
  });

  it('leaves whole lines out of a quote', () => {
    const text = Array.from({ length: 100 }, (_, index) => `line ${index} $`).join('\n');
    const quote = inertBlock(text, { maxLength: 200 });
    expect(quote.length).toBeLessThanOrEqual(200);
    expect(quote).toMatch(/^> line 0 &dollar;\n> line 1 &dollar;\n(?:> line \d+ &dollar;\n)+> …$/u);
  });

  it('takes no longer than its length for a megabyte of one sign', () => {
    for (const sign of ['a', '@', '`', '\\', '_', '-', '&', 'w.', '\u200D', ' ', 'f'])
      expect(inertBlock(sign.repeat(1_000_000 / sign.length)).length).toBeLessThan(25_000);
  });
});

describe('plain text', () => {
  it.each(HOSTILE_TEXTS.map((text) => [text]))('of %j mentions nobody and refers to nothing', (text) => {
    const plain = inertPlain(text);
    for (const [name, pattern] of AUTOLINKS.slice(0, 3)) expect([name, pattern.test(plain)]).toEqual([name, false]);
    expect(plain).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/u);
  });

  it('keeps joiners where a script or an emoji is spelt with them, and nowhere else', () => {
    expect(plainText('👨‍👩‍👧 نمی‌خواهم pay\u200Dpal')).toBe('👨‍👩‍👧 نمی‌خواهم paypal');
  });
});

describe('code', () => {
  it('is a code span for a path, and plain inert text for what a code span would not tame', () => {
    expect(inertCode('docs/ROADMAP.md')).toBe('`docs/ROADMAP.md`');
    expect(readMarkdown(inertCode('a`b')).children[0]).toMatchObject({ children: [{ type: 'text', value: 'a`b' }] });
    expect(whatActs(inertCode('docs/@octocat#1'))).toEqual([]);
  });
});
