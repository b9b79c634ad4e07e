/** What the workflow asks for: the inputs of action.yml, as the runner hands them over. */
import { Failure } from '../cli/failure.ts';
import type { Policy } from '../policy/policy.ts';
import { repositoryPathFault } from '../policy/repository-path.ts';

/** Exactly those of action.yml. */
export const INPUTS = ['token', 'job-token', 'mode', 'path', 'fail-on', 'approve', 'app'] as const;
export type InputName = (typeof INPUTS)[number];

export const MODES = ['auto', 'plan', 'apply', 'lint'] as const;
export type Mode = (typeof MODES)[number];

const FAIL_ON = ['never', 'error', 'warning'] as const;

export interface Inputs {
  token: string;
  /** The job's own token, which sees this repository and public ones; `token` itself where the runner gave none. */
  jobToken: string;
  mode: Mode;
  /** One roadmap; null for those of the configuration, else the one that is found. */
  path: string | null;
  /** null: as the configuration says. */
  failOn: Policy['check']['fail_on'] | null;
  /** Fingerprint of the plan whose held Operations may go on. */
  approve: string | null;
  /** Slug of the app that may serve the same repository. */
  app: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The inputs, each checked. The runner names them `INPUT_` and the name in capitals, a hyphen staying one; an empty one is one
 * that was not given.
 * @throws Failure naming the input, what was found and what was expected
 */
export function readInputs(env: Environment): Inputs {
  const input = (name: InputName): string => (env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
  const token = checkedToken(input('token') || input('job-token') || (env['GITHUB_TOKEN'] ?? '').trim(), 'token');
  return {
    token,
    jobToken: checkedToken(input('job-token') || token, 'job-token'),
    mode: oneOf('mode', input('mode') || 'auto', MODES),
    path: checkedPath(input('path')),
    failOn: input('fail-on') === '' ? null : oneOf('fail-on', input('fail-on'), FAIL_ON),
    approve: checkedFingerprint(input('approve')),
    app: checkedSlug(input('app') || 'milepost'),
  };
}

/** No token is no fault yet: linting needs none. What was given instead is not repeated. */
function checkedToken(token: string, name: InputName): string {
  if (/^[\x21-\x7e]*$/u.test(token)) return token;
  throw new Failure(`The input \`${name}\` holds spaces or other characters that no token has.`);
}

function oneOf<Choice extends string>(name: InputName, found: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((one) => one === found);
  if (choice !== undefined) return choice;
  throw new Failure(`The input \`${name}\` is ${JSON.stringify(found)}, expected one of ${choices.join(', ')}.`);
}

function checkedPath(path: string): string | null {
  if (path === '') return null;
  const fault = repositoryPathFault(path);
  if (fault === null) return path;
  throw new Failure(
    `The input \`path\` is ${JSON.stringify(path)}, which ${fault}; expected a path in the repository, such as docs/ROADMAP.md.`,
  );
}

function checkedFingerprint(text: string): string | null {
  if (text === '') return null;
  if (/^[0-9a-f]{16}$/u.test(text)) return text;
  throw new Failure(
    `The input \`approve\` is ${JSON.stringify(text)}, expected the fingerprint of a plan (16 hexadecimal digits), as the summary of a run names it.`,
  );
}

function checkedSlug(slug: string): string {
  if (/^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/iu.test(slug)) return slug;
  throw new Failure(
    `The input \`app\` is ${JSON.stringify(slug)}, expected the app's name as in the address of its page on GitHub, such as milepost.`,
  );
}
