/** Members of organizations and teams. https://docs.github.com/rest/teams/members */
import { permits } from '../access.ts';
import type { Actor } from '../access.ts';
import { accountJson } from '../json/account.ts';
import type { Account, Team } from '../records.ts';
import { notAccessible, notFound } from '../refusal.ts';
import { page } from './pages.ts';
import { noContent, ok, param } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

export const teamRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/orgs/:org/members/:login', handle: isMember },
  { method: 'GET', pattern: '/orgs/:org/teams/:slug/members', handle: listMembers },
  { method: 'GET', pattern: '/orgs/:org/teams/:slug/memberships/:login', handle: getMembership },
];

/** Only for members of the organization, and for apps there with `members`. */
function organizationOf(request: RestRequest): Account {
  const organization = request.world.account(param(request, 'org'));
  if (organization?.kind !== 'Organization') throw notFound();
  demandMembers(request.actor, organization);
  return organization;
}

function demandMembers(actor: Actor, organization: Account): void {
  if (actor.kind === 'user' && organization.members.has(actor.account.login.toLowerCase())) return;
  if (actor.kind !== 'installation') throw notFound();
  const here = actor.installation.account === organization;
  if (!here || !permits(actor.permissions, 'members', 'read')) throw notAccessible('members=read');
}

function teamOf(request: RestRequest): Team {
  const team = organizationOf(request).teams.get(param(request, 'slug'));
  if (!team) throw notFound();
  return team;
}

function isMember(request: RestRequest): RestAnswer {
  if (!organizationOf(request).members.has(param(request, 'login').toLowerCase())) throw notFound();
  return noContent;
}

function listMembers(request: RestRequest): RestAnswer {
  const members = [...teamOf(request).members].flatMap((login) => request.world.account(login) ?? []);
  return page(request, members, (member) => accountJson(request.world, member));
}

function getMembership(request: RestRequest): RestAnswer {
  const team = teamOf(request);
  const login = param(request, 'login').toLowerCase();
  if (!team.members.has(login)) throw notFound();
  const url = `${request.world.origin}/api/v3/organizations/${team.organization.id}/team/${team.id}/memberships/${login}`;
  return ok({ url, role: 'member', state: 'active' });
}
