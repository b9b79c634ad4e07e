import { describe, expect, it } from '@jest/globals';
import { scopeTo } from '../../src/plan/scope.ts';
import { item, problem, reference, roadmap, section } from './builders.ts';

const whole = roadmap(
  [
    item('A', 5),
    item('B', 15, { path: ['Plans', 'Wild  Ideas'] }),
    item('C', 16, { path: ['Plans', 'Wild  Ideas'], parent: 1 }),
    item('D', 25, { path: ['Other'] }),
  ],
  {
    sections: [section('Plans', 2, 19), section('Wild  Ideas', 12, 19, { path: ['Plans'] }), section('Other', 22, 29)],
    problems: [
      problem('mojibake', 1),
      problem('mojibake', 5),
      problem('mojibake', 13),
      problem('detached-row', 15),
      problem('unreadable-file', 15),
    ],
    pointers: [reference('#1', 1), reference('#2', 12), reference('#3', 22)],
  },
);
const lines = (include: string[], exclude: string[]) => {
  const { items, sections, problems, pointers } = scopeTo(whole, { include, exclude });
  return [items, sections, problems, pointers].map((all) => all.map(({ line }) => line));
};

describe('scopeTo', () => {
  it('is the roadmap itself where the policy chooses nothing', () => {
    expect(scopeTo(whole, { include: [], exclude: [] })).toBe(whole);
  });

  it('leaves out all that stands beneath an excluded heading, in any case and spacing', () => {
    expect(lines([], ['wild ideas'])).toEqual([
      [5, 25],
      [2, 22],
      [1, 5, 15],
      [1, 22],
    ]);
  });

  it('keeps only what stands beneath an included heading, and what is wrong with the whole file', () => {
    expect(lines(['WILD IDEAS'], [])).toEqual([[15, 16], [12], [13, 15, 15], [12]]);
  });

  it('lets exclude win over include', () => {
    expect(lines(['Plans'], ['Wild Ideas'])[0]).toEqual([5]);
  });

  it('keeps sub-items beneath their items', () => {
    expect(scopeTo(whole, { include: ['Wild Ideas'], exclude: [] }).items.map(({ parent }) => parent)).toEqual([
      null,
      0,
    ]);
  });

  it('says so when nothing is left', () => {
    expect(scopeTo(whole, { include: ['Nowhere'], exclude: [] }).problems.map(({ rule }) => rule)).toEqual([
      'unreadable-file',
      'no-items',
    ]);
  });
});
