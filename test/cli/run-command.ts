import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SynchroniseDoor } from '../../src/cli/look-at.ts';
import { run } from '../../src/cli/run.ts';
import type { ExitCode, Output } from '../../src/cli/surroundings.ts';

export interface CommandResult {
  code: ExitCode;
  out: string;
  err: string;
}

export interface CommandSetting {
  env?: Record<string, string>;
  cwd?: string;
  /** Whether stdout and stderr are terminals. */
  isTTY?: boolean;
  /** Stands in for GitHub. */
  door?: SynchroniseDoor;
}

/** The day on which all commands are run. */
export const NOW = '2026-04-02T09:00:00.000Z';

/** Runs one command line in this process, with streams that collect. */
export async function runCommand(parameters: string[], setting: CommandSetting = {}): Promise<CommandResult> {
  const { env = {}, cwd = tmpdir(), isTTY = false, door } = setting;
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err'): Output => ({ isTTY, write: (text) => void (written[name] += text) });
  const surroundings = { stdout: stream('out'), stderr: stream('err'), env, cwd, now: () => new Date(NOW) };
  const code = await run(parameters, surroundings, door);
  return { code, out: written.out, err: isTTY ? written.err : withoutProgress(written.err) };
}

/** What was said of an error: words of progress are lines that end in “…”, and only a slow machine makes any. */
export const withoutProgress = (err: string): string => err.replaceAll(/^.*…\n/gm, '');

/** A new empty folder for one test file; removed by the function that comes with it. */
export function scratchFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'milepost-cli-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
