import { describe, expect, it } from '@jest/globals';
import { withIdentity } from '../../../src/roadmap/identity/with-identity.ts';
import { parse } from '../../../src/roadmap/parse.ts';

const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2026-01-01' };
const issue = (number: number) => ({ kind: 'issue' as const, owner: 'example-org', repo: 'lantern', number });
const read = (text: string) => parse(text, context);

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

  it('come back with items that were gone, by the same words or references only, and are never given to others', () => {
    const gone = [
      { id: 'aaaaaaaaaa', title: 'Sing old songs', path: ['Later'], parent: null },
      { id: 'bbbbbbbbbb', title: 'Dim the light', path: ['Later'], references: [issue(7)], parent: null },
      { id: 'cccccccccc', title: 'Survive a fall', path: ['Later'], parent: null },
    ];
    const roadmap = read('## Next\n\n- Sing old songs\n- Make dusk darker (#7)\n- Survive a fall from high up\n');
    const later = withIdentity(roadmap, [], gone).items.map(({ id }) => id);
    expect(later).toEqual(['aaaaaaaaaa', 'bbbbbbbbbb', roadmap.items[2]?.id]);
    const kept = withIdentity(roadmap, [{ id: 'dddddddddd', title: 'Sing old songs', path: ['Next'] }], gone);
    expect(kept.items[0]?.id).toBe('dddddddddd');
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
