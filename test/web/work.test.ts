import { describe, expect, it } from '@jest/globals';
import { GitHubError } from '../../src/github/github-error.ts';
import type { Errand } from '../../src/jobs/errands/errand.ts';
import type { Task } from '../../src/jobs/queue/task.ts';
import { beginCheck } from '../../src/store/checks.ts';
import type { Database } from '../../src/store/database.ts';
import { replacePointers } from '../../src/store/pointers.ts';
import { saveRoadmap } from '../../src/store/roadmaps.ts';
import { createWork } from '../../src/web/work.ts';
import { useStore } from '../store/stores.ts';

async function addRoadmap(database: Database, repositoryId: number, pointers: string[], path = 'ROADMAP.md') {
  const row = { repositoryId, path, installationId: 1, owner: 'example-org', name: `r${repositoryId}` };
  await saveRoadmap(database, { ...row, blobOid: null, configurationOid: null, headOid: null, reading: null });
  await replacePointers(database, { repositoryId, path }, pointers);
}

const notAsked = () => Promise.reject(new Error('asked'));

const ask = async (login: string, whoAmI: () => Promise<{ kind: 'app'; login: string; appId: number }>) => {
  const failures: unknown[] = [];
  const failed = (error: unknown): void => void failures.push(error);
  const queue = { send: () => Promise.reject(new Error('nothing is sent')) };
  const answer = await createWork({ database: {} as Database, queue, whoAmI, failed }).isMilepost(1, login);
  return [answer, failures.length];
};
const me = () => Promise.resolve({ kind: 'app' as const, login: 'Milepost[bot]', appId: 1 });

describe('what an event asks for', () => {
  const store = useStore('pglite');

  async function started(
    errands: Errand[],
    prepare: (database: Database) => Promise<void> = async () => {},
  ): Promise<[string, Task][]> {
    const database = await store.fresh();
    await addRoadmap(database, 7, ['example-org/r7#1', 'node:I_1', 'node:PVT_1']);
    await addRoadmap(database, 7, ['example-org/r7#1'], 'docs/ROADMAP.md');
    await addRoadmap(database, 8, ['example-org/r7#1', 'node:PVT_1']);
    await addRoadmap(database, 9, ['node:I_1']);
    await prepare(database);
    const sent: [string, Task][] = [];
    const queue = { send: async (key: string, task: Task) => void sent.push([key, task]) };
    await createWork({ database, queue, whoAmI: notAsked, failed: () => {} }).start(errands);
    return sent;
  }
  const place = { installationId: 2, repositoryId: 7, owner: 'example-org', name: 'renamed' };

  it('is one sync for each repository with a roadmap that points there', async () => {
    const sent = await started([{ kind: 'look-where-pointed', to: ['example-org/r7#1', 'node:I_2'], andTo: null }]);
    expect(sent.map(([key]) => key)).toEqual(['7', '8']);
    expect(sent[0]![1]).toEqual({
      kind: 'sync',
      installationId: 1,
      repositoryId: 7,
      owner: 'example-org',
      name: 'r7',
      occasion: 'manual',
      sender: null,
      firstLook: false,
      picked: false,
      before: null,
      after: null,
      touched: ['example-org/r7#1', 'node:I_2'],
    });
  });

  it('is nothing for roadmaps that point to the board, or the issue, alone', async () => {
    const sent = await started([{ kind: 'look-where-pointed', to: ['node:PVT_1'], andTo: 'node:I_1' }]);
    expect(sent.map(([key]) => key)).toEqual(['7']);
  });

  it('is a look only where a roadmap was read before, under the name that the event told', async () => {
    const pointed: Errand = { kind: 'look-where-pointed', to: ['example-org/r7#1'], andTo: null };
    const sent = await started([
      pointed,
      { kind: 'look', place },
      { kind: 'look', place: { ...place, repositoryId: 70 } },
    ]);
    expect(sent.map(([key, task]) => [key, task.name])).toEqual([
      ['7', 'renamed'],
      ['8', 'r8'],
    ]);
  });

  it('is each check that stands on a commit, and those that GitHub names', async () => {
    const headOid = 'a'.repeat(40);
    const again: Errand = { kind: 'recheck', place, headOid, numbers: [12], sender: 'bob' };
    const sent = await started([again], async (database) => {
      for (const name of [`pull:7:${headOid}`, `pull:12:${headOid}`, `group:${headOid}`, `pull:9:${'b'.repeat(40)}`]) {
        await beginCheck(database, { repositoryId: 7, headOid: name, digest: '' });
      }
    });
    expect(sent.map(([key]) => key)).toEqual(['check:7:12', 'check:7:7', `check:7:${headOid}`]);
    expect(sent[0]![1]).toMatchObject({ headOid, sender: 'bob', again: true, wanted: 'check' });
  });

  it('is a sync that writes the check run anew, where it is that of a push or nobody knows', async () => {
    const headOid = 'c'.repeat(40);
    const again: Errand = { kind: 'recheck', place, headOid, numbers: [], sender: 'bob' };
    expect(await started([again])).toEqual([['7', expect.objectContaining({ kind: 'sync', recheck: true })]]);
    const elsewhere = { ...again, place: { ...place, repositoryId: 70 } };
    expect(await started([elsewhere])).toEqual([]);
    const known = (database: Database) => beginCheck(database, { repositoryId: 70, headOid, digest: '' });
    expect((await started([elsewhere], known)).map(([key]) => key)).toEqual(['70']);
  });

  it('is a sync of the whole installation, with a new token where that is wanted', async () => {
    const all = { kind: 'installation', installationId: 1, occasion: 'manual' } as const;
    const sent = await started([{ ...all, freshToken: true }]);
    expect(sent.map(([key]) => key)).toEqual(['7', '8', '9']);
    expect(sent[0]![1]).toMatchObject({ occasion: 'manual', freshToken: true });
    expect((await started([{ ...all, freshToken: false }]))[0]![1]).not.toHaveProperty('freshToken');
  });
});

describe('whether somebody is Milepost', () => {
  it('is known of people without asking', async () => {
    expect(await ask('milepost', notAsked)).toEqual([false, 0]);
  });

  it('is told of bots by GitHub, and left open while GitHub does not answer', async () => {
    expect(await ask('milepost[bot]', me)).toEqual([true, 0]);
    expect(await ask('renovate[bot]', me)).toEqual([false, 0]);
    const away = new GitHubError({ kind: 'unavailable', status: 502, about: 'asking', said: 'away' });
    expect(await ask('milepost[bot]', () => Promise.reject(away))).toEqual([null, 1]);
  });
});
