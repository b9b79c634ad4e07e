import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { createQueue } from '../../../src/jobs/queue/queue.ts';
import { startChild, type Child } from '../../store/child.ts';
import { storeKinds, useStore, type StoreAddress } from '../../store/stores.ts';
import { waitUntil } from '../wait-until.ts';

const script = new URL('./queue-script.ts', import.meta.url);

const children: Child[] = [];
const startWorker = (address: StoreAddress, mode: string): Child => {
  const child = startChild(script, [JSON.stringify(address), mode]);
  children.push(child);
  return child;
};

async function killAll(): Promise<void> {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
    await child.ended;
  }
}

describe.each(storeKinds)('a worker process that is killed on %s', (kind) => {
  afterEach(killAll);
  const store = useStore(kind);

  it('leaves its job to the next one', async () => {
    const address = await store.address();
    const first = startWorker(address, 'hang');
    await first.line('began a 1 ');
    // Past the first heartbeat, which moves the moment at which it counts as dead.
    await sleep(6_000);
    first.kill('SIGKILL');
    await first.ended;
    const second = startWorker(address, '0');
    await second.line('ended a 1 ');
    expect(second.lines.filter((line) => line.startsWith('began'))).toHaveLength(1);
  });
});

interface Interval {
  key: string;
  numbers: number[];
  from: number;
  to: number;
}

const intervalsOf = (child: Child): Interval[] =>
  child.lines.flatMap((line) => {
    const [what, key, numbers, to] = line.split(' ');
    if (what !== 'ended') return [];
    const beginning = child.lines.find((other) => other.startsWith(`began ${key} ${numbers} `));
    return [
      { key: key!, numbers: numbers!.split('+').map(Number), from: Number(beginning?.split(' ')[3]), to: Number(to) },
    ];
  });

describe('processes that share one PostgreSQL', () => {
  afterEach(killAll);
  const store = useStore('postgres');

  it('start what another one sends', async () => {
    const address = await store.address();
    const worker = startWorker(address, '0');
    await worker.line('ready');
    const database = await store.open(address);
    const queue = await createQueue({
      database,
      concurrency: 0,
      merge: (_: object, newer: object) => newer,
      report: () => undefined,
      work: () => Promise.reject(new Error('Only sends.')),
    });
    await queue.send('a', { numbers: [1] });
    await worker.line('began a 1 ');
    await queue.stop({ timeoutMs: 1_000 });
  });

  it('send overlapping sets at once while others settle, without waiting for each other for ever', async () => {
    const address = await store.address();
    const workers = [startWorker(address, 'fail'), startWorker(address, 'fail')];
    await Promise.all(workers.map((worker) => worker.line('ready')));
    const senders = Array.from({ length: 3 }, (_, index) => startWorker(address, `send ${index}`));
    await Promise.all(senders.map((sender) => sender.line('sent')));
    const ended = (): number[] => workers.flatMap(intervalsOf).flatMap(({ numbers }) => numbers);
    await waitUntil(() => new Set(ended()).size === 3 * 1_000);
    const errors = [...workers, ...senders].flatMap(({ lines }) => lines.filter((line) => line.startsWith('error')));
    // Only those of the work itself.
    expect(errors.filter((line) => !line.includes('by chance'))).toEqual([]);
  });

  it('take up at once what another one hands back when it stops', async () => {
    const address = await store.address();
    const first = startWorker(address, 'hang');
    await first.line('began a 1 ');
    const second = startWorker(address, '0');
    await second.line('ready');
    first.kill('SIGTERM');
    const stoppedMs = performance.now();
    await second.line('ended a 1 ');
    // The stop waits for a second; heartbeats would take ten.
    expect(performance.now() - stoppedMs).toBeLessThan(8_000);
    expect(await first.ended).toBe(0);
  });

  it('never work two jobs of one key at a time, and lose no request', async () => {
    const address = await store.address();
    const workers = [startWorker(address, '30'), startWorker(address, '30')];
    await Promise.all(workers.map((worker) => worker.line('ready')));
    const database = await store.open(address);
    const queue = await createQueue<{ numbers: number[] }>({
      database,
      concurrency: 0,
      merge: (waiting, newer) => ({ numbers: [...waiting.numbers, ...newer.numbers] }),
      report: () => undefined,
      work: () => Promise.reject(new Error('Only sends.')),
    });
    for (let number = 0; number < 200; number += 1) {
      await Promise.all([
        queue.send('a', { numbers: [number] }),
        queue.send(number % 2 === 0 ? 'a' : 'b', { numbers: [1_000 + number] }),
      ]);
    }
    const all = (): Interval[] => workers.flatMap(intervalsOf);
    await waitUntil(() => all().flatMap(({ numbers }) => numbers).length >= 400);
    await queue.stop({ timeoutMs: 1_000 });
    expect(new Set(all().flatMap(({ numbers }) => numbers)).size).toBe(400);
    expect(all().flatMap(({ numbers }) => numbers)).toHaveLength(400);
    for (const key of ['a', 'b']) {
      const ordered = all()
        .filter((interval) => interval.key === key)
        .toSorted((one, other) => one.from - other.from);
      expect(ordered.length).toBeGreaterThan(3);
      ordered.slice(1).forEach((next, index) => expect(next.from).toBeGreaterThanOrEqual(ordered[index]!.to));
    }
    // Both took part.
    for (const worker of workers) expect(intervalsOf(worker).length).toBeGreaterThan(0);
  });
});
