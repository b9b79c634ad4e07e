/**
 * What one sync costs, by the number of references: requests, points, time and memory. Each line has the figure, what it is
 * held against in the same run, their ratio, and what is to be reached. A missed aim is told and is no failure: only a run
 * that could not measure exits with another code than 0. `node bench/sync.js 10 1000` takes other sizes.
 */
import { heading, print } from './parse/figure.js';
import { startProcess } from './process/start-process.js';
import { oneAnItem, tenAnItem } from './sync/roadmaps.js';

const LATENCY_MS = 50;
const given = process.argv.slice(2).map(Number);
const SIZES = given.length > 0 ? given : [10, 100, 1_000, 10_000];
const SHAPES = { 'one an item': oneAnItem, 'ten an item': tenAnItem };

const peaks = new Map();

async function measure(title, { shape, references, roadmap, board }) {
  heading(`${title} (${Math.ceil(Buffer.byteLength(roadmap) / 1024)} KiB)`);
  const github = await startProcess(new URL('sync/github.js', import.meta.url), {
    env: { LATENCY_MS: String(LATENCY_MS) },
  });
  const app = await startProcess(new URL('sync/app.js', import.meta.url), { execArgv: ['--expose-gc'] });
  try {
    const place = await github.call('begin', { issues: references, roadmap, board });
    await app.call('begin', place);
    let largest = { peakBytes: 0, restBytes: 0 };
    const scene = async (what, request) => {
      await github.call('counted');
      const sync = await app.call('sync', request);
      const asked = await github.call('counted');
      if (sync.peakBytes > largest.peakBytes) largest = sync;
      if (process.env.VERBOSE) console.log(summary(asked.told), sync.findings?.slice(0, 3), sync.why);
      return { what, ...sync, ...asked };
    };
    const batches = Math.ceil(references / 100);
    const boardRequests = board ? 1 : 0;
    const key = `example-org/lantern#${Math.ceil(references / 2)}`;

    const first = await scene('first sync', { occasion: 'push', after: place.head });
    // Cards are added one by one: the first sync of a board is bounded by what GitHub lets it write.
    tell(first, { expected: batches + 2 + boardRequests, isAim: false });
    if (board) tell(await scene('first sync, again', {}), { expected: batches + 2 + boardRequests, isAim: false });
    const unchanged = await scene('full look, nothing changed', { patient: true });
    tell(unchanged, { expected: batches + 2, writes: 0 });
    const event = await scene('event about one issue', { touched: [key] });
    tell(event, { expected: 3, writes: 0 });
    await github.call('close', { number: Math.ceil(references / 2) });
    const closed = await scene('one issue closed', { touched: [key] });
    tell(closed, { expected: 3, isAim: false });
    const after = await scene('event after that', { touched: [key] });
    tell(after, { expected: 3, writes: 0 });
    const proposed = await scene('full look after that', { patient: true });
    tell(proposed, { expected: batches + 2 + boardRequests, writes: 0 });
    tellMemory(shape, references, largest);
  } finally {
    await app.call('end').catch(() => undefined);
    app.stop();
    github.stop();
  }
}

/** Each request's name with how often it was sent. */
function summary(told) {
  const counts = new Map();
  for (const name of told) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ');
}

function tell({ what, requests, points, writes, seconds, processorSeconds, state, findings = [] }, aim) {
  const { expected, isAim = true } = aim;
  print(what, {
    figure: `${requests} requests`,
    reference: `${expected}; ${points} points, ${writes} writes`,
    ratio: requests / expected,
    ...(isAim ? { aim: 'at most 1, no write', isMet: requests <= expected && writes === aim.writes } : {}),
  });
  const waited = (requests * LATENCY_MS) / 1000;
  print(`  ${state}, ${findings.length} findings`, {
    figure: `${seconds.toFixed(2)} s`,
    reference: `${waited.toFixed(2)} s one by one; CPU ${processorSeconds.toFixed(2)} s`,
    ratio: seconds / waited,
  });
}

function tellMemory(shape, references, { peakBytes, restBytes }) {
  const smallest = peaks.get(shape) ?? peakBytes;
  peaks.set(shape, smallest);
  print(`most memory with ${references} references`, {
    figure: `${Math.round(peakBytes / 1e6)} MB`,
    reference: `${Math.round(smallest / 1e6)} MB with the fewest; ${Math.round(restBytes / 1e6)} MB before`,
    ratio: peakBytes / smallest,
  });
}

for (const board of [false, true]) {
  for (const [shape, write] of Object.entries(SHAPES)) {
    for (const references of SIZES) {
      // A board's cards come in the same requests: two sizes and one shape tell.
      if (board && (shape !== 'one an item' || references === 10 || references === 10_000)) continue;
      await measure(`${references} references, ${shape}${board ? ', on a board' : ''}`, {
        shape: `${shape}${board}`,
        references,
        roadmap: write(references),
        board,
      });
    }
  }
}
