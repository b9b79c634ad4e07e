import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EmbeddedDatabase } from '../../src/store/embedded-database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { saveRoadmap } from '../../src/store/roadmaps.ts';
import { runCommand, scratchFolder } from './run-command.ts';

const { folder, remove } = scratchFolder();
afterAll(remove);

const storeOf = (name: string) => ({ MILEPOST_DATA_DIR: join(folder, name) });
const original = storeOf('original');
const file = join(folder, 'backup.tar.gz');
const roadmap = { repositoryId: 7, installationId: 1, owner: 'example-org', name: 'lantern', path: 'ROADMAP.md' };
const empty = { blobOid: 'b', configurationOid: null, headOid: null, reading: { settled: true } };

async function inside<Result>(
  { MILEPOST_DATA_DIR }: { MILEPOST_DATA_DIR: string },
  work: (database: EmbeddedDatabase) => Promise<Result>,
): Promise<Result> {
  const database = await EmbeddedDatabase.open(MILEPOST_DATA_DIR);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const namesIn = (store: { MILEPOST_DATA_DIR: string }) =>
  inside(store, (database) => database.query('select name, restored from milepost.roadmaps order by name'));

describe('milepost backup and restore', () => {
  beforeAll(async () => {
    await inside(original, async (database) => {
      await migrate(database);
      await saveRoadmap(database, { ...roadmap, ...empty });
    });
    const { code, out, err } = await runCommand(['backup', 'backup.tar.gz'], { env: original, cwd: folder });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/backup\.tar\.gz holds the store now \(\d+ KiB\)\.\n$/);
  }, 120_000);

  it('write a file for its owner alone, and leave nothing else behind', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  it('replace no file unless they are told to, and say which folder is missing', async () => {
    const there = await runCommand(['backup', file], { env: original });
    expect([there.code, there.err]).toEqual([2, expect.stringContaining('is there already')]);
    expect((await runCommand(['backup', file, '--force'], { env: original })).code).toBe(0);
    const nowhere = await runCommand(['backup', join(folder, 'no', 'x')], { env: original });
    expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining('its folder does not exist')]);
  }, 180_000);

  it('bring the store back, marked as one of an earlier time', async () => {
    const store = storeOf('back');
    const { code, out, err } = await runCommand(['restore', file], { env: store });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('has 1 roadmap.');
    expect(await namesIn(store)).toEqual([{ name: 'lantern', restored: true }]);
    expect(readdirSync(join(folder, 'back')).filter((name) => name !== 'lock')).toEqual(['postgres']);
  }, 180_000);

  it('move a store that is there aside, only when they are told to', async () => {
    const store = storeOf('there');
    await inside(store, async (database) => {
      await migrate(database);
      await saveRoadmap(database, { ...roadmap, ...empty, name: 'kite' });
    });
    const refused = await runCommand(['restore', file], { env: store });
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('There is a store')]);
    expect(await namesIn(store)).toEqual([{ name: 'kite', restored: false }]);
    const { code, out } = await runCommand(['restore', file, '--force'], { env: store });
    expect([code, out]).toEqual([0, expect.stringContaining('postgres.before-20260402-090000')]);
    expect(existsSync(join(folder, 'there', 'postgres.before-20260402-090000'))).toBe(true);
    expect(await namesIn(store)).toEqual([{ name: 'lantern', restored: true }]);
  }, 180_000);

  it('change nothing when the file is no backup, is damaged, or the store is in use', async () => {
    const text = join(folder, 'notes.txt');
    writeFileSync(text, 'Ring the bell.\n');
    const half = join(folder, 'half.tar.gz');
    writeFileSync(half, readFileSync(file));
    truncateSync(half, Math.floor(statSync(file).size / 2));
    const store = storeOf('untouched');
    for (const wrong of [text, half]) {
      const { code, err } = await runCommand(['restore', wrong], { env: store });
      expect([code, err]).toEqual([2, expect.stringContaining('is no backup of Milepost, or is damaged')]);
    }
    const missing = await runCommand(['restore', join(folder, 'none')], { env: store });
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('does not exist')]);
    expect(readdirSync(join(folder, 'untouched'))).toEqual(['lock']);
    const busy = await inside(original, () => runCommand(['restore', file, '--force'], { env: original }));
    expect([busy.code, busy.err]).toEqual([2, expect.stringContaining('A store is restored while no server runs.')]);
  }, 180_000);

  it('refuse what a later version wrote', async () => {
    const later = join(folder, 'later.tar.gz');
    await inside(original, (database) =>
      database.query(`insert into milepost.migrations (number, name) values (9999, 'from-tomorrow')`),
    );
    await runCommand(['backup', later], { env: original });
    await inside(original, (database) => database.query('delete from milepost.migrations where number = 9999'));
    const { code, err } = await runCommand(['restore', later], { env: storeOf('later') });
    expect([code, err]).toEqual([2, expect.stringContaining('9999-from-tomorrow, which this version does not know')]);
  }, 180_000);

  it('leave PostgreSQL to its own tools, with the whole command and without its password', async () => {
    const env = { DATABASE_URL: 'postgres://milepost:secret@127.0.0.1:1/milepost' };
    const words = { backup: 'pg_dump --format=custom', restore: 'pg_restore --clean' };
    for (const [command, tool] of Object.entries(words)) {
      const { code, err } = await runCommand([command, file], { env });
      expect([code, err]).toEqual([2, expect.stringContaining(tool)]);
      expect(err).not.toContain('secret');
    }
  });

  it('mark a store that came back by other means', async () => {
    const early = await runCommand(['restore', '--mark'], { env: original });
    expect([early.code, early.err]).toEqual([2, expect.stringContaining('Run `milepost migrate` first')]);
    expect((await runCommand(['migrate'], { env: original })).code).toBe(0);
    const { code, out } = await runCommand(['restore', '--mark'], { env: original });
    expect([code, out]).toEqual([0, expect.stringContaining('Marked 1 roadmap')]);
    expect(await namesIn(original)).toEqual([{ name: 'lantern', restored: true }]);
    const both = await runCommand(['restore', file, '--mark'], { env: original });
    expect([both.code, both.err]).toEqual([2, expect.stringContaining('--mark takes no file')]);
    const none = await runCommand(['restore'], { env: original });
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('Which backup?')]);
  }, 180_000);
});
