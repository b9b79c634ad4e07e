import { describe, expect, it } from '@jest/globals';
import { badgeSvg } from '../../../src/render/picture/badge-svg.ts';
import { item, manyItems, view, xmlFault } from './views.ts';

const titleOf = (svg: string): string => /<title [^>]+>(.*)<\/title>/.exec(svg)![1]!;

describe('the badge', () => {
  it.each([
    ['items that are late', view(manyItems(50)), 'roadmap: 10 of 40 done · 10 late'],
    ['none late', view([item({ status: 'done' }), item()]), 'roadmap: 1 of 2 done'],
    ['no items', view([]), 'roadmap: no items'],
    ['nothing but what was dropped', view([item({ status: 'dropped' })]), 'roadmap: no items'],
    ['several roadmaps', [view([item()]), view([item({ status: 'done' })])], 'roadmap: 1 of 2 done'],
    ['a large one', view(manyItems(5_000)), 'roadmap: 1,000 of 4,000 done · 1,000 late'],
  ])('of %s', (_, views, title) => expect(titleOf(badgeSvg(views))).toBe(title));

  it('is 20 pixels high, and as wide as its words, which are set to their width', () => {
    const svg = badgeSvg(view(manyItems(50)));
    const width = Number(/^<svg [^>]+ width="(\d+)" height="20" viewBox="0 0 \1 20" role="img"/.exec(svg)?.[1]);
    const lengths = [...svg.matchAll(/ textLength="(\d+)"/g)].map(([, length]) => Number(length));
    expect(lengths).toHaveLength(2);
    expect(width).toBe(lengths[0]! + lengths[1]! + 28);
    expect(xmlFault(svg)).toBe('');
  });
});
