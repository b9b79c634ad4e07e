/** Every text that Milepost writes, made of the most hostile roadmaps, names and answers there are: nothing in it acts. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { plainText } from '../../src/render/plain-text.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { ELSEWHERE, PIECES, RENDERERS, type Renderer } from './renderers.ts';
import { blocksOf, harmOf, type Written } from './written.ts';

const harms = (written: Written[]): string[] =>
  written.flatMap((each) => harmOf(each).map((harm) => `${each.what}: ${harm}`));

const isMarkdown = ({ kind }: Written): boolean => kind === 'check' || kind === 'body';

/** What makes HTML and SVG has its own tests, in test/render/page and test/render/picture. */
const isMarkup = (name: string): boolean => /^render\/(?:page|picture)\//.test(name);

const isKnown = (name: string): boolean =>
  name in RENDERERS || name in PIECES || ELSEWHERE.includes(name) || isMarkup(name);

/** How many blocks each text has that a renderer makes of one. */
const shape = (render: Renderer, text: string): number[] =>
  render([text])
    .filter(isMarkdown)
    .map(({ text: body }) => blocksOf(body).length);

/** What renderers make of harmless words, in one line and in several: nothing hostile makes another block. */
const TAME = ['Plain words', 'One word\nAnother', 'Words', 'v1.2', ''];

/** A line that may hold a marker is not suggested byte for byte, but told beside the others. */
const isToldElsewhere = (name: string, text: string): boolean =>
  name.endsWith('/renderFixReview') && text.includes('<!--');

describe.each(Object.entries(RENDERERS))('%s', (name, render) => {
  const tame = new Set(
    TAME.flatMap((text) =>
      render([text])
        .filter(isMarkdown)
        .flatMap(({ text: body }) => blocksOf(body)),
    ),
  );

  it.each(HOSTILE_TEXTS.map((text) => [text]))('does nothing with %j', (text) => {
    const written = render([text]);
    expect(written).not.toEqual([]);
    expect(harms(written)).toEqual([]);
    const blocks = written.filter(isMarkdown).flatMap(({ text: body }) => blocksOf(body));
    expect(blocks.filter((block) => !tame.has(block))).toEqual([]);
  });

  it('breaks out of nothing: the blocks are those of plain words', () => {
    const oneLine = HOSTILE_TEXTS.filter(
      (text) => !/[\n\v\f\u0085\u2028\u2029]/u.test(text) && /[\p{L}\p{N}]/u.test(plainText(text)),
    );
    const usual = shape(render, 'Plain words');
    for (const text of oneLine.filter((each) => !isToldElsewhere(name, each)))
      expect([text, shape(render, text)]).toEqual([text, usual]);
  });

  it('does nothing with any texts', () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary' })), { maxLength: 4 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), (texts) => {
        expect(harms(render(texts))).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});

describe('the table of renderers', () => {
  it('has every function that could write to GitHub', async () => {
    const folder = new URL('../../src/render/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const forgotten: string[] = [];
    for (const file of files) {
      const name = `render/${file.slice(0, -'.ts'.length)}`;
      if (isKnown(name)) continue;
      const exported = (await import(new URL(file, folder).href)) as Record<string, unknown>;
      const functions = Object.keys(exported).filter((key) => typeof exported[key] === 'function');
      forgotten.push(...functions.map((key) => `${name}/${key}`).filter((key) => !isKnown(key)));
    }
    expect(forgotten).toEqual([]);
  });
});
