import { describe, expect, it } from '@jest/globals';
import { nearest, nearestName } from '../../src/policy/nearest.ts';

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

describe('the nearest short name', () => {
  const NAMES = 'status add move done drop link sync plan fix snooze ignore help'.split(' ');

  it.each([
    ['dun', 'done'],
    ['DUNN', 'done'],
    ['mv', 'move'],
    ['stat', 'status'],
    ['sink', 'link'],
    ['moev', 'move'],
    ['helpme', 'help'],
  ])('of %s is %s', (word, meant) => {
    expect(nearestName(word, NAMES)).toBe(meant);
  });

  it.each(['', 'd', 'rm', 'ls', 'del', 'close', 'xyzzy', 'd'.repeat(10_000)])('is none for %s', (word) => {
    expect(nearestName(word, NAMES)).toBeNull();
  });

  it('is none where two are as near', () => {
    expect(nearestName('dop', ['drip', 'done'])).toBeNull();
  });
});
