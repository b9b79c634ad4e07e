/** Teams of an organization: who is in them, and the role they give in repositories. */
import type { Account, Repository, Role, Team } from './records.ts';
import type { World } from './world.ts';

export function createTeam(world: World, organization: Account, slug: string, members: readonly Account[]): Team {
  if (organization.teams.has(slug)) throw new Error(`${organization.login} has a team ${slug} already.`);
  const team: Team = {
    kind: 'Team',
    ...world.newIdentity('T'),
    organization,
    slug,
    members: new Set(members.map((member) => member.login.toLowerCase())),
    roles: new Map(),
  };
  for (const login of team.members) {
    if (!organization.members.has(login)) organization.members.set(login, 'member');
  }
  organization.teams.set(slug, world.remember(team));
  return team;
}

export function requireTeam(organization: Account, slug: string): Team {
  const team = organization.teams.get(slug);
  if (!team) throw new Error(`${organization.login} has no team ${slug}.`);
  return team;
}

export function setTeamRole(team: Team, repository: Repository, role: Role): void {
  if (role === 'none') team.roles.delete(repository.id);
  else team.roles.set(repository.id, role);
}
