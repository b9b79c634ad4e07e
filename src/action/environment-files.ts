/** What other steps and people read of a run: outputs, the job's summary, the report. */
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
 * text in it begins an output of its own. Without such a file nothing is written.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#multiline-strings
 */
export function writeOutputs(env: Environment, outputs: Outputs): void {
  const path = env['GITHUB_OUTPUT'] ?? '';
  if (path === '') return;
  const text = OUTPUTS.map((name) => {
    const delimiter = `milepost_${randomUUID()}`;
    return `${name}<<${delimiter}\n${outputs[name]}\n${delimiter}\n`;
  });
  appendFileSync(path, text.join(''));
}

/** Adds Markdown to the job's summary; false where the runner names no file for it. */
export function writeSummary(env: Environment, markdown: string): boolean {
  const path = env['GITHUB_STEP_SUMMARY'] ?? '';
  if (path === '') return false;
  appendFileSync(path, `${markdown}\n`);
  return true;
}

/** Writes the report to a new file that later steps can read, and gives its path. */
export function writeReport(env: Environment, report: unknown): string {
  const folder = mkdtempSync(join(env['RUNNER_TEMP'] || tmpdir(), 'milepost-'));
  const path = join(folder, 'report.json');
  writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
  return path;
}
