import { execFile, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scratchFolder, withoutProgress } from './run-command.ts';

/** The compiled command: `npm test` builds it first. */
const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const { folder, remove } = scratchFolder();

interface Ended {
  code: number;
  out: string;
  err: string;
}

const milepost = (...parameters: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [MAIN, ...parameters],
      { cwd: folder, env: { PATH: process.env['PATH'] } },
      (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
      },
    );
  });

beforeAll(() => {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: run \`node scripts/build.js --if-stale\` first`);
  writeFileSync(join(folder, 'ROADMAP.md'), '# Roadmap\n\n## Later\n\n- Faster start\n');
  writeFileSync(
    join(folder, 'wide.md'),
    `# Roadmap\n\n## Later\n\n${Array.from({ length: 250 }, (_, index) => `- Thing number ${index} to do`).join('\n')}\n`,
  );
});
afterAll(remove);

describe('the milepost command', () => {
  it('parses files of all sorts, one document a line, and tells the bad ones', async () => {
    const { code, out, err } = await milepost('parse', 'ROADMAP.md', 'missing.md', 'ROADMAP.md', '--jsonl');
    expect(code).toBe(2);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { items: unknown[] }).items.length),
    ).toEqual([1, 0, 1]);
    expect(err).toMatch(/missing\.md cannot be read/);
  });

  it('writes all of a long answer to a pipe before it ends', async () => {
    const { code, out } = await milepost('parse', 'wide.md', '--json');
    expect(code).toBe(0);
    expect((JSON.parse(out) as { items: unknown[] }).items).toHaveLength(250);
  });

  it('ends quietly when nobody reads on', async () => {
    const child = spawn(process.execPath, [MAIN, 'parse', 'wide.md', '--json'], { cwd: folder });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect([code, withoutProgress(err)]).toEqual([0, '']);
  });

  it('has help, and its own status for mistakes', async () => {
    expect(await milepost('lint', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('Examples:') });
    expect(await milepost('lnt')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('(Did you mean lint?)'),
    });
  });
});
