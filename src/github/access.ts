/** What a person may do in a repository, asked live: a stored answer would outlive the permission. */
import type { GitHubClient } from './client.ts';
import { GitHubError } from './github-error.ts';

/** From least to most. A custom role counts as the one that it is based on. */
const ROLES = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/**
 * A person's role in a repository; `none` for somebody without access and for a login that does not exist. A GitHub that
 * names no role tells the permission that comes with it.
 * https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user
 * @throws GitHubError, RateLimited
 */
export async function roleOf(
  client: GitHubClient,
  { owner, name }: { owner: string; name: string },
  login: string,
): Promise<Role> {
  const about = `asking what @${login} may do in ${owner}/${name}`;
  try {
    const { data } = await client.rest<{ permission?: string; role_name?: string }>(
      'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
      { owner, repo: name, username: login },
      { about },
    );
    return roleNamed(data.role_name) ?? roleNamed(data.permission) ?? 'none';
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not-found') return 'none';
    throw error;
  }
}

const roleNamed = (name: string | undefined): Role | undefined => ROLES.find((role) => role === name);

/** Who may decide: people with the role or a higher one, and people who are named, whatever their role. */
export interface Deciders {
  role: Role;
  users: readonly string[];
}

/**
 * Whether a person may decide in a repository; where not, the role that they have. GitHub is not asked of people who are named.
 * @throws GitHubError, RateLimited
 */
export async function mayDecide(
  client: GitHubClient,
  repository: { owner: string; name: string },
  login: string,
  deciders: Deciders,
): Promise<{ may: true } | { may: false; role: Role }> {
  if (deciders.users.some((user) => user.toLowerCase() === login.toLowerCase())) return { may: true };
  const role = await roleOf(client, repository, login);
  return isAtLeast(role, deciders.role) ? { may: true } : { may: false, role };
}

/** Whether one role includes another. */
const isAtLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);
