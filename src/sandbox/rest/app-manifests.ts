/** `/app-manifests/{code}/conversions`: nobody has to be authenticated. https://docs.github.com/rest/apps/apps */
import { appJson } from '../json/account.ts';
import { notFound } from '../refusal.ts';
import { created, param } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

export const appManifestRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/app-manifests/:code/conversions', handle: convert },
];

function convert(request: RestRequest): RestAnswer {
  const credentials = request.manifests.exchange(param(request, 'code'));
  if (credentials === null) throw notFound();
  const { app, privateKey, webhookSecret, clientSecret } = credentials;
  return created({
    ...appJson(request.world, app),
    client_secret: clientSecret,
    webhook_secret: webhookSecret,
    pem: privateKey,
  });
}
