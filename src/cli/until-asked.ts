import process from 'node:process';

/** Resolves with the first SIGTERM or SIGINT. A second one ends the process at once, as without a handler. */
export const untilAsked = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
