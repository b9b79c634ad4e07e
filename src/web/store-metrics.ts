/** Gauges that are read from the store when somebody asks for them. Every process of one store tells the same. */
import { Gauge, type Registry } from 'prom-client';
import { readQueueFigures } from '../jobs/queue/queue-figures.ts';
import { readBudgetLeft } from '../store/budgets.ts';
import type { Database } from '../store/database.ts';
import { readStoreFigures } from '../store/figures.ts';

/** Several gauges are read by one look at the store, however many scrape. */
const FRESH_MS = 2_000;

type Figures = Awaited<ReturnType<typeof readFigures>>;

async function readFigures(database: Database): Promise<{
  store: Awaited<ReturnType<typeof readStoreFigures>>;
  queue: Awaited<ReturnType<typeof readQueueFigures>>;
  budgets: Awaited<ReturnType<typeof readBudgetLeft>>;
}> {
  return {
    store: await readStoreFigures(database),
    queue: await readQueueFigures(database),
    budgets: await readBudgetLeft(database),
  };
}

/** `failed` is told when the store does not answer: the gauges have no value then, and `milepost_store_up` is 0. */
export function addStoreMetrics(registry: Registry, database: Database, failed: (error: unknown) => void): void {
  let known: { figures: Promise<Figures | null>; atMs: number } | null = null;
  const figures = (): Promise<Figures | null> => {
    const now = performance.now();
    if (known === null || now - known.atMs > FRESH_MS) {
      const reading = readFigures(database).catch((error: unknown) => {
        failed(error);
        return null;
      });
      known = { figures: reading, atMs: now };
    }
    return known.figures;
  };
  type Labels = Record<string, string>;
  const add = (name: string, help: string, samplesOf: (figures: Figures | null) => [Labels, number][]): Gauge =>
    new Gauge<string>({
      name,
      help,
      labelNames: ['state', 'api', 'quantile'],
      registers: [registry],
      async collect() {
        const samples = samplesOf(await figures());
        this.reset();
        for (const [labels, value] of samples) this.set(labels, value);
      },
    });
  const addOne = (name: string, help: string, valueOf: (figures: Figures) => number): Gauge =>
    add(name, help, (read) => (read === null ? [] : [[{}, valueOf(read)]]));

  add('milepost_store_up', 'Whether the store answers: 1 or 0.', (read) => [[{}, read === null ? 0 : 1]]);
  add(
    'milepost_queue_tasks',
    'Tasks in the queue: waiting (could be worked now), held (until their time), active, dead.',
    (read) => {
      if (read === null) return [];
      const { waiting, held, active, dead } = read.queue;
      return Object.entries({ waiting, held, active, dead }).map(([state, count]) => [{ state }, count]);
    },
  );
  add(
    'milepost_github_budget_left_ratio',
    "What is left of GitHub's hourly limits, as a share of them, over the installations worked for in this hour: the lowest (quantile 0), the lowest tenth, the median.",
    (read) =>
      (read?.budgets ?? []).flatMap(({ resource, lowest, tenth, median }): [Labels, number][] => {
        const api = resource === 'core' ? 'rest' : 'graphql';
        return Object.entries({ 0: lowest, 0.1: tenth, 0.5: median }).map(([quantile, share]) => [
          { api, quantile },
          share,
        ]);
      }),
  );
  addOne(
    'milepost_queue_oldest_seconds',
    'How long the longest waiting task could have been worked.',
    ({ queue }) => queue.oldestSeconds,
  );
  addOne(
    'milepost_inbox_deliveries',
    'Deliveries that are acknowledged and not yet worked.',
    ({ store }) => store.deliveriesWaiting,
  );
  addOne('milepost_inbox_oldest_seconds', 'Age of the oldest of them.', ({ store }) => store.deliveriesOldestSeconds);
  addOne(
    'milepost_ledger_open_entries',
    'Ledger entries begun over ten minutes ago and neither finished nor failed.',
    ({ store }) => store.ledgerOpen,
  );
}
