import type { ViewMove, ViewTarget } from '../../plan/view/view.ts';
import { dayWords } from './time-words.ts';

/** Of a chain longer than this its beginning and its end are told. */
const LONGEST_CHAIN = 6;

/** `1.7.0, until 30 Sep 2021`: a release is told with its last day, a timeframe says it itself. */
export function targetWords({ text, kind, end }: ViewTarget): string {
  return kind === 'release' && end !== null && !text.includes(end) ? `${text}, until ${dayWords(end)}` : text;
}

/** `Moved 2 times`, `Moved once`. */
export const movesWords = (moves: readonly ViewMove[]): string =>
  moves.length === 1 ? 'Moved once' : `Moved ${moves.length} times`;

/** What it was planned for, one after the other: `['Q1 2024', 'Q3 2024', '2025']`; an ellipsis stands for the middle of a long chain. */
export function moveChain(moves: readonly ViewMove[]): string[] {
  const chain: string[] = [];
  for (const { from, to } of moves) {
    for (const text of [from.text, to?.text ?? 'no target']) if (text !== chain.at(-1)) chain.push(text);
  }
  return chain.length <= LONGEST_CHAIN ? chain : [...chain.slice(0, 2), '…', ...chain.slice(-3)];
}
