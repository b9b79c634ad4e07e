/** `milepost serve`: the app, until SIGTERM or Ctrl-C. */
import { readServerEnvironment, type EnvironmentProblem } from '../web/environment.ts';
import type { Role } from '../web/role.ts';
import { startApp } from '../web/start.ts';
import { Failure } from './failure.ts';
import { serveSetUpPage } from './serve-set-up-page.ts';
import type { ExitCode, Surroundings } from './surroundings.ts';
import { untilAsked } from './until-asked.ts';
import { variablesOf } from './variables.ts';
import { version } from './version.ts';

/** @throws Failure when it cannot start: credentials in production, the port, the store */
export async function serve({ role }: { role: Role }, surroundings: Surroundings): Promise<ExitCode> {
  const { stderr } = surroundings;
  const variables = variablesOf(surroundings);
  const { environment, problems } = readServerEnvironment(variables);
  if (environment === null) {
    if (variables['NODE_ENV'] === 'production') throw new Failure(explain(problems));
    stderr.write(`${explain(problems)}\n\n`);
    return serveSetUpPage(variables, stderr);
  }
  const app = await startApp({ environment, variables, role, version: version() }).catch((error: unknown) => {
    throw new Failure(whyNotStarted(error, environment.port));
  });
  await untilAsked();
  await app.stop();
  return 0;
}

const explain = (problems: EnvironmentProblem[]): string =>
  [
    'Milepost cannot serve yet:',
    ...problems.map(({ message }) => `  - ${message}`),
    'Set them in the environment, or in a file named .env; .env.example names everything.',
  ].join('\n');

function whyNotStarted(error: unknown, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Stop it, or set PORT to another number.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this user. Set PORT to a number above 1023.`;
  return `Milepost could not start: ${message}`;
}
