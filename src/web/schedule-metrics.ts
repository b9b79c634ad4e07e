/** Gauges of what is done without an event, read from the store at each scrape. Every process of one store tells the same. */
import { Gauge, type Registry } from 'prom-client';
import { deliveryLogMs } from '../github/hook-deliveries.ts';
import type { Hosts } from '../github/hosts.ts';
import { figuresOfDeliveryLog, readDeliveryLog } from '../jobs/schedule/delivery-log.ts';
import type { Database } from '../store/database.ts';
import { oldestLookSeconds } from '../store/looks.ts';

/** Where the store does not answer, a gauge has no value: `milepost_store_up` tells. */
export function addScheduleMetrics(registry: Registry, database: Database, hosts: Pick<Hosts, 'webHost'>): void {
  const keptMs = deliveryLogMs(hosts.webHost);
  const gauge = (name: string, help: string, read: () => Promise<number | null>): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const value = await read().catch(() => null);
        if (value === null) this.remove();
        else this.set(value);
      },
    });
  const figures = async () => figuresOfDeliveryLog(await readDeliveryLog(database), new Date(), keptMs);
  gauge(
    'milepost_delivery_scan_age_seconds',
    "Since GitHub's log of deliveries was last read to its end.",
    async () => (await figures()).scanAgeSeconds,
  );
  gauge(
    'milepost_delivery_gap_seconds',
    "For how long nobody looked at GitHub's log of deliveries beyond the time it is kept: events may be lost. 0 for none.",
    async () => (await figures()).gapSeconds,
  );
  gauge('milepost_looks_overdue_seconds', 'How long the daily look is overdue that waits longest. 0 for none.', () =>
    oldestLookSeconds(database),
  );
}
