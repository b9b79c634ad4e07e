import type { LimitedResource } from '../../github/rate-limit.ts';
import type { HourlyLimit } from './hourly-limit.ts';

/**
 * Installations by their hourly limit, for /metrics, which is to name none:
 * - `standard`: 5,000 requests; `raised`: up to 12,500, for many repositories and people; `enterprise`: 15,000;
 * - `unlimited`: GitHub told no limit, or nothing yet.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#primary-rate-limit-for-github-app-installations
 */
export type InstallationClass = 'standard' | 'raised' | 'enterprise' | 'unlimited';

/** GraphQL counts only where nothing else is known: there an enterprise has 10,000 points, which others may have as well. */
export function installationClass(
  limits: Readonly<Record<LimitedResource, Pick<HourlyLimit, 'most'> | null>>,
): InstallationClass {
  const most = (limits.core ?? limits.graphql)?.most;
  if (most === undefined) return 'unlimited';
  if (most <= 5_000) return 'standard';
  return most <= 12_500 ? 'raised' : 'enterprise';
}
