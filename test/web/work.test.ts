import { describe, expect, it } from '@jest/globals';
import { GitHubError } from '../../src/github/github-error.ts';
import type { Errand } from '../../src/jobs/errands/errand.ts';
import type { Queue } from '../../src/jobs/queue/queue.ts';
import type { Task } from '../../src/jobs/queue/task.ts';
import { lookAt } from '../../src/jobs/sync/sync-request.ts';
import { beginCheck } from '../../src/store/checks.ts';
import type { Database } from '../../src/store/database.ts';
import { replacePointers } from '../../src/store/pointers.ts';
import { saveRoadmap } from '../../src/store/roadmaps.ts';
import { createWork, type Noted } from '../../src/web/work.ts';
import { useStore } from '../store/stores.ts';

async function addRoadmap(database: Database, repositoryId: number, pointers: string[], path = 'ROADMAP.md') {
  const row = { repositoryId, path, installationId: 1, owner: 'example-org', name: `r${repositoryId}` };
  await saveRoadmap(database, { ...row, blobOid: null, configurationOid: null, headOid: null, reading: null });
  await replacePointers(database, { repositoryId, path }, pointers);
}

const notAsked = () => Promise.reject(new Error('asked'));

const refuse = () => Promise.reject(new Error('nothing is sent'));

const ask = async (login: string, whoAmI: () => Promise<{ kind: 'app'; login: string; appId: number }>) => {
  const failures: unknown[] = [];
  const failed = (error: unknown): void => void failures.push(error);
  const answer = await createWork({ queue: { sendAll: refuse }, whoAmI, failed }).isMilepost(1, login);
  return [answer, failures.length];
};
const me = () => Promise.resolve({ kind: 'app' as const, login: 'Milepost[bot]', appId: 1 });

async function start(database: Database, noted: Noted[]): Promise<[string, Task][]> {
  const sent: [string, Task][] = [];
  const sendAll: Queue<Task>['sendAll'] = async (requests) =>
    void sent.push(...requests.map(({ key, data }): [string, Task] => [key, data]));
  const work = createWork({
    queue: { sendAll },
    whoAmI: notAsked,
    failed: () => {},
  });
  await work.start(noted, database);
  return sent;
}

const deliveriesAbout = (ids: number[]): Noted[] =>
  ids.map((id) => ({
    delivery: `d${id}`,
    errands: [
      { kind: 'look-where-pointed', to: [`example-org/shared#${id}`], andTo: null },
      { kind: 'look', place: { installationId: 2, repositoryId: 10, owner: 'example-org', name: 'renamed' } },
    ],
  }));

const place = { installationId: 2, repositoryId: 7, owner: 'example-org', name: 'renamed' };

function push(repositoryId: number): Errand {
  const from = { ...lookAt({ ...place, repositoryId }), occasion: 'push' as const, after: 'a'.repeat(40) };
  return { kind: 'task', task: { kind: 'sync', ...from } };
}

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
    return start(database, [{ delivery: 'd1', errands }]);
  }

  it('is a look beside it where a push is worked once more, if a roadmap was read there', async () => {
    const database = await store.fresh();
    await addRoadmap(database, 7, []);
    const work = createWork({ queue: { sendAll: refuse }, whoAmI: notAsked, failed: () => {} });
    const noted = await work.listen('d1', async () => work.note('d1', [push(7), push(8)]), { isAgain: true });
    const sent = await start(database, [noted]);
    expect(sent.map(([key, task]) => [key, 'occasion' in task && task.occasion])).toEqual([
      ['7', 'manual'],
      ['8', 'push'],
    ]);
    expect(sent[0]![1]).toMatchObject({ after: 'a'.repeat(40), deliveries: ['d1'] });
    expect((await work.listen('d1', async () => work.note('d1', [push(7)]))).errands).toEqual([push(7)]);
  });

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
      deliveries: ['d1'],
    });
  });

  it('is, for several deliveries, found with as many queries as for one, and one task for each key', async () => {
    const database = await store.fresh();
    const repositories = Array.from({ length: 20 }, (_, index) => index + 10);
    for (const id of repositories) await addRoadmap(database, id, [`example-org/shared#${id}`, 'node:ALL']);
    let queries = 0;
    const spy: Database = {
      kind: database.kind,
      query(sql, parameters) {
        queries += 1;
        return database.query(sql, parameters);
      },
      transaction: (work) => database.transaction(work),
      close: () => database.close(),
    };
    const one = await start(spy, deliveriesAbout([11]));
    expect(one.map(([key, { deliveries }]) => [key, deliveries])).toEqual([
      ['11', ['d11']],
      ['10', ['d11']],
    ]);
    const queriesOfOne = queries;
    const all = await start(spy, deliveriesAbout(repositories));
    expect(queries).toBe(2 * queriesOfOne);
    const deliveriesByKey = new Map(all.map(([key, { deliveries }]) => [key, deliveries]));
    expect(all).toHaveLength(repositories.length);
    expect(deliveriesByKey.get('10')).toEqual(repositories.map((id) => `d${id}`));
    expect(deliveriesByKey.get('15')).toEqual(['d15']);
  });

  it('is what the handlers note for that delivery, and nothing of one that they refuse', async () => {
    const work = createWork({ queue: { sendAll: () => Promise.resolve() }, whoAmI: notAsked, failed: () => {} });
    const errand: Errand = { kind: 'look', place };
    const noted = await work.listen('d1', async () => {
      work.note('d1', [errand]);
      work.note('d2', [errand]);
    });
    expect(noted).toEqual({ delivery: 'd1', errands: [errand] });
    await expect(work.listen('d1', () => Promise.reject(new Error('odd')))).rejects.toThrow('odd');
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
