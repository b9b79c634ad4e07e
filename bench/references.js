/**
 * Reads 300 references over five repositories from a GitHub that takes 50 ms for each answer, and prints how long that
 * takes as a multiple of one answer. Three requests side by side would take one; one after the other three.
 */
import { Octokit } from '@octokit/rest';
import { createClient } from '../dist/github/client.js';
import { identifyToken } from '../dist/github/identity.js';
import { observe } from '../dist/github/observe.js';
import { readRepositoryState } from '../dist/github/repository-files.js';
import { parse } from '../dist/roadmap/parse.js';
import { startSandbox } from '../dist/sandbox/sandbox.js';

const LATENCY_MS = 50;
const RUNS = 7;
const NAMES = ['lantern', 'meadow', 'anvil', 'harvest', 'pebble'];

const sandbox = await startSandbox({ latencyMs: LATENCY_MS });
sandbox.createUser('alice');
sandbox.createUser('bob');
sandbox.createOrganization('example-org', { alice: 'admin' });
const bullets = [];
for (const name of NAMES) {
  sandbox.createRepository(`example-org/${name}`, { files: { 'README.md': 'Words.\n' } });
  for (let number = 1; number <= 60; number++) {
    sandbox.people.openIssue(`example-org/${name}`, { title: `Work ${number}`, by: 'alice' });
    bullets.push(`- Work ${number} of ${name} (example-org/${name}#${number})`);
  }
}
const roadmap = parse(`## 2027\n\n${bullets.join('\n')}\n`, {
  file: 'ROADMAP.md',
  repo: 'example-org/lantern',
  host: sandbox.host,
  asOf: '2026-01-01',
});

const { request } = new Octokit({ auth: sandbox.createToken('bob'), baseUrl: sandbox.apiUrl });
const identity = await identifyToken(createClient({ request, mode: 'plan' }));
const client = createClient({ request, mode: 'plan', identity });
const at = { owner: 'example-org', name: 'lantern' };
const { repository, milestones, releases } = await readRepositoryState(client, { ...at, ref: null, previousRef: null });
const want = { markedIssues: false, markedComments: [] };

const times = [];
let requests = 0;
for (let run = 0; run < RUNS; run++) {
  const before = client.counts.graphql + client.counts.rest;
  const start = performance.now();
  await observe(client, { repository, milestones, releases, roadmap, want });
  times.push(performance.now() - start);
  requests = client.counts.graphql + client.counts.rest - before;
}
await sandbox.close();

times.sort((one, other) => one - other);
const median = times[Math.floor(RUNS / 2)];
console.log(
  `300 references: ${requests} requests, median of ${RUNS} runs ${Math.round(median)} ms (slowest ${Math.round(times.at(-1))} ms)`,
);
console.log(`ratio to one answer of ${LATENCY_MS} ms: ${(median / LATENCY_MS).toFixed(1)}`);
