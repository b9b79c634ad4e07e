import type { IncomingMessage } from 'node:http';

/** How long a sender of too much may go on before its connection is cut; it cannot read the answer while it is sending. */
const DRAIN_MS = 5_000;

/**
 * The whole body. `too large` as soon as it is known to be over `mostBytes`: the rest is thrown away unread. `aborted` when
 * the connection ended before the body did: nobody is there to be answered.
 */
export function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer | 'too large' | 'aborted'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const giveUp = (): void => {
      request.removeAllListeners('data');
      chunks.length = 0;
      request.resume();
      const timer = setTimeout(() => request.destroy(), DRAIN_MS).unref();
      request.once('close', () => clearTimeout(timer));
      resolve('too large');
    };
    // Both come when a connection breaks; which one, and after an end, makes no difference any more.
    request.on('error', () => resolve('aborted'));
    request.once('close', () => resolve('aborted'));
    if (Number(request.headers['content-length'] ?? 0) > mostBytes) return giveUp();
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBytes) giveUp();
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
  });
}

/** Resolves when nothing more comes: the body has ended, or its connection. */
export const untilSent = (request: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    if (request.readableEnded || request.destroyed) return resolve();
    for (const event of ['end', 'close', 'error']) request.once(event, () => resolve());
  });
