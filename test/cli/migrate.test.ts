import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ownQueueVersion } from '../../src/jobs/queue/queue-schema.ts';
import type { EmbeddedDatabase } from '../../src/store/embedded-database.ts';
import { migrationLabel } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/all.ts';
import { openOperatorSocket } from '../../src/web/operator-socket.ts';
import { storeKinds, useStore, type StoreAddress } from '../store/stores.ts';
import { runCommand, scratchFolder, type CommandResult } from './run-command.ts';
import { expectSilentConsole } from './silent-console.ts';

expectSilentConsole();
const scratch = scratchFolder();
afterAll(scratch.remove);

const ALL = [...migrations.map(migrationLabel), `queue ${ownQueueVersion()}`];

const milepost = (address: StoreAddress, ...parameters: string[]): Promise<CommandResult> =>
  runCommand(['migrate', ...parameters], {
    env: { DATABASE_URL: address.url ?? '', MILEPOST_DATA_DIR: address.dataDirectory },
    cwd: scratch.folder,
  });

describe.each(storeKinds)('milepost migrate on %s', (kind) => {
  const store = useStore(kind);

  it('says what is pending, applies it, and then nothing is', async () => {
    const address = await store.address();
    const before = await milepost(address, '--check', '--json');
    expect(before).toMatchObject({ code: 1, err: '' });
    expect(JSON.parse(before.out)).toMatchObject({ pending: ALL, applied: [], later: [] });
    expect((await milepost(address, '--check')).out).toContain('Pending: 0001-first-tables.\n');

    const applied = await milepost(address, '--json');
    expect(applied).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(applied.out)).toMatchObject({ pending: [], applied: ALL });

    expect(await milepost(address, '--check')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Nothing is pending: (?:PostgreSQL at|the embedded store in) .* expects\.\n$/),
    });
    expect(JSON.parse((await milepost(address, '--json')).out)).toMatchObject({ applied: [] });
  });

  it('says what a later version has added, and that this one goes on', async () => {
    const address = await store.address();
    await milepost(address);
    const database = await store.open(address);
    await database.query("insert into milepost.migrations (number, name) values (9999, 'from-tomorrow')");
    await database.query('update milepost_queue.version set version = version + 1');
    await database.close();
    const { code, out } = await milepost(address, '--check');
    expect(code).toBe(0);
    expect(out).toContain(
      `A later version has added 9999-from-tomorrow, queue ${ownQueueVersion() + 1}; this version goes on`,
    );
    expect(await milepost(address)).toMatchObject({ code: 0 });
  });
});

describe('milepost migrate of the embedded store', () => {
  const store = useStore('pglite');

  it('makes it where there is none; --check does not', async () => {
    const dataDirectory = join(scratch.folder, 'not', 'yet');
    expect(await milepost({ url: null, dataDirectory }, '--check')).toMatchObject({ code: 1 });
    expect(existsSync(dataDirectory)).toBe(false);
    expect(await milepost({ url: null, dataDirectory })).toMatchObject({ code: 0 });
    expect(await milepost({ url: null, dataDirectory }, '--check')).toMatchObject({ code: 0 });
  });

  it('asks the server that has it open', async () => {
    const address = await store.address();
    const database = (await store.open(address)) as EmbeddedDatabase;
    const socket = await openOperatorSocket(database, { version: '0.1.0', failed: () => {} });
    expect(JSON.parse((await milepost(address, '--check', '--json')).out)).toMatchObject({ pending: ALL });
    expect(await milepost(address)).toMatchObject({ code: 0, err: '' });
    await socket.close();
    expect(await database.query('select number from milepost.migrations')).toHaveLength(migrations.length);
  });
});

describe('milepost migrate that cannot look', () => {
  it('ends with 2, and says why without the password', async () => {
    const address = { url: 'postgresql://milepost:hush-hush@127.0.0.1:9/plans', dataDirectory: scratch.folder };
    for (const parameters of [['--check'], ['--check', '--json'], []]) {
      const { code, out, err } = await milepost(address, ...parameters);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^milepost: PostgreSQL at 127\.0\.0\.1:9\/plans could not be reached/);
      expect(err).not.toContain('hush-hush');
    }
  });
});
