import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, property } from 'fast-check';
import { BOXES, MARKS } from '../../../src/roadmap/status/status-words.ts';
import {
  normalizeMark,
  statusOfBox,
  statusOfCell,
  statusOfMark,
  statusOfMeaning,
  statusOfProse,
  statusOfSection,
  statusOfTag,
} from '../../../src/roadmap/status/status.ts';

/** What each word says wherever it stands alone: in a cell, as a tag, as a heading. */
const plainWords = [
  ['done', 'Done'],
  ['done', 'completed'],
  ['done', 'Shipped'],
  ['done', 'released'],
  ['done', 'erledigt'],
  ['done', '已完成'],
  ['in-progress', 'in progress'],
  ['in-progress', 'In-Progress'],
  ['in-progress', 'WIP'],
  ['in-progress', 'under development'],
  ['in-progress', '进行中'],
  ['planned', 'planned'],
  ['planned', 'not started'],
  ['planned', 'Not yet started'],
  ['planned', 'to be released'],
  ['slipped', 'postponed'],
  ['slipped', 'Deferred'],
  ['slipped', 'on hold'],
  ['dropped', 'cancelled'],
  ['dropped', 'canceled'],
  ['dropped', "won't do"],
  ['dropped', 'rejected'],
] as const;

describe('words that say a status', () => {
  it('say it in any letter case, in a cell, as a tag and as a heading', () => {
    const inCase = constantFrom(
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      (text: string) => text.toLowerCase(),
    );
    assert(
      property(constantFrom(...plainWords), inCase, constantFrom('', ' '), ([status, word], written, space) => {
        const text = `${space}${written(word)}${space}`;
        expect([statusOfCell(text), statusOfTag(text), statusOfSection(text)]).toEqual([status, status, status]);
      }),
    );
  });

  it.each([
    ['Not done yet', 'planned'],
    ['to be determined', 'planned'],
    ['Beta', 'in-progress'],
    ['On track', 'in-progress'],
    ['geplant', 'planned'],
    ['0%', 'planned'],
    ['40 %', 'in-progress'],
    ['100%', 'done'],
    ['moved to 1.8', 'slipped'],
    ['no longer planned', 'dropped'],
    ['Q3 2021', null],
    ['', null],
  ])('a status cell “%s” says %s', (text, status) => {
    expect(statusOfCell(text)).toBe(status);
  });

  it.each(['open source', 'beta', 'now supports groups', 'donut charts', 'needs #12'])(
    'a tag “%s” is about something else',
    (text) => {
      expect(statusOfTag(text)).toBeNull();
    },
  );

  it.each([
    ['Recently completed', 'done'],
    ['Work in progress', 'in-progress'],
    ['Next', 'planned'],
    ['Will slip to 2.0', 'slipped'],
    ['v1.2 (released)', 'done'],
    ['Storage', null],
    ['Completeness of the API', null],
  ])('a heading “%s” says %s', (title, status) => {
    expect(statusOfSection(title)).toBe(status);
  });

  it.each([
    ['We are currently working on this.', 'in-progress'],
    ['This has been postponed.', 'slipped'],
    ['This was dropped.', 'dropped'],
    ['A dropped connection is opened again, and a delayed message is sent.', null],
    ['The server is started with a flag.', null],
  ])('prose “%s” says %s', (text, status) => {
    expect(statusOfProse(text)).toBe(status);
  });

  it.each([
    ['done', 'done'],
    ['The feature is complete and shipped in a preview', 'done'],
    ['Not yet started', 'planned'],
    ['a breaking change', null],
  ])('a legend’s meaning “%s” is %s', (text, status) => {
    expect(statusOfMeaning(text)).toBe(status);
  });
});

describe('marks and boxes', () => {
  it('say the same with and without a variation selector, and as a shortcode', () => {
    assert(
      property(constantFrom(...MARKS), ([mark, status]) => {
        const written = /^[a-z]/.test(mark) ? `:${mark}:` : `${normalizeMark(mark)}\uFE0F`;
        expect(statusOfMark(written, new Map())).toBe(status);
      }),
    );
  });

  it('say what the file’s own legend says before what is usual', () => {
    expect(statusOfMark('🚀', new Map([['🚀', 'done']]))).toBe('done');
    expect(statusOfMark('🚀', new Map())).toBe('in-progress');
    expect(statusOfMark('🦊', new Map())).toBeNull();
  });

  it('are boxes by what stands between the brackets', () => {
    for (const [box, status] of BOXES) expect(statusOfBox(box)).toBe(status);
    expect(statusOfBox('1')).toBeNull();
  });
});
