import { describe, expect, it } from '@jest/globals';
import { NO_CONVERSATION, type Conversation, type StandingPull } from '../../src/plan/conversation.ts';
import { editDigest, readEditBoxes, writeEditMarker } from '../../src/plan/edit-boxes.ts';
import { readPullMarker, writePullMarker } from '../../src/plan/marker.ts';
import { isAddedAlready } from '../../src/plan/said-already.ts';
import type { Proposal } from '../../src/plan/proposal.ts';
import {
  heedPeople,
  nextStep,
  recallRefusals,
  standingOf,
  textDigest,
  type SeenPull,
  type StandingQuestion,
} from '../../src/plan/standing.ts';
import { item, roadmap } from './builders.ts';

const proposal = (key: string): Proposal => ({
  key,
  edits: [],
  item: null,
  summary: key,
  reason: '',
  source: { kind: 'github' },
});
const ALL = ['a', 'b', 'c'].map(proposal);

const markerWith = (keys: string[]): string =>
  writePullMarker({
    roadmap: '42:ROADMAP.md',
    edits: keys.map(editDigest),
    head: 'h',
    base: 'b',
    baseFile: 'bf',
    file: 'f',
    text: 't',
    title: 'Title',
    shared: false,
  });

/** `a` is ticked, `-a` is not. */
const seen = (boxes: string[], rest: Partial<SeenPull> & { marked?: string[] } = {}): SeenPull => {
  const { marked = boxes.filter((box) => !box.startsWith('-')), ...more } = rest;
  const lines = boxes.map((box) => {
    const key = box.replace(/^-/, '');
    return `- [${box === key ? 'x' : ' '}] Edit ${key}. ${writeEditMarker(key)}`;
  });
  return {
    number: 7,
    url: 'https://github.com/acme/anchor/pull/7',
    state: 'open',
    body: [...lines, markerWith(marked)].join('\n'),
    headOid: 'h',
    ...more,
  };
};

const standing = (rest: Partial<StandingPull> = {}): StandingPull => ({
  number: 7,
  headOid: 'h',
  baseOid: 'b',
  proposals: ['a', 'b'],
  baseFile: 'bf',
  file: 'f',
  text: 't',
  ...rest,
});

const said = (rest: Partial<Conversation> = {}): Conversation => ({
  ...NO_CONVERSATION,
  standing: standing(),
  ...rest,
});
const wish = (key: string) => ({ key, edits: [], item: null, summary: key, by: 'alice', url: '' });

describe('the boxes of a body', () => {
  it('are read as people leave them: CRLF, a capital X, any bullet, indented a little', () => {
    const lines = [
      `- [X] One ${writeEditMarker('a')}`,
      ` * [ ] Two ${writeEditMarker('b')}`,
      `+ [x] Three ${writeEditMarker('a')}`,
      `- [x] no key`,
      `Text [x] ${writeEditMarker('c')}`,
      `- [x] broken <!-- milepost:edit:xyz -->`,
    ];
    expect([...readEditBoxes(lines.join('\r\n'))]).toEqual([
      [editDigest('a'), true],
      [editDigest('b'), false],
    ]);
  });

  it('take the hidden key at the end for theirs, not one that a title imitates', () => {
    const line = `- [ ] ${writeEditMarker('b')} in a title ${writeEditMarker('a')}`;
    expect([...readEditBoxes(line)]).toEqual([[editDigest('a'), false]]);
  });
});

describe('what people did', () => {
  it('is read from the boxes: unticked is refused, ticked is wanted again', () => {
    const before = said({ refused: ['c', 'x'] });
    expect(heedPeople(before, seen(['-a', 'b', 'c']), ALL).refused.toSorted()).toEqual(['a', 'x']);
    expect(heedPeople(before, seen(['a', 'b', '-c']), ALL)).toEqual(before);
  });

  it('is nothing where a line was deleted, or a key is unknown', () => {
    expect(heedPeople(said(), seen(['b', '-unknown']), ALL).refused).toEqual([]);
  });

  it('refuses all of it by closing; wishes among them are over', () => {
    const before = said({ wishes: [wish('a'), wish('z')] });
    const after = heedPeople(before, seen(['a', 'b'], { state: 'closed', marked: ['a', 'b', 'c'] }), ALL);
    expect(after).toMatchObject({ standing: null, refused: ['a', 'b', 'c'], wishes: [{ key: 'z' }] });
  });

  it('refuses nothing where Milepost closed it, and nothing by merging', () => {
    for (const state of ['closed', 'merged'] as const)
      expect(heedPeople(said(), seen([], { state }), ALL)).toEqual(said({ standing: null }));
  });
});

describe('a store that was lost', () => {
  it('learns from the marker what the pull request holds', () => {
    expect(standingOf(seen(['a', '-b']), 'milepost/roadmap', ALL)).toEqual({
      ...standing({ proposals: ['a'] }),
      branch: 'milepost/roadmap',
      title: 'Title',
    });
    expect(standingOf({ ...seen([]), body: 'no marker' }, 'milepost/roadmap', ALL)).toBeNull();
    expect(readPullMarker('<!-- milepost:pull:e30 -->')).toBeNull();
  });

  it('learns what was refused, from the newest pull request that speaks of it', () => {
    const pulls = [
      seen(['b', '-c'], { state: 'merged', number: 9 }),
      seen(['a', 'b', 'c'], { state: 'closed', number: 7 }),
    ];
    expect(recallRefusals(NO_CONVERSATION, pulls, ALL).refused).toEqual(['a', 'c']);
    expect(recallRefusals(NO_CONVERSATION, [], ALL)).toEqual(NO_CONVERSATION);
  });
});

describe('the next step', () => {
  const question = (rest: Partial<StandingQuestion>): StandingQuestion => ({
    standing: standing(),
    edits: 2,
    baseFile: 'bf',
    file: 'f',
    text: 't',
    ...rest,
  });
  const shared = standing({ shared: true });

  it.each<[string, Partial<StandingQuestion>, ReturnType<typeof nextStep>]>([
    ['nothing while all is as it was written', {}, 'nothing'],
    ['nothing without edits', { standing: null, edits: 0 }, 'nothing'],
    ['to open one', { standing: null }, 'open'],
    ['to close it when nothing is left', { edits: 0 }, 'close'],
    ['to rebuild it when the roadmap changed', { baseFile: 'other' }, 'rebuild'],
    ['to rebuild it when the edits changed', { file: 'other' }, 'rebuild'],
    ['to write only its text when only that changed', { text: 'other' }, 'edit'],
    ['to add to what people did', { standing: shared, edits: 1, file: 'other' }, 'add'],
    ['never to rebuild what people did', { standing: shared, edits: 0, baseFile: 'other', file: 'other' }, 'nothing'],
    ['never to close what people did', { standing: shared, edits: 0, text: 'other' }, 'edit'],
  ])('is %s', (_name, rest, expected) => {
    expect(nextStep(question(rest))).toBe(expected);
  });

  it('tells texts apart by title and body', () => {
    expect(textDigest('a', 'b')).toBe(textDigest('a', 'b'));
    expect(textDigest('a', 'b')).not.toBe(textDigest('a', 'c'));
  });
});

const add = (title: string, number?: number): Pick<Proposal, 'edits'> => ({
  edits: [
    {
      kind: 'add-item',
      to: ['Later'],
      item: {
        title,
        ...(number === undefined
          ? {}
          : { reference: { kind: 'issue' as const, owner: 'acme', repo: 'anchor', number } }),
      },
    },
  ],
});
describe('an item that is to be added', () => {
  const desired = roadmap([item('Weigh the anchor', 3, { references: ['#12'] })]);

  it('is there already by its reference or by its title, wherever it stands', () => {
    expect(isAddedAlready(add('Something else', 12), desired)).toBe(true);
    expect(isAddedAlready(add(' weigh  the anchor'), desired)).toBe(true);
    expect(isAddedAlready(add('Drop the anchor', 13), desired)).toBe(false);
    expect(isAddedAlready({ edits: [{ kind: 'remove-item', item: 'x' }] }, desired)).toBe(false);
  });
});
