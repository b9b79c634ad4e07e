/**
 * Everything that may happen to deliveries, in any order: stored, stored twice, drained by several at once, failed, taken over
 * while somebody still works on them, drains killed, and work that comes to nothing afterwards. What was acknowledged as new is
 * started once, no more and no less. A failure prints its seed; `SEED=… npm test -- inbox-interleavings` tells it again.
 */
import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { createInbox, type Inbox } from '../../../src/jobs/inbox/inbox.ts';
import type { Database } from '../../../src/store/database.ts';
import { failDeliveriesOf } from '../../../src/store/deliveries.ts';
import { storeKinds, useStore } from '../../store/stores.ts';
import { waitUntil } from '../wait-until.ts';

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const STEPS = 150;
const IDS = 40;

/** Numbers from 0 to 1, the same for the same seed. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function randomOf(seed: number): () => number {
  let state = seed % 2_147_483_647;
  return () => {
    state = (state * 48_271 + 11) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

interface Process {
  inbox: Inbox;
  /** From now on nothing of it reaches the store: what it had begun is rolled back there. */
  kill(): void;
}

/** A process of its own, as far as the store can tell. */
function startProcess(database: Database, random: () => number): Process {
  let isDead = false;
  const alive = (): Promise<void> => (isDead ? Promise.reject(new Error('killed')) : Promise.resolve());
  const within = (inner: Database): Database => ({
    kind: inner.kind,
    query: async (sql, parameters) => {
      await alive();
      return inner.query(sql, parameters);
    },
    transaction: async (work) => {
      await alive();
      return inner.transaction(async (transaction) => {
        const result = await work(within(transaction));
        await alive();
        return result;
      });
    },
    close: () => inner.close(),
  });
  const inbox = createInbox(within(database));
  inbox.drain<string>({
    async ask({ id, attempts }) {
      await sleep(random() * 60);
      if (random() < 0.15 && attempts < 4) throw new Error('failed');
      return id;
    },
    async start(ids, transaction) {
      await transaction.query('insert into started select unnest($1::text[])', [ids]);
    },
    report: () => {},
  });
  return { inbox, kill: () => (isDead = true) };
}

const delivery = (id: string) => ({ id, event: 'push', action: null, installationId: 1, repositoryId: 7, payload: {} });

describe.each(storeKinds)('deliveries on %s', (kind) => {
  const processes: Process[] = [];
  afterEach(async () => {
    for (const { inbox } of processes.splice(0)) await inbox.stop(0).catch(() => undefined);
  });
  const store = useStore(kind);

  it(`are started once each time they are acknowledged as new, whatever happens (seed ${SEED})`, async () => {
    const database = await store.fresh();
    await database.query('create table started (id text)');
    const random = randomOf(SEED);
    const start = (): void => void processes.push(startProcess(database, random));
    start();
    start();
    const web = createInbox(database);
    const timesNew = new Map<string, number>();
    const add = async (id: string): Promise<void> => {
      if ((await web.store(delivery(id))) === 'new') timesNew.set(id, (timesNew.get(id) ?? 0) + 1);
    };
    const anyId = (): string => `d${Math.floor(random() * IDS)}`;
    const due = () => database.query("update milepost.deliveries set next_at = now() where state = 'received'");
    // Losses are counted anew, since twenty of them end a delivery without its ever being started.
    const loseLeases = () =>
      database.query("update milepost.deliveries set held_until = now(), losses = 0 where state = 'working'");
    const happenings: [share: number, happen: () => unknown][] = [
      [0.45, () => add(anyId())],
      [
        0.1,
        () => {
          const id = anyId();
          return Promise.all([add(id), add(anyId()), add(id)]);
        },
      ],
      [0.15, () => failDeliveriesOf(database, [anyId(), anyId(), anyId()], 'came to nothing')],
      [0.15, due],
      [0.1, loseLeases],
      [
        0.05,
        () => {
          processes.at(-1 - Math.floor(random() * 2))?.kill();
          start();
        },
      ],
    ];
    for (let step = 0; step < STEPS; step += 1) {
      let dice = random();
      const [, happen] = happenings.find(([share]) => (dice -= share) < 0) ?? happenings[0]!;
      await happen();
      // Whoever stores something looks for work at once.
      const poked = processes.at(-1 - Math.floor(random() * 2));
      await poked?.inbox.store(delivery(`poke-${step}`)).catch(() => undefined);
      await sleep(random() * 10);
    }

    await waitUntil(async () => {
      await due();
      await loseLeases();
      await sleep(200);
      const open = await database.query("select 1 from milepost.deliveries where state in ('received', 'working')");
      return open.length === 0;
    });
    const rows = await database.query<{ id: string; count: number }>(
      "select id, count(*) as count from started where id like 'd%' group by id",
    );
    expect(Object.fromEntries(rows.map(({ id, count }) => [id, count]))).toEqual(Object.fromEntries(timesNew));
    expect([...timesNew.values()].some((times) => times > 1)).toBe(true);
  }, 120_000);
});
