import { afterEach, describe, expect, it } from '@jest/globals';
import { createInbox, type Inbox } from '../../../src/jobs/inbox/inbox.ts';
import { useStore } from '../../store/stores.ts';
import { waitUntil } from '../wait-until.ts';

const delivery = (id: string) => ({ id, event: 'push', action: null, installationId: 1, repositoryId: 7, payload: {} });

describe('a process that drains what others store in PostgreSQL', () => {
  const inboxes: Inbox[] = [];
  afterEach(async () => {
    for (const inbox of inboxes.splice(0)) await inbox.stop();
  });
  const store = useStore('postgres');

  it('hears of it at once, also after its connection was lost', async () => {
    const database = await store.fresh();
    const [web, worker] = [createInbox(database), createInbox(database)];
    inboxes.push(worker);
    const worked: string[] = [];
    const reported: string[] = [];
    worker.drain<string>({
      ask: ({ id }) => Promise.resolve(id),
      start: async (ids) => void worked.push(...ids),
      report: (error) => reported.push((error as Error).message),
    });
    const listeners = () =>
      database.query<{ pid: number }>(
        "select pid from pg_stat_activity where application_name = 'milepost-listener' and query like 'listen%'",
      );
    await waitUntil(async () => (await listeners()).length === 1);
    const hear = async (ids: string[]): Promise<number> => {
      let tookMs = 0;
      for (const id of ids) {
        await web.store(delivery(id));
        tookMs += await waitUntil(() => worked.includes(id));
      }
      return tookMs;
    };
    // By looking alone, every two seconds, five would take ten.
    expect(await hear(['a', 'b', 'c', 'd', 'e'])).toBeLessThan(5_000);
    expect(reported).toEqual([]);

    const [listener] = await listeners();
    await database.query('select pg_terminate_backend($1)', [listener!.pid]);
    await waitUntil(() => reported.length === 1);
    expect(reported[0]).toContain('The connection that hears of new deliveries was lost');
    await waitUntil(async () => (await listeners()).some(({ pid }) => pid !== listener!.pid));
    expect(await hear(['f', 'g', 'h', 'i', 'j'])).toBeLessThan(5_000);
    expect(reported).toHaveLength(1);
  });
});
