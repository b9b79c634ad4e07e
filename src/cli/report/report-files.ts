import { isAbsolute, normalize, resolve } from 'node:path';
import { lint } from '../../plan/lint.ts';
import { scopeTo } from '../../plan/scope.ts';
import type { RoadmapView } from '../../plan/view/view.ts';
import { viewOf } from '../../plan/view/view-of.ts';
import { withLate } from '../../plan/view/with-late.ts';
import { withMoves } from '../../plan/view/with-moves.ts';
import { hostsFrom } from '../hosts-from.ts';
import { Failure } from '../failure.ts';
import { gitRevisions } from '../history/git-revisions.ts';
import { readHistory } from '../history/read-history.ts';
import type { SourcedRevision } from '../history/revision-source.ts';
import { LocalGit } from '../local-git.ts';
import { readLocalPolicy } from '../local-policy.ts';
import { readLocalRoadmaps } from '../local-roadmaps.ts';
import type { LocalRoadmap } from '../local-roadmaps.ts';
import type { ReportOptions } from '../report.ts';
import { repositoryName } from '../repository-name.ts';
import { unnamedRepositoryNote } from '../unnamed-repository.ts';
import { worse } from '../surroundings.ts';
import type { ExitCode, Surroundings } from '../surroundings.ts';
import { REPORT_REVISIONS } from './reported.ts';
import type { Reported } from './reported.ts';

/**
 * What local files say, without network: their items, what `lint` finds, and, of files in git, how their targets moved. A
 * file that cannot be opened is told in the notes and stops no other. Throws Failure for a wrong option or configuration.
 */
export async function reportFiles(
  paths: readonly string[],
  options: ReportOptions,
  surroundings: Surroundings,
): Promise<Reported> {
  if (options.path !== undefined) {
    throw new Failure(
      '--path names a roadmap in a repository on GitHub; of files on this machine none was expected. Name the file itself.',
    );
  }
  const repo = options.repo === undefined ? null : repositoryName(options.repo, '--repo');
  const git = new LocalGit();
  const reported: Reported = { views: [], notes: [], exitCode: 0 };
  for await (const reading of readLocalRoadmaps(paths, { repo, map: null }, surroundings)) {
    if (reading.exitCode === 2) {
      reported.notes.push(...reading.roadmap.problems.map(({ message }) => message));
      reported.exitCode = 2;
      continue;
    }
    reported.notes.push(...unnamedRepositoryNote(reading));
    const { view, exitCode } = await viewOfFile(reading, options, git, surroundings);
    reported.exitCode = worse(reported.exitCode, exitCode);
    reported.views.push(options.history ? await withLocalMoves(view, reading, reported.notes, surroundings) : view);
  }
  return reported;
}

async function viewOfFile(
  { roadmap, root, path, pathInRepository }: LocalRoadmap,
  { config }: ReportOptions,
  git: LocalGit,
  surroundings: Surroundings,
): Promise<{ view: RoadmapView; exitCode: ExitCode }> {
  const policy = await readLocalPolicy(config ?? null, root, surroundings);
  const findings = lint(roadmap, policy, surroundings.now().toISOString());
  const committedOn = await git.lastCommitOn(resolve(surroundings.cwd, path));
  // Lines of a file that was changed since are not those that GitHub shows.
  const isLinked = roadmap.repo !== null && root !== null && committedOn !== null;
  const view = viewOf({
    desired: { ...scopeTo(roadmap, policy.sections), file: nameOf(pathInRepository) },
    observed: null,
    plan: { findings },
    base: null,
    place: {
      serverUrl: roadmap.repo === null ? null : hostsFrom(surroundings.env).webUrl,
      ref: isLinked ? 'HEAD' : null,
      committedOn,
    },
    policy,
  });
  const today = surroundings.now().toISOString().slice(0, 10);
  const late = withLate(view, { today, graceDays: policy.slips.grace_days });
  return { view: late, exitCode: findings.some(({ severity }) => severity === 'error') ? 1 : 0 };
}

/** Where on this machine a file lies is nobody's business who reads the report. */
function nameOf(path: string): string {
  const normal = normalize(path).replaceAll('\\', '/');
  return isAbsolute(path) || normal.startsWith('../') ? normal.slice(normal.lastIndexOf('/') + 1) : normal;
}

/** What cannot be had of git is told in the notes, and the report is made without. */
async function withLocalMoves(
  view: RoadmapView,
  { path, text }: LocalRoadmap,
  notes: string[],
  surroundings: Surroundings,
): Promise<RoadmapView> {
  const place = new LocalGit().locate(resolve(surroundings.cwd, path));
  if (place === null || text === null) return view;
  const { webHost: host } = hostsFrom(surroundings.env);
  try {
    const question = { folder: place.root, path: place.path, host, limit: REPORT_REVISIONS };
    const source = await gitRevisions(question, surroundings);
    const now = surroundings.now().toISOString();
    const revisions = endedBy(source.revisions, {
      commit: '0'.repeat(40),
      committedAt: now,
      author: null,
      path: place.path,
      text,
    });
    const history = await readHistory({ ...source, revisions }, { host, onRead: () => {} }, surroundings);
    notes.push(...source.notes);
    return withMoves(view, history);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    notes.push(`How targets of ${path} moved is not told: ${error.message}`);
    return view;
  }
}

/** The file as it lies there may not be committed yet. */
async function* endedBy(
  revisions: AsyncIterable<SourcedRevision>,
  last: SourcedRevision,
): AsyncGenerator<SourcedRevision> {
  yield* revisions;
  yield last;
}
