/**
 * Who is asking, and what they may see and do. As at GitHub, what may not be seen is "not found" (404), what may be
 * seen but not done is "forbidden" (403), and public repositories may be read by everybody.
 */
import type { Account, App, Author, Installation, Level, Permissions, Repository, Role } from './records.ts';
import { notAccessible, notFound, Refusal } from './refusal.ts';
import { covers } from './world.ts';

export type Actor =
  | { kind: 'anonymous' }
  | {
      kind: 'user';
      account: Account;
      /** The app for which the person signed in: such a token may what both may, public reading apart. */
      through?: { app: App; installationOn: (repository: Repository) => Installation | null };
    }
  /** A site that says its client id and secret: for `/applications`. */
  | { kind: 'client'; app: App }
  /** A JSON web token of the app itself: for `/app` and little else. */
  | { kind: 'app'; app: App }
  | {
      kind: 'installation';
      installation: Installation;
      /** Narrowed at issue: null means all that the installation has. */
      repositoryIds: ReadonlySet<number> | null;
      permissions: Permissions;
    };

const roles: readonly Role[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];
const levels: readonly Level[] = ['read', 'write', 'admin'];

export const atLeastRole = (role: Role, wanted: Role): boolean => roles.indexOf(role) >= roles.indexOf(wanted);

/** Role of a person in a repository. Strangers have `read` in a public one. */
export function roleOf(account: Account, repository: Repository): Role {
  const login = account.login.toLowerCase();
  if (repository.owner === account) return 'admin';
  const membership = repository.owner.members.get(login);
  if (membership === 'admin') return 'admin';
  const teams = [...repository.owner.teams.values()].filter((team) => team.members.has(login));
  const given = [repository.roles.get(login), ...teams.map((team) => team.roles.get(repository.id))].reduce<Role>(
    (best, role) => (role !== undefined && atLeastRole(role, best) ? role : best),
    'none',
  );
  const base: Role = membership === 'member' || repository.visibility === 'public' ? 'read' : 'none';
  return atLeastRole(given, base) ? given : base;
}

/** What a role amounts to for each permission: triage manages issues, write pushes; checks belong to apps alone. */
function roleAllows(role: Role, permission: string, level: Level): boolean {
  if (level === 'read') return atLeastRole(role, 'read');
  if (level === 'admin') return role === 'admin';
  if (permission === 'checks') return false;
  return atLeastRole(role, permission === 'issues' || permission === 'pull_requests' ? 'triage' : 'write');
}

export const permits = (permissions: Permissions, permission: string, level: Level): boolean => {
  const given = permissions[permission];
  return given !== undefined && levels.indexOf(given) >= levels.indexOf(level);
};

/** The token reaches this repository through its installation. */
export function reaches(actor: Actor, repository: Repository): boolean {
  if (actor.kind !== 'installation') return false;
  return (
    covers(actor.installation, repository) && (actor.repositoryIds === null || actor.repositoryIds.has(repository.id))
  );
}

export function canSee(actor: Actor, repository: Repository): boolean {
  if (repository.visibility === 'public') return true;
  if (actor.kind === 'user') {
    if (actor.through?.installationOn(repository) === null) return false;
    return atLeastRole(roleOf(actor.account, repository), 'read');
  }
  return reaches(actor, repository);
}

/** May the actor do this in a repository that they see? A comma in the permission means either of them. */
export function allows(actor: Actor, repository: Repository, permission: string, level: Level): boolean {
  if (level === 'read' && repository.visibility === 'public') return true;
  return permission.split(',').some((name) => allowsOne(actor, repository, name, level));
}

function allowsOne(actor: Actor, repository: Repository, permission: string, level: Level): boolean {
  if (actor.kind === 'user') {
    const granted = actor.through?.installationOn(repository)?.permissions;
    if (actor.through !== undefined && (granted === undefined || !permits(granted, permission, level))) return false;
    return roleAllows(roleOf(actor.account, repository), permission, level);
  }
  if (actor.kind !== 'installation' || !reaches(actor, repository)) return false;
  return permission === 'metadata' ? level === 'read' : permits(actor.permissions, permission, level);
}

/** Refuses as GitHub does: 404 for what is hidden, 401 for strangers who write, 403 for what is not allowed. */
export function demand(actor: Actor, repository: Repository, permission: string, level: Level): void {
  if (!canSee(actor, repository)) throw notFound();
  if (!allows(actor, repository, permission, level)) {
    if (actor.kind === 'anonymous') throw new Refusal(401, 'Requires authentication');
    if (actor.kind !== 'user') {
      throw notAccessible(
        permission
          .split(',')
          .map((name) => `${name}=${level}`)
          .join('; '),
      );
    }
    if (permission === 'checks') throw new Refusal(403, 'You must authenticate via a GitHub App.');
    throw new Refusal(403, 'Must have admin rights to Repository.');
  }
  if (level !== 'read' && repository.archived) throw new Refusal(403, 'Repository was archived so is read-only.');
}

/** The account that what the actor writes is shown under. */
export function authorOf(actor: Actor): Author {
  if (actor.kind === 'user') return { account: actor.account, app: null };
  if (actor.kind === 'installation') return { account: actor.installation.app.bot, app: actor.installation.app };
  throw new Refusal(401, 'Requires authentication');
}

/** One word for the log of requests: `app/milepost`, `milepost[bot]`, `alice`, `anonymous`. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'user') return actor.account.login;
  if (actor.kind === 'app' || actor.kind === 'client') return `app/${actor.app.slug}`;
  return actor.kind === 'installation' ? actor.installation.app.bot.login : 'anonymous';
}
