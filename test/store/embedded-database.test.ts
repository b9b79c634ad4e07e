import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../src/store/open-database.ts';
import { startChild } from './child.ts';

const script = new URL('./embedded-script.ts', import.meta.url);

describe('the embedded store', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'milepost-embedded-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is made in a directory that only its owner can read', async () => {
    const dataDirectory = join(root, 'deep', 'data');
    const database = await openDatabase({ url: null, dataDirectory });
    expect(statSync(dataDirectory).mode & 0o777).toBe(0o700);
    await database.close();
  });

  it('refuses a second process, and loses nothing of a killed one that the next takes over from', async () => {
    const child = startChild(script, [root]);
    await child.line('open');
    await expect(openDatabase({ url: null, dataDirectory: root })).rejects.toThrow('in use by process');
    await sleep(300);
    child.kill('SIGKILL');
    await child.ended;
    const written = child.lines.filter((line) => line.startsWith('wrote')).length;
    const database = await openDatabase({ url: null, dataDirectory: root });
    const [row] = await database.query<{ count: number }>('select count(*) from numbers');
    expect(written).toBeGreaterThan(0);
    expect(row!.count).toBeGreaterThanOrEqual(written);
    await database.close();
  });

  it('lets others in between statements that follow one another', async () => {
    const database = await openDatabase({ url: null, dataDirectory: root });
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 5);
    // Without a pause between them the timer would never have its turn, however many there are.
    let statements = 0;
    const isOver = (): boolean => turns >= 5 || statements >= 20_000;
    for (; !isOver(); statements += 1) await database.query('select 1');
    clearInterval(timer);
    expect(turns).toBeGreaterThanOrEqual(5);
    await database.close();
  });

  it('begins anew where a process was killed while it made the store', async () => {
    mkdirSync(join(root, 'postgres.unfinished'));
    writeFileSync(join(root, 'postgres.unfinished', 'PG_VERSION'), '18\n');
    const database = await openDatabase({ url: null, dataDirectory: root });
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('says which directory cannot be opened, and lets go of its lock', async () => {
    mkdirSync(join(root, 'postgres'));
    writeFileSync(join(root, 'postgres', 'PG_VERSION'), 'not one\n');
    const opening = (): Promise<unknown> => openDatabase({ url: null, dataDirectory: root });
    await expect(opening()).rejects.toThrow(`The embedded store in ${root} could not be opened`);
    await expect(opening()).rejects.toThrow('could not be opened');
  });
});
