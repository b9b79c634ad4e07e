/** What other steps and people read of a run: outputs, the job's summary, the report. */
import { randomUUID } from 'node:crypto';
import { accessSync, appendFileSync, constants, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../cli/failure.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Exactly those of action.yml. */
export const OUTPUTS = [
  'conclusion',
  'findings',
  'errors',
  'warnings',
  'operations',
  'opened',
  'pull-request',
  'fingerprint',
  'report',
] as const;
export type Outputs = Record<(typeof OUTPUTS)[number], string>;

/**
 * Adds the outputs to the file that the runner names. Each value stands between two lines that nobody can foresee, so that no
 * text in it begins an output of its own. Without such a file nothing is written. @throws Failure where it takes nothing
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#multiline-strings
 */
export function writeOutputs(env: Environment, outputs: Outputs): void {
  const path = env['GITHUB_OUTPUT'] ?? '';
  if (path === '') return;
  const text = OUTPUTS.map((name) => {
    const delimiter = `milepost_${randomUUID()}`;
    return `${name}<<${delimiter}\n${outputs[name]}\n${delimiter}\n`;
  });
  try {
    appendFileSync(path, text.join(''));
  } catch (error) {
    throw new Failure(
      `The outputs could not be written: GITHUB_OUTPUT names a file that takes nothing (${codeOf(error)}). What else this run did is done.`,
      { cause: error },
    );
  }
}

/** Adds Markdown to the job's summary; false where the runner names no file for it, or one that takes nothing. */
export function writeSummary(env: Environment, markdown: string): boolean {
  const path = env['GITHUB_STEP_SUMMARY'] ?? '';
  if (path === '') return false;
  try {
    appendFileSync(path, `${markdown}\n`);
    return true;
  } catch {
    // The log has it then, as where there is no such file.
    return false;
  }
}

/** Writes the report to a new file that later steps can read, and gives its path. */
export function writeReport(env: Environment, report: unknown): string {
  const folder = mkdtempSync(join(temporaryFolder(env), 'milepost-'));
  const path = join(folder, 'report.json');
  writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
  return path;
}

/** The runner's own, where it can be written to. */
function temporaryFolder(env: Environment): string {
  const path = env['RUNNER_TEMP'] ?? '';
  try {
    accessSync(path, constants.W_OK);
    return path;
  } catch {
    return tmpdir();
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
