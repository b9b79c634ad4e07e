/**
 * A fleet's day in minutes: 2,000 installations with 20,000 roadmaps, one web process and 1, 2 and 4 workers on one
 * PostgreSQL, against a GitHub that takes 100 ms for each answer. Prints events a second, how old the oldest became, what
 * one noisy installation does to the others, and the line through the workers.
 *
 *     node bench/fleet.js [installations] [events]
 */
import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { readQueueFigures } from '../dist/jobs/queue/queue-figures.js';
import { readStoreFigures } from '../dist/store/figures.js';
import { openDatabase } from '../dist/store/open-database.js';
import { cloneRepository } from './fleet/clone-repository.js';
import { dayOf, deliverAll, endConnections, MIX, SECRET, touching } from './fleet/events.js';
import { startRole } from './fleet/processes.js';
import { startPostgres } from './postgres.js';
import { startProcess } from './process/start-process.js';

const INSTALLATIONS = Number(process.argv[2] ?? 2_000);
const EVENTS = Number(process.argv[3] ?? 20_000);
const REPOSITORIES_EACH = 10;
const WORKERS = [1, 2, 4];
const LATENCY_MS = 100;
const PORT = 43_100;
/** Owners made at a time. */
const CHUNK = 100;
const NOISY = { owner: 'noisy', repositories: 300, events: 3_000 };

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

const server = await startPostgres(['shared_buffers=512MB']);
const database = await openDatabase({ url: server.url, dataDirectory: '' });
const github = await startProcess(new URL('fleet/github.js', import.meta.url), {
  env: { LATENCY_MS: String(LATENCY_MS) },
});
const { host } = await github.call('register', { privateKey });
const variables = {
  GHE_HOST: host,
  GHE_PROTOCOL: 'http',
  APP_ID: '4711',
  PRIVATE_KEY: privateKey,
  WEBHOOK_SECRET: SECRET,
  DATABASE_URL: server.url,
  NODE_ENV: 'production',
  ...(process.env.MILEPOST_CONCURRENCY ? { MILEPOST_CONCURRENCY: process.env.MILEPOST_CONCURRENCY } : {}),
};

/** Syncs that were told since the last look: which deliveries asked for each, and when it ended. */
let told = [];
const listen = (line) => {
  if (line.level >= 50) console.error(line.msg, line.err?.message ?? '');
  if (line.msg?.startsWith('Sync of ')) told.push({ atMs: line.time, deliveries: line.deliveries ?? [] });
};

const started = [];
const start = async (role, port) => {
  const running = await startRole(role, port, variables, listen);
  started.push(running);
  return running;
};

/** What is left to be worked, and how old the oldest of it is, as the store has it. */
async function left() {
  const { deliveriesWaiting, deliveriesOldestSeconds } = await readStoreFigures(database);
  const { waiting, held, active, oldestSeconds } = await readQueueFigures(database);
  return {
    count: deliveriesWaiting + waiting + held + active,
    oldestSeconds: Math.max(deliveriesOldestSeconds, oldestSeconds),
  };
}

/** Resolves when nothing is left; gives the oldest age that was seen. */
async function settled(isDelivering = () => false) {
  let oldest = 0;
  for (;;) {
    const wasDelivering = isDelivering();
    const { count, oldestSeconds } = await left();
    oldest = Math.max(oldest, oldestSeconds);
    if (!wasDelivering && count === 0) return oldest;
    await sleep(200);
  }
}

const percentile = (values, share) =>
  values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) * share)] ?? 0;

/** Seconds from the acknowledgement of each delivery that woke a sync to the end of that sync. */
const agesOf = (acknowledgedAt) =>
  told.flatMap(({ atMs, deliveries }) =>
    deliveries.flatMap((id) => {
      const delivery = acknowledgedAt.get(id);
      return delivery === undefined ? [] : [{ seconds: (atMs - delivery.atMs) / 1000, owner: delivery.place.owner }];
    }),
  );

async function run(events, perSecond) {
  told = [];
  await github.call('counted');
  const startMs = performance.now();
  let isDelivering = true;
  const delivering = deliverAll(PORT, events, perSecond).finally(() => {
    isDelivering = false;
  });
  const oldestSeconds = await settled(() => isDelivering);
  const acknowledgedAt = await delivering;
  const seconds = (performance.now() - startMs) / 1000;
  return { seconds, oldestSeconds, ages: agesOf(acknowledgedAt), ...(await github.call('counted')) };
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Least squares: `a + b x`. */
function lineThrough(points) {
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const b =
    points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
  return { a: my - b * mx, b };
}

async function prepare() {
  const [template] = await github.call('create', { owners: [{ owner: 'template', repositories: 1 }] });
  const head = await github.call('head', { repository: 'template/r0' });
  const worker = await start('worker', PORT + 1);
  const repository = {
    id: template.id,
    name: 'r0',
    full_name: 'template/r0',
    default_branch: 'main',
    owner: { login: 'template' },
  };
  const payload = {
    repository,
    installation: { id: template.installationId },
    sender: { login: 'alice', type: 'User' },
  };
  const before = '0'.repeat(40);
  await deliverAll(PORT, [
    { event: 'push', place: template, payload: { ...payload, ref: 'refs/heads/main', before, after: head } },
  ]);
  while (told.length === 0) await sleep(100);
  await settled();
  await worker.stop();

  const places = [];
  const owners = Array.from({ length: INSTALLATIONS }, (_, number) => ({
    owner: `fleet-${number}`,
    repositories: REPOSITORIES_EACH,
  }));
  for (let first = 0; first < owners.length; first += CHUNK) {
    places.push(...(await github.call('create', { owners: owners.slice(first, first + CHUNK) })));
  }
  const noisy = await github.call('create', { owners: [NOISY] });
  const rows = await cloneRepository(database, template, [...places, ...noisy]);
  console.log(`${INSTALLATIONS} installations, ${places.length} roadmaps; rows: ${JSON.stringify(rows)}`);
  return { places, noisy, head };
}

try {
  await start('web', PORT);
  const { places, noisy, head } = await prepare();
  console.log(
    `events of a day: ${Object.entries(MIX)
      .map(([name, share]) => `${name} ${share * 100} %`)
      .join(', ')}`,
  );

  const points = [];
  for (const count of WORKERS) {
    const workers = [];
    for (let number = 1; number <= count; number += 1) workers.push(await start('worker', PORT + number));
    const { seconds, oldestSeconds, ages, requests, writes } = await run(dayOf(places, EVENTS, head));
    const rate = EVENTS / seconds;
    points.push([count, rate]);
    const times = ages.map((age) => age.seconds);
    console.log(
      `${count} workers: ${rate.toFixed(0)} events a second (ratio to one worker ${(rate / points[0][1]).toFixed(2)}), ` +
        `${told.length} syncs, ${(told.length / seconds).toFixed(1)} a second, ${requests} requests, ${writes} writes; ` +
        `oldest ${oldestSeconds.toFixed(1)} s; from acknowledgement to the end of the sync: median ${percentile(times, 0.5).toFixed(1)} s, 95 % ${percentile(times, 0.95).toFixed(1)} s`,
    );
    if (count === 2) await measureNoise({ places, noisy, head });
    for (const worker of workers) await worker.stop();
  }
  const { a, b } = lineThrough(points);
  console.log(`the line through them: ${a.toFixed(0)} + ${b.toFixed(0)} × workers events a second`);
} finally {
  for (const running of started) await running.stop();
  endConnections();
  github.stop();
  await database.close();
  await server.stop();
}

/** The others' waiting times while one installation has much to do, against the same without. */
async function measureNoise({ places, noisy }) {
  const some = Array.from({ length: 200 }, () => touching(places[Math.floor(Math.random() * places.length)]));
  const quiet = await run(some, 20);
  const alone = percentile(
    quiet.ages.map(({ seconds }) => seconds),
    0.95,
  );
  const noise = Array.from({ length: NOISY.events }, () => touching(noisy[Math.floor(Math.random() * noisy.length)]));
  const flood = deliverAll(PORT, noise);
  const loud = await run(some, 20);
  await flood;
  await settled();
  const others = loud.ages.filter(({ owner }) => owner !== NOISY.owner).map(({ seconds }) => seconds);
  const beside = percentile(others, 0.95);
  console.log(
    `one installation with ${NOISY.events} events on ${NOISY.repositories} roadmaps: 95 % of the others' are done after ` +
      `${beside.toFixed(1)} s, without it after ${alone.toFixed(1)} s (ratio ${(beside / alone).toFixed(2)})`,
  );
}
