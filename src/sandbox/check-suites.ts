/** Check suites: one an app and commit, asked for by a push or a person. https://docs.github.com/rest/checks/suites */
import { permits } from './access.ts';
import { pullsOfHead } from './json/check-run.ts';
import type { Account, Installation, Repository } from './records.ts';
import { toInstant } from './world.ts';
import type { World } from './world.ts';

export const noCommit = '0'.repeat(40);

/** One suite an app and commit: a number that is always the same for them. */
export const suiteId = (repository: Repository, appId: number, sha: string): number =>
  (parseInt(sha.slice(0, 8), 16) + appId * 31 + repository.id) % 2_000_000_000;

interface Suite {
  /** null for a commit that came from a fork. */
  branch: string | null;
  before: string | null;
  sha: string;
}

/** Every app that may write checks gets a suite of its own for each pushed commit. */
export function tellCheckSuites(world: World, repository: Repository, by: Account, suite: Suite): void {
  for (const installation of world.installationsOf(repository)) {
    if (permits(installation.permissions, 'checks', 'write'))
      tell(world, repository, by, installation, 'requested', suite);
  }
}

/** A person asks for all checks of a commit again: apps that have a check there hear of it, each of its own suite. */
export function rerunSuites(world: World, repository: Repository, by: Account, sha: string): void {
  const apps = new Set(repository.checkRuns.filter((run) => run.headSha === sha).map((run) => run.app));
  const branch = [...repository.git.refs].find(([ref, at]) => at === sha && ref.startsWith('refs/heads/'))?.[0];
  for (const installation of world.installationsOf(repository)) {
    if (!apps.has(installation.app)) continue;
    tell(world, repository, by, installation, 'rerequested', {
      branch: branch?.slice('refs/heads/'.length) ?? null,
      before: null,
      sha,
    });
  }
}

function tell(
  world: World,
  repository: Repository,
  sender: Account,
  installation: Installation,
  action: 'requested' | 'rerequested',
  { branch, before, sha }: Suite,
): void {
  world.webhooks.emit({
    name: 'check_suite',
    action,
    sender,
    repository,
    onlyInstallation: installation,
    payload: {
      check_suite: {
        id: suiteId(repository, installation.app.id, sha),
        head_branch: branch,
        head_sha: sha,
        status: 'queued',
        conclusion: null,
        before: before ?? noCommit,
        after: sha,
        pull_requests: pullsOfHead(world, repository, sha),
        created_at: toInstant(world.now()),
      },
    },
  });
}
