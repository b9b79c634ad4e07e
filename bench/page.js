/**
 * What a page of a large roadmap weighs, and how long its first byte takes: made anew, and kept from before, against a bare
 * Node server that sends the same bytes. The server's own time is that of its processors, whatever else the machine does. A missed aim is told and is no failure. `node bench/page.js 200` takes another size.
 */
import { Agent, get } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { heading, median, ms, print } from './parse/figure.js';
import { startProcess } from './process/start-process.js';

const ITEMS = Number(process.argv[2] ?? 2_000);
const MOST_BYTES = 100 * 1024;
const MOST_MS = 50;
const ROUNDS = 15;
const AT_ONCE = 10;
const BURST = 1_000;
const PATHS = {
  overview: '/example-org/lantern',
  'one lane': '/example-org/lantern?status=planned',
  search: '/example-org/lantern?text=importer',
  timeline: '/example-org/lantern.svg',
};

const kib = (length) => `${(length / 1024).toFixed(1)} KiB`;

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** One request: milliseconds to the first byte, and the body as it came. */
const ask = (port, path, encoding = 'br') =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    const options = { port, host: '127.0.0.1', path, agent, headers: { 'accept-encoding': encoding } };
    get(options, (response) => {
      const firstMs = performance.now() - start;
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        if (response.statusCode !== 200) reject(new Error(`${path}: ${response.statusCode}`));
        else resolve({ firstMs, bytes: Buffer.concat(chunks) });
      });
    }).on('error', reject);
  });

/** Requests a second, some at once. */
async function rate(port, path) {
  const start = performance.now();
  let left = BURST;
  const one = async () => {
    while (left > 0) {
      left -= 1;
      await ask(port, path);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return (BURST / (performance.now() - start)) * 1_000;
}

async function measure(site, port, [what, path]) {
  heading(`${what}: ${path}`);
  const { bytes } = await ask(port, path);
  const gzipped = await ask(port, path, 'gzip');
  const plain = brotliDecompressSync(bytes);
  print('weight, brotli', {
    figure: kib(bytes.length),
    reference: `of ${kib(plain.length)}; gzip ${kib(gzipped.bytes.length)}`,
    ratio: bytes.length / plain.length,
    aim: `at most ${kib(MOST_BYTES)}`,
    isMet: Math.max(bytes.length, gzipped.bytes.length) <= MOST_BYTES,
  });
  const bare = await startProcess(new URL('page/bare-node.js', import.meta.url));
  try {
    const { port: barePort } = await bare.call('begin', { base64: bytes.toString('base64'), encoding: 'br' });
    const cold = [];
    const hot = [];
    const bareMs = [];
    const processor = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await site.call('age');
      const before = await site.call('processorMs');
      cold.push((await ask(port, path)).firstMs);
      processor.push((await site.call('processorMs')) - before);
      hot.push((await ask(port, path)).firstMs);
      bareMs.push((await ask(barePort, path)).firstMs);
    }
    const reference = `bare Node ${ms(median(bareMs))}`;
    print("server's own time, made anew", {
      figure: ms(median(processor)),
      aim: `at most ${MOST_MS} ms`,
      isMet: median(processor) <= MOST_MS,
    });
    print('first byte, made anew', {
      figure: ms(median(cold)),
      reference,
      ratio: median(cold) / median(bareMs),
    });
    print('first byte, kept', { figure: ms(median(hot)), reference, ratio: median(hot) / median(bareMs) });
    const rates = { site: [], bare: [] };
    for (let round = 0; round < 3; round += 1) {
      rates.site.push(await rate(port, path));
      rates.bare.push(await rate(barePort, path));
    }
    print('a second, kept', {
      figure: median(rates.site).toFixed(0),
      reference: `bare Node ${median(rates.bare).toFixed(0)}`,
      ratio: median(rates.site) / median(rates.bare),
    });
  } finally {
    await bare.call('end').catch(() => undefined);
    bare.stop();
  }
}

const site = await startProcess(new URL('page/site.js', import.meta.url));
try {
  const { port } = await site.call('begin', { items: ITEMS });
  console.log(`A roadmap of ${ITEMS} items. Medians of ${ROUNDS}.`);
  for (let warm = 0; warm < 5; warm += 1) {
    await site.call('age');
    for (const path of Object.values(PATHS)) await ask(port, path);
  }
  for (const each of Object.entries(PATHS)) await measure(site, port, each);
} finally {
  agent.destroy();
  await site.call('end').catch(() => undefined);
  site.stop();
}
