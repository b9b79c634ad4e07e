/** `/repos/{owner}/{repo}`, its collaborators, and the accounts. https://docs.github.com/rest/repos */
import { atLeastRole, reaches, roleOf } from '../access.ts';
import type { Actor } from '../access.ts';
import { accountJson } from '../json/account.ts';
import { repositoryJson, rolePermissionsJson } from '../json/repository.ts';
import { Refusal, notAccessible, notFound } from '../refusal.ts';
import type { Repository, Role } from '../records.ts';
import { ok, param, visibleRepository } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

export const repositoryRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/repos/:owner/:repo', handle: getRepository },
  { method: 'GET', pattern: '/repos/:owner/:repo/collaborators/:login/permission', handle: getPermission },
  { method: 'GET', pattern: '/user', handle: getUser },
  { method: 'GET', pattern: '/users/:login', handle: getAccount },
  { method: 'GET', pattern: '/orgs/:login', handle: getAccount },
];

function getRepository(request: RestRequest): RestAnswer {
  const repository = visibleRepository(request);
  const { actor, world } = request;
  const role = actor.kind === 'user' ? { permissions: rolePermissionsJson(roleOf(actor.account, repository)) } : {};
  return ok({ ...repositoryJson(world, repository), ...role });
}

/** `permission` knows four words: maintain counts as write there and triage as read; `role_name` has the real one. */
const coarse: Readonly<Record<Role, string>> = {
  none: 'none',
  read: 'read',
  triage: 'read',
  write: 'write',
  maintain: 'write',
  admin: 'admin',
};

function getPermission(request: RestRequest): RestAnswer {
  const repository = visibleRepository(request);
  demandPermissionQuery(request.actor, repository);
  const login = param(request, 'login');
  const account = request.world.account(login);
  if (!account || account.kind === 'Organization') throw new Refusal(404, `${login} is not a user`);
  const role = roleOf(account, repository);
  return ok({
    permission: coarse[role],
    role_name: role,
    user: { ...accountJson(request.world, account), permissions: rolePermissionsJson(role), role_name: role },
  });
}

/** Not public even where the repository is: an app must be installed there, a person must be able to push. */
function demandPermissionQuery(actor: Actor, repository: Repository): void {
  if (actor.kind === 'anonymous') throw new Refusal(401, 'Requires authentication');
  if (actor.kind === 'user' && !atLeastRole(roleOf(actor.account, repository), 'write')) {
    throw new Refusal(403, 'Must have push access to view collaborator permission.');
  }
  if (actor.kind !== 'user' && !reaches(actor, repository)) throw notAccessible('metadata=read');
}

function getUser(request: RestRequest): RestAnswer {
  const { actor, world } = request;
  if (actor.kind === 'user') return ok({ ...accountJson(world, actor.account), created_at: actor.account.createdAt });
  if (actor.kind === 'anonymous') throw new Refusal(401, 'Requires authentication');
  throw notAccessible();
}

function getAccount(request: RestRequest): RestAnswer {
  const account = request.world.account(param(request, 'login'));
  if (!account || (request.path.startsWith('/orgs') && account.kind !== 'Organization')) throw notFound();
  return ok({ ...accountJson(request.world, account), created_at: account.createdAt });
}
