/** Repositories: created, renamed, transferred, archived, hidden, deleted. */
import { tellChosen } from './accounts.ts';
import { GitStore } from './git-store.ts';
import { writeCommit } from './pushes.ts';
import type { Account, Repository, Role, Visibility } from './records.ts';
import { Refusal } from './refusal.ts';
import { fullName, personOf } from './world.ts';
import type { World } from './world.ts';

export interface RepositoryOptions {
  visibility?: Visibility;
  defaultBranch?: string;
  description?: string;
  /** The first commit, made without a `push` event; no files: an empty repository. */
  files?: Record<string, string | Buffer>;
  archived?: boolean;
  issuesEnabled?: boolean;
  discussionsEnabled?: boolean;
  /** Person who makes it and its first commit; default: as in `people`. */
  by?: string;
  committedAt?: Date;
  forkOf?: Repository;
}

/** Makes `owner/name`. Installations on all repositories of the owner get it and hear of it. */
export function createRepository(world: World, name: string, options: RepositoryOptions): Repository {
  const [login = '', short = ''] = name.split('/');
  const owner = world.requireAccount(login);
  if (world.repository(name)) throw new Error(`The repository "${name}" exists already.`);
  const { id, nodeId } = world.newIdentity('R');
  const repository: Repository = {
    kind: 'Repository',
    id,
    nodeId,
    owner,
    name: short,
    description: options.description ?? null,
    visibility: options.visibility ?? 'public',
    archived: options.archived ?? false,
    issuesEnabled: options.issuesEnabled ?? true,
    discussionsEnabled: options.discussionsEnabled ?? false,
    defaultBranch: options.defaultBranch ?? 'main',
    protectedBranches: [],
    createdAt: world.instant(),
    updatedAt: world.instant(),
    pushedAt: null,
    git: new GitStore(options.forkOf?.git),
    forkOf: options.forkOf ?? null,
    roles: new Map(),
    issues: new Map(),
    discussions: new Map(),
    gone: new Map(),
    labels: new Map(),
    milestones: new Map(),
    releases: [],
    checkRuns: [],
    contributors: new Set(),
    nextNumber: 1,
    nextMilestoneNumber: 1,
  };
  world.addRepository(repository);
  const by = options.by === undefined ? personOf(world, owner) : world.requireAccount(options.by);
  if (options.files && Object.keys(options.files).length > 0) {
    const commit = { files: options.files, message: 'Initial commit', committedAt: options.committedAt };
    writeCommit(world, repository, by, repository.defaultBranch, commit);
  }
  for (const installation of world.installationsOf(repository)) {
    if (installation.selection === 'all') tellChosen(world, installation, 'added', [repository]);
  }
  tellRepository(world, repository, 'created', by);
  return repository;
}

/** Sends `repository` with the action, and what changed. */
function tellRepository(
  world: World,
  repository: Repository,
  action: string,
  sender: Account,
  changes?: Record<string, unknown>,
): void {
  repository.updatedAt = world.instant();
  world.webhooks.emit({ name: 'repository', action, sender, repository, payload: changes ? { changes } : {} });
  world.changed({ what: 'repository', action, by: sender.login, repository: fullName(repository), record: repository });
}

export function rename(world: World, repository: Repository, name: string, by: Account): void {
  const from = repository.name;
  world.moveRepository(repository, repository.owner, name);
  tellRepository(world, repository, 'renamed', by, { repository: { name: { from } } });
}

/** To another owner; only installations on the new one hear of it. */
export function transferRepository(world: World, repository: Repository, owner: Account, by: Account): void {
  const from = repository.owner;
  world.moveRepository(repository, owner, repository.name);
  const changes = { owner: { from: { [from.kind === 'User' ? 'user' : 'organization']: { login: from.login } } } };
  tellRepository(world, repository, 'transferred', by, changes);
}

export function setVisibility(world: World, repository: Repository, visibility: Visibility, by: Account): void {
  const before = repository.visibility;
  if (before === visibility) return;
  repository.visibility = visibility;
  if (visibility === 'public') {
    world.webhooks.emit({ name: 'public', sender: by, repository, payload: {} });
    tellRepository(world, repository, 'publicized', by);
  } else if (before === 'public') {
    tellRepository(world, repository, 'privatized', by);
  }
}

export function setArchived(world: World, repository: Repository, archived: boolean, by: Account): void {
  repository.archived = archived;
  tellRepository(world, repository, archived ? 'archived' : 'unarchived', by);
}

export function setDefaultBranch(world: World, repository: Repository, branch: string, by: Account): void {
  if (!repository.git.refs.has(`refs/heads/${branch}`)) {
    throw new Refusal(422, `Cannot update default branch to "${branch}": there is no such branch.`);
  }
  const from = repository.defaultBranch;
  repository.defaultBranch = branch;
  tellRepository(world, repository, 'edited', by, { default_branch: { from } });
}

/** GitHub sends apps no event when a repository is deleted. */
export function deleteRepository(world: World, repository: Repository, by: Account): void {
  world.removeRepository(repository);
  for (const issue of [...world.repositories.values()].flatMap((each) => [...each.issues.values()])) {
    if (issue.pull?.headRepository === repository) issue.pull.headRepository = null;
  }
  for (const installation of world.installations.values()) installation.repositoryIds.delete(repository.id);
  const name = fullName(repository);
  world.changed({ what: 'repository', action: 'deleted', by: by.login, repository: name, record: repository });
}

export function setRole(repository: Repository, account: Account, role: Role): void {
  if (role === 'none') repository.roles.delete(account.login.toLowerCase());
  else repository.roles.set(account.login.toLowerCase(), role);
}
