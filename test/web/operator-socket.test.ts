import { request } from 'node:http';
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { findRemoteOperator } from '../../src/cli/operator/remote-operator.ts';
import { withOperator } from '../../src/cli/operator/with-operator.ts';
import type { EmbeddedDatabase } from '../../src/store/embedded-database.ts';
import { migrations } from '../../src/store/migrations/all.ts';
import { openOperatorSocket, type OperatorSocket } from '../../src/web/operator-socket.ts';
import { useStore } from '../store/stores.ts';

/** What the socket answers to one request. */
const send = (path: string, method: string, name: string, body?: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const sent = request({ socketPath: path, path: `/${name}`, method, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject).end(body);
  });

describe('the operator’s socket', () => {
  const store = useStore('pglite');
  const sockets: OperatorSocket[] = [];
  const faults: string[] = [];
  afterEach(async () => {
    for (const socket of sockets.splice(0)) await socket.close();
  });

  const failed = (error: unknown, command: string): void => void faults.push(`${command}: ${String(error)}`);
  const serve = async (database: EmbeddedDatabase): Promise<string> => {
    sockets.push(await openOperatorSocket(database, { version: '9.9.9', failed }));
    return join(database.directory, 'operator.sock');
  };
  const fresh = async (): Promise<EmbeddedDatabase> => (await store.fresh()) as EmbeddedDatabase;

  it('is for the owner of the store alone, and gone when it closes', async () => {
    const path = await serve(await fresh());
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await sockets.pop()!.close();
    expect(existsSync(path)).toBe(false);
  });

  it('carries out the command line’s commands on the store that the server has open', async () => {
    const database = await fresh();
    await serve(database);
    const setting = { env: { MILEPOST_DATA_DIR: database.directory }, cwd: '/' };
    const version = await withOperator(setting, (operator) => operator.ask('store.version', {}));
    expect(version.migrations.map(({ number }) => number)).toEqual(migrations.map(({ number }) => number));
    expect(version.queue).toBeNull();
  });

  it('does so however long the directory’s path is', async () => {
    const { dataDirectory } = await store.address();
    const long = join(dataDirectory, 'a-long-name-of-a-folder-'.repeat(4), 'data');
    mkdirSync(long, { recursive: true });
    renameSync(join(dataDirectory, 'postgres'), join(long, 'postgres'));
    const database = (await store.open({ url: null, dataDirectory: long })) as EmbeddedDatabase;
    await serve(database);
    const operator = await findRemoteOperator(database.directory);
    expect(await operator!.ask('store.version', {})).toEqual({ migrations: [], queue: null });
  });

  it('answers what does not fit with words, and goes on', async () => {
    const path = await serve(await fresh());
    const answers = [
      await send(path, 'POST', 'prune', '{}'),
      await send(path, 'POST', 'constructor', '{}'),
      await send(path, 'POST', 'store.version', '{"all": true}'),
      await send(path, 'POST', 'store.version', '{'),
      await send(path, 'POST', 'store.version', `{"all": "${'a'.repeat(1024 * 1024)}"}`),
      await send(path, 'GET', 'store.version'),
      await send(path, 'GET', '%'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([409, 409, 409, 409, 409, 409, 409]);
    expect(answers.map(({ text }) => (JSON.parse(text) as { refusal: string }).refusal)).toEqual([
      '“prune” is not known to this version.',
      '“constructor” is not known to this version.',
      expect.stringContaining('The input of store.version does not fit'),
      'The input is no JSON.',
      'The input is over 1 MiB.',
      'POST was expected.',
      'POST was expected.',
    ]);
    expect((await send(path, 'GET', '')).text).toBe('{"output":{"version":"9.9.9"}}');
    expect(faults).toEqual([]);
  });

  it('says which versions differ when a command is refused', async () => {
    const database = await fresh();
    await serve(database);
    const operator = (await findRemoteOperator(database.directory))!;
    const asked = operator.ask('store.prune' as 'store.version', {});
    await expect(asked).rejects.toThrow(
      /“store\.prune” is not known to this version\. It is version 9\.9\.9 and this is/,
    );
  });

  it('of a server that is gone is nobody’s, and the next server’s', async () => {
    const database = await fresh();
    const path = join(database.directory, 'operator.sock');
    // Left behind as by a killed process: the file is there, and nobody listens.
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(`${path}.new`, () => resolve()));
    renameSync(`${path}.new`, path);
    await new Promise((resolve) => gone.close(resolve));
    expect(existsSync(path)).toBe(true);
    expect(await findRemoteOperator(database.directory)).toBeNull();
    await serve(database);
    expect(await findRemoteOperator(database.directory)).not.toBeNull();
  });
});

describe('a command without a server', () => {
  const store = useStore('pglite');

  it('opens the store itself, and lets go of it', async () => {
    const { dataDirectory } = await store.address();
    const setting = { env: { MILEPOST_DATA_DIR: dataDirectory }, cwd: '/' };
    const ask = () => withOperator(setting, (operator) => operator.ask('store.version', {}), { anyVersion: true });
    expect(await ask()).toEqual({ migrations: [], queue: null });
    expect(await ask()).toEqual({ migrations: [], queue: null });
  });

  it('makes no store where there is none', async () => {
    const { dataDirectory } = await store.address();
    const setting = { env: {}, cwd: join(dataDirectory, 'postgres') };
    const asked = withOperator(setting, (operator) => operator.ask('store.version', {}));
    await expect(asked).rejects.toThrow(/There is no store in .*\.milepost yet/);
    expect(existsSync(join(dataDirectory, 'postgres', '.milepost'))).toBe(false);
  });
});
