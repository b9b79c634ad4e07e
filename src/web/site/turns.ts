/** Too many ask for too much at once: whoever comes now is asked to come again. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

/** Does some works at once; the others wait, in the order in which they came. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

export interface TurnsOptions {
  atOnce: number;
  /** Where so many wait already, the next is refused. */
  waiting: number;
  /** So long after a work its place stays empty, for everything else that this process has to do. Default 0. */
  restMs?: number;
}

/**
 * A large page takes some tens of milliseconds, in which nothing else is done, webhooks not taken in either. So only some are
 * made at the same time, and between them there is a rest.
 * @throws Busy
 */
export function createTurns({ atOnce, waiting, restMs = 0 }: TurnsOptions): Turns {
  const line: (() => void)[] = [];
  let inWork = 0;
  // Whoever ends hands the place on, so that nobody who comes meanwhile takes it.
  const handOn = (): void => {
    const next = line.shift();
    if (next === undefined) inWork -= 1;
    else next();
  };
  return async (work) => {
    if (inWork >= atOnce) {
      if (line.length >= waiting) throw new Busy('Too many pages are being made');
      await new Promise<void>((resolve) => line.push(resolve));
    } else inWork += 1;
    try {
      return await work();
    } finally {
      if (restMs === 0) handOn();
      else setTimeout(handOn, restMs);
    }
  };
}
