import { describe, expect, it } from '@jest/globals';
import { matchItems, withIdentity } from '../../src/roadmap/identity.ts';
import { parse } from '../../src/roadmap/parse.ts';

const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2026-01-01' };
const read = (text: string) => parse(text, context);
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

describe('ids', () => {
  const text = '# Roadmap\n\n## v1\n\n- Write docs\n- Sign snapshots\n\n## v2\n\n- Write docs\n- Write docs\n';

  it('are ten hexadecimal digits, one each, and the same in every reading', () => {
    const ids = read(text).items.map(({ id }) => id);
    expect(ids.every((id) => /^[0-9a-f]{10}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(4);
    expect(read(text).items.map(({ id }) => id)).toEqual(ids);
  });

  it('stay when other lines, marks or numbers change', () => {
    const before = read('# Roadmap\n\n1. Sign snapshots\n').items;
    const after = read('# Roadmap\n\nMore words.\n\n4. ✅ Sign snapshots (#12)\n').items;
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });

  it('of a stored reading are kept by reworded, moved and reordered items, and never given to new ones', () => {
    const stored = read(text).items;
    const later = withIdentity(
      read('# Roadmap\n\n## v1\n\n- Rotate keys\n- Write docs\n\n## v2\n\n- Sign all snapshots\n- Write docs\n'),
      stored,
    );
    const idsByTitle = Object.fromEntries(stored.map(({ title, path, id }) => [`${path.join()} ${title}`, id]));
    expect(later.items.map(({ title, id }) => [title, id])).toEqual([
      ['Rotate keys', expect.not.stringMatching(new RegExp(stored.map(({ id }) => id).join('|')))],
      ['Write docs', idsByTitle['v1 Write docs']],
      ['Sign all snapshots', idsByTitle['v1 Sign snapshots']],
      ['Write docs', expect.any(String)],
    ]);
  });

  it('of a new item differ from that of a stored one with the same words', () => {
    const roadmap = read('# Roadmap\n\n- Write docs\n- Write docs\n');
    const [first, second] = roadmap.items;
    const stored = [{ id: second?.id ?? '', title: 'Write docs', path: [] }];
    const later = withIdentity(roadmap, stored);
    expect(later.items[0]?.id).toBe(second?.id);
    expect(later.items[1]?.id).not.toBe(second?.id);
    expect(new Set(later.items.map(({ id }) => id)).size).toBe(2);
    expect(roadmap.items[0]).toBe(first);
  });
});
