import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves with the milliseconds it took until `condition` held; rejects after `limitMs`. */
export async function waitUntil(condition: () => boolean | Promise<boolean>, limitMs = 60_000): Promise<number> {
  const began = performance.now();
  while (!(await condition())) {
    if (performance.now() - began > limitMs)
      throw new Error(`Still not so after ${limitMs} ms: ${condition.toString()}`);
    await sleep(10);
  }
  return performance.now() - began;
}
