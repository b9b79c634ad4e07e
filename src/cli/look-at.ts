import type { Hosts } from '../github/hosts.ts';
import type { SyncReport } from '../plan/report.ts';
import { repositoryPathFault } from '../policy/repository-path.ts';
import { explainGitHubError } from './explain-github-error.ts';
import { Failure } from './failure.ts';
import { githubAccess } from './github-access.ts';
import { withProgress } from './with-progress.ts';
import type { Surroundings } from './surroundings.ts';
import type { Synchronise, SynchroniseRequest } from './synchronise.ts';

/** Gives the function that does the five steps, loading it only now: it brings the client of GitHub with it. */
export type SynchroniseDoor = () => Promise<Synchronise>;

export interface Look {
  command: 'plan' | 'apply' | 'report';
  /** `owner/name` */
  repository: string;
  path: string | null;
  ref: string | null;
  approve: string | null;
  /** Slug of the app that may serve the same repository. */
  app: string;
}

/**
 * Plans, or plans and applies, and gives the report; says on stderr what it is at when it takes long. Throws Failure
 * when there is no token, GitHub fails, there is nothing to look at, or the plan is not the approved one.
 */
export async function lookAt(
  look: Look,
  surroundings: Surroundings,
  door: SynchroniseDoor,
): Promise<{ report: SyncReport; hosts: Hosts }> {
  const { command, repository, path, ref, approve, app } = look;
  assertSlug(app);
  assertPath(path);
  const { hosts, token } = githubAccess(command, repository, surroundings);
  const [owner = '', name = ''] = repository.split('/');
  const request: SynchroniseRequest = {
    owner,
    name,
    path,
    ref,
    approve,
    app,
    dryRun: command !== 'apply',
    token,
    hosts,
    now: surroundings.now,
  };
  const synchronise = await door();
  const doing = `${command === 'apply' ? 'Settling' : 'Looking at'} ${repository} on ${hosts.webHost}…`;
  const work = async (): Promise<SyncReport> => {
    // An approval is for one exact plan: it is made again and compared before anything is written.
    if (approve !== null)
      assertApproved(reportOf(await synchronise({ ...request, dryRun: true }), repository), approve);
    return reportOf(await synchronise(request), repository);
  };
  try {
    return { report: await withProgress(surroundings.stderr, () => doing, work()), hosts };
  } catch (error) {
    throw explainGitHubError(error, command, repository);
  }
}

function assertPath(path: string | null): void {
  const fault = path === null ? null : repositoryPathFault(path);
  if (fault === null) return;
  throw new Failure(
    `--path is ${JSON.stringify(path)}, which ${fault}; expected a path in the repository, such as docs/ROADMAP.md.`,
  );
}

function assertSlug(app: string): void {
  if (/^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/i.test(app)) return;
  throw new Failure(
    `--app is ${JSON.stringify(app)}, expected the app's name as in the address of its page on GitHub, such as milepost.`,
  );
}

function reportOf(result: Awaited<ReturnType<Synchronise>>, repository: string): SyncReport {
  if (result.state === 'skipped') throw new Failure(`${repository} was left as it is: ${result.why}.`);
  if (result.retry === null) return result.report;
  throw new Failure(
    `${repository} is not settled: ${result.retry}. Run the command again; what was done is not done twice.`,
  );
}

function assertApproved({ roadmaps, repo }: SyncReport, approve: string): void {
  if (roadmaps.length === 0 || roadmaps.some(({ plan }) => plan.fingerprint === approve)) return;
  const found = roadmaps.map(({ file, plan }) => `${plan.fingerprint} (${file})`).join(', ');
  throw new Failure(
    `The plan has changed since it was approved: found ${found}, expected ${approve}. Nothing was written. Look at it with \`milepost plan ${repo}\`, and approve what it says.`,
  );
}
