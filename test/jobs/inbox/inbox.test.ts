import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { createInbox, type Inbox } from '../../../src/jobs/inbox/inbox.ts';
import type { DrainWork } from '../../../src/jobs/inbox/inbox-drain.ts';
import type { Database } from '../../../src/store/database.ts';
import { deliveryText, failDeliveriesOf, storeDeliveries, type DeliveryRow } from '../../../src/store/deliveries.ts';
import { migrate } from '../../../src/store/migrate.ts';
import type { Delivery } from '../../../src/jobs/inbox/delivery.ts';
import { storeKinds, useStore } from '../../store/stores.ts';
import { waitUntil } from '../wait-until.ts';

const delivery = (id: string): Delivery => ({
  id,
  event: 'push',
  action: null,
  installationId: 5_000_000_000,
  repositoryId: 7,
  payload: { ref: 'refs/heads/main', text: 'a\0b' },
});

const unexpected: DrainWork<unknown>['report'] = (error) => {
  throw error instanceof Error ? error : new Error(String(error));
};

const drain = (inbox: Inbox, work: (delivery: DeliveryRow) => Promise<void>, report = unexpected): void =>
  inbox.drain({ ask: work, start: () => Promise.resolve(), report });

const countOf = async (database: Database, state: string): Promise<number | undefined> =>
  (
    await database.query<{ count: number }>('select count(*) as count from milepost.deliveries where state = $1', [
      state,
    ])
  )[0]?.count;

const stateOf = async (database: Database, id: string): Promise<{ state: string; error: string | null } | undefined> =>
  (
    await database.query<{ state: string; error: string | null }>(
      'select state, attempts, error from milepost.deliveries where id = $1',
      [id],
    )
  )[0];

describe.each(storeKinds)('the inbox on %s', (kind) => {
  const inboxes: Inbox[] = [];
  // Before useStore: Jest runs these hooks in the order of their registration, and an inbox ends before its store.
  afterEach(async () => {
    for (const inbox of inboxes.splice(0)) await inbox.stop();
  });
  const store = useStore(kind);
  const inboxOn = (database: Database): Inbox => {
    const inbox = createInbox(database);
    inboxes.unshift(inbox);
    return inbox;
  };

  it('stores a delivery once', async () => {
    const inbox = inboxOn(await store.fresh());
    const stored = await Promise.all([inbox.store(delivery('a')), inbox.store(delivery('a'))]);
    expect(stored.filter((answer) => answer === 'new')).toHaveLength(1);
    expect(await inbox.claim(10)).toMatchObject([
      { ...delivery('a'), payload: { ref: 'refs/heads/main', text: 'a\uFFFDb' }, attempts: 1 },
    ]);
    expect(await inbox.store(delivery('a'))).toBe('seen');
    expect(await inbox.done(['a', 'b'])).toEqual(['a']);
    expect(await inbox.store(delivery('a'))).toBe('seen');
    expect(await inbox.claim(10)).toEqual([]);
  });

  it('stores together what comes together, each id once', async () => {
    const database = await store.fresh();
    const inbox = inboxOn(database);
    await inbox.store(delivery('seen'));
    await database.query(
      `insert into milepost.deliveries (id, event, payload, state, error) values ('failed', 'push', '{}', 'failed', 'no')`,
    );
    const ids = ['a', 'seen', 'b', 'a', 'failed', 'c', 'failed'];
    const answers = await Promise.all(ids.map((id) => inbox.store(delivery(id))));
    expect(answers).toEqual(['new', 'seen', 'new', 'seen', 'new', 'new', 'seen']);
    expect((await inbox.claim(10)).map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c', 'failed', 'seen']);
  });

  it('refuses what the store cannot hold alone, not what came with it', async () => {
    const database = await store.fresh();
    const inbox = inboxOn(database);
    const poisonous = { ...delivery('poison'), installationId: 1e300 };
    const answers = await Promise.allSettled([delivery('a'), poisonous, delivery('b')].map((one) => inbox.store(one)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await inbox.claim(10)).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('acknowledges nothing that a store which is away did not take', async () => {
    const database = await store.fresh();
    await database.close();
    const answers = await Promise.allSettled(['a', 'b'].map((id) => inboxOn(database).store(delivery(id))));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('gives deliveries out in the order they came in, each to one only', async () => {
    const database = await store.fresh();
    const inbox = inboxOn(database);
    const ids = Array.from({ length: 30 }, (_, index) => `d${index}`);
    for (const id of ids) await inbox.store(delivery(id));
    expect((await inbox.claim(3)).map(({ id }) => id)).toEqual(['d0', 'd1', 'd2']);
    const claims = await Promise.all(Array.from({ length: 9 }, () => inboxOn(database).claim(3)));
    expect(
      claims
        .flat()
        .map(({ id }) => id)
        .toSorted(byNumber),
    ).toEqual(ids.slice(3));
  });

  it('works what is stored at once', async () => {
    const database = await store.fresh();
    const inbox = inboxOn(database);
    const worked: string[] = [];
    drain(inbox, ({ id }) => Promise.resolve(void worked.push(id)));
    let tookMs = 0;
    for (const id of ['c', 'a', 'b', 'e', 'd']) {
      await inbox.store(delivery(id));
      tookMs += await waitUntil(() => worked.includes(id));
    }
    expect(worked).toEqual(['c', 'a', 'b', 'e', 'd']);
    // It would look by itself every two seconds.
    expect(tookMs).toBeLessThan(5_000);
    await inbox.stop();
    expect(await stateOf(database, 'b')).toEqual({ state: 'done', attempts: 1, error: null });
  });

  it('finds by itself what somebody else stored', async () => {
    const database = await store.fresh();
    const worked: string[] = [];
    drain(inboxOn(database), ({ id }) => Promise.resolve(void worked.push(id)));
    await sleep(50);
    await storeDeliveries(database, [deliveryText(delivery('a'))], { announce: false });
    await waitUntil(() => worked.length === 1);
  });

  it('tries a failed delivery again, and goes on with the others meanwhile', async () => {
    const database = await store.fresh();
    const inbox = inboxOn(database);
    const worked: string[] = [];
    const reported: unknown[] = [];
    const work = async ({ id, attempts }: { id: string; attempts: number }): Promise<void> => {
      worked.push(`${id}${attempts}`);
      if (id === 'a' && attempts === 1) throw new Error('GitHub is away');
    };
    await inbox.store(delivery('a'));
    await inbox.store(delivery('b'));
    drain(inbox, work, (error, about) => reported.push([(error as Error).message, about?.id]));
    await waitUntil(async () => (await stateOf(database, 'a'))?.error !== null);
    expect(await stateOf(database, 'a')).toEqual({ state: 'received', attempts: 1, error: 'GitHub is away' });
    await waitUntil(() => worked.length === 3);
    expect(worked).toEqual(['a1', 'b1', 'a2']);
    expect(reported).toEqual([['GitHub is away', 'a']]);
    await waitUntil(async () => (await stateOf(database, 'a'))?.state === 'done');
  });

  it('gives up after the fifth attempt, until the delivery is sent again', async () => {
    const database = await store.fresh();
    const inbox = inboxOn(database);
    await inbox.store(delivery('a'));
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await database.query('update milepost.deliveries set next_at = now()');
      const [claimed] = await inbox.claim(1);
      await inbox.failed(claimed!, new Error(`no ${attempt}`));
    }
    expect(await stateOf(database, 'a')).toEqual({ state: 'failed', attempts: 5, error: 'no 5' });
    expect(await inbox.store(delivery('a'))).toBe('new');
    expect(await inbox.claim(1)).toMatchObject([{ id: 'a', attempts: 1 }]);
  });

  it('gives what a dead process had to the next one, and its late word counts no more', async () => {
    const database = await store.fresh();
    const dead = inboxOn(database);
    await dead.store(delivery('a'));
    const [claimed] = await dead.claim(1);
    const next = inboxOn(database);
    expect(await next.claim(1)).toEqual([]);
    await database.query('update milepost.deliveries set held_until = now()');
    expect(await next.claim(1)).toMatchObject([{ id: 'a', attempts: 1 }]);
    await dead.failed(claimed!, new Error('late'));
    expect(await stateOf(database, 'a')).toEqual({ state: 'working', attempts: 1, error: null });
  });

  it('does not go on for ever with a delivery that takes its process down', async () => {
    const database = await store.fresh();
    const inbox = inboxOn(database);
    await inbox.store(delivery('a'));
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      await database.query('update milepost.deliveries set held_until = now()');
      expect(await inbox.claim(1)).toMatchObject([{ attempts: 1 }]);
    }
    await database.query('update milepost.deliveries set held_until = now()');
    expect(await inbox.claim(1)).toEqual([]);
    const reported: string[] = [];
    drain(
      inbox,
      () => Promise.resolve(),
      (error) => reported.push((error as Error).message),
    );
    await waitUntil(() => reported.length === 1);
    const error = 'The process ended 20 times while it worked on this.';
    expect(await stateOf(database, 'a')).toEqual({ state: 'failed', attempts: 1, error });
  });

  it('starts together what is asked for together, and what fails fails alone', async () => {
    const database = await store.fresh();
    const inbox = inboxOn(database);
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => inbox.store(delivery(id))));
    const started: string[][] = [];
    const reported: (string | undefined)[] = [];
    inbox.drain<string>({
      ask: ({ id }) => (id === 'b' ? Promise.reject(new Error('odd')) : Promise.resolve(id)),
      async start(asked, transaction) {
        await transaction.query('create table if not exists started (id text)');
        await transaction.query('insert into started select unnest($1::text[])', [asked]);
        started.push([...asked]);
        // As a number that is none would be refused by the store.
        if (asked.includes('c')) await transaction.query("select 'c'::bigint");
      },
      report: (_error, about) => reported.push(about?.id),
    });
    await waitUntil(async () => (await stateOf(database, 'd'))?.state === 'done' && reported.length === 2);
    await inbox.stop();
    expect(started).toEqual([['a', 'c', 'd'], ['a'], ['c'], ['d']]);
    expect(new Set(reported)).toEqual(new Set(['b', 'c']));
    expect(await stateOf(database, 'b')).toMatchObject({ state: 'received', attempts: 1, error: 'odd' });
    expect(await stateOf(database, 'c')).toMatchObject({ state: 'received', attempts: 1 });
    expect(await database.query('select id from started order by id')).toEqual([{ id: 'a' }, { id: 'd' }]);
  });

  it('is held up by nobody who takes long', async () => {
    const database = await store.fresh();
    const inbox = inboxOn(database);
    await inbox.store(delivery('slow'));
    const slow: { end?: () => void } = {};
    drain(inbox, ({ id }) =>
      id === 'slow' ? new Promise<void>((resolve) => (slow.end = resolve)) : Promise.resolve(),
    );
    await waitUntil(() => slow.end !== undefined);
    const ids = Array.from({ length: 150 }, (_, index) => `d${index}`);
    await Promise.all(ids.map((id) => inbox.store(delivery(id))));
    await waitUntil(async () => (await countOf(database, 'done')) === 150);
    expect(await stateOf(database, 'slow')).toMatchObject({ state: 'working' });
    slow.end?.();
    await waitUntil(async () => (await countOf(database, 'done')) === 151);
  });

  it('on stop waits for what is in work, and hands the rest back untried, to be started by somebody else', async () => {
    const database = await store.fresh();
    const inbox = inboxOn(database);
    for (const id of ['a', 'b']) await inbox.store(delivery(id));
    const gates = new Map<string, () => void>();
    const started: string[] = [];
    inbox.drain<string>({
      ask: async ({ id }) => {
        await new Promise<void>((resolve) => gates.set(id, resolve));
        return id;
      },
      start: async (asked) => void started.push(...asked),
      report: unexpected,
    });
    await waitUntil(() => gates.size === 2);
    const stopped = inbox.stop(500);
    gates.get('a')?.();
    await stopped;
    expect(await stateOf(database, 'a')).toMatchObject({ state: 'done', attempts: 1 });
    expect(await stateOf(database, 'b')).toMatchObject({ state: 'received', attempts: 0 });
    gates.get('b')?.();
    await sleep(100);
    expect(await stateOf(database, 'b')).toMatchObject({ state: 'received', attempts: 0 });
    expect(started).toEqual(['a']);
  });

  it('works a delivery again that is sent again once its work came to nothing, and not before', async () => {
    const database = await store.fresh();
    const inbox = inboxOn(database);
    const fail = (id: string) => failDeliveriesOf(database, [id, 'unknown'], 'the repository is gone');
    await inbox.store(delivery('a'));
    await fail('a');
    expect(await inbox.store(delivery('a'))).toBe('seen');
    await inbox.claim(1);
    await fail('a');
    expect(await inbox.store(delivery('a'))).toBe('seen');
    await inbox.done(['a']);
    expect(await inbox.store(delivery('a'))).toBe('seen');
    await fail('a');
    expect(await stateOf(database, 'a')).toEqual({ state: 'failed', attempts: 1, error: 'the repository is gone' });
    expect(await inbox.store(delivery('a'))).toBe('new');
    expect(await inbox.claim(1)).toMatchObject([{ id: 'a', attempts: 1 }]);
  });
});

describe('the inbox on an embedded store opened anew', () => {
  const store = useStore('pglite');

  it('goes on at once with what an earlier process had in work', async () => {
    const address = await store.address();
    const first = await store.open(address);
    await migrate(first);
    await createInbox(first).store(delivery('a'));
    await createInbox(first).claim(1);
    await first.close();
    expect(await createInbox(await store.open(address)).claim(1)).toMatchObject([{ id: 'a', attempts: 1 }]);
  });
});

function byNumber(one: string, other: string): number {
  return Number(one.slice(1)) - Number(other.slice(1));
}
