/**
 * One measured line: what was measured, the figure, what it is held against, their ratio, and what is to be reached.
 * `least` is the figure in the unit of `aim`; missing the aim is said and is no failure of the run.
 */
export function print(what, { figure, reference = '', ratio = null, aim = null, isMet = null }) {
  const verdict = isMet === null ? '      ' : isMet ? 'ok    ' : 'MISSED';
  const columns = [
    what.padEnd(46),
    figure.padStart(12),
    reference.padEnd(34),
    (ratio === null ? '' : ratio.toFixed(2)).padStart(7),
    aim ?? '',
  ];
  console.log(`${verdict} ${columns.join('  ')}`.trimEnd());
}

export function heading(text) {
  console.log(`\n${text}`);
}

export function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

export function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

export const ms = (number) => `${number < 10 ? number.toFixed(2) : Math.round(number)} ms`;
