import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { inertHtml, inertText } from '../../../src/roadmap/edit/inert.ts';
import { parseMarkdown } from '../../../src/roadmap/markdown/markdown.ts';
import type { MarkdownNode } from '../../../src/roadmap/markdown/tree.ts';

/** Everything that Markdown makes of a text beside paragraphs of plain text. */
function structure(markdown: string): string[] {
  const found: string[] = [];
  const visit = (node: MarkdownNode): void => {
    if (!['root', 'paragraph', 'text'].includes(node.type)) found.push(node.type);
    for (const child of node.children) visit(child);
  };
  visit(parseMarkdown(markdown).root);
  return found;
}

describe('text from outside', () => {
  it('makes nothing of Markdown, wherever it stands', () => {
    const word = fc.constantFrom(
      'a',
      '*',
      '**',
      '_',
      '`',
      '``',
      '[x]',
      '(y)',
      '![',
      ']',
      '<b>',
      '<!--',
      '&lt;',
      '~~',
      '#',
      '##',
      '-',
      '+',
      '>',
      '1.',
      '2)',
      '\\',
      '|',
      '---',
      '===',
      ':',
      '@b',
      '$x$',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.constantFrom('', ' '), (words, between) => {
        const inert = inertText(words.join(between));
        if (inert === null) return;
        expect(structure(inert)).toEqual([]);
        expect(structure(`Words ${inert}`)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('is none where it has no visible word or more than one line', () => {
    expect(
      ['', '  ', 'a\nb', 'a\u2028b', 'a\u202Eb', 'a\u0007', 'a\u061Cb', 'a\uD800b', 'a\u{E0041}b'].map(inertText),
    ).toEqual([null, null, null, null, null, null, null, null, null]);
  });

  it('mentions nobody and refers to nothing', () => {
    expect(inertText('@bob fixed #12 and GH-3')).toBe('@\u200Bbob fixed #\u200B12 and GH-\u200B3');
  });

  it('between tags is written with entities', () => {
    expect(inertHtml('a < b & <i>')).toBe('a &lt; b &amp; &lt;i&gt;');
  });
});
