import { describe, expect, it } from '@jest/globals';
import { createQueue, type Queue } from '../../../src/jobs/queue/queue.ts';
import { keyOf, mergeTasks, type Task } from '../../../src/jobs/queue/task.ts';
import { eraseInstallation } from '../../../src/jobs/retention/erase.ts';
import { forget } from '../../../src/jobs/retention/forget.ts';
import { guardedWork, type GuardParts } from '../../../src/jobs/retention/guarded-work.ts';
import { sweep } from '../../../src/jobs/retention/sweep.ts';
import { lookAt } from '../../../src/jobs/sync/sync-request.ts';
import type { Database } from '../../../src/store/database.ts';
import { claimDeliveries } from '../../../src/store/deliveries.ts';
import type { OpenedDatabase } from '../../../src/store/open-database.ts';
import {
  confirmRepository,
  findRepositories,
  leaveRepositories,
  missRepository,
} from '../../../src/store/repositories.ts';
import { saveRoadmap } from '../../../src/store/roadmaps.ts';
import { storeKinds, useStore } from '../../store/stores.ts';
import { addDelivery, countAll, fillRepository, HEAD, type Place } from './rows.ts';

const lantern: Place = { repositoryId: 7, installationId: 1, owner: 'Example-Org', name: 'Lantern' };
const kite: Place = { ...lantern, repositoryId: 8, name: 'kite' };
const elsewhere: Place = { repositoryId: 9, installationId: 2, owner: 'others', name: 'lantern' };

/** Everything that is kept anywhere, as text: nothing of a name may be left in it. */
async function everything(database: Database): Promise<string> {
  const texts: string[] = [];
  for (const table of Object.keys(await countAll(database))) {
    texts.push(JSON.stringify(await database.query(`select * from milepost.${table}`)));
  }
  texts.push(JSON.stringify(await database.query('select data from milepost_queue.job')));
  return texts.join('\n');
}

const guard = (database: Database, change: Partial<GuardParts> = {}): GuardParts & { why: string[] } => {
  const why: string[] = [];
  return {
    database,
    isInstalledOn: () => Promise.reject(new Error('asked')),
    skipped: (_, reason) => void why.push(reason),
    ...change,
    why,
  };
};

const roadmap = { path: 'ROADMAP.md', blobOid: 'b', configurationOid: null, headOid: HEAD, reading: {} };

const notBegun = () => Promise.reject(new Error('begun'));

describe.each(storeKinds)('erasing, on %s,', (kind) => {
  const queues: Queue<Task>[] = [];
  const store = useStore(kind);

  /** A store with three repositories of two installations, and a task that waits for each. */
  async function filledStore(): Promise<OpenedDatabase> {
    const database = await store.fresh();
    for (const place of [lantern, kite, elsewhere]) await fillRepository(database, place);
    const queue = await createQueue<Task>({
      database,
      merge: mergeTasks,
      concurrency: 0,
      report: () => {},
      work: () => Promise.resolve(),
    });
    queues.push(queue);
    for (const place of [lantern, kite, elsewhere]) {
      const task: Task = { kind: 'sync', ...lookAt(place) };
      await queue.send(keyOf(task), task);
    }
    await queue.stop({ timeoutMs: 100 });
    return database;
  }

  it('an installation leaves nothing but its number, the webhook that told of it, and the others', async () => {
    const database = await filledStore();
    await database.query(
      `insert into milepost.looks (repository_id, installation_id, owner, name, due_at) values (7, 1, 'Example-Org', 'Lantern', now())`,
    );
    await database.query(
      `insert into milepost.budgets (installation_id, resource, slot, points) values (1, 'core', 1, '{1}')`,
    );
    await addDelivery(database, 'the-end', lantern);
    await database.query(`update milepost.deliveries set state = 'done' where id <> 'the-end'`);
    expect(await claimDeliveries(database, { holder: 'me', leaseMs: 1_000, limit: 5, maxLosses: 5 })).toHaveLength(1);
    const erased = await eraseInstallation(database, 1);
    expect(erased).toEqual({
      tasks: 2,
      budgets: 1,
      looks: 1,
      checks: 2,
      command_uses: 2,
      commands: 2,
      conversations: 2,
      dashboards: 2,
      deliveries: 2,
      ledger: 2,
      pages: 2,
      pointers: 2,
      repositories: 2,
      roadmaps: 2,
    });
    const left = await everything(database);
    expect(left).not.toMatch(/example-org|kite/i);
    expect(await database.query(`select id, payload from milepost.deliveries order by id`)).toEqual([
      { id: 'delivery-9', payload: expect.objectContaining({ installation: { id: 2 } }) },
      { id: 'the-end', payload: {} },
    ]);
    expect(await database.query('select id from milepost.erasures')).toEqual([{ id: 1 }]);
    const { migrations: _, erasures: __, ...rows } = await countAll(database);
    const filled = Object.keys(erased).filter((table) => !['tasks', 'deliveries', 'looks', 'budgets'].includes(table));
    expect(filled.map((table) => rows[table])).toEqual(filled.map(() => 1));
    expect(await eraseInstallation(database, 1)).toEqual({});
  });

  it('a repository is found in any case by its last name, shown first, and erased when asked for', async () => {
    const database = await filledStore();
    await confirmRepository(database, { ...kite, name: 'dragon' });
    const request = { owner: 'example-ORG', name: 'LANTERN', dryRun: true };
    const shown = await forget(database, request);
    expect(shown).toMatchObject({ repositories: [lantern], rows: { tasks: 1, ledger: 1, roadmaps: 1 }, erased: false });
    expect(await forget(database, { ...request, dryRun: false })).toEqual({ ...shown, erased: true });
    expect(await forget(database, request)).toMatchObject({ repositories: [], rows: {}, erased: false });
    expect(await findRepositories(database, 'example-org', null)).toMatchObject([{ name: 'dragon' }]);
    expect((await forget(database, { owner: 'example-org', name: null, dryRun: false })).rows).toMatchObject({
      ledger: 1,
    });
    const left = await everything(database);
    expect(left).not.toMatch(/example-org|dragon/i);
    expect(left).toContain('others');
  });

  it('a repository that moved to another installation stays when the first one goes', async () => {
    const database = await filledStore();
    await confirmRepository(database, { repositoryId: 7, installationId: 2, owner: 'others', name: 'moved' });
    await eraseInstallation(database, 1);
    expect(await database.query('select owner, name, installation_id as id from milepost.roadmaps order by 2')).toEqual(
      [
        { owner: 'others', name: 'lantern', id: 2 },
        { owner: 'others', name: 'moved', id: 2 },
      ],
    );
    expect((await countAll(database))['ledger']).toBe(2);
  });

  it('a task that is under way meanwhile leaves nothing behind, whether it succeeds or fails', async () => {
    const database = await filledStore();
    for (const end of [() => Promise.resolve(), () => Promise.reject(new Error('later'))]) {
      const worked = guardedWork(guard(database), lantern, async () => {
        await forget(database, { owner: 'example-org', name: 'lantern', dryRun: false });
        await saveRoadmap(database, { ...lantern, ...roadmap });
        await end();
      });
      await worked.catch(() => undefined);
      expect(await forget(database, { owner: 'example-org', name: 'lantern', dryRun: true })).toMatchObject({
        rows: {},
      });
      expect(await everything(database)).not.toContain('Lantern');
    }
    const parts = guard(database);
    await guardedWork(parts, kite, async () => {
      await eraseInstallation(database, 1);
      await saveRoadmap(database, { ...kite, ...roadmap });
    });
    expect(await everything(database)).not.toContain('kite');
  });

  it('a task of an installation that was erased is not begun, and what a killed one left is erased by it, or the sweep', async () => {
    const database = await filledStore();
    await eraseInstallation(database, 1);
    const parts = guard(database);
    await saveRoadmap(database, { ...kite, ...roadmap });
    await guardedWork(parts, kite, notBegun);
    expect(parts.why).toEqual(['Milepost was uninstalled']);
    expect(await everything(database)).not.toContain('kite');
    await saveRoadmap(database, { ...kite, ...roadmap });
    await sweep(database, { webHost: 'github.com' });
    expect(await everything(database)).not.toContain('kite');
  });

  it('a repository that was taken away is not worked, unless GitHub says that it is back', async () => {
    const database = await filledStore();
    await leaveRepositories(database, 1, [7]);
    const gone = guard(database, { isInstalledOn: () => Promise.resolve(false) });
    await guardedWork(gone, lantern, notBegun);
    expect(gone.why).toEqual(['the repository was taken from the installation']);
    let begun = 0;
    const work = async (): Promise<void> => void (begun += 1);
    await guardedWork(guard(database, { isInstalledOn: () => Promise.resolve(true) }), lantern, work);
    await guardedWork(guard(database), lantern, work);
    expect(begun).toBe(2);
  });

  it('a repository that GitHub did not know for a while is worked, and is no longer missing when it is shown', async () => {
    const database = await filledStore();
    await missRepository(database, lantern);
    await database.query(`update milepost.repositories set left_at = now() where repository_id = 7`);
    await guardedWork(guard(database), lantern, () =>
      confirmRepository(database, { ...lantern, owner: null, name: null }),
    );
    expect(await findRepositories(database, 'example-org', 'lantern')).toMatchObject([
      { leftAt: null, missingSince: null, owner: 'Example-Org', name: 'Lantern' },
    ]);
  });
});
