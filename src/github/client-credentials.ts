/** Whether GitHub takes the client id and secret with which people sign in. */
import type { Hosts } from './hosts.ts';

/** Milliseconds. */
const TIMEOUT_MS = 10_000;

/**
 * Asks about a token that does not exist: who says the wrong secret is not even told that. `unknown`: GitHub says neither.
 * https://docs.github.com/en/rest/apps/oauth-applications#check-a-token
 * @throws Error where GitHub cannot be reached
 */
export async function checkClientCredentials(
  { restUrl }: Pick<Hosts, 'restUrl'>,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
): Promise<'accepted' | 'refused' | 'unknown'> {
  const { status, body } = await fetch(`${restUrl}/applications/${encodeURIComponent(clientId)}/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      accept: 'application/vnd.github+json',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ access_token: 'ghu_0000000000000000000000000000000000' }),
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await body?.cancel();
  // 422: the token has no form that it could have, which only who may ask is told.
  if (status === 404 || status === 422 || status === 200) return 'accepted';
  return status === 401 ? 'refused' : 'unknown';
}
