import { describe, expect, it } from '@jest/globals';
import { lives } from '../../../src/roadmap/history/lives.ts';
import { readings } from './readings.ts';

const roadmap = (...lines: string[]): string => `# Roadmap\n\n${lines.join('\n')}\n`;
const told = (revisions: Parameters<typeof readings>[0]) => lives(readings(revisions));
const days = (stamp: { committedAt: string } | null) => stamp?.committedAt.slice(0, 10) ?? null;

describe('lives', () => {
  it('of no revisions are none', () => {
    expect(lives([])).toEqual({ file: '', repo: null, revisions: 0, first: null, last: null, lives: [], skipped: [] });
  });

  it('tell each retarget with commit, date and author, and the days slipped in all', () => {
    const history = told({
      '2021-01-10': roadmap('## Q2 2021', '- Sign snapshots'),
      '2021-06-20': roadmap('## Q2 2021', '- Rotate keys', '', '## Q3 2021', '- Sign snapshots'),
      '2021-09-20': roadmap('## Q3 2021', '- Rotate keys', '', '## Q4 2021', '- Sign snapshots'),
      '2021-10-01': roadmap('## Q3 2021', '- Rotate keys', '', '## Q3 2021', '- Sign snapshots'),
    });
    const life = history.lives.find(({ title }) => title === 'Sign snapshots');
    expect(life).toMatchObject({ timesSlipped: 2, daysSlipped: 184, state: 'open', ended: null });
    expect(life?.events.filter(({ kind }) => kind === 'retargeted')).toMatchObject([
      { from: 'Q2 2021', to: 'Q3 2021', slip: true, slippedDays: 92, author: null, commit: '2'.padStart(40, '0') },
      {
        from: 'Q3 2021',
        to: 'Q4 2021',
        slip: true,
        slippedDays: 92,
        author: 'alice',
        committedAt: '2021-09-20T12:00:00Z',
      },
      { from: 'Q4 2021', to: 'Q3 2021', slip: false, slippedDays: null },
    ]);
  });

  it.each([
    ['v1.9', 'v1.10', 1],
    ['v1.10', 'v1.9', 0],
    ['v1.2', 'Later', 1],
    ['Q3 2021', 'Backlog', 1],
    ['Now', 'Next', 1],
    ['Later', 'Q3 2021', 0],
    ['Q3 2021', '2021 Q3', 0],
    ['Q3 2021', 'Now', 0],
    ['Ideas we like', 'Q3 2021', 0],
    ['Q3 2021', 'Things we like', 0],
  ])('from %p to %p: %d slips, without days', (from, to, timesSlipped) => {
    const { lives: all } = told({
      '2021-01-01': roadmap(`## ${from}`, '- Sign snapshots'),
      '2021-02-01': roadmap(`## ${to}`, '- Sign snapshots'),
    });
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ timesSlipped, daysSlipped: 0 });
  });

  it('keep the days of a timeframe without a year when the file is changed a year later', () => {
    const { lives: all } = told({
      '2021-01-01': roadmap('## Q3', '- Sign snapshots'),
      '2022-02-01': roadmap('## Q3', '- Sign snapshots', '- Rotate keys'),
      '2022-03-01': roadmap('## Q4 2021', '- Sign snapshots', '', '## Q3', '- Rotate keys'),
    });
    expect(all[0]).toMatchObject({ title: 'Sign snapshots', timesSlipped: 1, daysSlipped: 92 });
    expect(all[1]).toMatchObject({ title: 'Rotate keys', timesSlipped: 0 });
  });

  it('tell by its dates that a release was put off, but not when only a wrong year was corrected', () => {
    const { lives: all } = told({
      '2021-01-01': roadmap('## v1.0 (March 31, 2020)', '- Sign snapshots', '- Rotate keys'),
      '2021-02-01': roadmap('## v1.0 (March 31, 2021)', '- Sign snapshots', '- Rotate keys'),
      '2021-03-01': roadmap('## v1.0 (April 10, 2021)', '- Sign snapshots', '- Rotate keys'),
    });
    expect(all[0]).toMatchObject({ timesSlipped: 1, daysSlipped: 10 });
    expect(all[0]?.events.slice(1)).toMatchObject([
      { kind: 'retargeted', slip: false },
      { kind: 'retargeted', slip: true, from: 'v1.0 (2021-03-31)', to: 'v1.0 (2021-04-10)' },
    ]);
  });

  it('take a year that is said around the target at its word', () => {
    const { lives: all } = told({
      '2021-01-01': roadmap('## 2021', '### Q3', '- Sign snapshots'),
      '2021-02-01': roadmap('## 2022', '### Q3', '- Sign snapshots'),
    });
    expect(all[0]).toMatchObject({ timesSlipped: 1, daysSlipped: 365 });
  });

  it('say when an item was done, and that one which is done did not vanish when it is taken out', () => {
    const { lives: all } = told({
      '2021-01-01': roadmap('- [ ] Sign snapshots', '- [ ] Rotate keys', '- [x] Write docs'),
      '2021-02-01': roadmap('- [x] Sign snapshots', '- [ ] Rotate keys', '- [x] Write docs'),
      '2021-03-01': roadmap('- [x] Sign snapshots', '- [x] Write docs'),
      '2021-04-01': roadmap('- [ ] Deduplicate blocks'),
    });
    expect(all.map(({ title, state, ended, lastSeen }) => [title, state, days(ended), days(lastSeen)])).toEqual([
      ['Deduplicate blocks', 'open', null, '2021-04-01'],
      ['Sign snapshots', 'done', '2021-02-01', '2021-03-01'],
      ['Write docs', 'done', '2021-01-01', '2021-03-01'],
      ['Rotate keys', 'vanished', '2021-03-01', '2021-02-01'],
    ]);
  });

  it('go on when an item comes back', () => {
    const history = told({
      '2021-01-01': roadmap('## v1.0', '- Sign snapshots', '- Rotate keys'),
      '2021-02-01': roadmap('## v1.0', '- Rotate keys'),
      '2021-03-01': roadmap('## v1.0', '- Rotate keys', '', '## v1.1', '- Sign snapshots'),
    });
    expect(history.lives).toHaveLength(2);
    expect(history.lives[1]?.events.map(({ kind }) => kind)).toEqual([
      'added',
      'removed',
      'returned',
      'moved',
      'retargeted',
    ]);
    expect(history.lives[1]).toMatchObject({ title: 'Sign snapshots', timesSlipped: 1, state: 'open', ended: null });
  });

  it.each([
    ['was taken away', null],
    ['only pointed elsewhere', 'See the [project board](https://github.com/orgs/example-org/projects/1).\n'],
  ])('go on when the file %s for a while', (_, between) => {
    const text = roadmap('- Sign snapshots', '- Rotate keys');
    const history = told({ '2021-01-01': text, '2021-02-01': between, '2021-03-01': text });
    expect(history).toMatchObject({ revisions: 3, skipped: [] });
    expect(history.lives.map(({ events }) => events.map(({ kind }) => kind))).toEqual([
      ['added', 'removed', 'returned'],
      ['added', 'removed', 'returned'],
    ]);
  });

  it('do not notice that the file moved, told as a removal and an addition by one commit', () => {
    const [first, away, there] = readings({
      '2021-01-01': roadmap('- Sign snapshots'),
      '2021-02-01': null,
      '2021-02-02': roadmap('- Sign snapshots'),
    });
    const moved = { ...there!, path: 'docs/ROADMAP.md', commit: away!.commit };
    const history = lives([first!, away!, moved]);
    expect(history).toMatchObject({ file: 'docs/ROADMAP.md', revisions: 2 });
    expect(history.lives.map(({ events }) => events.map(({ kind }) => kind))).toEqual([['added']]);
    expect(lives([first!, away!]).lives).toMatchObject([{ state: 'vanished', ended: { commit: away!.commit } }]);
  });

  it('are not changed by a revision that could not be read', () => {
    const text = roadmap('- Sign snapshots');
    const history = told({
      '2021-01-01': text,
      '2021-02-01': { problem: 'ROADMAP.md is not UTF-8.' },
      '2021-03-01': text,
    });
    expect(history.revisions).toBe(2);
    expect(history.skipped).toMatchObject([{ message: 'ROADMAP.md is not UTF-8.', commit: '2'.padStart(40, '0') }]);
    expect(history.lives.map(({ events }) => events.map(({ kind }) => kind))).toEqual([['added']]);
  });

  it('know the parent of a sub-item by the id of its life', () => {
    const { lives: all } = told({
      '2021-01-01': roadmap('- [ ] Sign snapshots', '  - [ ] Rotate keys'),
      '2021-02-01': roadmap('- [ ] Write docs', '- [ ] Sign all snapshots', '  - [ ] Rotate keys'),
    });
    const sub = all.find(({ title }) => title === 'Rotate keys');
    expect(sub?.parent).toBe(all.find(({ title }) => title === 'Sign all snapshots')?.id);
  });
});
