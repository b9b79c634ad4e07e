/** `milepost serve` of an app that is not registered yet: says what to do, and serves the page that does it. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Octokit } from '@octokit/rest';
import { createClient } from '../github/client.ts';
import { convertManifest, type RegisteredApp } from '../github/convert-manifest.ts';
import { GitHubError, RateLimited } from '../github/github-error.ts';
import type { Hosts } from '../github/hosts.ts';
import { webhookPathOf } from '../web/environment.ts';
import { writeEnvironmentFile } from '../web/set-up/environment-file.ts';
import { webhookUrlOf } from '../web/set-up/manifest.ts';
import { startSetUp, type Registered, type SetUp } from '../web/set-up/set-up-server.ts';
import { Failure } from './failure.ts';
import { hostsFrom } from './hosts-from.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

type Variables = Readonly<Record<string, string | undefined>>;

export interface SetUpRequest {
  variables: Variables;
  surroundings: Surroundings;
  /** Resolves when the process is asked to end. */
  asked: Promise<void>;
}

/**
 * Serves the set-up page on the loopback address, whatever HOST says, until an app is registered; gives what was written to
 * `.env`. null: asked to end before.
 * @throws Failure when the port is taken, or `.env` cannot be written
 */
export async function setUp({ variables, surroundings, asked }: SetUpRequest): Promise<Record<string, string> | null> {
  const { cwd, stderr, env, now } = surroundings;
  const hosts = hostsFrom(variables);
  const file = join(cwd, '.env');
  await assertWritable(cwd, file);
  let written: Record<string, string> = {};
  const page = await start({
    port: Number(variables['PORT'] || 3000),
    hosts,
    webhookPath: webhookPathOf(variables),
    environmentFile: file,
    publicUrl: variables['MILEPOST_URL'] ?? '',
    convert: (code) => convert(hosts, code),
    keep: async (registered) => {
      written = valuesOf(registered);
      return writeEnvironmentFile(file, written, now());
    },
    now: () => now().getTime(),
  });
  stderr.write(instructions(page.port, hosts));
  const registered = await Promise.race([page.registered, asked.then(() => null)]);
  await page.close();
  if (registered === null) return null;
  stderr.write(afterwards(registered, variables, file));
  warnOfShadows(written, env, stderr);
  return written;
}

const start = (options: Parameters<typeof startSetUp>[0]): Promise<SetUp> =>
  startSetUp(options).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    const message = `Port ${options.port} is taken by another program. Stop it, or set PORT to another number.`;
    throw new Failure(message, { cause: error });
  });

/** Before GitHub gives a key that it gives once. */
async function assertWritable(folder: string, file: string): Promise<void> {
  try {
    await access(folder, constants.W_OK);
    await access(file, constants.R_OK | constants.W_OK).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  } catch (cause) {
    const message = `${file} cannot be written, and the credentials of the app come into it. Start Milepost in a folder where it may write.`;
    throw new Failure(message, { cause });
  }
}

async function convert(hosts: Hosts, code: string): Promise<RegisteredApp> {
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const octokit = new Octokit({ baseUrl: hosts.restUrl, userAgent: `milepost/${version()}`, log: silent });
  const client = createClient({ request: octokit.request, graphqlUrl: hosts.graphqlUrl, mode: 'apply' });
  try {
    return await convertManifest(client, code);
  } catch (error) {
    if (!(error instanceof GitHubError || error instanceof RateLimited)) throw error;
    throw new Error(`${error.message}. ${remedy(error, hosts)}`, { cause: error });
  }
}

function remedy(error: GitHubError | RateLimited, { webUrl }: Hosts): string {
  if (error instanceof RateLimited) return 'Begin again then.';
  if (error.kind === 'not-found') return 'The code was used already, or is over an hour old. Please begin again.';
  if (error.kind === 'unavailable') return `Check that this machine reaches ${webUrl}, then begin again.`;
  return 'Please begin again.';
}

/** What `.env` gets. */
const valuesOf = ({ app, registration }: Registered): Record<string, string> => ({
  APP_ID: String(app.id),
  PRIVATE_KEY: app.privateKey,
  ...(app.webhookSecret === null ? {} : { WEBHOOK_SECRET: app.webhookSecret }),
  ...(app.clientId === null ? {} : { GITHUB_CLIENT_ID: app.clientId }),
  ...(app.clientSecret === null ? {} : { GITHUB_CLIENT_SECRET: app.clientSecret }),
  MILEPOST_URL: registration.publicUrl,
});

const instructions = (
  port: number,
  { webHost }: Hosts,
): string => `Milepost is a GitHub App, and ${webHost} does not know this one yet.

  1. Open  http://localhost:${port}  in a browser on this machine.
     From another one:  ssh -L ${port}:localhost:${port} THIS-MACHINE
  2. Say there under which address GitHub reaches Milepost, and register the app.
     The credentials come into .env, and Milepost starts by itself.
  3. Install the app on repositories that have a roadmap.

An app that is registered already: set APP_ID, PRIVATE_KEY (or PRIVATE_KEY_PATH) and
WEBHOOK_SECRET, in the environment or in .env; .env.example names everything.
Without a server:  milepost plan OWNER/REPO.  Just looking:  milepost demo.

Waiting for the page; Ctrl-C ends it.
`;

function afterwards({ app, registration }: Registered, variables: Variables, file: string): string {
  const webhook = webhookUrlOf(registration.publicUrl, webhookPathOf(variables));
  return `
The app “${app.name}” is registered, and its credentials are in ${file}.
GitHub sends its webhooks to ${webhook}. Once it is installed, milepost doctor
says whether everything fits together.

`;
}

/** The next start would take these from the environment, where they are something else. */
function warnOfShadows(
  written: Record<string, string>,
  env: Surroundings['env'],
  stderr: Surroundings['stderr'],
): void {
  const names = Object.keys(written).filter((name) => env[name] !== undefined && env[name] !== written[name]);
  if (names.length === 0) return;
  const are = names.length === 1 ? 'is' : 'are';
  stderr.write(
    `${names.join(', ')} ${are} also set in the environment, which goes before .env: unset before the next start.\n`,
  );
}
