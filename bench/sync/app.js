/**
 * The app of the measurement, in a process of its own, whose memory is measured: its own sync, with its own memory on the
 * embedded store, told by messages what to look at.
 */
import { Octokit } from '@octokit/rest';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '../../dist/github/client.js';
import { createStoreMemory } from '../../dist/jobs/memory/store-memory.js';
import { createRoadmapReader } from '../../dist/jobs/reading/read-roadmap.js';
import { runSync } from '../../dist/jobs/sync/run-sync.js';
import { lookAt } from '../../dist/jobs/sync/sync-request.js';
import { migrate } from '../../dist/store/migrate.js';
import { openDatabase } from '../../dist/store/open-database.js';
import { answerCommands } from '../process/answer-commands.js';

const IDENTITY = { kind: 'app', login: 'milepost[bot]', appId: 4711 };
const nothing = () => undefined;
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

const dataDirectory = mkdtempSync(join(tmpdir(), 'milepost-bench-'));
const database = await openDatabase({ url: null, dataDirectory });
await migrate(database);
const reader = createRoadmapReader();
let place;
let tools;

const commands = {
  begin({ url, apiUrl, graphqlUrl, token, ...where }) {
    place = where;
    const { request } = new Octokit({ auth: token, baseUrl: apiUrl, log: SILENT });
    const options = { request, identity: IDENTITY, graphqlUrl, spacingMs: 0 };
    tools = {
      client: (mode) => createClient({ ...options, mode }),
      memory: createStoreMemory(database, { ...place, holder: 'bench' }),
      reader,
      hosts: { webHost: new URL(url).host, webUrl: url, restUrl: apiUrl, graphqlUrl },
      now: () => new Date(),
    };
    return null;
  },
  async sync(more) {
    // A sync at rest: what the last one left behind is not counted again.
    globalThis.gc();
    const restBytes = process.memoryUsage().rss;
    forgetPeak();
    const before = process.cpuUsage();
    const start = performance.now();
    const result = await runSync({ ...lookAt(place), ...more }, tools);
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(before);
    return {
      seconds,
      processorSeconds: (user + system) / 1e6,
      restBytes,
      peakBytes: peakBytes(),
      ...toldOf(result),
    };
  },
  async end() {
    await reader.close();
    await database.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  },
};

/** Opening the embedded store takes the most memory of all, once: what a sync takes would not be seen beside it. */
function forgetPeak() {
  // https://docs.kernel.org/filesystems/proc.html: 5 resets the peak of the resident size.
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

/** Since the peak was forgotten; elsewhere than on Linux since the start. */
function peakBytes() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

function toldOf({ state, why, report }) {
  if (state === 'skipped') return { state, why };
  const [roadmap] = report.roadmaps;
  return {
    state,
    items: roadmap?.items,
    references: roadmap?.references,
    findings: roadmap?.plan.findings.map(({ rule, message }) => `${rule}: ${message}`),
    proposals: roadmap?.plan.proposals.length,
  };
}

answerCommands(commands, 'end');
