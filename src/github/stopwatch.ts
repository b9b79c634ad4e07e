/**
 * Milliseconds since it was made, by whichever clock says more: one that was set back does not make it run on, and one that
 * stood still while the machine slept is not believed either.
 */
export function stopwatch(clock: () => number = Date.now): () => number {
  const [began, beganByClock] = [performance.now(), clock()];
  return () => Math.max(performance.now() - began, clock() - beganByClock);
}
