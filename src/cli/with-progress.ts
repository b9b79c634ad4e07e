import type { Output } from './surroundings.ts';

/** Work shorter than this needs no word. */
const SILENT_MS = 1_000;
const REPEAT_MS = 250;
/** In a log each word is a line, and few are enough. */
const REPEAT_IN_LOG_MS = 10_000;

/**
 * Says on stderr what is being done once it has taken longer than a second: on a terminal as one line that changes and
 * is wiped at the end, elsewhere as a line now and then. `say` is asked anew each time.
 */
export async function withProgress<Result>(stderr: Output, say: () => string, work: Promise<Result>): Promise<Result> {
  const isTerminal = stderr.isTTY === true;
  let shown = false;
  let timer: NodeJS.Timeout;
  const show = (): void => {
    const width = Math.max(20, stderr.columns ?? 80);
    stderr.write(isTerminal ? `\r\u001b[2K${say().slice(0, width - 1)}` : `${say()}\n`);
    shown = true;
    timer = setTimeout(show, isTerminal ? REPEAT_MS : REPEAT_IN_LOG_MS);
    timer.unref();
  };
  timer = setTimeout(show, SILENT_MS);
  timer.unref();
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    if (shown && isTerminal) stderr.write('\r\u001b[2K');
  }
}
