/** Runs the bundled Action as GitHub's runner does: another process, an empty folder, event and environment files. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ActionMetadata {
  inputs: Record<string, { description: string; default?: string }>;
  outputs: Record<string, { description: string }>;
  runs: { using: string; main: string };
}

export const metadata = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as ActionMetadata;

export interface Step {
  repository: string;
  serverUrl: string;
  /** The job's own token. */
  token: string;
  event: string;
  payload: unknown;
  ref?: string;
  with?: Record<string, string>;
  env?: Record<string, string>;
}

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
  summary: string;
  outputs: Record<string, string>;
  report: unknown;
}

/** The Action's folder and a workspace, with nothing of this project above them. */
export function installAction(): string {
  const folder = mkdtempSync(join(tmpdir(), 'milepost-runner-'));
  cpSync(join(root, 'dist', 'action'), join(folder, 'action', 'dist', 'action'), { recursive: true });
  mkdirSync(join(folder, 'workspace'));
  return folder;
}

/** Runs one step to its end; `input` values as the workflow gives them, the others by their defaults. */
export async function runStep(folder: string, step: Step): Promise<Ran> {
  const files = mkdtempSync(join(folder, 'step-'));
  const at = (name: string): string => join(files, name);
  writeFileSync(at('event.json'), JSON.stringify(step.payload));
  for (const name of ['output', 'summary']) writeFileSync(at(name), '');
  const given = { ...defaultsOf(step.token), ...step.with };
  const inputs = Object.entries(given).map(([name, value]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    value,
  ]);
  const child = spawn(process.execPath, [join(folder, 'action', metadata.runs.main)], {
    cwd: join(folder, 'workspace'),
    env: {
      PATH: process.env['PATH'],
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: step.repository,
      GITHUB_SERVER_URL: step.serverUrl,
      GITHUB_API_URL: `${step.serverUrl}/api/v3`,
      GITHUB_GRAPHQL_URL: `${step.serverUrl}/api/graphql`,
      GITHUB_EVENT_NAME: step.event,
      GITHUB_EVENT_PATH: at('event.json'),
      GITHUB_OUTPUT: at('output'),
      GITHUB_STEP_SUMMARY: at('summary'),
      GITHUB_REF: step.ref ?? 'refs/heads/main',
      RUNNER_TEMP: files,
      ...Object.fromEntries(inputs),
      ...step.env,
    },
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const outputs = readOutputs(readFileSync(at('output'), 'utf8'));
  const path = outputs['report'] ?? '';
  return {
    code,
    ...texts,
    summary: readFileSync(at('summary'), 'utf8'),
    outputs,
    report: existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null,
  };
}

const defaultsOf = (token: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(metadata.inputs).map(([name, input]) => [
      name,
      (input.default ?? '').replace('${{ github.token }}', token),
    ]),
  );

/** As the runner reads `name<<delimiter`, value, delimiter; what is neither is refused. */
export function readOutputs(text: string): Record<string, string> {
  const lines = text.split('\n');
  const outputs: Record<string, string> = {};
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const [, name, delimiter] = /^([\w-]+)<<(.+)$/.exec(line) ?? [];
    if (name === undefined) throw new Error(`No output: ${line}`);
    const end = lines.indexOf(delimiter ?? '', at + 1);
    if (end < 0) throw new Error(`The output ${name} has no end`);
    outputs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return outputs;
}
