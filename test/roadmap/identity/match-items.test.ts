import { describe, expect, it } from '@jest/globals';
import { matchItems } from '../../../src/roadmap/identity/match-items.ts';

const item = (
  id: string,
  title: string,
  path: string[] = [],
  more: { status?: string; target?: { text: string } | null } = {},
) => ({ id, title, path, ...more });

describe('matchItems', () => {
  it.each([
    ['the same', item('a', 'Sign snapshots', ['v1']), item('b', 'Sign snapshots', ['v1']), []],
    ['reworded', item('a', 'Sign snapshots', ['v1']), item('b', 'Sign all snapshots', ['v1']), ['reworded']],
    ['moved', item('a', 'Sign snapshots', ['v1']), item('b', 'Sign snapshots', ['v2']), ['moved']],
    [
      'retargeted',
      item('a', 'Sign it', [], { target: { text: 'v1' } }),
      item('b', 'Sign it', [], { target: { text: 'v2' } }),
      ['retargeted'],
    ],
    [
      'given a target',
      item('a', 'Sign it', [], { target: null }),
      item('b', 'Sign it', [], { target: { text: 'v2' } }),
      ['retargeted'],
    ],
    [
      'done meanwhile',
      item('a', 'Sign it', [], { status: 'planned' }),
      item('b', 'Sign it', [], { status: 'done' }),
      ['status-changed'],
    ],
    ['written otherwise only in case and marks', item('a', 'Sign  it!'), item('b', 'sign it'), []],
  ])('knows an item that is %s', (_, before, after, changes) => {
    expect(matchItems([before], [after])).toEqual([{ kind: 'matched', before, after, changes }]);
  });

  it('says what was added and what was removed', () => {
    const [before, after] = [item('a', 'Sign snapshots'), item('b', 'Deduplicate blocks')];
    expect(matchItems([before], [after])).toEqual([
      { kind: 'added', before: null, after, changes: [] },
      { kind: 'removed', before, after: null, changes: [] },
    ]);
  });

  it('keeps the same words in two sections apart, also when the sections change places', () => {
    const before = [item('a', 'Write docs', ['CLI']), item('b', 'Write docs', ['Server'])];
    const after = [item('x', 'Write docs', ['Server']), item('y', 'Write docs', ['CLI'])];
    expect(matchItems(before, after).map((match) => match.before?.id)).toEqual(['b', 'a']);
  });

  it('does not take an item of another section for a loosely like one', () => {
    expect(
      matchItems([item('a', 'Support CSV import', ['v1'])], [item('b', 'Support PDF export', ['v2'])]).map(
        (match) => match.kind,
      ),
    ).toEqual(['added', 'removed']);
  });

  it('gives the best likeness first', () => {
    const before = [item('a', 'Support import of CSV files'), item('b', 'Support import of JSON files')];
    const after = [item('x', 'Support import of JSON files fast'), item('y', 'Support import of CSV files fast')];
    expect(matchItems(before, after).map((match) => match.before?.id)).toEqual(['b', 'a']);
  });
});
