import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { createQueue } from '../../src/jobs/queue/queue.ts';
import { beginEntry } from '../../src/store/ledger-entries.ts';
import { createInbox } from '../../src/jobs/inbox/inbox.ts';
import { noteBudget } from '../../src/store/budgets.ts';
import { addStoreMetrics } from '../../src/web/store-metrics.ts';
import { storeKinds, useStore } from '../store/stores.ts';

const nothing = (): void => undefined;

/** `name` or `name{label="value"}` to value. */
function parseMetrics(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

async function scrape(registry: Registry): Promise<Map<string, number>> {
  return parseMetrics(await registry.metrics());
}

describe.each(storeKinds)('the figures of the store on %s', (kind) => {
  const store = useStore(kind);

  it('tell what waits in the inbox and the queue, and what is open in the Ledger', async () => {
    const database = await store.fresh();
    const registry = new Registry();
    addStoreMetrics(registry, database, nothing);
    const empty = await scrape(registry);
    expect(Object.fromEntries(empty)).toEqual({
      milepost_store_up: 1,
      'milepost_queue_tasks{state="waiting"}': 0,
      'milepost_queue_tasks{state="held"}': 0,
      'milepost_queue_tasks{state="active"}': 0,
      'milepost_queue_tasks{state="dead"}': 0,
      milepost_queue_oldest_seconds: 0,
      milepost_inbox_deliveries: 0,
      milepost_inbox_oldest_seconds: 0,
      milepost_ledger_open_entries: 0,
    });

    const payload = { action: 'closed' };
    await createInbox(database).store({
      id: 'd-1',
      event: 'issues',
      action: 'closed',
      installationId: 1,
      repositoryId: 7,
      payload,
    });
    await database.query("update milepost.deliveries set received_at = now() - interval '90 seconds'");
    const about = {
      repositoryId: 7,
      path: 'ROADMAP.md',
      kind: 'open-issue',
      operation: {},
      holder: 'one',
      leaseMs: 1_000,
    };
    await beginEntry(database, { key: 'open-issue:old', ...about });
    await database.query("update milepost.ledger set begun_at = now() - interval '11 minutes'");
    await beginEntry(database, { key: 'open-issue:new', ...about });
    const queue = await createQueue<{ delay: number }>({
      database,
      concurrency: 0,
      work: () => Promise.resolve(),
      merge: (_, newer) => newer,
      delaySecondsOf: ({ delay }) => delay,
      report: nothing,
    });
    await queue.send('one', { delay: 0 });
    await queue.send('two', { delay: 600 });
    for (const [installation, remaining] of [4_000, 500].entries()) {
      const limit = { most: 5_000, remaining, endsInMs: 60_000 };
      await noteBudget(database, installation, [{ resource: 'core', limit, points: 1 }]);
    }
    const later = new Registry();
    addStoreMetrics(later, database, nothing);
    const full = await scrape(later);
    await queue.stop({ timeoutMs: 0 });
    expect(full.get('milepost_inbox_deliveries')).toBe(1);
    expect(full.get('milepost_inbox_oldest_seconds')).toBeGreaterThanOrEqual(90);
    expect(full.get('milepost_ledger_open_entries')).toBe(1);
    expect(full.get('milepost_queue_tasks{state="waiting"}')).toBe(1);
    expect(full.get('milepost_queue_tasks{state="held"}')).toBe(1);
    expect(full.get('milepost_github_budget_left_ratio{api="rest",quantile="0"}')).toBe(0.1);
    expect(full.get('milepost_github_budget_left_ratio{api="rest",quantile="0.5"}')).toBe(0.1);
    expect(full.has('milepost_github_budget_left_ratio{api="graphql",quantile="0"}')).toBe(false);
  });

  it('have no value while the store does not answer, and say so', async () => {
    const database = await store.fresh();
    const registry = new Registry();
    const failures: unknown[] = [];
    addStoreMetrics(registry, database, (error) => failures.push(error));
    await database.close();
    expect(Object.fromEntries(await scrape(registry))).toEqual({ milepost_store_up: 0 });
    expect(failures).toHaveLength(1);
  });
});
