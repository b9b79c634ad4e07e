/**
 * A worker process: `queue-script.ts ADDRESS hang|fail|MS|send N`. Prints `ready`, then for each job `began KEY NUMBERS` and
 * `ended KEY NUMBERS`, each with the instant. `hang`: a job never ends; `fail`: it fails every fourth time; otherwise it
 * takes so many milliseconds. `send N`: works nothing, sends 1,000 numbers from N,000 on in batches over 30 keys, prints
 * `sent`. SIGTERM stops it, with a second for the work.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createQueue } from '../../../src/jobs/queue/queue.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import type { StoreAddress } from '../../store/stores.ts';

interface Numbers {
  numbers: number[];
}

const [address, mode = ''] = process.argv.slice(2);
let count = 0;
const database = await openDatabase(JSON.parse(address!) as StoreAddress);
await migrate(database);
const queue = await createQueue<Numbers>({
  database,
  concurrency: mode.startsWith('send') ? 0 : 2,
  ruleOf: () => ({ name: 'soon', tries: 1_000, firstSeconds: 0.1, longestSeconds: 0.1 }),
  merge: (waiting, newer) => ({ numbers: [...waiting.numbers, ...newer.numbers] }),
  report: (error) => console.log(`error ${String(error)}`),
  work: async ({ key, data }) => {
    const about = `${key} ${data.numbers.join('+')}`;
    console.log(`began ${about} ${Date.now()}`);
    count += 1;
    if (mode === 'fail' && count % 4 === 0) throw new Error('by chance');
    await (mode === 'hang' ? sleep(3_600_000) : sleep(mode === 'fail' ? 1 : Number(mode)));
    console.log(`ended ${about} ${Date.now()}`);
  },
});
process.once('SIGTERM', () => {
  void queue.stop({ timeoutMs: 1_000 }).then(() => process.exit(0));
});
if (mode.startsWith('send')) {
  const first = Number(mode.split(' ')[1]) * 1_000;
  for (let number = 0; number < 1_000; number += 20) {
    // Each sender has the keys in another order.
    const requests = Array.from({ length: 20 }, (_, index) => ({
      key: `key-${(first === 0 ? number + index : 3_000 - number - index) % 30}`,
      data: { numbers: [first + number + index] },
    }));
    await queue.sendAll(requests);
  }
  console.log('sent');
}
if (mode === 'hang') await queue.send('a', { numbers: [1] });
console.log('ready');
