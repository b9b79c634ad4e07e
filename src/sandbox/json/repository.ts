import type { Repository, Role } from '../records.ts';
import { atLeastRole } from '../access.ts';
import { apiUrl, fullName, webUrl } from '../world.ts';
import type { World } from '../world.ts';
import { accountJson } from './account.ts';

export function repositoryJson(world: World, repository: Repository) {
  const url = apiUrl(world, repository);
  const openIssues = [...repository.issues.values()].filter((issue) => issue.state === 'open').length;
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName(repository),
    private: repository.visibility !== 'public',
    owner: accountJson(world, repository.owner),
    html_url: webUrl(world, repository),
    description: repository.description,
    fork: repository.forkOf !== null,
    url,
    contents_url: `${url}/contents/{+path}`,
    issues_url: `${url}/issues{/number}`,
    labels_url: `${url}/labels{/name}`,
    milestones_url: `${url}/milestones{/number}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    commits_url: `${url}/commits{/sha}`,
    git_url: `git://${world.origin.replace(/^https?:\/\//, '')}/${fullName(repository)}.git`,
    clone_url: `${webUrl(world, repository)}.git`,
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    pushed_at: repository.pushedAt,
    size: 0,
    has_issues: repository.issuesEnabled,
    has_projects: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: repository.discussionsEnabled,
    archived: repository.archived,
    disabled: false,
    visibility: repository.visibility,
    open_issues_count: openIssues,
    open_issues: openIssues,
    topics: [] as string[],
    default_branch: repository.defaultBranch,
  };
}

/** The booleans beside a repository that say what the asking person may do. */
export function rolePermissionsJson(role: Role) {
  return {
    admin: atLeastRole(role, 'admin'),
    maintain: atLeastRole(role, 'maintain'),
    push: atLeastRole(role, 'write'),
    triage: atLeastRole(role, 'triage'),
    pull: atLeastRole(role, 'read'),
  };
}

/** The short form that installation events carry. */
export function shortRepositoryJson(repository: Repository) {
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName(repository),
    private: repository.visibility !== 'public',
  };
}
