/** What `/metrics` tells, in the Prometheus text format. One registry a server, so that tests do not share counters. */
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface Metrics {
  registry: Registry;
  deliveries: Counter<'event' | 'outcome'>;
  tasks: Counter<'kind' | 'outcome'>;
  syncs: Counter<'outcome'>;
  syncSeconds: Histogram;
  operations: Counter<'kind' | 'outcome'>;
  requests: Counter<'api' | 'installation'>;
  points: Counter<'api' | 'installation'>;
  putBack: Counter<'kind' | 'limit'>;
  redeliveries: Counter<'outcome'>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    deliveries: new Counter({
      name: 'milepost_deliveries_total',
      help: 'Webhook deliveries by event and by what became of them at the door.',
      labelNames: ['event', 'outcome'],
      registers,
    }),
    tasks: new Counter({
      name: 'milepost_tasks_total',
      help: 'Tasks of the queue by kind and by what became of them; one that is tried again counts each time.',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    syncs: new Counter({
      name: 'milepost_syncs_total',
      help: 'Syncs by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    syncSeconds: new Histogram({
      name: 'milepost_sync_seconds',
      help: 'Time of one sync, from its start to the check run.',
      buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers,
    }),
    operations: new Counter({
      name: 'milepost_operations_total',
      help: 'Operations by kind and outcome.',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    requests: new Counter({
      name: 'milepost_github_requests_total',
      help: 'Requests sent to GitHub for installations, by API and by how high the hourly limit of the installation is.',
      labelNames: ['api', 'installation'],
      registers,
    }),
    points: new Counter({
      name: 'milepost_github_points_total',
      help: "Points of these requests in GitHub's limits for a minute: a read 1, a write 5.",
      labelNames: ['api', 'installation'],
      registers,
    }),
    putBack: new Counter({
      name: 'milepost_budget_put_back_total',
      help: "Tasks put back because of GitHub's limits, by kind and by the limit that they wait for.",
      labelNames: ['kind', 'limit'],
      registers,
    }),
    redeliveries: new Counter({
      name: 'milepost_redeliveries_total',
      help: 'Deliveries that failed: asked for again, refused by GitHub, given up.',
      labelNames: ['outcome'],
      registers,
    }),
  };
}
