import process from 'node:process';

/** What is under way has 25 seconds to end, see src/web/start.ts; a second later it is over, whatever hangs. */
const MOST_MS = 26_000;

/**
 * Resolves with the first SIGTERM or SIGINT. A second one ends the process at once, and so does the time in which all
 * should have ended; both say so to `stderr`, and what was under way is taken up by another process or the next start.
 */
export const untilAsked = (stderr: { write(text: string): unknown } = process.stderr): Promise<void> =>
  new Promise((resolve) => {
    let isAsked = false;
    const ask = (signal: 'SIGTERM' | 'SIGINT'): void => {
      if (isAsked) endNow(stderr, `Ended at once by a second signal (${signal}).`, signal === 'SIGINT' ? 130 : 143);
      isAsked = true;
      setTimeout(() => endNow(stderr, `Not ended within ${MOST_MS / 1_000} seconds.`, 1), MOST_MS).unref();
      resolve();
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, ask);
  });

/** Time for what is still to be written to reach its pipe. */
const LAST_WORDS_MS = 200;

/** All is over: a call that GitHub does not answer keeps nobody waiting. The exit code is what the command gives. */
export const endSoon = (): void => {
  setTimeout(() => process.exit(), LAST_WORDS_MS).unref();
};

function endNow(stderr: { write(text: string): unknown }, why: string, code: number): never {
  stderr.write(`${why} What was under way is taken up by another process, or by the next start.\n`);
  process.exit(code);
}
