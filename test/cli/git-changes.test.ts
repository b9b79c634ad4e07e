import { describe, expect, it } from '@jest/globals';
import { readChanges } from '../../src/cli/history/git-changes.ts';

const [A, B, C, P, Q] = ['a', 'b', 'c', 'd', 'e'].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
  string,
  string,
];
const NONE = '0'.repeat(40);

describe("git's list of changes", () => {
  it('has one for each file of each commit', () => {
    const newer = [A, P, '1704888000', `Ada\n:100644 100644 ${B} ${C} M`, 'ROADMAP.md', ''];
    const older = [B, '', '1704801600', `\n:000000 100644 ${NONE} ${B} A`, 'ROADMAP.md'];
    const more = [`:100644 000000 ${C} ${NONE} D`, 'x\ny.md', ''];
    const output = [newer, older, more].flat().join('\0');
    expect(readChanges(output)).toEqual([
      {
        commit: A,
        committedAt: '2024-01-10T12:00:00Z',
        author: 'Ada',
        path: 'ROADMAP.md',
        mode: '100644',
        blobBefore: B,
        blob: C,
        parent: P,
      },
      {
        commit: B,
        committedAt: '2024-01-09T12:00:00Z',
        author: null,
        path: 'ROADMAP.md',
        mode: '100644',
        blobBefore: null,
        blob: B,
        parent: null,
      },
      {
        commit: B,
        committedAt: '2024-01-09T12:00:00Z',
        author: null,
        path: 'x\ny.md',
        mode: '000000',
        blobBefore: C,
        blob: null,
        parent: null,
      },
    ]);
  });

  it('has the difference of a merge to its first parent', () => {
    const output = [
      A,
      `${P} ${Q}`,
      '1704888000',
      'Ada',
      `::100644 100644 100755 ${A} ${B} ${C} MM`,
      'ROADMAP.md',
      '',
    ].join('\0');
    expect(readChanges(output)).toEqual([
      expect.objectContaining({ path: 'ROADMAP.md', mode: '100755', blobBefore: A, blob: C, parent: P }),
    ]);
  });

  it.each([
    ['-1', '1970-01-01T00:00:00Z'],
    ['99999999999999999', '9999-12-31T23:59:59Z'],
    ['soon', '1970-01-01T00:00:00Z'],
  ])('takes the time %s for one that a calendar has', (seconds, instant) => {
    const output = [A, P, seconds, `Ada\n:100644 100644 ${B} ${C} M`, 'ROADMAP.md'].join('\0');
    expect(readChanges(output)[0]!.committedAt).toBe(instant);
  });

  it.each(['', '\0', 'a', `${A}\0`, `${A}\0${P}\x001\0Ada\n:`])(
    'is empty or partial, but no crash, for %j',
    (output) => {
      expect(readChanges(output).length).toBeLessThanOrEqual(1);
    },
  );
});
