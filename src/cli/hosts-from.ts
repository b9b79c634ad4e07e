import { readHosts } from '../github/hosts.ts';
import type { Hosts } from '../github/hosts.ts';
import { Failure } from './failure.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Where GitHub is, as the environment says (`GHE_HOST`, `GITHUB_API_URL`, `GITHUB_GRAPHQL_URL`, `GITHUB_SERVER_URL`).
 * Throws Failure when a variable holds no address.
 */
export function hostsFrom(env: Surroundings['env']): Hosts {
  try {
    return readHosts(env);
  } catch (error) {
    throw new Failure((error as Error).message, { cause: error });
  }
}
