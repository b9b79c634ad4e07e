import { describe, expect, it } from '@jest/globals';
import { livesOf } from '../../../src/roadmap/history/lives.ts';
import { readRevisions } from '../../../src/roadmap/history/read-revisions.ts';
import { parse } from '../../../src/roadmap/parse.ts';
import { readings } from './readings.ts';

describe('readRevisions', () => {
  it('reads the same text at the same path once, and neither what is gone nor what has a problem', async () => {
    const asked: string[] = [];
    const revisions = readings({
      '2021-01-01': '- Sign snapshots\n',
      '2021-02-01': '- Rotate keys\n',
      '2021-03-01': null,
      '2021-04-01': '- Sign snapshots\n',
      '2021-05-01': { problem: 'too large' },
    });
    const history = await livesOf(
      readRevisions(revisions, (text, { file, asOf }) => {
        asked.push(`${asOf} ${file} ${text.trim()}`);
        return parse(text, { file, asOf, repo: null, host: 'github.com' });
      }),
    );
    expect(asked).toEqual(['2021-01-01 ROADMAP.md - Sign snapshots', '2021-02-01 ROADMAP.md - Rotate keys']);
    expect(history).toMatchObject({ revisions: 4, skipped: [{ message: 'too large' }] });
    expect(history.lives.map(({ title, state }) => [title, state])).toEqual([
      ['Sign snapshots', 'open'],
      ['Rotate keys', 'vanished'],
    ]);
  });
});
