import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { demo } from '../../src/cli/demo.ts';
import { Failure } from '../../src/cli/failure.ts';

const surroundings = (port: string) => ({
  stdout: { write: () => true },
  stderr: { write: () => true },
  env: { PORT: port },
  cwd: '.',
  now: () => new Date(),
});

describe('the demo', () => {
  it('does not begin its story where the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', () => resolve()));
    const { port } = other.address() as AddressInfo;
    await expect(demo({ once: false }, surroundings(String(port)))).rejects.toThrow(`Port ${port} cannot be used`);
    await new Promise((resolve) => other.close(resolve));
  });

  it.each(['http', '0', '70000'])('does not take %s for a port', async (port) => {
    await expect(demo({ once: false }, surroundings(port))).rejects.toBeInstanceOf(Failure);
  });
});
