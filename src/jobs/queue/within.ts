/** Resolves when `work` has ended, at the latest after so many ms. What it rejects with, in time or late, is passed over. */
export async function within(ms: number, work: Promise<unknown> | null): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(ms, 0));
  });
  await Promise.race([work?.catch(() => undefined), timeout]);
  clearTimeout(timer);
}
