import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { lint } from '../../plan/lint.ts';
import { rules } from '../../plan/rules.ts';
import { defaultPolicy } from '../../policy/defaults.ts';
import { readPolicy } from '../../policy/read-policy.ts';
import { capitalise } from '../../render/count.ts';
import { plainText } from '../../render/plain-text.ts';
import { policyFile } from '../../render/policy-file.ts';
import { roadmapText } from '../../render/roadmap-text.ts';
import { countSeverities } from '../../render/severity-text.ts';
import { textDifference } from '../../render/text-difference.ts';
import { Failure } from '../failure.ts';
import type { InitOptions } from '../init.ts';
import type { SynchroniseDoor } from '../look-at.ts';
import { isRepositoryName } from '../repository-name.ts';
import { styleFor, terminalWidth } from '../style-for.ts';
import type { ExitCode, Surroundings } from '../surroundings.ts';
import { findLocal, type FoundLocally } from './find-local.ts';
import { suggestPolicy, type Found } from './suggest-policy.ts';

/**
 * Writes the configuration for a file or a repository, then shows the first plan, or what is read of a local file.
 * `subject` null: the roadmap of this folder. @throws Failure
 */
export async function writeConfiguration(
  subject: string | null,
  options: InitOptions,
  surroundings: Surroundings,
  door: SynchroniseDoor,
): Promise<ExitCode> {
  if (subject !== null && isOnGitHub(subject, surroundings)) {
    const { findOnGitHub } = await import('./find-on-github.ts');
    const found = await findOnGitHub(subject, surroundings);
    const code = writeText(found, surroundings.cwd, options, surroundings);
    return code === 0 ? firstPlan(subject, surroundings, door) : code;
  }
  const local = await findLocal(subject, surroundings);
  const code = writeText(local.found, local.root, options, surroundings);
  if (code === 0) firstReading(local, surroundings);
  return code;
}

/** A file that is there is one; what ends like Markdown was meant as one. */
function isOnGitHub(subject: string, { cwd }: Surroundings): boolean {
  if (!isRepositoryName(subject) || /\.(?:md|markdown)$/i.test(subject)) return false;
  return statSync(resolve(cwd, subject), { throwIfNoEntry: false })?.isFile() !== true;
}

/** The file's text, which is proven to be a configuration without a problem. */
export function configurationFor(found: Found): string {
  const ids = rules.map(({ id }) => id);
  const text = policyFile(suggestPolicy(found), rules);
  const { problems } = readPolicy({ organisation: null, repository: { text, file: 'milepost.yml' } }, ids);
  if (problems.length > 0) throw new Error(`init made a wrong configuration: ${problems[0]!.message}`);
  return text;
}

function writeText(found: Found, root: string, { out, force }: InitOptions, surroundings: Surroundings): ExitCode {
  const { stdout, env, cwd } = surroundings;
  const path = out === undefined ? join(root, '.github', 'milepost.yml') : resolve(cwd, out);
  const shown = plainText(relative(cwd, path) || path);
  const text = configurationFor(found);
  const before = existing(path, shown);
  if (before === text) {
    stdout.write(`${shown} is there already, and is what init would write.\n`);
    return 0;
  }
  if (before !== null && !force) {
    const difference = textDifference(before, text, styleFor(stdout, env));
    stdout.write(
      `${difference}\n\n${shown} is there already and was left as it is. Above: what init would change (-, +).\nTo replace it: add --force. To look at it elsewhere: --out FILE.\n`,
    );
    return 1;
  }
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw notWritten(path, error);
  }
  const active = Object.keys(suggestPolicy(found).values);
  const what = active.length === 0 ? 'the defaults will do, all of it is comments' : `it sets ${active.join(', ')}`;
  stdout.write(`${before === null ? 'Wrote' : 'Replaced'} ${shown}: ${what}.\n`);
  return 0;
}

function existing(path: string, shown: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw notWritten(shown, error);
  }
}

const notWritten = (path: string, error: unknown): Failure =>
  new Failure(
    `${plainText(path)} cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)}); expected a file in a folder that may be written to. Name another with --out.`,
    { cause: error },
  );

function firstReading({ found, reading }: FoundLocally, { stdout, env, now }: Surroundings): void {
  const findings = lint(reading.roadmap, defaultPolicy, now().toISOString());
  const path = plainText(reading.path);
  const repository = found.roadmap.repo ?? 'OWNER/REPO';
  stdout.write(
    `\n${roadmapText(reading.roadmap, styleFor(stdout, env), terminalWidth(stdout))}\n${[
      findings.length === 0
        ? 'No problems in the file.'
        : `${capitalise(countSeverities(findings))} in the file: milepost lint ${path}`,
      'Not read as you mean it?    milepost parse --explain ' + path,
      'Next, with a GITHUB_TOKEN:  milepost plan ' + plainText(repository),
    ].join('\n')}\n`,
  );
}

/** The Plan with the configuration that the default branch has: the one just written is not there yet. */
async function firstPlan(repository: string, surroundings: Surroundings, door: SynchroniseDoor): Promise<ExitCode> {
  const { stdout } = surroundings;
  stdout.write('\nThe first plan, with what is on the default branch now:\n\n');
  const { printPlan } = await import('../print-plan.ts');
  await printPlan(repository, { app: 'milepost', format: 'text' }, surroundings, door);
  stdout.write(`\nNext: commit the configuration to the default branch, then: milepost plan ${repository}\n`);
  return 0;
}
