/** `/app`: what an app does as itself, with its JSON web token. https://docs.github.com/rest/apps */
import { permits } from '../access.ts';
import { repositoriesOf, uninstall } from '../accounts.ts';
import type { Delivery } from '../deliveries.ts';
import { appJson, installationJson } from '../json/account.ts';
import { repositoryJson } from '../json/repository.ts';
import type { App, Installation, Level, Permissions } from '../records.ts';
import { notAccessible, notFound, Refusal } from '../refusal.ts';
import { toInstant } from '../world.ts';
import { page, wrappedPage } from './pages.ts';
import { created, noContent, numberParam, ok, param, visibleRepository } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

export const appRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/app', handle: (request) => ok(appWithCount(request)) },
  { method: 'GET', pattern: '/app/installations', handle: listInstallations },
  {
    method: 'GET',
    pattern: '/app/installations/:id',
    handle: (request) => ok(installationJson(request.world, ownInstallation(request))),
  },
  { method: 'DELETE', pattern: '/app/installations/:id', handle: removeInstallation },
  { method: 'POST', pattern: '/app/installations/:id/access_tokens', handle: createToken },
  { method: 'GET', pattern: '/repos/:owner/:repo/installation', handle: installationOfRepository },
  { method: 'GET', pattern: '/orgs/:login/installation', handle: installationOfAccount },
  { method: 'GET', pattern: '/users/:login/installation', handle: installationOfAccount },
  { method: 'GET', pattern: '/installation/repositories', handle: listRepositories },
  { method: 'GET', pattern: '/app/hook/config', handle: hookConfiguration },
  { method: 'GET', pattern: '/app/hook/deliveries', handle: listDeliveries },
  { method: 'GET', pattern: '/app/hook/deliveries/:id', handle: getDelivery },
  { method: 'POST', pattern: '/app/hook/deliveries/:id/attempts', handle: redeliver },
];

/** The app of the JSON web token; everybody else is told that there should be one. */
function ownApp(request: RestRequest): App {
  if (request.actor.kind === 'app') return request.actor.app;
  throw new Refusal(401, 'A JSON web token could not be decoded');
}

function ownInstallations(request: RestRequest): Installation[] {
  const app = ownApp(request);
  return [...request.world.installations.values()].filter((installation) => installation.app === app);
}

function ownInstallation(request: RestRequest): Installation {
  const id = numberParam(request, 'id');
  const installation = ownInstallations(request).find((each) => each.id === id);
  if (!installation) throw notFound();
  return installation;
}

const appWithCount = (request: RestRequest) => ({
  ...appJson(request.world, ownApp(request)),
  installations_count: ownInstallations(request).length,
});

function listInstallations(request: RestRequest): RestAnswer {
  return page(request, ownInstallations(request), (installation) => installationJson(request.world, installation));
}

function createToken(request: RestRequest): RestAnswer {
  const installation = ownInstallation(request);
  if (installation.suspendedAt !== null) throw new Refusal(403, 'This installation has been suspended');
  const repositoryIds = narrowedRepositories(request, installation);
  const permissions = narrowedPermissions(request, installation);
  const issued = request.tokens.issueForInstallation(installation, repositoryIds, permissions);
  const repositories = repositoriesOf(request.world, installation).filter((each) => repositoryIds?.has(each.id));
  return created({
    token: issued.token,
    expires_at: toInstant(issued.expiresAt),
    permissions,
    repository_selection: repositoryIds ? 'selected' : installation.selection,
    ...(repositoryIds ? { repositories: repositories.map((each) => repositoryJson(request.world, each)) } : {}),
  });
}

/** `repository_ids` or `repositories` (names) of the body; null where neither narrows. */
function narrowedRepositories(request: RestRequest, installation: Installation): Set<number> | null {
  const { repository_ids: ids, repositories: names } = request.body;
  if (!Array.isArray(ids) && !Array.isArray(names)) return null;
  const within = repositoriesOf(request.world, installation);
  const wanted = [
    ...(Array.isArray(ids) ? (ids as unknown[]) : []),
    ...(Array.isArray(names) ? (names as unknown[]) : []),
  ];
  return new Set(
    wanted.map((each) => {
      const found = within.find((repository) => repository.id === each || repository.name === each);
      if (found) return found.id;
      throw new Refusal(
        422,
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    }),
  );
}

function narrowedPermissions(request: RestRequest, installation: Installation): Permissions {
  const { permissions } = request.body;
  if (typeof permissions !== 'object' || permissions === null) return installation.permissions;
  for (const [name, level] of Object.entries(permissions)) {
    if (!permits(installation.permissions, name, level as Level)) {
      throw new Refusal(422, 'The permissions requested are not granted to this installation.');
    }
  }
  return { metadata: 'read', ...(permissions as Permissions) };
}

function installationOfRepository(request: RestRequest): RestAnswer {
  const app = ownApp(request);
  // The app sees where it is installed, private or not; elsewhere the repository's own visibility decides.
  const named = request.world.repository(`${param(request, 'owner')}/${param(request, 'repo')}`);
  const installations = named ? request.world.installationsOf(named) : [];
  const found = installations.find((installation) => installation.app === app);
  if (found) return ok(installationJson(request.world, found));
  visibleRepository(request);
  throw notFound();
}

function installationOfAccount(request: RestRequest): RestAnswer {
  const account = request.world.account(param(request, 'login'));
  const found = ownInstallations(request).find((installation) => installation.account === account);
  if (!found) throw notFound();
  return ok(installationJson(request.world, found));
}

function listRepositories(request: RestRequest): RestAnswer {
  const { actor, world } = request;
  if (actor.kind !== 'installation') throw notAccessible();
  const all = repositoriesOf(world, actor.installation);
  const within = all.filter((each) => actor.repositoryIds === null || actor.repositoryIds.has(each.id));
  return wrappedPage(request, 'repositories', within, (each) => repositoryJson(world, each), {
    repository_selection: actor.repositoryIds ? 'selected' : actor.installation.selection,
  });
}

const deliveryJson = (delivery: Delivery) => ({
  id: delivery.id,
  guid: delivery.guid,
  delivered_at: delivery.deliveredAt,
  redelivery: delivery.redelivery,
  duration: delivery.duration,
  status: delivery.status,
  status_code: delivery.statusCode,
  event: delivery.event,
  action: delivery.action,
  installation_id: delivery.installationId,
  repository_id: delivery.repositoryId,
  throttled_at: null,
});

/** The secret is never shown. https://docs.github.com/rest/apps/webhooks */
function hookConfiguration(request: RestRequest): RestAnswer {
  const { webhookUrl, webhookSecret } = ownApp(request);
  if (webhookUrl === null) throw notFound();
  const secret = webhookSecret === null ? {} : { secret: '********' };
  return ok({ content_type: 'json', insecure_ssl: '0', url: webhookUrl, ...secret });
}

/** GitHub's log forgets: https://docs.github.com/webhooks/testing-and-troubleshooting-webhooks/viewing-webhook-deliveries */
const KEPT_MS = 3 * 24 * 60 * 60_000;

/** What the log still holds, oldest first. */
function loggedDeliveries(request: RestRequest): Delivery[] {
  const sinceMs = request.world.now().getTime() - KEPT_MS;
  return request.deliveries
    .list({ app: ownApp(request) })
    .filter(({ deliveredAt }) => Date.parse(deliveredAt) >= sinceMs);
}

/** Newest first, by cursor: nobody but GitHub knows what is in it. `status=failure` knows only answers of 400 to 599. */
function listDeliveries(request: RestRequest): RestAnswer {
  const size = Math.min(100, Number(request.query.get('per_page') ?? 30) || 30);
  const status = request.query.get('status');
  const cursor = request.query.get('cursor');
  const first = cursor === null ? Infinity : Number(/^v1_(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
  if (Number.isNaN(first)) throw new Refusal(422, 'Invalid cursor');
  const wanted = loggedDeliveries(request)
    .toReversed()
    .filter((each) => each.id <= first)
    .filter((each) => status !== 'success' || (each.statusCode >= 200 && each.statusCode < 400))
    .filter((each) => status !== 'failure' || (each.statusCode >= 400 && each.statusCode < 600));
  const next = wanted[size];
  const query = new URLSearchParams(request.query);
  if (next) query.set('cursor', `v1_${next.id}`);
  const link = `<${request.world.origin}/api/v3${request.path}?${query.toString()}>; rel="next"`;
  return {
    ...ok(wanted.slice(0, size).map(deliveryJson)),
    // The log and the answer have one clock.
    headers: { date: request.world.now().toUTCString(), ...(next ? { link } : {}) },
  };
}

function ownDelivery(request: RestRequest): Delivery {
  const id = numberParam(request, 'id');
  const delivery = loggedDeliveries(request).find((each) => each.id === id);
  if (!delivery) throw notFound();
  return delivery;
}

function getDelivery(request: RestRequest): RestAnswer {
  const delivery = ownDelivery(request);
  return ok({
    ...deliveryJson(delivery),
    url: delivery.url,
    request: { headers: delivery.requestHeaders, payload: JSON.parse(delivery.payload) as unknown },
    response: { headers: {}, payload: delivery.responseBody },
  });
}

function redeliver(request: RestRequest): RestAnswer {
  const delivery = ownDelivery(request);
  // Answered at once; what comes of it is a new entry of the list.
  void request.deliveries.redeliver(delivery.id);
  return { status: 202, body: {} };
}

function removeInstallation(request: RestRequest): RestAnswer {
  uninstall(request.world, ownInstallation(request));
  return noContent;
}
