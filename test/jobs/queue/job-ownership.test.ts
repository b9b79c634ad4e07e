import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { JobLost, ownershipOf } from '../../../src/jobs/queue/job-ownership.ts';
import { QUEUE, QUEUE_SCHEMA } from '../../../src/jobs/queue/queue-names.ts';
import type { ActiveJob } from '../../../src/jobs/queue/queue-settle.ts';
import { storeKinds } from '../../store/stores.ts';
import { waitUntil } from '../wait-until.ts';
import { useQueues } from './use-queues.ts';

describe.each(storeKinds)('whether a job is still ours, on %s', (kind) => {
  const { store, start, runs } = useQueues(kind);

  it('is asked of the store, and denied once another worker has taken over', async () => {
    const database = await store.fresh();
    const queue = await start(database, () => undefined);
    await queue.send('a', { numbers: [1] });
    await waitUntil(async () => runs.length === 1);
    const [job] = await database.query<ActiveJob<object>>(
      `select id, retry_count as "retryCount", data from ${QUEUE_SCHEMA}.job where name = $1 and state = 'active'`,
      [QUEUE],
    );
    const { signal } = new AbortController();
    const assertOurs = ownershipOf({ database }, job!, signal);
    await sleep(2_100);
    await assertOurs();
    const asOfAnEarlierAttempt = ownershipOf({ database }, { ...job!, retryCount: job!.retryCount - 1 }, signal);
    await sleep(2_100);
    await expect(asOfAnEarlierAttempt()).rejects.toThrow(JobLost);
    await expect(ownershipOf({ database }, job!, AbortSignal.abort())()).rejects.toThrow(JobLost);
    runs[0]!.end();
  });
});
