import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { heading, median, ms, print } from './figure.js';

const RUNS = 15;
const MILEPOST = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** One `milepost parse FILE` from nothing, over a bare `node -e 0`: by turns. */
export function measureColdStart(file) {
  heading(`Cold start of “milepost parse ${file.name}” over “node -e 0”: median of ${RUNS}`);
  const bare = [];
  const parsed = [];
  for (let run = 0; run < RUNS; run++) {
    bare.push(timeOf(['-e', '0']));
    parsed.push(timeOf([MILEPOST, 'parse', file.path]));
  }
  const ratio = median(parsed) / median(bare);
  print('milepost parse', {
    figure: ms(median(parsed)),
    reference: `of ${ms(median(bare))}`,
    ratio,
    aim: 'at most 6',
    isMet: ratio <= 6,
  });
}

function timeOf(parameters) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, parameters, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${parameters.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}
