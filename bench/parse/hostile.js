import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRoadmapReader } from '../../dist/jobs/reading/read-roadmap.js';
import { heading, ms, print } from './figure.js';
import { CONTEXT } from './files.js';

const KB = 1_000;
const LIMIT = 256 * 1024;
const repeat = (piece, length) => piece.repeat(Math.floor(length / piece.length));

/** What the Markdown parser is super-linear on, at the size at which that was first seen, and at the size limit. */
const INTRICATE = [
  ['run of “]”', 32 * KB, (length) => repeat(']', length)],
  ['“> a” followed by lazy lines', 32 * KB, (length) => `> a\n${repeat('a\n', length - 4)}`],
  ['run of “**a*”', 64 * KB, (length) => repeat('**a*', length)],
  ['“a**b … c*”', 56 * KB, (length) => `a**b${repeat(' c*', length - 4)}`],
  ['run of “ <!--”', 96 * KB, (length) => repeat(' <!--', length)],
  ['run of “[a][”', 128 * KB, (length) => repeat('[a][', length)],
  ['“- - - -” on one line', 13 * KB, (length) => repeat('- ', length)],
  ['“>>>>” on one line', 51 * KB, (length) => repeat('>', length)],
  ['nested list', LIMIT, (length) => nested(length)],
  ['pipe lines without a delimiter row', LIMIT, (length) => repeat('| a | b |\n', length)],
  ['a real table', LIMIT, (length) => `| a | b |\n| - | - |\n${repeat('| Dim the light | #12 |\n', length - 20)}`],
];

const OVERHEAD_MS = 150;
const DEADLINE_MS = 2_000;
/** The reader's own: a text of more than 64 Ki characters has in proportion more. */
const deadlineOf = (length) => DEADLINE_MS * Math.max(1, length / (64 * 1024));

function nested(length) {
  const lines = [];
  for (let depth = 0, size = 0; size < length; depth++) {
    const line = `${' '.repeat(2 * depth)}- a\n`;
    size += line.length;
    if (size <= length) lines.push(line);
  }
  return lines.join('');
}

/** Every row through the reader as the app has it: its own answer, the other work of the main thread, another's reading. */
export async function measureHostile(small) {
  heading(
    `Hostile texts through the reader: the answer, in ${DEADLINE_MS} ms for 64 KiB and ${OVERHEAD_MS} ms for the way`,
  );
  const reader = createRoadmapReader();
  await Promise.all(Array.from({ length: 4 }, () => reader.read(small.text, CONTEXT)));
  const alone = await elapsed(() => reader.read(small.text, CONTEXT));
  const { max: idle } = await watched(() => sleep(DEADLINE_MS));
  const rows = [];
  for (const [name, length, make] of INTRICATE) {
    for (const size of new Set([length, LIMIT])) {
      const row = await measureRow(reader, `${String(name)}, ${Math.round(Number(size) / KB)} kB`, make(size), small);
      rows.push({ ...row, most: Math.round(deadlineOf(size)) });
    }
  }
  for (const { name, answer, refused, most } of rows) {
    print(name, {
      figure: ms(answer),
      reference: refused ? 'refused' : 'read',
      ratio: answer / most,
      aim: `at most ${most + OVERHEAD_MS} ms`,
      isMet: answer <= most + OVERHEAD_MS,
    });
  }
  heading('… meanwhile the longest that other work on the main thread was held up');
  for (const { name, held } of rows) {
    print(name, {
      figure: ms(held),
      reference: `of ${ms(idle)} with nothing to do`,
      ratio: held / idle,
      aim: 'at most 50 ms',
      isMet: held <= 50,
    });
  }
  heading(`… and how long ${small.name} takes that is read at the same time`);
  for (const { name, other } of rows) {
    print(name, { figure: ms(other), reference: `of ${ms(alone)} alone`, ratio: other / alone });
  }
  await reader.close();
}

async function measureRow(reader, name, text, small) {
  let refused = false;
  let answer = 0;
  let other = 0;
  const { max: held } = await watched(() =>
    Promise.all([
      elapsed(async () => {
        const { problems } = await reader.read(text, CONTEXT, { isToBePlanned: true });
        refused = problems.some(({ rule }) => rule === 'unreadable-file');
      }).then((time) => (answer = time)),
      elapsed(() => reader.read(small.text, CONTEXT)).then((time) => (other = time)),
    ]),
  );
  return { name, answer, refused, held, other };
}

async function elapsed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The longest delay of the main thread's timers beyond the time between two, while `work` goes on. */
export async function watched(work) {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  await sleep(20);
  delays.reset();
  await work();
  await sleep(20);
  delays.disable();
  return { max: Math.max(0, delays.max / 1e6 - 5) };
}
