import { describe, expect, it } from '@jest/globals';
import type { Budget, EndedRequest, PlannedRequest } from '../../../src/github/budget.ts';
import { RateLimited } from '../../../src/github/github-error.ts';
import type { Headers } from '../../../src/github/rate-limit.ts';
import { createBudgets, type Budgets, type BudgetsOptions } from '../../../src/jobs/budget/budgets.ts';
import { RetryAt } from '../../../src/jobs/queue/queue.ts';
import type { Task } from '../../../src/jobs/queue/task.ts';
import { lookAt } from '../../../src/jobs/sync/sync-request.ts';
import { readBudget } from '../../../src/store/budgets.ts';
import type { Database } from '../../../src/store/database.ts';
import { storeKinds, useStore } from '../../store/stores.ts';

const place = { installationId: 7, repositoryId: 2, owner: 'quill', name: 'press' };
const ordinary: Task = lookAt(place);
const patient: Task = { ...lookAt(place), patient: true };
const asked: Task = { kind: 'acknowledge', ...place, commentId: 1 };
const elsewhere: Task = lookAt({ ...place, installationId: 8 });

const READ: PlannedRequest = { api: 'rest', isRead: true, creates: false, about: 'reading issue quill/press#1' };
const QUERY: PlannedRequest = { ...READ, api: 'graphql' };
const CREATE: PlannedRequest = { api: 'rest', isRead: false, creates: true, about: 'opening an issue in quill/press' };

const RESET = Math.floor(Date.now() / 1000) + 1_800;
const left = (remaining: number, more: Headers = {}): Headers => ({
  'x-ratelimit-limit': '1000',
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(RESET),
  ...more,
});

interface Process {
  budgets: Budgets;
  spent: string[];
  pauses: number[];
  failures: unknown[];
}

/** A process of its own, as far as the store knows. */
function processOn(database: Database, more: Partial<BudgetsOptions> = {}): Process {
  const spent: string[] = [];
  const pauses: number[] = [];
  const failures: unknown[] = [];
  const budgets = createBudgets({
    database,
    content: { perMinute: 20, perHour: 40, spacingMs: 0 },
    spent: (api, points, installation) => void spent.push(`${api} ${points} ${installation}`),
    failed: (error) => void failures.push(error),
    pause: async (ms) => void pauses.push(ms),
    ...more,
  });
  return { budgets, spent, pauses, failures };
}

async function request(budget: Budget, planned: PlannedRequest, ended: Partial<EndedRequest> = {}) {
  await budget.admit(planned);
  const later = await budget.settle(planned, { headers: null, limited: null, ...ended });
  if (later !== null) throw later;
}

/** One task of one request. */
const send = ({ budgets }: Process, task: Task, planned: PlannedRequest, headers: Headers | null = null) =>
  budgets.spend(task, (budget) => request(budget, planned, { headers }));

const outcome = async (doing: Promise<unknown>): Promise<string> =>
  doing.then(
    () => 'done',
    (error: unknown) =>
      error instanceof RetryAt && error.cause instanceof RateLimited ? error.cause.limit : String(error),
  );

async function putBack(doing: Promise<unknown>): Promise<RetryAt> {
  const error: unknown = await doing.catch((error: unknown) => error);
  if (!(error instanceof RetryAt)) throw new Error(`It was not put back: ${String(error)}`);
  return error;
}

describe.each(storeKinds)('the budget of an installation, on %s', (kind) => {
  const store = useStore(kind);

  it('keeps a tenth for people from events, and three tenths from daily looks, in every process', async () => {
    const [one, other] = [await store.fresh()].flatMap((database) => [processOn(database), processOn(database)]);
    const tasks = [patient, ordinary, asked];
    const outcomes = () => Promise.all(tasks.map((task) => outcome(send(other!, task, READ))));
    await send(one!, ordinary, READ, left(301));
    expect(await outcomes()).toEqual(['done', 'done', 'done']);
    await send(one!, ordinary, READ, left(300));
    expect(await outcomes()).toEqual(['reserve', 'done', 'done']);
    await send(one!, ordinary, READ, left(100));
    expect(await outcomes()).toEqual(['reserve', 'reserve', 'done']);
    await send(one!, asked, READ, left(0));
    expect(await outcomes()).toEqual(['hourly', 'hourly', 'hourly']);
    expect(await outcome(send(other!, elsewhere, READ))).toBe('done');
  });

  it('puts what must wait back until the reset that GitHub names, without a request', async () => {
    const process = processOn(await store.fresh());
    await send(process, ordinary, QUERY, left(50));
    let isBegun = false;
    const error = await putBack(
      process.budgets.spend(ordinary, async () => {
        isBegun = true;
      }),
    );
    expect(isBegun).toBe(false);
    expect(Math.abs(error.at.getTime() - RESET * 1000)).toBeLessThan(3_000);
    expect(error.message).toContain('kept for what people ask for');
    expect(process.pauses).toEqual([]);
  });

  it('stops a task that is under way, and lets the other interface go on', async () => {
    const process = processOn(await store.fresh());
    await process.budgets.spend(ordinary, async (budget) => {
      await request(budget, READ, { headers: left(90) });
      await request(budget, QUERY, { headers: left(900) });
      await expect(budget.admit(READ)).rejects.toMatchObject({ limit: 'reserve' });
    });
  });

  it('is learned and told with one statement each by a task that makes many requests', async () => {
    const database = await store.fresh();
    const statements: string[] = [];
    const watched: Database = {
      kind: database.kind,
      query: (sql, parameters) => {
        statements.push(sql.trim().split(/\s/, 1)[0]!);
        return database.query(sql, parameters);
      },
      transaction: (work) => database.transaction(work),
      close: () => database.close(),
    };
    const now = Date.now();
    const process = processOn(watched, { clock: () => now });
    await process.budgets.spend(ordinary, async (budget) => {
      for (let count = 0; count < 50; count += 1) await request(budget, QUERY, { headers: left(900 - count) });
    });
    expect(statements).toEqual(['select', 'insert']);
    const graphql = (await readBudget(database, 7)).resources.find(({ resource }) => resource === 'graphql');
    expect(graphql).toMatchObject({ limit: { remaining: 851 } });
    expect(graphql!.points.reduce((sum, each) => sum + each, 0)).toBe(50);
  });

  it('is held for all processes when GitHub refuses, until the time that it names', async () => {
    const [one, other] = [await store.fresh()].flatMap((database) => [processOn(database), processOn(database)]);
    const refused = new RateLimited('reading', new Date(Date.now() + 30_000), { limit: 'secondary' });
    const first = await putBack(one!.budgets.spend(asked, (budget) => request(budget, READ, { limited: refused })));
    const second = await putBack(send(other!, asked, READ));
    for (const { at } of [first, second])
      expect(Math.abs(at.getTime() - refused.retryAt.getTime())).toBeLessThan(2_000);
    expect(await outcome(send(other!, elsewhere, READ))).toBe('done');
  });

  it('is known to all processes to be used up when GitHub refuses, though its headers leave the limit out', async () => {
    const [one, other] = [await store.fresh()].flatMap((database) => [processOn(database), processOn(database)]);
    const limited = new RateLimited('reading', new Date(Date.now() + 600_000), { limit: 'hourly' });
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.round(Date.now() / 1000) + 600) };
    await putBack(one!.budgets.spend(ordinary, (budget) => request(budget, READ, { limited, headers })));
    for (const task of [ordinary, asked]) {
      const { at } = await putBack(send(other!, task, READ));
      expect(Math.abs(at.getTime() - limited.retryAt.getTime())).toBeLessThan(2_000);
    }
    expect(other!.spent).toEqual([]);
    expect(await outcome(send(other!, elsewhere, READ))).toBe('done');
  });

  it('is held longer with every further refusal that names no time', async () => {
    const database = await store.fresh();
    const process = processOn(database);
    const refuse = async () => {
      const limited = new RateLimited('reading', new Date(Date.now() + 60_000), { limit: 'secondary', isNamed: false });
      const { at } = await putBack(process.budgets.spend(asked, (budget) => request(budget, READ, { limited })));
      await database.query("update milepost.installation_limits set held_until = now() - interval '1 second'");
      return Math.round((at.getTime() - Date.now()) / 60_000);
    };
    expect([await refuse(), await refuse(), await refuse()]).toEqual([1, 2, 4]);
  });

  it('has content created by several processes within the limits together, and a tenth kept for people', async () => {
    const database = await store.fresh();
    const processes = [processOn(database), processOn(database)];
    const all = (task: Task, count: number) =>
      Promise.all(Array.from({ length: count }, (_, index) => outcome(send(processes[index % 2]!, task, CREATE))));
    const byEvents = await all(ordinary, 24);
    expect(byEvents.filter((word) => word === 'done')).toHaveLength(18);
    expect(byEvents.filter((word) => word === 'content')).toHaveLength(6);
    const byPeople = await all(asked, 4);
    expect(byPeople.filter((word) => word === 'done')).toHaveLength(2);
    const { at } = await putBack(send(processes[0]!, asked, CREATE));
    expect(at.getTime() - Date.now()).toBeGreaterThan(50_000);
    expect(at.getTime() - Date.now()).toBeLessThanOrEqual(60_000);
    expect(await outcome(send(processes[1]!, elsewhere, CREATE))).toBe('done');
    expect(processes.flatMap(({ pauses }) => pauses)).toEqual([]);
  });

  it('spaces content, for as long as that takes little', async () => {
    const process = processOn(await store.fresh(), { content: { perMinute: 20, perHour: 40, spacingMs: 1_000 } });
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => outcome(send(process, asked, CREATE))));
    expect(outcomes.toSorted()).toEqual(['content', 'content', 'done', 'done', 'done', 'done']);
    const pauses = process.pauses.toSorted((one, other) => one - other);
    expect(pauses).toHaveLength(3);
    for (const [index, ms] of pauses.entries()) expect(Math.abs(ms - (index + 1) * 1_000)).toBeLessThan(500);
  });

  it('has no more points spent in a minute than there are, those of other processes counted', async () => {
    const [one, other] = [await store.fresh()].flatMap((database) => [processOn(database), processOn(database)]);
    const spend = (process: Process, count: number) =>
      process.budgets.spend(ordinary, async (budget) => {
        const write: PlannedRequest = { ...CREATE, creates: false };
        for (let sent = 0; sent < count; sent += 1) await request(budget, write);
      });
    await spend(one!, 100);
    await spend(other!, 44);
    const error = await putBack(spend(one!, 1));
    expect((error.cause as RateLimited).limit).toBe('points');
    expect(error.at.getTime() - Date.now()).toBeGreaterThan(30_000);
    expect(await outcome(send(one!, ordinary, QUERY))).toBe('done');
  });

  it('lets no more than twenty requests be under way', async () => {
    const process = processOn(await store.fresh());
    await process.budgets.spend(ordinary, async (budget) => {
      let admitted = 0;
      const all = Array.from({ length: 25 }, async () => {
        await budget.admit(READ);
        admitted += 1;
      });
      await Promise.all(all.slice(0, 20));
      expect(admitted).toBe(20);
      for (let ended = 0; ended < 25; ended += 1) await budget.settle(READ, { headers: null, limited: null });
      await Promise.all(all);
      expect(admitted).toBe(25);
    });
  });

  it('knows no limit where GitHub tells none', async () => {
    const process = processOn(await store.fresh());
    for (const task of [patient, ordinary, asked]) await send(process, task, READ, { date: new Date().toUTCString() });
    await send(process, asked, READ, left(900, { 'x-ratelimit-limit': '15000' }));
    await send(process, asked, QUERY);
    expect(process.spent).toEqual([
      'rest 1 unlimited',
      'rest 1 unlimited',
      'rest 1 unlimited',
      'rest 1 enterprise',
      'graphql 1 enterprise',
    ]);
  });

  it('never turns an answer of GitHub into a failure when the store is gone', async () => {
    const database = await store.fresh();
    const process = processOn(database);
    const refused = new RateLimited('reading', new Date(Date.now() + 60_000), { limit: 'secondary', isNamed: false });
    await process.budgets.spend(ordinary, async (budget) => {
      await budget.admit(READ);
      await budget.admit(READ);
      await database.close();
      expect(await budget.settle(READ, { headers: left(5), limited: null })).toBeNull();
      expect(await budget.settle(READ, { headers: null, limited: refused })).toBeInstanceOf(RateLimited);
    });
    expect(process.failures.length).toBeGreaterThan(0);
  });
});
