/**
 * A worker process: `queue-script.ts ADDRESS hang|MS`. Prints `ready`, then for each job `began KEY NUMBERS` and
 * `ended KEY NUMBERS`, each with the instant. `hang`: a job never ends; otherwise it takes so many milliseconds.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createQueue } from '../../../src/jobs/queue/queue.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import type { StoreAddress } from '../../store/stores.ts';

interface Numbers {
  numbers: number[];
}

const [address, mode] = process.argv.slice(2);
const database = await openDatabase(JSON.parse(address!) as StoreAddress);
await migrate(database);
const queue = await createQueue<Numbers>({
  database,
  concurrency: 2,
  merge: (waiting, newer) => ({ numbers: [...waiting.numbers, ...newer.numbers] }),
  report: (error) => console.log(`error ${String(error)}`),
  work: async ({ key, data }) => {
    const about = `${key} ${data.numbers.join('+')}`;
    console.log(`began ${about} ${Date.now()}`);
    await (mode === 'hang' ? sleep(3_600_000) : sleep(Number(mode)));
    console.log(`ended ${about} ${Date.now()}`);
  },
});
if (mode === 'hang') await queue.send('a', { numbers: [1] });
console.log('ready');
