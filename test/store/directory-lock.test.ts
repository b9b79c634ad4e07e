import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectoryInUse, lockDirectory } from '../../src/store/directory-lock.ts';
import { startChild, type Child } from './child.ts';

const script = new URL('./lock-script.ts', import.meta.url);

describe('the lock of a directory', () => {
  let directory: string;
  const children: Child[] = [];
  const start = (where = directory, atMs = 0): Child => {
    const child = startChild(script, [where, String(atMs)]);
    children.push(child);
    return child;
  };
  const left = (): string[] => readdirSync(join(directory, 'lock'));

  beforeEach(() => {
    directory = realpathSync(mkdtempSync(join(tmpdir(), 'milepost-lock-')));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      child.kill('SIGKILL');
      await child.ended;
    }
    rmSync(directory, { recursive: true, force: true });
  });

  it('is free again once it was released, and leaves no file', async () => {
    const lock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toBeInstanceOf(DirectoryInUse);
    await lock.release();
    expect(left()).toEqual([]);
    await (await lockDirectory(directory)).release();
  });

  it('refuses another process, names the owner and says what to do', async () => {
    const lock = await lockDirectory(directory);
    const refused = await start().line('refused');
    expect(refused).toContain(directory);
    expect(refused).toContain(`process ${process.pid} on `);
    expect(refused).toContain('MILEPOST_DATA_DIR');
    expect(refused).toContain('DATABASE_URL');
    await lock.release();
  });

  it('is taken over from a process that was killed, however many left theirs behind', async () => {
    for (let round = 0; round < 3; round += 1) {
      const child = start();
      await child.line('locked');
      child.kill('SIGKILL');
      await child.ended;
    }
    const lock = await lockDirectory(directory);
    expect(left()).toHaveLength(1);
    await lock.release();
  });

  it('counts a process that hangs as its owner', async () => {
    const child = start();
    await child.line('locked');
    child.kill('SIGSTOP');
    await expect(lockDirectory(directory)).rejects.toThrow('a process that does not answer');
  });

  it('goes to exactly one of several processes that start at once, over what a killed one left', async () => {
    const first = start();
    await first.line('locked');
    first.kill('SIGKILL');
    await first.ended;
    // Time enough for all of them to be ready.
    const atMs = Date.now() + 2_000;
    const starters = Array.from({ length: 6 }, () => start(directory, atMs));
    await Promise.all(starters.map((child) => Promise.race([child.line('locked'), child.line('refused')])));
    const outcomes = starters.map(({ lines }) => lines[0]?.split(' ')[0]);
    expect(outcomes.filter((outcome) => outcome === 'locked')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(5);
  });

  it('goes to exactly one of many in one process, again and again', async () => {
    for (let round = 0; round < 20; round += 1) {
      const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockDirectory(directory)));
      const won = tries.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
      const reasons = tries.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason as unknown] : []));
      expect(won).toHaveLength(1);
      for (const reason of reasons) expect(reason).toBeInstanceOf(DirectoryInUse);
      await won[0]!.release();
    }
    expect(left()).toEqual([]);
  });

  it('works in a directory whose path is longer than a socket may have', async () => {
    const deep = join(directory, 'a'.repeat(100), 'b'.repeat(100));
    mkdirSync(deep, { recursive: true });
    const lock = await lockDirectory(deep);
    expect(await start(deep).line('refused')).toContain(deep);
    expect(readdirSync(join(deep, 'lock'))).toHaveLength(1);
    await lock.release();
    expect(readdirSync(join(deep, 'lock'))).toEqual([]);
  });

  it('does not mistake the socket of another program for a dead one', async () => {
    mkdirSync(join(directory, 'lock'));
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(join(directory, 'lock', `${'0'.repeat(24)}.sock`), resolve));
    await expect(lockDirectory(directory)).rejects.toThrow('does not answer');
    await new Promise((resolve) => server.close(resolve));
  });
});
