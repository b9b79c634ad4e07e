import { HOSTILE, RUNS } from './hostile.ts';
import type { Random } from './random.ts';

type Mutation = (text: string, random: Random, other: string) => string;

const splice = (text: string, at: number, length: number, instead: string): string =>
  text.slice(0, at) + instead + text.slice(at + length);

/** A stretch of at most `limit` characters. */
function stretch(text: string, random: Random, limit: number): { at: number; length: number } {
  return { at: random.below(text.length + 1), length: random.below(limit) };
}

/** `change` given all lines and the place of one of them. */
function withLines(change: (lines: string[], at: number, random: Random) => string[]): Mutation {
  return (text, random) => {
    const lines = text.split('\n');
    return change(lines, random.below(lines.length), random).join('\n');
  };
}

const MUTATIONS: readonly Mutation[] = [
  (text, random) => splice(text, random.below(text.length + 1), 0, random.pick(HOSTILE)),
  (text, random) => splice(text, random.below(text.length + 1), 0, random.pick(HOSTILE) + random.pick(HOSTILE)),
  (text, random) => splice(text, random.below(text.length + 1), 0, random.pick(RUNS).repeat(random.below(200))),
  (text, random) => splice(text, random.below(text.length), 1, random.pick(HOSTILE)),
  (text, random) => {
    const { at, length } = stretch(text, random, 40);
    return splice(text, at, length, '');
  },
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random, other) => {
    const { at, length } = stretch(other, random, 400);
    return splice(text, random.below(text.length + 1), 0, other.slice(at, at + length));
  },
  (text, random) => {
    const from = random.pick(HOSTILE);
    return text.replaceAll(from, () => random.pick(HOSTILE));
  },
  (text, random) => text.replaceAll('\n', random.pick(['\r\n', '\r', '\n\n', ' \n', '\t\n'])),
  withLines((lines, at) => lines.toSpliced(at, 1)),
  withLines((lines, at) => lines.toSpliced(at, 0, lines[at] ?? '')),
  withLines((lines, at) => lines.toSpliced(at, 0, '')),
  withLines((lines, at, random) => lines.toSpliced(at, 1, `${' '.repeat(random.below(9))}${lines[at] ?? ''}`)),
  withLines((lines, at, random) => lines.toSpliced(at, 1, `${random.pick(HOSTILE)}${lines[at] ?? ''}`)),
  withLines((lines, at, random) => lines.toSpliced(at, 1, `${lines[at] ?? ''}${random.pick(HOSTILE)}`)),
  withLines((lines, at) => lines.toSpliced(at, 2, `${lines[at] ?? ''}${lines[at + 1] ?? ''}`)),
  withLines((lines, at, random) => {
    const other = random.below(lines.length);
    return lines.with(at, lines[other] ?? '').with(other, lines[at] ?? '');
  }),
];

/** `text` changed in one to eight places; parts of `other` may have come in. */
export function mutate(text: string, other: string, random: Random): string {
  let changed = text;
  const times = 1 + random.below(8);
  for (let count = 0; count < times; count += 1) changed = random.pick(MUTATIONS)(changed, random, other);
  return changed;
}
