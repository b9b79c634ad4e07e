/** `/applications/{client_id}/token`, what a site does with tokens of people. https://docs.github.com/rest/apps/oauth-applications */
import { accountJson, appJson } from '../json/account.ts';
import type { App } from '../records.ts';
import { invalid, notFound, Refusal } from '../refusal.ts';
import { noContent, ok, param, textField } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

export const authorizationRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/applications/:client/token', handle: checkToken },
  { method: 'DELETE', pattern: '/applications/:client/token', handle: revokeToken },
];

/** The app that says its client id and secret. */
function ownClient(request: RestRequest): App {
  if (request.actor.kind !== 'client') throw new Refusal(401, 'Requires authentication');
  if (request.actor.app.clientId !== param(request, 'client')) throw notFound();
  return request.actor.app;
}

function tokenOf(request: RestRequest): string {
  const token = textField(request, 'access_token', 'Authorization');
  if (token === undefined) {
    throw invalid({ resource: 'Authorization', field: 'access_token', code: 'missing_field' });
  }
  return token;
}

function checkToken(request: RestRequest): RestAnswer {
  const app = ownClient(request);
  const token = tokenOf(request);
  const account = request.tokens.accountOfUserToken(token, app);
  if (account === null) throw notFound();
  return ok({ token, app: appJson(request.world, app), user: accountJson(request.world, account), scopes: [] });
}

function revokeToken(request: RestRequest): RestAnswer {
  const app = ownClient(request);
  if (!request.tokens.revokeUserToken(tokenOf(request), app)) throw new Refusal(422, 'Validation Failed');
  return noContent;
}
