/** Whether the app is installed on a repository, as GitHub says now. */
import type { Probot } from 'probot';
import { createClient } from '../github/client.ts';
import type { Hosts } from '../github/hosts.ts';
import { settlingFailures } from '../jobs/queue/settle-failure.ts';
import type { SyncPlace } from '../jobs/sync/sync-request.ts';
import { GITHUB_TIMEOUT_MS } from './app-parts.ts';

/**
 * Asks as the app itself, one request; false also where GitHub refuses to say.
 * https://docs.github.com/rest/apps/apps#get-a-repository-installation-for-the-authenticated-app
 * @throws as `settlingFailures`
 */
export const installedOn =
  (probot: Probot, { graphqlUrl }: Hosts) =>
  ({ installationId, owner, name }: SyncPlace): Promise<boolean> =>
    settlingFailures(
      async () => {
        const { request } = await probot.auth();
        const client = createClient({ request, mode: 'plan', graphqlUrl, timeoutMs: GITHUB_TIMEOUT_MS });
        const about = `asking whether Milepost is installed on ${owner}/${name}`;
        const route = 'GET /repos/{owner}/{repo}/installation';
        const { data } = await client.rest<{ id?: number }>(route, { owner, repo: name }, { about });
        return data.id === installationId;
      },
      () => false,
    );
