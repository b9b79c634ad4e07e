import { createServer } from 'node:net';

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export const freePort = (): Promise<number> => listenOnce(0);

/** @throws Error (`EADDRINUSE`) when somebody listens on that port of 127.0.0.1 */
export const assertFree = async (port: number): Promise<void> => void (await listenOnce(port));

const listenOnce = (wanted: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : wanted));
    });
  });
