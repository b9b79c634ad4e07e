import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { explainFailure } from '../../src/action/explain-failure.ts';
import { nothingDone } from '../../src/action/outcome.ts';
import { RunnerLog } from '../../src/action/runner-log.ts';
import { tell } from '../../src/action/tell.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'milepost-tell-'));
});
afterAll(() => rm(folder, { recursive: true }));

const outcome = { ...nothingDone('Calm.'), summary: 'Two lamps are late.' };

/** What is printed, and the exit code; the error where there is one. */
function told(env: Record<string, string>): { printed: string; code: unknown } {
  let printed = '';
  const log = new RunnerLog({ write: (text: string) => (printed += text) });
  try {
    return { code: tell(outcome, log, { RUNNER_TEMP: folder, ...env }), printed };
  } catch (error) {
    return { code: error, printed };
  }
}

describe('files of the runner that take nothing', () => {
  it('leave the summary in the log, and the rest as it is', () => {
    const env = { GITHUB_STEP_SUMMARY: join(folder, 'none', 'summary'), GITHUB_OUTPUT: join(folder, 'output') };
    expect(told(env)).toEqual({ code: 0, printed: expect.stringContaining('Two lamps are late.') });
    expect(readFileSync(env.GITHUB_OUTPUT, 'utf8')).toContain('conclusion<<');
  });

  it('have the report elsewhere', () => {
    const env = { RUNNER_TEMP: join(folder, 'none'), GITHUB_OUTPUT: join(folder, 'other') };
    expect(told(env).code).toBe(0);
    const path = /report<<\S+\n(.*)\n/.exec(readFileSync(env.GITHUB_OUTPUT, 'utf8'))?.[1] ?? '';
    expect(existsSync(path)).toBe(true);
  });

  it('are named where later steps get no outputs', () => {
    const { code } = told({ GITHUB_OUTPUT: join(folder, 'none', 'output') });
    expect(explainFailure(code, 'sync')).toMatch(/^The outputs could not be written: GITHUB_OUTPUT .*ENOENT/);
  });
});
