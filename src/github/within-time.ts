/**
 * What `send` gives, or a failure when it takes longer. The signal reaches the connection; racing it as well covers
 * what octokit does before it connects, such as fetching the installation's token.
 */
export async function withinTime<Result>(
  timeoutMs: number,
  send: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const { signal } = controller;
  const expired = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  const timer = setTimeout(() => controller.abort(new Error(`no answer within ${timeoutMs / 1000} s`)), timeoutMs);
  try {
    return await Promise.race([send(signal), expired]);
  } finally {
    clearTimeout(timer);
  }
}
