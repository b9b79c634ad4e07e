/** `/rate_limit`, which costs nothing, and `/meta`. */
import { Refusal } from '../refusal.ts';
import { ok } from './route.ts';
import type { RestRequest, Route } from './route.ts';

export const metaRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/rate_limit', handle: (request) => ok(rateLimits(request)) },
  {
    method: 'GET',
    pattern: '/meta',
    handle: () => ok({ verifiable_password_authentication: false, installed_version: '3.21.0' }),
  },
];

function rateLimits(request: RestRequest) {
  if (!request.limits.isTold) throw new Refusal(404, 'Rate limiting is not enabled.');
  const core = request.limits.budget(request.actor, 'core');
  return { resources: { core, graphql: request.limits.budget(request.actor, 'graphql') }, rate: core };
}
