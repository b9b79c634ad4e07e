/** Too many ask for too much at once: whoever comes now is asked to come again. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

/** Does some works at once; the others wait, in the order in which they came. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * A large page takes some tens of milliseconds, in which nothing else is done, webhooks not taken in either. So at most
 * `atOnce` are made at the same time, and where `waiting` wait already, the next is refused.
 * @throws Busy
 */
export function createTurns({ atOnce, waiting }: { atOnce: number; waiting: number }): Turns {
  const line: (() => void)[] = [];
  let inWork = 0;
  return async (work) => {
    if (inWork >= atOnce) {
      if (line.length >= waiting) throw new Busy('Too many pages are being made');
      // Whoever ends hands the place on, so that nobody who comes meanwhile takes it.
      await new Promise<void>((resolve) => line.push(resolve));
    } else inWork += 1;
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next === undefined) inWork -= 1;
      else next();
    }
  };
}
