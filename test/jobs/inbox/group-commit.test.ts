import { describe, expect, it } from '@jest/globals';
import { GroupCommit } from '../../../src/jobs/inbox/group-commit.ts';

interface Stage {
  group: GroupCommit<string, string>;
  groups: string[][];
  /** Ends the group under way. */
  finish: () => Promise<void>;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A store that takes until `finish`; it refuses `bad` for good, and everything while it is away. */
function begin({ isAway = false, lanes = 1 } = {}): Stage {
  const groups: string[][] = [];
  const gate: { open?: () => void } = {};
  const group = new GroupCommit<string, string>({
    async run(items) {
      groups.push([...items]);
      await new Promise<void>((resolve) => (gate.open = resolve));
      if (isAway) throw new Error('away');
      if (items.includes('bad')) throw new Error('bad');
      return items.map((item) => `${item}!`);
    },
    most: 4,
    mostSize: 10,
    sizeOf: ({ length }) => length,
    lanes,
    isOfOne: (error) => (error as Error).message === 'bad',
  });
  return {
    group,
    groups,
    async finish() {
      await turn();
      gate.open?.();
      await turn();
      await turn();
    },
  };
}

const settle = (promise: Promise<string>): Promise<string> => promise.catch((error: Error) => `no: ${error.message}`);

describe('a group commit', () => {
  it('does the first at once, and together what came while it was under way', async () => {
    const { group, groups, finish } = begin();
    const first = group.add('a');
    await turn();
    expect(groups).toEqual([['a']]);
    const others = ['b', 'c'].map((item) => group.add(item));
    await finish();
    expect(await first).toBe('a!');
    await finish();
    expect(await Promise.all(others)).toEqual(['b!', 'c!']);
    expect(groups).toEqual([['a'], ['b', 'c']]);
    await group.quiet(1, 60_000);
  });

  it('forgets nothing that comes in the instant in which a group ends', async () => {
    const group = new GroupCommit<string, string>({
      run: async (items) => items.map((item) => `${item}!`),
      most: 10,
      mostSize: 10,
      sizeOf: () => 1,
      lanes: 1,
      isOfOne: () => false,
    });
    for (let turns = 0; turns < 12; turns += 1) {
      await group.add('a');
      for (let passed = 0; passed < turns; passed += 1) await Promise.resolve();
      expect(await group.add('b')).toBe('b!');
    }
  }, 5_000);

  it('has several groups under way where the store does several things at a time', async () => {
    const { group, groups, finish } = begin({ lanes: 2 });
    const all = [group.add('a'), group.add('b')];
    await turn();
    all.push(group.add('c'));
    await turn();
    all.push(group.add('d'));
    await turn();
    expect(groups).toEqual([['a', 'b'], ['c']]);
    await finish();
    expect(groups).toEqual([['a', 'b'], ['c'], ['d']]);
  });

  it('is bounded by number and by size, with room for one that is larger', async () => {
    const { group, groups, finish } = begin();
    const all = ['1', '2', '3', '4', 'five5', 'six66', 'sevenseven7', '8'].map((item) => group.add(item));
    for (let count = 0; count < 5; count += 1) await finish();
    await Promise.all(all);
    expect(groups).toEqual([['1', '2', '3', '4'], ['five5', 'six66'], ['sevenseven7'], ['8']]);
  });

  it('tries one by one where one may be at fault, so that it fails alone', async () => {
    const { group, groups, finish } = begin();
    const all = ['a', 'bad', 'c'].map((item) => settle(group.add(item)));
    for (let count = 0; count < 5; count += 1) await finish();
    expect(await Promise.all(all)).toEqual(['a!', 'no: bad', 'c!']);
    expect(groups).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']]);
  });

  it('fails as a whole while the store is away, and goes on with the next', async () => {
    const { group, groups, finish } = begin({ isAway: true });
    const all = ['a', 'b'].map((item) => settle(group.add(item)));
    await finish();
    expect(await Promise.all(all)).toEqual(['no: away', 'no: away']);
    const next = settle(group.add('c'));
    await finish();
    expect(await next).toBe('no: away');
    expect(groups).toEqual([['a', 'b'], ['c']]);
  });

  it('tells when nothing is under way and nothing came for a while, or that it takes too long', async () => {
    const { group, finish } = begin();
    const added = group.add('a');
    await group.quiet(1, 5);
    let isQuiet = false;
    const quiet = group.quiet(1, 60_000).then(() => (isQuiet = true));
    await turn();
    expect(isQuiet).toBe(false);
    await finish();
    await Promise.all([added, quiet]);
    const began = performance.now();
    const next = group.add('b');
    await finish();
    await next;
    await group.quiet(40, 60_000);
    expect(performance.now() - began).toBeGreaterThanOrEqual(39);
  });
});
