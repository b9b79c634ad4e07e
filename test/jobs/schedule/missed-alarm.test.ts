import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { DELIVERIES } from '../../../src/jobs/schedule/delivery-log.ts';
import { createMissedAlarm } from '../../../src/jobs/schedule/missed-alarm.ts';
import { claimChores, enterChores } from '../../../src/store/chores.ts';
import { storeKinds } from '../../store/stores.ts';
import { waitUntil } from '../wait-until.ts';
import { useOneStore } from './one-store.ts';

describe.each(storeKinds)('a webhook that could not be taken in, on %s', (kind) => {
  const store = useOneStore(kind);
  const claim = () => claimChores(store(), { holder: 'worker', names: [DELIVERIES], leaseMs: 60_000 });

  it("has GitHub's log looked at soon, once for all of them", async () => {
    await enterChores(store(), [DELIVERIES], 60_000);
    const alarm = createMissedAlarm(store(), { afterMs: 20 });
    for (let times = 0; times < 5; times += 1) alarm.raise();
    await waitUntil(async () => (await claim()).length === 1);
    alarm.stop();
  });

  it('has it looked at as soon as the store answers again, and not at all after the end', async () => {
    await enterChores(store(), [DELIVERIES], 60_000);
    const alarm = createMissedAlarm(store(), { afterMs: 10, retryMs: 20 });
    await store().query('alter table milepost.chores rename to away');
    alarm.raise();
    await sleep(100);
    await store().query('alter table milepost.away rename to chores');
    await waitUntil(async () => (await claim()).length === 1);
    alarm.stop();
    alarm.raise();
    await store().query("update milepost.chores set holder = null, due_at = now() + interval '1 hour'");
    await sleep(50);
    expect(await claim()).toEqual([]);
  });
});
