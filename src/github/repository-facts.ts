/** A repository as GraphQL and REST tell it, brought into one form. */
import type { ObservedMilestone, ObservedRepository, Visibility } from '../plan/observation.ts';
import type { GitHubClient } from './client.ts';
import { GitHubError } from './github-error.ts';
import type { Identity } from './identity.ts';
import type { FactsRow, GoalRow } from './queries/facts.ts';

const WRITING_PERMISSIONS = new Set(['TRIAGE', 'WRITE', 'MAINTAIN', 'ADMIN']);

/**
 * null when GitHub did not tell what makes a repository. For an app `writable` is false here: whether the installation
 * covers it is another question.
 */
export function repositoryOfRow(row: FactsRow, identity: Identity): ObservedRepository | null {
  const [owner, name] = row.nameWithOwner?.split('/') ?? [];
  if (owner === undefined || name === undefined || typeof row.databaseId !== 'number') return null;
  return {
    id: row.databaseId,
    owner,
    name,
    visibility: visibilityOf(row.visibility, row.isPrivate),
    archived: row.isArchived === true,
    issuesEnabled: row.hasIssuesEnabled !== false,
    writable: identity.kind === 'user' && WRITING_PERMISSIONS.has(row.viewerPermission ?? ''),
  };
}

/** Where GitHub does not say, the repository counts as private: then nothing of it is told. */
function visibilityOf(visibility: string | null | undefined, isPrivate: boolean | null | undefined): Visibility {
  const said = visibility?.toLowerCase();
  if (said === 'public' || said === 'internal' || said === 'private') return said;
  return isPrivate === false ? 'public' : 'private';
}

interface RestRepository {
  id?: number;
  name?: string;
  owner?: { login?: string } | null;
  visibility?: string;
  private?: boolean;
  archived?: boolean;
  has_issues?: boolean;
  default_branch?: string | null;
  permissions?: Partial<Record<'admin' | 'maintain' | 'push' | 'triage', boolean>>;
}

/**
 * The same by REST, one request; `defaultBranch` is what is configured, even while the branch does not exist.
 * @throws GitHubError, `not-found` for one that cannot be read
 */
export async function readRepository(
  client: GitHubClient,
  { owner, name }: { owner: string; name: string },
): Promise<ObservedRepository> {
  const about = `reading repository ${owner}/${name}`;
  const { data } = await client.rest<RestRepository>('GET /repos/{owner}/{repo}', { owner, repo: name }, { about });
  if (typeof data.id !== 'number') {
    throw new GitHubError({ kind: 'invalid', status: 200, about, said: 'the answer has no repository id' });
  }
  const { admin, maintain, push, triage } = data.permissions ?? {};
  return {
    id: data.id,
    owner: data.owner?.login ?? owner,
    name: data.name ?? name,
    visibility: visibilityOf(data.visibility, data.private),
    archived: data.archived === true,
    issuesEnabled: data.has_issues !== false,
    writable: client.identity.kind === 'user' && [admin, maintain, push, triage].includes(true),
  };
}

/** null when it lacks a number. GitHub keeps a day and prints it as an instant of that day. */
export function milestoneOfRow(row: GoalRow | null | undefined): ObservedMilestone | null {
  if (typeof row?.number !== 'number') return null;
  const isClosed = row.state?.toLowerCase() === 'closed';
  return {
    number: row.number,
    title: row.title ?? '',
    dueOn: row.dueOn?.slice(0, 10) ?? null,
    state: isClosed ? 'closed' : 'open',
    closedAt: isClosed ? (row.closedAt ?? null) : null,
    url: row.url ?? '',
  };
}
