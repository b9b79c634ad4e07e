/**
 * The queue, on both stores: what it costs to take up jobs while many wait, held against pg-boss's own statement in the
 * same store; and tasks a second with an empty work function, from the sending to the end, held against the tasks that
 * are sent and worked one after the other.
 *
 *   node scripts/build.js && node bench/queue.js [pglite|postgres] [WAITING]
 *
 * DATABASE_URL names an empty database of a PostgreSQL; without it only the embedded store is measured.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBoss } from '../dist/jobs/queue/queue-boss.js';
import { claimJobs } from '../dist/jobs/queue/queue-claim.js';
import { createQueue } from '../dist/jobs/queue/queue.js';
import { openDatabase } from '../dist/store/open-database.js';

const [only, waiting = '100000'] = process.argv.slice(2);
const NOISY = 10_000;
const RUNS = 7;
const TASKS = 2_000;

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
const say = (text) => console.log(text);

/** As if they had been sent: `count` jobs of one group, or of as many groups as there are. */
const fill = (database, from, count, group) =>
  database.query(
    `insert into milepost_queue.job (name, data, singleton_key, group_id, policy, created_on, heartbeat_seconds)
     select 'sync', jsonb_build_object('key', 'key ' || number, 'data', '{}'::jsonb, 'heldUntil', null, 'earlierTries', 0),
       'key ' || number, coalesce($3, number::text), 'key_strict_fifo', now() + number * interval '1 microsecond', 10
     from generate_series($1::integer, $1::integer + $2::integer - 1) as number`,
    [from, count, group],
  );

async function medianMs(database, work) {
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
    await database.query("update milepost_queue.job set state = 'created' where state = 'active'");
  }
  return median(times);
}

async function measureClaims(database) {
  const boss = await startBoss(database, (error) => say(String(error)), { supervise: false });
  const ask = { wanted: 8, notUrgent: 7, groupLimit: 3, heldGroups: [], ownKeys: [], fromGroup: '' };
  const compare = async (what) => {
    const ours = await medianMs(database, () => claimJobs(database, ask));
    const theirs = await medianMs(database, () => boss.fetch('sync', { batchSize: 8, groupConcurrency: 3 }));
    say(
      `  ${what}: ${ours.toFixed(1)} ms; pg-boss's fetch ${theirs.toFixed(1)} ms; ratio ${(ours / theirs).toFixed(3)}`,
    );
  };
  await fill(database, 1, NOISY, 'noisy');
  await compare(`${NOISY} waiting, all of one installation`);
  await fill(database, NOISY + 1, Number(waiting) - NOISY, null);
  await compare(`${waiting} waiting, ${NOISY} of them of one installation, which came first`);
  await database.query("delete from milepost_queue.job where name = 'sync'");
  await boss.stop({ graceful: false });
}

async function tasksPerSecond(database, concurrency) {
  let ended = 0;
  let whenAll;
  const all = new Promise((resolve) => {
    whenAll = resolve;
  });
  const queue = await createQueue({
    database,
    concurrency,
    merge: (_, newer) => newer,
    groupOf: ({ group }) => group,
    report: (error) => say(String(error)),
    work: () => {
      ended += 1;
      if (ended === TASKS) whenAll();
      return Promise.resolve();
    },
  });
  const requests = Array.from({ length: TASKS }, (_, number) => ({
    key: `task ${number}`,
    data: { group: String(number % 100) },
  }));
  const began = performance.now();
  for (let from = 0; from < TASKS; from += 100) await queue.sendAll(requests.slice(from, from + 100));
  await all;
  const perSecond = TASKS / ((performance.now() - began) / 1_000);
  await queue.stop({ timeoutMs: 5_000 });
  return perSecond;
}

async function measure(database) {
  say(`${database.kind}:`);
  const one = await tasksPerSecond(database, 1);
  say(`  tasks a second, one at a time: ${one.toFixed(0)}`);
  for (const concurrency of [4, 8, 16]) {
    const many = await tasksPerSecond(database, concurrency);
    say(`  tasks a second, ${concurrency} at a time: ${many.toFixed(0)}; ratio ${(many / one).toFixed(2)}`);
  }
  await measureClaims(database);
}

if (only !== 'postgres') {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'milepost-bench-queue-'));
  const database = await openDatabase({ url: null, dataDirectory });
  await measure(database);
  await database.close();
  rmSync(dataDirectory, { recursive: true, force: true });
}
const url = process.env.DATABASE_URL;
if (only !== 'pglite' && url) {
  const database = await openDatabase({ url, dataDirectory: '' });
  await measure(database);
  await database.close();
}
