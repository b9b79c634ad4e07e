import { createRoadmapReader } from '../../dist/jobs/reading/read-roadmap.js';
import { heading, print } from './figure.js';
import { CONTEXT } from './files.js';

const REFUSED = 24;
const KILL = 'a**b' + ' c* '.repeat(20_000);

const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;
const used = () => {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heapUsed };
};

/** What is held before and after many texts that were refused, with a new thread for each. */
export async function measureMemory({ files }) {
  heading(`Memory with four threads, before and after ${REFUSED} refused texts, whose threads were replaced`);
  const reader = createRoadmapReader({ deadlineMs: 100 });
  const readAll = async () => {
    for (const { text } of files) await reader.read(text, CONTEXT);
    await Promise.all(Array.from({ length: 4 }, () => reader.read(files[0].text, CONTEXT)));
  };
  const start = used();
  await readAll();
  const before = used();
  for (let round = 0; round < REFUSED / 4; round++) {
    await Promise.all(Array.from({ length: 4 }, () => reader.read(KILL, CONTEXT)));
  }
  await readAll();
  const after = used();
  await reader.close();
  print('all of the process (RSS)', {
    figure: megabytes(after.rss),
    reference: `of ${megabytes(before.rss)}; ${megabytes(start.rss)} without threads`,
    ratio: after.rss / before.rss,
    aim: 'at most 1.5',
    isMet: after.rss <= 1.5 * before.rss,
  });
  print('heap of the main thread', {
    figure: megabytes(after.heapUsed),
    reference: `of ${megabytes(before.heapUsed)}`,
    ratio: after.heapUsed / before.heapUsed,
    aim: 'at most 1.5',
    isMet: after.heapUsed <= 1.5 * before.heapUsed,
  });
}
