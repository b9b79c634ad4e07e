/** The table by which every field of a card is decided: all its rows. */
import { describe, expect, it } from '@jest/globals';
import { judge, type Standing, type Verdict } from '../../../src/plan/agreement/judge.ts';

const standing: Standing = {
  isKnown: true,
  wordChanged: false,
  cardChanged: false,
  card: 'other',
  isSaid: true,
  isWritable: true,
  isContradicted: false,
};

describe('with a Base', () => {
  it.each<[Standing['card'], wordChanged: boolean, cardChanged: boolean, Verdict]>([
    ['same', false, false, 'settled'],
    ['same', true, false, 'settled'],
    ['same', false, true, 'settled'],
    ['same', true, true, 'settled'],
    ['other', false, false, 'mismatch'],
    ['other', true, false, 'write'],
    ['other', false, true, 'follow'],
    ['other', true, true, 'conflict'],
    ['empty', false, false, 'settled'],
    ['empty', true, false, 'write'],
    ['empty', false, true, 'settled'],
    ['empty', true, true, 'conflict'],
    ['unclear', false, false, 'settled'],
    ['unclear', true, false, 'write'],
    ['unclear', false, true, 'settled'],
    ['unclear', true, true, 'conflict'],
  ])('card %s, word changed %p, card moved %p: %s', (card, wordChanged, cardChanged, expected) => {
    expect(judge({ ...standing, card, wordChanged, cardChanged })).toBe(expected);
  });

  it('a card that was moved against the issue is told, and not followed', () => {
    expect(judge({ ...standing, cardChanged: true, isContradicted: true })).toBe('against-issue');
    expect(judge({ ...standing, cardChanged: true, wordChanged: true, isContradicted: true })).toBe('conflict');
  });

  it('what the board cannot say is not written, and stays to be written', () => {
    for (const card of ['other', 'empty', 'unclear'] as const) {
      expect(judge({ ...standing, card, wordChanged: true, isWritable: false })).toBe('kept');
    }
  });

  it.each<[wordChanged: boolean, cardChanged: boolean, Verdict]>([
    [false, false, 'settled'],
    [true, false, 'settled'],
    [false, true, 'follow'],
    [true, true, 'conflict'],
  ])('where the roadmap says nothing, word changed %p, card moved %p: %s', (wordChanged, cardChanged, expected) => {
    expect(judge({ ...standing, isSaid: false, wordChanged, cardChanged })).toBe(expected);
  });
});

describe('at first contact', () => {
  it.each<[Standing['card'], Verdict]>([
    ['same', 'settled'],
    ['other', 'mismatch'],
    ['empty', 'write'],
    ['unclear', 'settled'],
  ])('card %s: %s', (card, expected) => {
    expect(judge({ ...standing, isKnown: false, card })).toBe(expected);
  });

  it('a field that is filled is never written, whatever else holds', () => {
    for (const card of ['same', 'other', 'unclear'] as const)
      for (const isSaid of [true, false])
        for (const isContradicted of [true, false])
          expect(judge({ ...standing, isKnown: false, card, isSaid, isContradicted })).not.toBe('write');
  });
});

describe('in every case', () => {
  it('nothing is written over a card that somebody moved', () => {
    for (const card of ['same', 'other', 'empty', 'unclear'] as const)
      for (const wordChanged of [true, false])
        for (const isSaid of [true, false])
          for (const isContradicted of [true, false])
            expect(judge({ ...standing, card, wordChanged, isSaid, isContradicted, cardChanged: true })).not.toBe(
              'write',
            );
  });
});
