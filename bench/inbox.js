/**
 * Durable acknowledgements of webhooks a second, and how long each takes, against a bare Probot server, which stores
 * nothing, and a bare Node server, which only checks the signature. Each server and the load are processes of their own;
 * the contestants take turns, and medians of the rounds are compared. In the end every acknowledged webhook must be in the
 * store once: ends with 1 if one is not.
 *
 *     node bench/inbox.js [rounds] [seconds]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../dist/store/open-database.js';
import { startGitHub } from './inbox/github.js';
import { freePort, startClient, startScript, startServe } from './inbox/processes.js';
import { startPostgres } from './postgres.js';

const ROUNDS = Number(process.argv[2] ?? 5);
const SECONDS = Number(process.argv[3] ?? 2);
const CONNECTIONS = [10, 100];
const PROBOT = 'bare Probot';
/** The part of bare Probot's acknowledgements to reach, at 10 and at 100 connections. */
const GOALS = { PostgreSQL: [0.6, 1.2], PGlite: [0.4, 1.2] };
const LONGEST_P99_MS = 60;

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

const directory = mkdtempSync(join(tmpdir(), 'milepost-bench-'));
const github = await startGitHub();
const worked = await startPostgres();
const stored = await startPostgres();
const address = (name) => ({ url: null, dataDirectory: join(directory, name) });
const embedded = address('stored');
const embeddedWorked = address('worked');
const githubEnvironment = { GHE_HOST: github.host, GHE_PROTOCOL: 'http' };

const webOf = (url) => startServe(['--role', 'web'], { DATABASE_URL: url, ...githubEnvironment });
const contestants = [
  { name: 'bare Node', start: () => startScript('bare-node.js') },
  { name: PROBOT, start: async () => startScript('bare-probot.js', { BENCH_PORT: String(await freePort()) }) },
  { name: 'PostgreSQL', start: () => webOf(stored.url), store: { url: stored.url, dataDirectory: '' } },
  {
    name: 'PGlite',
    start: () => startScript('embedded-intake.js', { MILEPOST_DATA_DIR: embedded.dataDirectory, ...githubEnvironment }),
    store: embedded,
  },
  {
    name: 'PostgreSQL, worker beside',
    async start() {
      const web = await webOf(worked.url);
      const worker = await startServe(['--role', 'worker'], { DATABASE_URL: worked.url, ...githubEnvironment });
      const stop = async () => {
        await web.stop();
        await worker.stop();
      };
      return { port: web.port, processorUs: web.processorUs, stop };
    },
    store: { url: worked.url, dataDirectory: '' },
  },
  {
    name: 'PGlite, all in one',
    start: () => startServe([], { MILEPOST_DATA_DIR: embeddedWorked.dataDirectory, ...githubEnvironment }),
    store: embeddedWorked,
  },
];

/** One turn of one contestant. Its server runs for the turn only, so that what it has left to do is in nobody's way. */
async function takeTurn(contestant, client, round) {
  const server = await contestant.start();
  try {
    await client.run({ port: server.port, connections: 20, seconds: 1, prefix: `warm-${round}` });
    for (const connections of CONNECTIONS) {
      const prefix = `r${round}-c${connections}`;
      const before = server.processorUs();
      const { acknowledged, ...figures } = await client.run({
        port: server.port,
        connections,
        seconds: SECONDS,
        prefix,
      });
      figures.processorUs = (server.processorUs() - before) / acknowledged.length;
      contestant.figures.get(connections).push(figures);
      contestant.acknowledged.push(...acknowledged.map((number) => `${prefix}-${number}`));
    }
  } finally {
    await server.stop();
  }
}

/** What a contestant acknowledged and does not have, and how many deliveries are not done yet. */
async function lookInto({ store, acknowledged }) {
  const database = await openDatabase(store);
  try {
    const rows = await database.query("select id, state from milepost.deliveries where id not like 'warm-%'");
    const ids = new Set(rows.map(({ id }) => id));
    const states = new Map();
    for (const { state } of rows) states.set(state, (states.get(state) ?? 0) + 1);
    return {
      missing: acknowledged.filter((id) => !ids.has(id)).length,
      twice: rows.length - ids.size,
      states: [...states].map(([state, count]) => `${count} ${state}`).join(', '),
    };
  } finally {
    await database.close();
  }
}

const client = await startClient();
let hasFailed = false;
try {
  for (const contestant of contestants) {
    contestant.figures = new Map(CONNECTIONS.map((connections) => [connections, []]));
    contestant.acknowledged = [];
  }
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const contestant of contestants) await takeTurn(contestant, client, round);
  }
  console.log(`Medians of ${ROUNDS} rounds of ${SECONDS} s; load of the machine ${loadavg()[0].toFixed(1)}.`);
  const perSecondOf = ({ figures }, connections) => median(figures.get(connections).map(({ perSecond }) => perSecond));
  const probot = contestants.find(({ name }) => name === PROBOT);
  for (const [index, connections] of CONNECTIONS.entries()) {
    console.log(`\n${connections} connections`);
    for (const contestant of contestants) {
      const of = contestant.figures.get(connections);
      // Of each round, since the machine may have been busier in another.
      const ratio = median(
        of.map(({ perSecond }, round) => perSecond / probot.figures.get(connections)[round].perSecond),
      );
      const p99 = median(of.map((figures) => figures.p99));
      const refused = of.reduce((sum, figures) => sum + figures.refused, 0);
      const goal = GOALS[contestant.name]?.[index];
      const isReached = goal === undefined || (ratio >= goal && (connections < 100 || p99 < LONGEST_P99_MS));
      const verdict = goal === undefined ? '' : `  goal ${goal}: ${isReached ? 'reached' : 'MISSED'}`;
      console.log(
        `  ${contestant.name.padEnd(26)}${String(Math.round(perSecondOf(contestant, connections))).padStart(7)} a second  ` +
          `p50 ${median(of.map((figures) => figures.p50)).toFixed(1)} ms  p99 ${p99.toFixed(1)} ms  ` +
          `processor ${median(of.map((figures) => figures.processorUs)).toFixed(0)} µs each  ` +
          `ratio to bare Probot ${ratio.toFixed(2)}${refused === 0 ? '' : `  ${refused} refused`}${verdict}`,
      );
    }
  }
  console.log('');
  for (const contestant of contestants.filter(({ store }) => store !== undefined)) {
    const { missing, twice, states } = await lookInto(contestant);
    hasFailed ||= missing > 0 || twice > 0;
    console.log(
      `${contestant.name}: ${contestant.acknowledged.length} acknowledged, ${missing} of them missing, ${twice} twice (${states})`,
    );
  }
} finally {
  await client.stop();
  await github.stop();
  await worked.stop();
  await stored.stop();
  rmSync(directory, { recursive: true, force: true });
}
process.exitCode = hasFailed ? 1 : 0;
