import { describe, expect, it } from '@jest/globals';
import { nearest } from '../../src/policy/nearest.ts';

const KEYS = ['new_issues', 'comments', 'mode', 'rules', 'roadmaps'];

describe('the nearest candidate', () => {
  it.each([
    ['newIssues', 'new_issues'],
    ['NEW-ISSUES', 'new_issues'],
    ['comment', 'comments'],
    ['mdoe', 'mode'],
    ['rule', 'rules'],
    ['raodmap', 'roadmaps'],
  ])('of %s is %s', (word, meant) => {
    expect(nearest(word, KEYS)).toBe(meant);
  });

  it.each(['', 'colour', 'x', 'z'.repeat(10_000)])('is none for %s', (word) => {
    expect(nearest(word, KEYS)).toBeNull();
  });
});
