import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from '../../../src/github/client.ts';
import { isHandled } from '../../../src/index.ts';
import { createInbox } from '../../../src/jobs/inbox/inbox.ts';
import { trimDelivery } from '../../../src/jobs/inbox/delivery.ts';
import type { ChoreEnd } from '../../../src/jobs/schedule/chore.ts';
import { DELIVERIES, figuresOfDeliveryLog, readDeliveryLog } from '../../../src/jobs/schedule/delivery-log.ts';
import { createMissedDeliveries } from '../../../src/jobs/schedule/missed-deliveries.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { enterChores } from '../../../src/store/chores.ts';
import type { Database } from '../../../src/store/database.ts';
import { enterLook } from '../../../src/store/looks.ts';
import { client as octokit, jwt, listen, repository, stage, type Listener } from '../../sandbox/story.ts';
import { storeKinds } from '../../store/stores.ts';
import { useOneStore } from './one-store.ts';

const DAY_MS = 24 * 60 * 60_000;
const never = new AbortController().signal;

interface Stage {
  sandbox: Sandbox;
  listener: Listener;
  /** Its clock is ahead by so much. */
  laterMs: number;
  counted: Record<string, number>;
  told: string[];
}

describe.each(storeKinds)('deliveries that failed, on %s', (kind) => {
  const store = useOneStore(kind);
  let database: Database;
  let on: Stage;
  beforeEach(async () => {
    database = store();
    await enterChores(database, [DELIVERIES, 'looks'], DAY_MS);
    const listener = await listen();
    const clock = { laterMs: 0 };
    const sandbox = await stage({ now: () => new Date(Date.now() + clock.laterMs) }, listener.url);
    on = Object.assign(clock, { sandbox, listener, counted: {}, told: [] });
    sandbox.install('example-org', { repositories: ['lantern'] });
    await sandbox.deliveries.settled();
    listener.received.length = 0;
  });
  afterEach(async () => {
    await on.sandbox.close();
    await on.listener.close();
  });

  const run = async (signal = never): Promise<ChoreEnd> => {
    const tell = (_: object, message: string): void => void on.told.push(message);
    const chore = createMissedDeliveries({
      database,
      client: async () =>
        createClient({ request: octokit(on.sandbox, jwt()).request, mode: 'apply', pause: async () => undefined }),
      keptMs: 3 * DAY_MS,
      isHandled,
      counted: (outcome) => void (on.counted[outcome] = (on.counted[outcome] ?? 0) + 1),
      log: { info: tell, warn: tell },
    });
    const end = (await chore.run(signal)) ?? {};
    await on.sandbox.deliveries.settled();
    return end;
  };
  const heard = (): string[] =>
    on.listener.received.map(({ headers, payload }) => {
      const issue = payload['issue'] as { number: number } | undefined;
      return `${String(headers['x-github-event'])} ${issue?.number ?? ''}`;
    });
  /** Deliveries fail in the meantime. */
  const failing = async (act: () => unknown, status = 500): Promise<void> => {
    on.listener.status = status;
    await act();
    await on.sandbox.deliveries.settled();
    on.listener.received.length = 0;
    on.listener.status = 202;
  };
  const close = (number: number): void => on.sandbox.people.closeIssue(repository, number);
  const open = (title: string): number => on.sandbox.people.openIssue(repository, { title });
  /** The times at which they are to be asked for again have come. */
  const waited = () => database.query('update milepost.missed_deliveries set next_at = now()');

  it('are asked for again, the oldest first, once, whatever made them fail', async () => {
    const [one, two, three] = [open('one'), open('two'), open('three')];
    await on.sandbox.deliveries.settled();
    await failing(() => close(one));
    const url = on.listener.url;
    on.sandbox.setWebhookUrl('http://127.0.0.1:9/nobody');
    close(two);
    await on.sandbox.deliveries.settled();
    on.sandbox.setWebhookUrl(url);
    await failing(() => close(three), 404);
    expect(await run()).toEqual({ againInMs: expect.any(Number) });
    expect(heard()).toEqual([`issues ${one}`, `issues ${two}`, `issues ${three}`]);
    await run();
    await waited();
    await run();
    expect(heard()).toHaveLength(6);
    expect(on.counted).toEqual({ asked: 6 });
  });

  it('are left alone where nothing follows from them, where they came later, and where the inbox has them', async () => {
    const number = open('one');
    await on.sandbox.deliveries.settled();
    await failing(() => on.sandbox.people.labelIssue(repository, number, ['nobody heeds it']));
    await failing(() => close(number));
    const came = on.sandbox.deliveries.list({ event: 'issues' }).at(-1)!;
    await on.sandbox.deliveries.redeliver(came.guid);
    await failing(() => on.sandbox.people.reopenIssue(repository, number));
    const stored = on.sandbox.deliveries.list({ event: 'issues' }).at(-1)!;
    await createInbox(database).store(
      trimDelivery(stored.guid, 'issues', JSON.parse(stored.payload) as Record<string, unknown>),
    );
    on.listener.received.length = 0;
    expect(await run()).toEqual({});
    expect(heard()).toEqual([]);
    expect(on.counted).toEqual({});
  });

  it('are given up after some times, which take longer and longer, and forgotten when GitHub has', async () => {
    const number = open('one');
    await on.sandbox.deliveries.settled();
    await failing(() => close(number));
    on.listener.status = 500;
    const waits: number[] = [];
    for (let times = 0; times < 8; times += 1) {
      await run();
      const [row] = await database.query<{ inMs: number }>(
        `select extract(epoch from next_at - now())::float8 * 1000 as "inMs" from milepost.missed_deliveries`,
      );
      waits.push(Math.round((row?.inMs ?? 0) / 60_000));
      await waited();
    }
    expect(on.counted).toEqual({ asked: 5, given_up: 1 });
    expect(waits.slice(0, 5)).toEqual([1, 15, 180, 720, 60]);
    expect(on.told.filter((message) => message.includes('did not come'))).toHaveLength(1);
    on.laterMs = 4 * DAY_MS;
    await database.query(`update milepost.missed_deliveries set found_at = now() - interval '5 days'`);
    await run();
    expect(await database.query('select 1 from milepost.missed_deliveries')).toEqual([]);
  });

  it('are looked for only since the last scan, which is durable, and page by page', async () => {
    const number = open('one');
    await on.sandbox.deliveries.settled();
    for (let times = 0; times < 60; times += 1) {
      close(number);
      on.sandbox.people.reopenIssue(repository, number);
    }
    await on.sandbox.deliveries.settled();
    const pages = (): number =>
      on.sandbox.state.requests.filter(({ method, path }) => method === 'GET' && path.includes('/hook/')).length;
    await run();
    expect(pages()).toBe(2);
    on.laterMs = 20 * 60_000;
    await run();
    // Back to a quarter of an hour before the last scan, by GitHub's clock.
    expect(pages()).toBe(4);
    on.laterMs = 60 * 60_000;
    await run();
    expect(pages()).toBe(5);
    const { scannedTo } = await readDeliveryLog(database);
    expect(Math.abs(Date.parse(scannedTo!) - Date.now() - on.laterMs)).toBeLessThan(60_000);
  });

  it('cannot be asked for where GitHub does not tell: said once, and tried again the next day', async () => {
    const fault = { match: { path: /^\/app\/hook\/deliveries/ }, times: 2, action: { status: 404 } } as const;
    on.sandbox.faults.add(fault);
    expect(await run()).toEqual({ againInMs: DAY_MS });
    expect(await run()).toEqual({ againInMs: DAY_MS });
    expect(on.told).toEqual([expect.stringContaining('does not tell')]);
    expect(figuresOfDeliveryLog(await readDeliveryLog(database), new Date(), DAY_MS)).toEqual({
      scanAgeSeconds: null,
      gapSeconds: 0,
    });
    await run();
    expect((await readDeliveryLog(database)).isUnsupported).toBe(false);
  });

  it('are asked for when GitHub allows it, and tried again when it does not answer', async () => {
    const number = open('one');
    await on.sandbox.deliveries.settled();
    await failing(() => close(number));
    const path = /\/attempts$/;
    on.sandbox.faults.add({ match: { method: 'POST', path }, action: { secondaryLimit: { retryAfterSeconds: 30 } } });
    const limited = await run();
    expect(limited.isUnfinished).toBe(true);
    expect(limited.againInMs).toBeGreaterThan(20_000);
    on.sandbox.faults.add({ match: { method: 'POST', path }, action: { status: 502 } });
    await expect(run()).rejects.toThrow('502');
    await run();
    expect(heard()).toEqual([`issues ${number}`]);
  });

  it('that nobody asked about for longer than GitHub keeps them are a gap: told, shown, and every roadmap is looked at soon', async () => {
    await run();
    for (let id = 1; id <= 20; id += 1) {
      await enterLook(database, { repositoryId: id, installationId: 1, owner: 'example-org', name: `r${id}` });
    }
    const { scannedTo } = await readDeliveryLog(database);
    on.laterMs = 3 * DAY_MS + 2 * 60 * 60_000;
    const figures = async (afterMs = 0) =>
      figuresOfDeliveryLog(await readDeliveryLog(database), new Date(Date.now() + on.laterMs + afterMs), 3 * DAY_MS);
    expect((await figures()).gapSeconds).toBeGreaterThan(7_100);
    await run();
    await run();
    expect(on.told.filter((message) => message.includes('may be lost'))).toHaveLength(1);
    expect((await readDeliveryLog(database)).gap?.from).toBe(scannedTo);
    const { gapSeconds, scanAgeSeconds } = await figures();
    expect(gapSeconds).toBeGreaterThan(7_100);
    expect(gapSeconds).toBeLessThan(7_300);
    expect(scanAgeSeconds).toBeLessThan(60);
    expect((await figures(DAY_MS)).gapSeconds).toBe(0);
    const [looks] = await database.query<{ soon: number; spread: number }>(
      `select count(*) filter (where due_at < now() + interval '4 hours') as soon,
         count(*) filter (where due_at > now() + interval '10 minutes') as spread from milepost.looks`,
    );
    expect(looks!.soon).toBe(20);
    expect(looks!.spread).toBeGreaterThan(10);
  });
});
