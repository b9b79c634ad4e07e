/** `milepost serve`: the app, until SIGTERM or Ctrl-C. */
import { InvalidArgumentError } from 'commander';
import { readServerEnvironment, type EnvironmentProblem } from '../web/environment.ts';
import { ROLES, type Role } from '../web/role.ts';
import { startApp } from '../web/start.ts';
import { oneOf } from './choice-option.ts';
import { Failure } from './failure.ts';
import { setUp } from './set-up.ts';
import type { ExitCode, Surroundings } from './surroundings.ts';
import { endSoon, untilAsked } from './until-asked.ts';
import { variablesOf } from './variables.ts';
import { version } from './version.ts';

/** @throws Failure when it cannot start: the role, credentials in production, the port, the store */
export async function serve(options: { role?: Role }, surroundings: Surroundings): Promise<ExitCode> {
  // Before `.env` is read into it: what stands there alone shadows nothing.
  const env = { ...surroundings.env };
  let variables = variablesOf(surroundings);
  const role = options.role ?? roleOf(variables);
  if (role !== 'all' && !variables['DATABASE_URL']) throw new Failure(noSharedStore(role));
  // From now on: whoever is asked to end while it starts ends as soon as it has.
  const asked = untilAsked();
  if (wantsSetUp(variables, role)) {
    const written = await setUp({ variables, surroundings: { ...surroundings, env }, asked });
    if (written === null) return 0;
    variables = { ...variables, ...written };
  }
  const { environment, problems } = readServerEnvironment(variables, role);
  if (environment === null) throw new Failure(explain(problems));
  const app = await startApp({ environment, variables, role, version: version() }).catch((error: unknown) => {
    throw new Failure(whyNotStarted(error, environment.port), { cause: error });
  });
  await asked;
  await app.stop();
  endSoon();
  return 0;
}

/**
 * An app that has no id was never registered: the page does that. Whoever splits the app has registered it, a worker has no
 * page to show, and what is wrong with other variables no registration mends.
 */
function wantsSetUp(variables: Surroundings['env'], role: Role): boolean {
  if (variables['APP_ID'] || variables['NODE_ENV'] === 'production' || role !== 'all') return false;
  const { problems } = readServerEnvironment(variables, role);
  return problems.every(({ variable }) => REGISTERED_VARIABLES.has(variable));
}

/** What a registration gives. */
const REGISTERED_VARIABLES: ReadonlySet<string> = new Set([
  'APP_ID',
  'PRIVATE_KEY',
  'PRIVATE_KEY_PATH',
  'WEBHOOK_SECRET',
]);

function roleOf(variables: Surroundings['env']): Role {
  const word = variables['MILEPOST_ROLE'] || 'all';
  try {
    return oneOf(ROLES)(word) as Role;
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw new Failure(`MILEPOST_ROLE is “${word}”. ${error.message}`);
    throw error;
  }
}

const noSharedStore = (role: Role): string =>
  `The role ${role} needs DATABASE_URL: a PostgreSQL that web and workers share. The embedded store serves one process, ` +
  'which is all: set DATABASE_URL, or leave out --role and MILEPOST_ROLE.';

const explain = (problems: EnvironmentProblem[]): string =>
  [
    'Milepost cannot serve yet:',
    ...problems.map(({ message }) => `  - ${message}`),
    'Set them in the environment, or in a file named .env; .env.example names everything.',
  ].join('\n');

function whyNotStarted(error: unknown, port: number | null): string {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE' && port !== null)
    return `Port ${port} is taken by another program. Stop it, or set PORT to another number.`;
  if (code === 'EACCES' && syscall === 'listen')
    return `Port ${port} may not be used by this user. Set PORT to a number above 1023.`;
  return `Milepost could not start: ${message}`;
}
