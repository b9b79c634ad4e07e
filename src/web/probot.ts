/** Probot, set up for Milepost: its credentials and clients, without its throttling and retrying. */
import { createProbot, ProbotOctokit, type Probot } from 'probot';
import type { ServerEnvironment } from './environment.ts';
import { createLog } from './log.ts';
import type { TokenCache } from './token-cache.ts';

/**
 * Probot's throttle sends every GraphQL request of the whole process, reads too, at one a second, and its retry plugin
 * repeats creating calls after a 5xx: both are off. Repeating and waiting is done in src/github, knowing what is
 * repeated. Only the function form of `defaults` has an effect: Probot merges its own options over an object.
 */
const octokitWith = (tokens: TokenCache): typeof ProbotOctokit =>
  ProbotOctokit.defaults((options: { throttle?: object; auth?: object }) => ({
    ...options,
    auth: { ...options.auth, cache: tokens },
    throttle: { ...options.throttle, enabled: false },
    retry: { enabled: false },
  }));

/** `restUrl`: base of the REST interface; Probot itself would build a wrong one for data-residency hosts. */
export async function createApp(
  environment: ServerEnvironment,
  variables: Readonly<Record<string, string | undefined>>,
  { restUrl, tokens }: { restUrl: string; tokens: TokenCache },
): Promise<Probot> {
  const probot = createProbot({
    env: variables,
    overrides: {
      log: await createLog(environment, variables),
      Octokit: octokitWith(tokens),
      appId: environment.appId,
      privateKey: environment.privateKey,
      secret: environment.webhookSecret,
      baseUrl: restUrl,
    },
  });
  return probot.ready();
}
