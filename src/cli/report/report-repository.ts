import { scopeTo } from '../../plan/scope.ts';
import type { SyncReport } from '../../plan/report.ts';
import type { RoadmapView } from '../../plan/view/view.ts';
import { viewOf } from '../../plan/view/view-of.ts';
import { withMoves } from '../../plan/view/with-moves.ts';
import type { PlannedWorld } from '../../jobs/sync/sync-task.ts';
import { exitCodeOf } from '../exit-code-of-report.ts';
import { explainGitHubError } from '../explain-github-error.ts';
import { Failure } from '../failure.ts';
import { githubAccess } from '../github-access.ts';
import { readHistory } from '../history/read-history.ts';
import { lookAt } from '../look-at.ts';
import type { SynchroniseDoor } from '../look-at.ts';
import type { ReportOptions } from '../report.ts';
import type { Surroundings } from '../surroundings.ts';
import { REPORT_REVISIONS } from './reported.ts';
import type { Reported } from './reported.ts';

/**
 * What a repository's roadmaps say and what GitHub says of them, as `plan` looks at them: nothing is written. Throws
 * Failure where there is no token, no roadmap, a wrong configuration or option, or GitHub fails.
 */
export async function reportRepository(
  repository: string,
  options: ReportOptions,
  surroundings: Surroundings,
  door: SynchroniseDoor,
): Promise<Reported> {
  assertNoFileOptions(options);
  const worlds: PlannedWorld[] = [];
  const look = { command: 'report' as const, repository, path: options.path ?? null, ref: null, approve: null };
  const { report, hosts } = await lookAt({ ...look, app: options.app }, surroundings, async () => {
    const synchronise = await door();
    return (request) => synchronise({ ...request, onPlanned: (world) => void worlds.push(world) });
  });
  assertLooked(report, repository);
  const views = worlds.flatMap((world) => viewsOf(world, report.headOid, hosts.webUrl));
  const notes: string[] = [];
  if (options.history) {
    for (const [index, view] of views.entries()) {
      views[index] = await withRemoteMoves(view, repository, notes, surroundings);
    }
  }
  return { views, notes, exitCode: exitCodeOf(report) };
}

function assertNoFileOptions({ repo, config }: ReportOptions): void {
  const given = [...(repo === undefined ? [] : ['--repo']), ...(config === undefined ? [] : ['--config'])];
  if (given.length === 0) return;
  throw new Failure(
    `${given.join(' and ')} is for files on this machine; a repository on GitHub has its own. Leave it out, or name a file.`,
  );
}

function assertLooked({ policyProblems, mode, roadmaps, searched }: SyncReport, repository: string): void {
  if (policyProblems.length > 0) {
    const told = policyProblems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
    throw new Failure(
      `The configuration of ${repository} is wrong, and nothing was looked at:\n  ${told.join('\n  ')}`,
    );
  }
  if (mode === 'off') {
    throw new Failure(`${repository} has \`mode: off\` in its configuration; expected \`apply\` or \`plan\`.`);
  }
  if (roadmaps.length > 0) return;
  throw new Failure(`No roadmap was found in ${repository}; looked for ${searched.join(', ')} in any case.`);
}

const viewsOf = ({ planned, policy, state }: PlannedWorld, headOid: string, serverUrl: string): RoadmapView[] =>
  planned.map(({ desired, observed, plan }) =>
    viewOf({
      desired: scopeTo(desired, policy.sections),
      observed,
      plan,
      base: null,
      place: {
        serverUrl,
        ref: state.defaultBranch ?? headOid,
        committedOn: state.head?.committedAt?.slice(0, 10) ?? null,
      },
      policy,
    }),
  );

async function withRemoteMoves(
  view: RoadmapView,
  repository: string,
  notes: string[],
  surroundings: Surroundings,
): Promise<RoadmapView> {
  const { hosts, token } = githubAccess('report', repository, surroundings);
  const { githubRevisions } = await import('../history/github-revisions.ts');
  const question = { repository, path: view.file, token, hosts, onPage: () => {}, limit: REPORT_REVISIONS };
  try {
    const source = await githubRevisions(question);
    const history = await readHistory(source, { host: hosts.webHost, onRead: () => {} }, surroundings);
    notes.push(...source.notes);
    return withMoves(view, history);
  } catch (error) {
    throw explainGitHubError(error, 'report', repository);
  }
}
