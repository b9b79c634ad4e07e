/**
 * The last step of registering an app from a manifest: the code that GitHub gave for its credentials.
 * https://docs.github.com/en/rest/apps/apps#create-a-github-app-from-a-manifest
 */
import type { GitHubClient } from './client.ts';
import { GitHubError } from './github-error.ts';

export interface RegisteredApp {
  id: number;
  slug: string;
  /** As people see it. */
  name: string;
  /** Its page; null where GitHub does not say. */
  pageUrl: string | null;
  privateKey: string;
  /** null: GitHub made none. */
  webhookSecret: string | null;
  /** For signing people in; null where GitHub gives none. */
  clientId: string | null;
  clientSecret: string | null;
}

interface ConversionRow {
  id?: number;
  slug?: string;
  name?: string;
  html_url?: string;
  pem?: string;
  webhook_secret?: string | null;
  client_id?: string;
  client_secret?: string;
}

/**
 * The registered app with its credentials, once: GitHub takes a code a single time, within the hour. `client` carries no token.
 * @throws GitHubError (`not-found` for a code that was used, or is too old), RateLimited
 */
export async function convertManifest(client: GitHubClient, code: string): Promise<RegisteredApp> {
  const about = 'asking GitHub for the credentials of the new app';
  const { data, status } = await client.rest<ConversionRow>(
    'POST /app-manifests/{code}/conversions',
    { code },
    { about },
  );
  const { id, slug, pem } = data;
  if (typeof id !== 'number' || typeof pem !== 'string' || pem === '') {
    throw new GitHubError({ kind: 'invalid', status, about, said: 'the answer has no id and key' });
  }
  return {
    id,
    slug: slug ?? String(id),
    name: data.name ?? slug ?? String(id),
    pageUrl: data.html_url ?? null,
    privateKey: pem,
    webhookSecret: data.webhook_secret || null,
    clientId: data.client_id || null,
    clientSecret: data.client_secret || null,
  };
}
