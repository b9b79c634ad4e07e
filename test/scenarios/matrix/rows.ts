/**
 * The rows of the matrix: every kind of write that Milepost makes on GitHub, how it comes about, and the one request that
 * makes it. A new kind of Operation does not compile without a row here; a new route fails coverage.ts.
 */
import type { Operation } from '../../../src/plan/model.ts';
import { placeholders, planned } from '../roadmaps.ts';
import { QUIET, type Cell } from './cell.ts';

/** The one request that a fault meets. */
export interface Meeting {
  method: string;
  /** As the REST documentation has it; GraphQL is `/graphql`. */
  path: RegExp;
  body?: RegExp;
}

export interface Row {
  name: string;
  /** As the client writes it: `POST /repos/{owner}/{repo}/issues`; of GraphQL `mutation MilepostCommit`. */
  route: string;
  request(cell: Cell): Meeting;
  /**
   * The statement by which the store learns that it was done, as patterns of its text and its parameters. Absent: none does,
   * or many others look like it.
   */
  closing?(cell: Cell): { sql: string; parameters: string };
  /** Until just before the write. */
  stage(cell: Cell): Promise<void>;
  /** What makes Milepost write. */
  act(cell: Cell): void;
}

const BELL = placeholders('Ring the bell');
const TWO = placeholders('Ring the bell', 'Paint the door');
const FAULTY = '# Roadmap\n\n## Later\n\n- Oil gauge (#1)\n- CafÃ© lamp\n';

const rest =
  (method: string, path: string, body?: RegExp) =>
  ({ repository }: Cell): Meeting => ({
    method,
    path: new RegExp(`^/repos/${repository}${path}$`),
    ...(body === undefined ? {} : { body }),
  });

/** A mutation whose variables name something of the cell's. */
const mutation =
  (name: string, about: (cell: Cell) => string) =>
  (cell: Cell): Meeting => ({
    method: 'POST',
    path: /^\/graphql$/,
    body: new RegExp(`mutation ${name}\\b[^]*${about(cell)}`),
  });

const ledgerOf = (kind: Operation['kind']) => (cell: Cell) => ({
  sql: "update milepost\\.ledger set state = 'done'",
  parameters: `${kind}:[^"]*\\b${cell.id}:`,
});
const checkOf = (cell: Cell) => ({ sql: "milepost\\.checks[^]*'written'", parameters: `^\\[\\[${cell.id},` });
const dashboardOf = (cell: Cell) => ({
  sql: 'into milepost\\.dashboards \\(repository_id, dashboard\\)',
  parameters: `^\\[\\[${cell.id},`,
});
/** The standing pull request has its number. */
const standingOf = (cell: Cell) => ({
  sql: 'into milepost\\.conversations',
  parameters: `^\\[\\[${cell.id},[^]*standing[^{}]*\\{[^{}]*number`,
});

const repositoryOf = ({ repository }: Cell): string => `"${repository}"`;
const boardOf = ({ state, owner, subject }: Cell): string => `"${state.project(owner, subject).id}"`;

async function withBoard(cell: Cell, roadmap: string | null): Promise<void> {
  cell.build(QUIET);
  cell.subject = cell.people.createProject(cell.owner, { title: 'Board', by: 'alice' });
  cell.hasBoard = true;
  cell.story.push(cell.repository, {
    '.github/milepost.yml': `${QUIET}roadmaps: [{ path: ROADMAP.md, project: ${cell.subject} }]\n`,
  });
  cell.issue('Ring the bell');
  await cell.open();
  if (roadmap !== null) await cell.pushed(roadmap);
}

async function withPull(cell: Cell, isProtected: boolean): Promise<void> {
  const { people, repository } = cell;
  cell.build(QUIET);
  people.push(repository, {
    by: 'alice',
    message: 'Plan',
    files: { 'ROADMAP.md': '# Roadmap\n\n## Later\n\n- Oil gauge (#1)\n' },
  });
  cell.issue('Oil gauge');
  if (isProtected) people.protectBranches(repository, 'plan');
  await cell.open();
}

function openPull(cell: Cell): number {
  const { people, state, repository } = cell;
  people.moveBranch(repository, 'plan', state.commit(repository) ?? '', { by: 'alice' });
  people.push(repository, { by: 'alice', branch: 'plan', message: 'Plan', files: { 'ROADMAP.md': FAULTY } });
  return people.openPullRequest(repository, { by: 'alice', title: 'Plan', head: 'plan' });
}

/** A pull request whose check is concluded: its button can be pressed. */
async function withCheckedPull(cell: Cell, isProtected: boolean): Promise<void> {
  await withPull(cell, isProtected);
  openPull(cell);
  await cell.until('a concluded check', () => lastRun(cell)?.status === 'completed');
  cell.subject = lastRun(cell)?.id ?? 0;
}

const lastRun = ({ state, repository }: Cell) =>
  state.checkRuns(repository).findLast(({ external_id }) => external_id?.startsWith('pull:'));

const press = ({ people, repository, subject }: Cell): void =>
  people.pressCheck(repository, subject, { by: 'alice', action: 'fix' });

async function withRoadmap(cell: Cell): Promise<void> {
  await cell.begin();
  cell.issue('Ring the bell');
  await cell.pushed(planned('Later', 'Ring the bell (#1)'));
}

const say =
  (words: string) =>
  ({ people, repository }: Cell): void => {
    people.comment(repository, 1, words, { by: 'alice' });
  };

/** With everything that a repository without configuration has. */
const standing = async (cell: Cell, roadmap: string | null): Promise<void> => {
  await cell.begin('dashboard: false\n');
  if (roadmap === null) return;
  await cell.pushed(roadmap);
  // Its check is dropped where a newer head comes before it is made.
  await cell.until('a check of the standing pull request', () => lastRun(cell)?.status === 'completed');
};

/** Operations of the Plan: those that the Ledger knows. */
const OPERATIONS: Record<Operation['kind'], readonly Row[]> = {
  'open-issue': [
    {
      name: 'issue-for-placeholder',
      route: 'POST /repos/{owner}/{repo}/issues',
      request: rest('POST', '/issues', /"title":"Ring the bell"/),
      closing: ledgerOf('open-issue'),
      stage: (cell) => cell.begin(),
      act: (cell) => cell.push(BELL),
    },
    {
      name: 'issue-for-slip',
      route: 'POST /repos/{owner}/{repo}/issues',
      request: rest('POST', '/issues', /"title":"Ring the bell"/),
      closing: ledgerOf('open-issue'),
      async stage(cell) {
        await cell.begin();
        await cell.pushed(planned('1.7.0', 'Ring the bell'));
      },
      act: ({ people, repository }) => {
        people.createRelease(repository, { tagName: '1.7.0', by: 'alice' });
      },
    },
  ],
  'comment-slip': [
    {
      name: 'slip-comment',
      route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
      request: rest('POST', '/issues/1/comments'),
      closing: ledgerOf('comment-slip'),
      async stage(cell) {
        await cell.begin();
        cell.issue('Ring the bell');
      },
      act: (cell) => cell.push(planned('2023', 'Ring the bell (#1)')),
    },
  ],
  'update-slip-comment': [
    {
      name: 'slip-comment-edited',
      route: 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
      request: rest('PATCH', '/issues/comments/\\d+'),
      closing: ledgerOf('update-slip-comment'),
      async stage(cell) {
        await cell.begin();
        cell.issue('Ring the bell');
        await cell.pushed(planned('2023', 'Ring the bell (#1)'));
      },
      act: (cell) => cell.push(planned('2024', 'Ring the bell (#1)')),
    },
  ],
  'set-milestone': [
    {
      name: 'milestone-set',
      route: 'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
      request: rest('PATCH', '/issues/1'),
      closing: ledgerOf('set-milestone'),
      async stage(cell) {
        await cell.begin();
        cell.issue('Ring the bell');
        cell.people.createMilestone(cell.repository, { title: '1.7.0', by: 'alice' });
      },
      act: (cell) => cell.push(planned('1.7.0', 'Ring the bell (#1)')),
    },
  ],
  'create-milestone': [
    {
      name: 'milestone-created',
      route: 'POST /repos/{owner}/{repo}/milestones',
      request: rest('POST', '/milestones'),
      closing: ledgerOf('create-milestone'),
      async stage(cell) {
        await cell.begin(`${QUIET}milestones: { create: true }\n`);
        cell.issue('Ring the bell');
      },
      act: (cell) => cell.push(planned('1.7.0', 'Ring the bell (#1)')),
    },
  ],
  'add-card': [
    {
      name: 'card-added',
      route: 'mutation MilepostAddCards',
      request: mutation('MilepostAddCards', boardOf),
      closing: ledgerOf('add-card'),
      stage: (cell) => withBoard(cell, null),
      act: (cell) => cell.push(planned('Later', '[ ] Ring the bell (#1)')),
    },
    {
      name: 'card-filled',
      route: 'mutation MilepostMoveCards',
      request: mutation('MilepostMoveCards', boardOf),
      closing: ledgerOf('add-card'),
      stage: (cell) => withBoard(cell, null),
      act: (cell) => cell.push(planned('Later', '[ ] Ring the bell (#1)')),
    },
  ],
  'update-card': [
    {
      name: 'card-moved',
      route: 'mutation MilepostMoveCards',
      request: mutation('MilepostMoveCards', boardOf),
      closing: ledgerOf('update-card'),
      stage: (cell) => withBoard(cell, planned('Later', '[ ] Ring the bell (#1)')),
      act: (cell) => cell.push(planned('Later', '[x] Ring the bell (#1)')),
    },
  ],
};

/** Everything else that is written. */
const OTHERS: readonly Row[] = [
  {
    name: 'label',
    route: 'POST /repos/{owner}/{repo}/labels',
    request: rest('POST', '/labels'),
    async stage(cell) {
      await cell.begin();
      cell.people.deleteLabel(cell.repository, 'roadmap', { by: 'alice' });
    },
    act: (cell) => cell.push(BELL),
  },
  {
    name: 'branch',
    route: 'POST /repos/{owner}/{repo}/git/refs',
    request: rest('POST', '/git/refs'),
    stage: (cell) => standing(cell, null),
    act: (cell) => cell.push(BELL),
  },
  {
    name: 'commit',
    route: 'mutation MilepostCommit',
    request: mutation('MilepostCommit', repositoryOf),
    stage: (cell) => standing(cell, null),
    act: (cell) => cell.push(BELL),
  },
  {
    name: 'pull-request',
    route: 'POST /repos/{owner}/{repo}/pulls',
    request: rest('POST', '/pulls'),
    closing: standingOf,
    stage: (cell) => standing(cell, null),
    act: (cell) => cell.push(BELL),
  },
  {
    name: 'pull-request-edited',
    route: 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
    request: rest('PATCH', '/pulls/\\d+'),
    stage: (cell) => standing(cell, BELL),
    act: (cell) => cell.push(TWO),
  },
  {
    name: 'branch-moved',
    route: 'PATCH /repos/{owner}/{repo}/git/refs/heads/{+branch}',
    request: rest('PATCH', '/git/refs/heads/milepost/roadmap'),
    stage: (cell) => standing(cell, BELL),
    act: (cell) => cell.push(TWO),
  },
  {
    name: 'branch-deleted',
    route: 'DELETE /repos/{owner}/{repo}/git/refs/heads/{+branch}',
    request: rest('DELETE', '/git/refs/heads/milepost/roadmap--next'),
    stage: (cell) => standing(cell, BELL),
    act: (cell) => cell.push(TWO),
  },
  {
    name: 'check-run',
    route: 'POST /repos/{owner}/{repo}/check-runs',
    request: rest('POST', '/check-runs'),
    closing: checkOf,
    stage: (cell) => cell.begin(),
    act: (cell) => cell.push(planned('Later', 'Ring the bell')),
  },
  {
    name: 'check-run-annotated',
    route: 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
    request: rest('PATCH', '/check-runs/\\d+'),
    closing: checkOf,
    stage: (cell) => cell.begin(),
    // Of each rule at most fifty are told, and a request takes fifty.
    act: (cell) => cell.push(planned('2023', ...Array.from({ length: 60 }, (_, index) => `CafÃ© lamp ${index + 1}`))),
  },
  {
    name: 'dashboard',
    route: 'POST /repos/{owner}/{repo}/issues',
    request: rest('POST', '/issues', /"title":"Roadmap dashboard"/),
    closing: dashboardOf,
    stage: (cell) => cell.begin('pull_request: { enabled: false }\n'),
    act: (cell) => cell.push(planned('2023', 'Ring the bell')),
  },
  {
    name: 'dashboard-edited',
    route: 'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
    request: rest('PATCH', '/issues/1'),
    async stage(cell) {
      await cell.begin('pull_request: { enabled: false }\n');
      await cell.pushed(planned('2023', 'Ring the bell'));
    },
    act: (cell) => cell.push(planned('2023', 'Ring the bell', 'Paint the door')),
  },
  {
    name: 'reply',
    route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    request: rest('POST', '/issues/1/comments'),
    stage: withRoadmap,
    act: say('/roadmap status'),
  },
  {
    name: 'eyes',
    route: 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
    request: rest('POST', '/issues/comments/\\d+/reactions', /"eyes"/),
    stage: withRoadmap,
    act: say('/roadmap status'),
  },
  {
    name: 'reaction',
    route: 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
    request: rest('POST', '/issues/comments/\\d+/reactions', /"rocket"/),
    stage: withRoadmap,
    act: say('/roadmap sync'),
  },
  {
    name: 'pull-check-begun',
    route: 'POST /repos/{owner}/{repo}/check-runs',
    request: rest('POST', '/check-runs'),
    stage: (cell) => withPull(cell, false),
    act: openPull,
  },
  {
    name: 'pull-check-concluded',
    route: 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
    request: rest('PATCH', '/check-runs/\\d+'),
    closing: checkOf,
    stage: (cell) => withPull(cell, false),
    act: openPull,
  },
  {
    name: 'fix-committed',
    route: 'mutation MilepostCommit',
    request: mutation('MilepostCommit', repositoryOf),
    stage: (cell) => withCheckedPull(cell, false),
    act: press,
  },
  {
    name: 'fix-suggested',
    route: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    request: rest('POST', '/pulls/\\d+/reviews'),
    stage: (cell) => withCheckedPull(cell, true),
    act: press,
  },
];

export const ROWS: readonly Row[] = [...Object.values(OPERATIONS).flat(), ...OTHERS];
