import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { clash, inOrder, invert, replaceIn } from '../../../src/roadmap/edit/replacements.ts';
import type { Replacement } from '../../../src/roadmap/edit/edit.ts';

const at = (startOffset: number, endOffset: number, text: string): Replacement => ({ startOffset, endOffset, text });

/** Replacements in a text of 30 characters of which no two clash. */
const apart = fc
  .array(fc.tuple(fc.nat(30), fc.nat(6), fc.constantFrom('', 'a', 'bc', 'line\n', 'other\n')), { maxLength: 8 })
  .map((all) =>
    all
      .map(([start, length, text]) => at(start, Math.min(30, start + length), text))
      .reduce<Replacement[]>((kept, one) => (kept.some((other) => clash(one, other)) ? kept : [...kept, one]), []),
  );

describe('replacements', () => {
  it('lead back, also where they touch', () => {
    const text = 'abcdefghijklmnopqrstuvwxyz0123';
    fc.assert(
      fc.property(apart, (replacements) => {
        const result = replaceIn(text, replacements);
        expect(replaceIn(result, invert(text, replacements))).toBe(text);
        expect(replaceIn(text, replacements.toReversed())).toBe(result);
      }),
      { numRuns: 500 },
    );
  });

  it('at one offset stand in one order: words before lines, lines by their text', () => {
    const given = [at(3, 3, 'b\n'), at(3, 3, 'word'), at(3, 3, 'a\n')];
    expect(inOrder(given).map(({ text }) => text)).toEqual(['word', 'a\n', 'b\n']);
    expect(inOrder(given.toReversed())).toEqual(inOrder(given));
  });

  it.each([
    ['two words at one place', at(3, 3, 'a'), at(3, 3, 'b'), true],
    ['two lines at one place', at(3, 3, 'a\n'), at(3, 3, 'b\n'), false],
    ['an insertion inside a stretch', at(3, 3, 'a'), at(2, 5, ''), true],
    ['an insertion at the edge of a stretch', at(2, 2, 'a'), at(2, 5, ''), false],
    ['stretches that overlap', at(1, 3, 'a'), at(2, 5, ''), true],
    ['stretches that touch', at(1, 2, 'a'), at(2, 5, ''), false],
  ])('%s', (_, one, other, isClash) => {
    expect(clash(one, other)).toBe(isClash);
    expect(clash(other, one)).toBe(isClash);
  });
});
