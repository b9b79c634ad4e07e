import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseOf, sourceFiles } from './cases.ts';
import { ENDS, newChecker } from './checker.ts';
import type { Checker } from './checker.ts';
import { properties } from './properties.ts';
import type { Breach } from './reading-worker.ts';
import { shrink } from './shrink.ts';

export interface FuzzOptions {
  seed: number;
  /** Ends when either is over. */
  seconds: number;
  runs: number;
  /** The number of the first case. */
  first: number;
  print: (line: string) => void;
}

const SHRINK_MS = 20_000;

/** Reads one case after the other; true when all properties held for all of them. Stops at the first that breaks one. */
export async function fuzz({ seed, seconds, runs, first, print }: FuzzOptions): Promise<boolean> {
  const files = sourceFiles();
  const checker = newChecker();
  const begun = performance.now();
  print(`seed ${seed}, ${files.length} files to change`);
  let refused = 0;
  let count = 0;
  try {
    for (; count < runs && performance.now() - begun < seconds * 1000; count += 1) {
      const { text, origin } = caseOf(seed, first + count, files);
      const due = properties.filter(({ oneIn = 1 }) => (first + count) % oneIn === 0).map(({ name }) => name);
      const outcome = await checker.check(text, due);
      if (outcome.kind === 'refused') {
        refused += 1;
        print(`refused as unreadable: text ${first + count}, from ${origin}`);
      } else if (outcome.breaches.length > 0) {
        await report(checker, text, outcome.breaches, print);
        print(`from: ${origin}`);
        print(`once more: npm run fuzz -- --seed ${seed} --first ${first + count} --runs 1`);
        return false;
      }
    }
  } finally {
    await checker.close();
  }
  const took = Math.round((performance.now() - begun) / 1000);
  print(`${count} texts in ${took} s: all properties hold; ${refused} refused as unreadable (seed ${seed})`);
  return true;
}

/** Says what broke, and writes the shortest text found that breaks it too. */
async function report(checker: Checker, text: string, breaches: Breach[], print: FuzzOptions['print']): Promise<void> {
  const [{ property }] = breaches as [Breach];
  const until = performance.now() + SHRINK_MS;
  const fails = async (shorter: string): Promise<boolean> => {
    const outcome = await checker.check(shorter, [property]);
    return outcome.kind === 'checked' && outcome.breaches.some((breach) => breach.property === property);
  };
  // A text that does not end takes the deadline each time.
  const shortest = property === ENDS ? text : await shrink(text, fails, () => performance.now() < until);
  const outcome = await checker.check(shortest, [property]);
  const said = outcome.kind === 'checked' ? (outcome.breaches[0] ?? breaches[0]) : breaches[0];
  const path = join(mkdtempSync(join(tmpdir(), 'milepost-fuzz-')), 'ROADMAP.md');
  writeFileSync(path, shortest);
  print(`BROKEN: ${property}`);
  print(said?.said ?? '');
  print(`the shortest text that breaks it (${shortest.length} of ${text.length} characters): ${path}`);
  if (shortest.length <= 400) print(JSON.stringify(shortest));
}
