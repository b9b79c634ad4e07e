import { plainText } from './plain-text.ts';
import type { TerminalStyle } from './terminal-style.ts';

/** More lines on either side are not compared: they are shown as gone and as new. */
const MOST_LINES = 1_000;
const CONTEXT = 2;

/**
 * What changes from one text to another, for a terminal: lines that go with `-`, that come with `+`, two around each as
 * they are, `…` where lines that stay are left out. '' for the same text.
 */
export function textDifference(before: string, after: string, style: TerminalStyle): string {
  const steps = stepsBetween(before.trimEnd().split('\n'), after.trimEnd().split('\n'));
  const isNear = (index: number): boolean =>
    steps.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ sign }) => sign !== ' ');
  const lines: string[] = [];
  for (const [index, { sign, line }] of steps.entries()) {
    const shown = `${sign} ${/^\s*/.exec(line)?.[0].replaceAll('\t', ' ') ?? ''}${plainText(line)}`.trimEnd();
    if (sign === '-') lines.push(style.red(shown));
    else if (sign === '+') lines.push(style.green(shown));
    else if (isNear(index)) lines.push(shown);
    else if (lines.at(-1) !== '…') lines.push('…');
  }
  return steps.every(({ sign }) => sign === ' ') ? '' : lines.join('\n');
}

interface Step {
  sign: ' ' | '-' | '+';
  line: string;
}

/** By the longest run of lines that both have in order. */
function stepsBetween(before: readonly string[], after: readonly string[]): Step[] {
  const gone = before.map((line): Step => ({ sign: '-', line }));
  const come = after.map((line): Step => ({ sign: '+', line }));
  if (before.length > MOST_LINES || after.length > MOST_LINES) return [...gone, ...come];
  const common = commonLengths(before, after);
  const steps: Step[] = [];
  let [left, right] = [0, 0];
  while (left < before.length && right < after.length) {
    if (before[left] === after[right]) {
      steps.push({ sign: ' ', line: before[left]! });
      left += 1;
      right += 1;
    } else if (common[left + 1]![right]! >= common[left]![right + 1]!) steps.push(gone[left++]!);
    else steps.push(come[right++]!);
  }
  return [...steps, ...gone.slice(left), ...come.slice(right)];
}

/** `[left][right]`: how many lines the two have in common from there on. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
  for (let left = before.length - 1; left >= 0; left -= 1) {
    for (let right = after.length - 1; right >= 0; right -= 1) {
      lengths[left]![right] =
        before[left] === after[right]
          ? lengths[left + 1]![right + 1]! + 1
          : Math.max(lengths[left + 1]![right]!, lengths[left]![right + 1]!);
    }
  }
  return lengths;
}
