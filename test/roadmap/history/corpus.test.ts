import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { lives } from '../../../src/roadmap/history/lives.ts';
import type { RevisionReading } from '../../../src/roadmap/history/lives.ts';
import { matchItems } from '../../../src/roadmap/identity/match-items.ts';
import type { Item } from '../../../src/roadmap/model.ts';
import { parse } from '../../../src/roadmap/parse.ts';

interface Listed {
  repo: string;
  items: { n: number; commit: string; date: string; path: string; file: string | null }[];
}

const folder = join(import.meta.dirname, '../../../../shared/corpus/history');
const isThere = existsSync(folder);
const where = isThere ? describe : describe.skip;
const histories = new Map<string, RevisionReading[]>();

/** The readings of that history, the nth at index n - 1. */
const historyOf = (name: string): RevisionReading[] => histories.get(name) ?? [];
const itemsOf = (reading: RevisionReading | undefined): Item[] => reading?.roadmap?.items ?? [];
const trackersOf = ({ references }: Item): string[] =>
  references.filter(({ kind }) => kind === 'issue' || kind === 'pull').map(({ repo, number }) => `${repo}#${number}`);

function readHistory({ repo, items }: Listed): RevisionReading[] {
  return items.map(({ commit, date, path, file }) => {
    const text = file === null ? null : readFileSync(join(folder, file), 'utf8');
    const roadmap = text === null ? null : parse(text, { file: path, repo, host: 'github.com', asOf: date });
    return { commit, committedAt: `${date}T00:00:00Z`, author: null, path, text, roadmap };
  });
}

function countsOf(name: string, n: number): Record<string, number> {
  const [before, after] = [n - 1, n].map((index) => itemsOf(historyOf(name)[index]));
  const matches = matchItems(before ?? [], after ?? []);
  const count = (word: string) =>
    matches.filter(({ kind, changes }) => kind === word || changes.some((change) => change === word)).length;
  return Object.fromEntries(['added', 'removed', 'reworded', 'moved'].map((word) => [word, count(word)]));
}

where(isThere ? 'the histories of real roadmaps' : 'no ../shared/corpus/history here: skipped', () => {
  beforeAll(() => {
    const listed = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Listed[];
    for (const history of listed) histories.set(history.repo.split('/')[1] ?? '', readHistory(history));
  });

  it.each([
    // A word corrected, a letter, an ending.
    ['harbor', 6, { added: 0, removed: 0, reworded: 1, moved: 0 }],
    ['harbor', 12, { added: 0, removed: 0, reworded: 1, moved: 0 }],
    ['velero', 5, { added: 0, removed: 0, reworded: 1, moved: 0 }],
    ['rook', 17, { added: 0, removed: 0, reworded: 1, moved: 0 }],
    ['openebs', 3, { added: 0, removed: 0, reworded: 2, moved: 0 }],
    ['kserve', 5, { added: 0, removed: 0, reworded: 1, moved: 0 }],
    // Headings renamed or a level taken out: nothing moved.
    ['velero', 12, { added: 0, removed: 0, reworded: 0, moved: 0 }],
    ['openebs', 12, { added: 0, removed: 0, reworded: 0, moved: 0 }],
    // Only some were added, or only some removed.
    ['rook', 13, { added: 8, removed: 0, reworded: 0, moved: 0 }],
    ['rook', 14, { added: 0, removed: 3, reworded: 0, moved: 0 }],
  ])('%s, from revision %d to the next: %j', (name, n, counts) => {
    expect(countsOf(name, n)).toEqual(counts);
  });

  it('does not take the next version of a dependency for the one that was planned before', () => {
    for (let n = 33; n < 39; n += 1) expect(countsOf('rook', n)).toMatchObject({ reworded: 0, moved: 0 });
  });

  it('never removes and adds an item that keeps the only reference of its kind', () => {
    for (const readings of histories.values()) {
      readings.slice(1).forEach((reading, index) => {
        const [before, after] = [itemsOf(readings[index]), itemsOf(reading)];
        const held = [before, after].map((items) => items.flatMap(trackersOf));
        const isAlone = (tracker: string) =>
          held.every((trackers) => trackers.filter((other) => other === tracker).length <= 1);
        const matches = matchItems(before, after);
        const gone = matches.flatMap(({ before: item, kind }) =>
          kind === 'removed' && item !== null ? trackersOf(item) : [],
        );
        const added = matches.flatMap(({ after: item, kind }) =>
          kind === 'added' && item !== null ? trackersOf(item) : [],
        );
        expect(added.filter((tracker) => gone.includes(tracker) && isAlone(tracker))).toEqual([]);
      });
    }
  });

  it('gives every item one life at a time, and tells the longest story of slips', () => {
    for (const readings of histories.values()) {
      const history = lives(readings);
      expect(history.skipped).toEqual([]);
      expect(history.revisions).toBe(readings.length);
      expect(new Set(history.lives.map(({ id }) => id)).size).toBe(history.lives.length);
      const present = itemsOf(readings.at(-1));
      expect(history.lives.slice(0, present.length).map(({ title }) => title)).toEqual(
        present.map(({ title }) => title),
      );
    }
    const most = lives(historyOf('rook')).lives.toSorted((one, other) => other.timesSlipped - one.timesSlipped)[0];
    expect(most).toMatchObject({ timesSlipped: 7, state: 'open', firstSeen: { committedAt: '2024-02-14T00:00:00Z' } });
  });
});
