import { run } from 'probot';
import { untilAsked } from './until-asked.ts';
import type { ExitCode, Output, Surroundings } from './surroundings.ts';

/**
 * Probot's set-up page, which registers the GitHub App from `app.yml` and writes its credentials to `.env`. Whoever can
 * reach it can do that, so it listens on the loopback address, whatever HOST says.
 */
export async function serveSetUpPage(variables: Surroundings['env'], stderr: Output): Promise<ExitCode> {
  // Without an app id Probot serves the set-up page; smee, a relay of webhooks, is not ours to choose for anybody.
  const env = { ...variables, APP_ID: '', PRIVATE_KEY: '', PRIVATE_KEY_PATH: '', HOST: '127.0.0.1' };
  process.env['NO_SMEE_SETUP'] = 'true';
  const server = await run(() => {}, { env: env });
  stderr.write(`Register the app on http://localhost:${server.port}/probot, then start again.\n`);
  await untilAsked();
  await server.stop();
  return 0;
}
