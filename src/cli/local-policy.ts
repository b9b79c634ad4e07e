import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { rules } from '../plan/rules.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import type { Policy, PolicyProblem } from '../policy/policy.ts';
import { readPolicy } from '../policy/read-policy.ts';
import { plainText } from '../render/plain-text.ts';
import { Failure } from './failure.ts';
import { readBytes } from './read-bytes.ts';
import type { Surroundings } from './surroundings.ts';

/** Where a repository has its configuration. */
const USUAL_PATH = join('.github', 'milepost.yml');

/**
 * The Policy for local files: of the file given with `--config`, else of `.github/milepost.yml` in the root of the work
 * tree (the current folder outside of one), else the defaults. Throws Failure when the file given cannot be read, or
 * is wrong: nothing is linted by a guess.
 */
export async function readLocalPolicy(
  given: string | null,
  root: string | null,
  { cwd }: Pick<Surroundings, 'cwd'>,
): Promise<Policy> {
  const path = given === null ? join(root ?? cwd, USUAL_PATH) : resolve(cwd, given);
  if (given === null && !existsSync(path)) return defaultPolicy;
  const file = given ?? (relative(cwd, path) || path);
  const reading = await readBytes(path);
  if ('fault' in reading) throw new Failure(`--config ${file}: ${reading.fault}`);
  const text = Buffer.from(reading.bytes).toString('utf8');
  const { policy, problems } = readPolicy(
    { organisation: null, repository: { text, file } },
    rules.map(({ id }) => id),
  );
  if (policy === null) throw new Failure(['the configuration is wrong.', ...problems.map(problemLine)].join('\n'));
  return policy;
}

const problemLine = ({ file, line, column, message }: PolicyProblem): string =>
  `${plainText(file)}:${line}:${column}: ${plainText(message)}`;
