/** Forks: a repository of another owner with the same history and the same objects. */
import { createRepository } from './repositories.ts';
import type { Account, Repository } from './records.ts';
import { repositoryJson } from './json/repository.ts';
import { fullName } from './world.ts';
import type { World } from './world.ts';

/** Forks to the account; whoever has a fork already gets that one. */
export function forkRepository(
  world: World,
  source: Repository,
  owner: Account,
  by: Account,
  name?: string,
): Repository {
  const existing = [...world.repositories.values()].find((each) => each.forkOf === source && each.owner === owner);
  if (existing) return existing;
  const fork = createRepository(world, `${owner.login}/${name ?? source.name}`, {
    visibility: source.visibility,
    defaultBranch: source.defaultBranch,
    // As at GitHub, a fork begins without issues.
    issuesEnabled: false,
    forkOf: source,
    by: by.login,
  });
  for (const [ref, sha] of source.git.refs) if (ref.startsWith('refs/heads/')) fork.git.refs.set(ref, sha);
  const payload = { forkee: repositoryJson(world, fork) };
  world.webhooks.emit({ name: 'fork', sender: by, repository: source, payload });
  world.changed({
    what: 'repository',
    action: 'forked',
    by: by.login,
    repository: fullName(source),
    record: fork,
  });
  return fork;
}
