/** One repository: whether the app is installed there, what its configuration says, the roadmap and the board. */
import type { GitHubClient } from '../../github/client.ts';
import type { Hosts } from '../../github/hosts.ts';
import { observeBoard } from '../../github/observe-board.ts';
import type { AppInstallation } from '../../github/registration.ts';
import { readRepositoryState, type RepositoryState } from '../../github/repository-files.ts';
import { readPolicyOf } from '../../jobs/reading/policy-sources.ts';
import { findRoadmapFiles, USUAL_PLACES } from '../../jobs/reading/roadmap-files.ts';
import { boardFields, typesFor, type FoundBoard } from '../../plan/board/fields.ts';
import type { ObservedBoard } from '../../plan/observation.ts';
import type { Policy } from '../../policy/policy.ts';
import { enumerate } from '../../render/count.ts';
import type { Check } from '../../render/diagnosis.ts';
import { checkInstallation, needsOn } from './app-checks.ts';
import { guarded, notChecked, ok, problem, warning, type Subject } from './check.ts';

export interface RepositoryPlace {
  owner: string;
  name: string;
}

type Titles = 'Installed' | 'Repository' | 'Configuration' | 'Roadmap' | 'Board';

const IDS: Readonly<Record<Titles, string>> = {
  Installed: 'repository-installation',
  Repository: 'repository',
  Configuration: 'configuration',
  Roadmap: 'roadmap',
  Board: 'board',
};

const subjectOf = ({ owner, name }: RepositoryPlace, title: Titles): Subject => ({
  id: IDS[title],
  group: `${owner}/${name}`,
  title,
});

/** What is left unlooked at when it cannot be begun. */
export const repositoryNotChecked = (place: RepositoryPlace, why: string): Check[] =>
  (['Installed', 'Repository', 'Configuration', 'Roadmap', 'Board'] as const).map((title) =>
    notChecked(subjectOf(place, title), why),
  );

/** `installation`: that of the repository; null where the app is not installed there. */
export async function checkRepository(
  place: RepositoryPlace,
  { installation, client, hosts, installUrl }: RepositoryTools,
): Promise<Check[]> {
  const installed = subjectOf(place, 'Installed');
  const rest = (why: string): Check[] => repositoryNotChecked(place, why).slice(1);
  if (installation === null) {
    const found = 'The app is not installed there, or the repository does not exist.';
    const advice = `Check the name, and add it to the installation${installUrl === null ? '' : ` at ${installUrl}`}.`;
    return [problem(installed, found, advice), ...rest('the app is not installed there')];
  }
  const [said] = checkInstallation(installation, needsOn(hosts).needed);
  const first =
    said === undefined ? ok(installed, `By the installation on ${installation.login}.`) : { ...said, ...installed };
  if (installation.isSuspended) return [first, ...rest('the installation is suspended')];
  const others = await guarded(subjectOf(place, 'Repository'), async () =>
    look(place, await client(), { hosts, installation }),
  );
  return [first, ...others];
}

export interface RepositoryTools {
  installation: AppInstallation | null;
  /** Of that installation, in plan mode; asked for only where there is one. */
  client: () => Promise<GitHubClient>;
  hosts: Hosts;
  installUrl: string | null;
}

async function look(
  place: RepositoryPlace,
  client: GitHubClient,
  { hosts, installation }: { hosts: Hosts; installation: AppInstallation },
): Promise<Check[]> {
  // GitHub tells an app of no board whether it may be written before it is tried.
  const mayWrite = installation.permissions['organization_projects'] === 'write';
  const state = await readRepositoryState(client, { ...place, ref: null, previousRef: null });
  const repository = checkState(subjectOf(place, 'Repository'), state);
  if (state.head === null)
    return [repository, ...repositoryNotChecked(place, 'nothing is on its default branch').slice(2)];
  const configuration = subjectOf(place, 'Configuration');
  const { policy, problems } = await readPolicyOf(client, state, 'caller');
  const [first] = problems;
  if (policy === null) {
    const where = first === undefined ? '' : `${first.file}, line ${first.line}: ${first.message}`;
    const more = problems.length > 1 ? ` And ${problems.length - 1} more.` : '';
    const advice =
      'Correct it on the default branch; until then nothing is written. docs/configuration.md has all keys.';
    return [
      repository,
      problem(configuration, `${where}${more}`, advice),
      ...repositoryNotChecked(place, 'the configuration is wrong').slice(3),
    ];
  }
  const roadmap = subjectOf(place, 'Roadmap');
  const board = subjectOf(place, 'Board');
  return [
    repository,
    checkMode(configuration, policy, state),
    ...(await guarded(roadmap, () => checkRoadmaps(roadmap, client, state, policy))),
    ...(await guarded(board, () => checkBoards(board, client, { state, policy, hosts, mayWrite }))),
  ];
}

function checkState(subject: Subject, { repository, defaultBranch }: RepositoryState): Check {
  const { visibility, archived, issuesEnabled } = repository;
  if (archived) return warning(subject, 'It is archived: nothing can be written.', 'Unarchive it, or leave it so.');
  if (!issuesEnabled) {
    const advice =
      'Switch them on in its settings, under Features, or leave issues to nobody with `issues: { open_for: [] }`.';
    return problem(subject, 'Its issues are switched off, so that none can be opened.', advice);
  }
  return ok(subject, `${visibility}, issues are on, default branch ${defaultBranch ?? 'none'}.`);
}

function checkMode(subject: Subject, { mode }: Policy, { policy, ownerPolicy }: RepositoryState): Check {
  const files = [...(ownerPolicy === null ? [] : ['that of the owner']), ...(policy === null ? [] : [policy.path])];
  const from = files.length === 0 ? 'None; the defaults hold' : `Right: ${files.join(' under ')}`;
  if (mode === 'off')
    return warning(subject, `${from}. mode: off, so nothing is looked at.`, 'Set mode to plan or apply.');
  return ok(subject, `${from}. mode: ${mode}.`);
}

async function checkRoadmaps(
  subject: Subject,
  client: GitHubClient,
  state: RepositoryState,
  policy: Policy,
): Promise<Check[]> {
  const { present, missing } = await findRoadmapFiles(client, state, policy, null);
  if (missing.length > 0) {
    const advice = 'Add it on the default branch, or correct `roadmaps` in the configuration.';
    return [
      problem(
        subject,
        `${enumerate(missing)} ${missing.length === 1 ? 'is' : 'are'} configured and not there.`,
        advice,
      ),
    ];
  }
  if (present.length === 0) {
    const found = `None at ${enumerate(USUAL_PLACES, 'or')}.`;
    return [problem(subject, found, 'Add one, or name it under `roadmaps` in the configuration.')];
  }
  return [ok(subject, `${enumerate(present.map(({ path }) => path))}.`)];
}

interface BoardSetting {
  state: RepositoryState;
  policy: Policy;
  hosts: Hosts;
  mayWrite: boolean;
}

async function checkBoards(
  subject: Subject,
  client: GitHubClient,
  { state, policy, hosts, mayWrite }: BoardSetting,
): Promise<Check[]> {
  const { webHost } = hosts;
  const projects = [...new Set(policy.roadmaps?.flatMap(({ project }) => (project === null ? [] : [project])) ?? [])];
  if (projects.length === 0) return [ok(subject, 'The configuration names none.')];
  const checks: Check[] = [];
  for (const project of projects) {
    const board = await observeBoard(client, { project, webHost, fields: [] }, state.repository);
    checks.push(...checkBoard(subject, board, { policy: policy.board, mayWrite }));
  }
  return checks;
}

const ABSENT = {
  'user-owned': [
    'belongs to a person; GitHub shows such boards to no app',
    'Move the roadmap to a board of the organisation.',
  ],
  absent: ['does not exist, or is hidden from the app', 'Check its number, and the permission organization_projects.'],
  forbidden: [
    'is forbidden to the app',
    'Give the app the permission organization_projects: write, and let the organisation accept it.',
  ],
  'other-host': ['is on another GitHub', 'Name a board of this one.'],
} as const;

function checkBoard(
  subject: Subject,
  board: ObservedBoard,
  { policy, mayWrite }: { policy: Policy['board']; mayWrite: boolean },
): Check[] {
  if (board.state === 'unobserved') return [notChecked(subject, board.reason)];
  if (board.state === 'absent') {
    const [found, advice] = ABSENT[board.reason];
    return [problem(subject, `Project ${board.named} ${found}.`, advice)];
  }
  const named = `Project ${board.number} of ${board.owner}, “${board.title}”`;
  if (board.closed) return [warning(subject, `${named} is closed.`, 'Reopen it, or take it out of the configuration.')];
  if (board.writable === false || !mayWrite) {
    const advice = 'Give the app the permission organization_projects: write, and let the organisation accept it.';
    return [problem(subject, `${named} can be read, not written.`, advice)];
  }
  const wrong = wrongFields(board, policy);
  if (wrong.length > 0) return wrong.map(([found, advice]) => warning(subject, `${named}: ${found}.`, advice));
  return [ok(subject, `${named}, can be read and written.`)];
}

const wrongFields = (board: FoundBoard, policy: Policy['board']): [string, string][] =>
  boardFields(board, policy).flatMap((field): [string, string][] => {
    if (field.state === 'found') return [];
    const types = enumerate(typesFor(field.facet), 'or');
    if (field.state === 'missing') {
      return [
        [
          `it has no field “${field.name}” (board.${field.key})`,
          `Add it to the project, as ${types}, or correct the key.`,
        ],
      ];
    }
    return [[`the field “${field.field.name}” (board.${field.key}) cannot say that`, `It must be ${types}.`]];
  });
