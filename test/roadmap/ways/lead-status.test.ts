import { describe, expect, it } from '@jest/globals';
import { told } from './told.ts';

describe('a sentence that leads in to works', () => {
  it.each([
    ['These are some of the areas under active development.', 'in-progress'],
    ['_This is what we are working on right now_', 'in-progress'],
    ['The following features are being actively developed.', 'in-progress'],
    ['We are actively working on the following:', 'in-progress'],
    ['The following have been completed:', 'done'],
    ['These were deferred to make room for the release.', 'slipped'],
  ])('tells the status of all of them: %s', (sentence, status) => {
    expect(told('# Lantern', '## Light', sentence, '', '- A brighter wick', '- A longer match')).toEqual([
      `A brighter wick | ${status} | -`,
      `A longer match | ${status} | -`,
    ]);
  });

  it.each([
    'This is what we will work on next.',
    'We are a small team working on this in our spare time.',
    'These may be in development at times.',
    'The lamp is under active development.',
    'These are not yet being worked on.',
  ])('tells none: %s', (sentence) => {
    expect(told('# Lantern', '## Light', sentence, '', '- A brighter wick')).toEqual(['A brighter wick | planned | -']);
  });

  it('tells none for the whole document under its title', () => {
    const introduction = 'This roadmap lists what is in active development.';
    expect(told('# Lantern', introduction, '', '- A brighter wick', '- A longer match')[0]).toMatch('planned');
  });
});
