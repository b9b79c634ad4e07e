/** Syncs after events about single issues: what they look at, and when that does not do. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { createClient, type GitHubClient } from '../../../src/github/client.ts';
import { synchronise } from '../../../src/jobs/sync/sync.ts';
import type { SyncTask } from '../../../src/jobs/sync/sync-task.ts';
import type { SyncReport } from '../../../src/plan/report.ts';
import { applyAlternatives } from '../../../src/roadmap/edit/apply-alternatives.ts';
import { withIdentity } from '../../../src/roadmap/identity/with-identity.ts';
import { parse } from '../../../src/roadmap/parse.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { SILENT } from '../../github/test-client.ts';
import { createTestMemory, type TestMemory } from '../memory.ts';

const ORG = 'example-org';
const REPO = `${ORG}/lantern`;
const OTHER = `${ORG}/anchor`;

const ROADMAP = `# Lantern roadmap

## Later

- Dim the light (#1)
- Sing in the dark (#2)
- Wind the clock (#3, #4)

## Q2 2026

- Drop the anchor (example-org/anchor#1)
`;

const BEFORE = '2026-04-02T09:00:00Z';
const AFTER_Q2 = '2026-07-02T09:00:00Z';

let sandbox: Sandbox;
let memory: TestMemory;
let installation = 0;

beforeEach(async () => {
  sandbox = await startSandbox();
  sandbox.createUser('alice');
  sandbox.createOrganization(ORG, { alice: 'admin' });
  sandbox.registerApp({
    id: 4711,
    slug: 'milepost',
    permissions: {
      contents: 'write',
      issues: 'write',
      pull_requests: 'write',
      checks: 'write',
      organization_projects: 'write',
    },
  });
  sandbox.createRepository(OTHER);
  sandbox.createRepository(REPO, {
    files: { 'ROADMAP.md': ROADMAP, '.github/milepost.yml': 'slips: { comment: false }\ndashboard: false\n' },
  });
  for (const title of ['Dim', 'Sing', 'Wind', 'Oil']) sandbox.people.openIssue(REPO, { title, by: 'alice' });
  sandbox.people.openIssue(OTHER, { title: 'A secret anchor', by: 'alice' });
  installation = sandbox.install(ORG, { by: 'alice' });
  memory = createTestMemory();
  await sync({ occasion: 'push', after: sandbox.state.commit(REPO) });
});
afterEach(() => sandbox.close());

async function sync(task: Partial<SyncTask>, now = BEFORE): Promise<SyncReport> {
  const { request } = new Octokit({
    auth: sandbox.createInstallationToken(installation),
    baseUrl: sandbox.apiUrl,
    log: SILENT,
  });
  const identity = { kind: 'app', login: 'milepost[bot]', appId: 4711 } as const;
  const client = (mode: 'apply' | 'plan'): GitHubClient =>
    createClient({ request, mode, identity, spacingMs: 0, pause: async () => {} });
  sandbox.state.clearRequests();
  const result = await synchronise(
    {
      owner: ORG,
      name: 'lantern',
      occasion: 'manual',
      sender: null,
      before: null,
      after: null,
      ref: null,
      path: null,
      firstLook: false,
      picked: false,
      approvals: { fingerprint: null },
      dryRun: false,
      ...task,
    },
    {
      client,
      memory,
      reader: {
        read: (text, context, { stored = null, gone = [] } = {}) =>
          Promise.resolve(withIdentity(parse(text, context), stored ?? [], gone)),
        explain: () => Promise.reject(new Error('Nobody asks why.')),
        edit: (text, context, wishes, known) => Promise.resolve(applyAlternatives(text, context, wishes, known)),
        close: async () => {},
      },
      hosts: { restUrl: sandbox.apiUrl, graphqlUrl: sandbox.graphqlUrl, webUrl: sandbox.url, webHost: sandbox.host },
      now: () => new Date(now),
    },
  );
  if (result.state !== 'looked') throw new Error(result.why);
  return result.report;
}

const touching = (...numbers: number[]): Partial<SyncTask> => ({
  touched: numbers.map((number) => `${REPO}#${number}`),
});

/** The numbers of this repository's issues that each question about references named. */
const looks = (): number[][] =>
  sandbox.state.requests
    .filter(({ operation }) => operation === 'MilepostReferences')
    .map(({ query }) =>
      [...(query ?? '').matchAll(/issueOrPullRequest\(number: (\d+)\)/g)].map(([, number]) => Number(number)),
    );

const WHOLE = [1, 1, 2, 3, 4];
const sorted = (numbers: number[][]): number[][] => numbers.map((some) => some.toSorted((one, other) => one - other));

const rulesOf = ({ roadmaps }: SyncReport): string[] =>
  roadmaps.flatMap(({ plan }) => plan.findings.map(({ rule, range }) => `${range.line} ${rule}`));

describe('an event about one issue', () => {
  it('has that issue alone looked at, and nothing written where nothing is new', async () => {
    const report = await sync(touching(2));
    expect(looks()).toEqual([[2]]);
    expect(report.requests).toEqual({ graphql: 2, rest: 0 });
    expect(sandbox.state.writes()).toEqual([]);
    expect(report.roadmaps[0]).toMatchObject({ references: 5, unobserved: 0 });
  });

  it('asks in the same request what has become of other repositories', async () => {
    await sync(touching(2));
    const asked = sandbox.state.requests.find(({ operation }) => operation === 'MilepostReferences')?.variables;
    expect(Object.values(asked ?? {})).toEqual(expect.arrayContaining(['lantern', 'anchor']));
  });

  it('has what follows from it carried out by the same look', async () => {
    sandbox.people.closeIssue(REPO, 2, { by: 'alice' });
    const report = await sync(touching(2));
    expect(looks()).toEqual([[2]]);
    expect(rulesOf(report)).toEqual(['6 closed-not-done']);
    expect(report.roadmaps[0]!.pull).toMatchObject({ state: 'open', isWritten: true });
    // What the pull request holds by now is nothing new.
    await sync(touching(1));
    expect(looks()).toEqual([[1]]);
    expect(sandbox.state.writes()).toEqual([]);
  });

  it('is remembered, so that the next look at another issue knows of it', async () => {
    sandbox.people.closeIssue(REPO, 2, { by: 'alice' });
    await sync(touching(2));
    expect(rulesOf(await sync(touching(1)))).toEqual(['6 closed-not-done']);
    sandbox.people.reopenIssue(REPO, 2, { by: 'alice' });
    expect(rulesOf(await sync(touching(1)))).toEqual(['6 closed-not-done']);
    expect(rulesOf(await sync(touching(2)))).toEqual([]);
  });

  it('of an item that has several leads to a look at all once something follows', async () => {
    sandbox.people.closeIssue(REPO, 3, { by: 'alice' });
    await sync(touching(3));
    expect(looks()).toEqual([[3]]);
    sandbox.people.closeIssue(REPO, 4, { by: 'alice' });
    const report = await sync(touching(4));
    expect(sorted(looks())).toEqual([[4], WHOLE]);
    expect(rulesOf(report)).toEqual(['7 closed-not-done']);
  });

  it('leads to a look at everything where time has something to say of another', async () => {
    // Nobody told that this one is done.
    sandbox.people.closeIssue(OTHER, 1, { by: 'alice' });
    const report = await sync(touching(2), AFTER_Q2);
    expect(sorted(looks())).toEqual([[2], WHOLE]);
    expect(rulesOf(report)).toEqual(['11 closed-not-done']);
  });

  it('leads to a look at everything where the repository is not what it was', async () => {
    sandbox.people.createMilestone(REPO, { title: 'v1.0', by: 'alice' });
    await sync(touching(2));
    expect(sorted(looks())).toEqual([WHOLE]);
    await sync(touching(2));
    expect(looks()).toEqual([[2]]);
    sandbox.push(REPO, { by: 'alice', message: 'Plan', files: { 'ROADMAP.md': `${ROADMAP}\nThat is all.\n` } });
    await sync(touching(2));
    expect(sorted(looks())).toEqual([WHOLE]);
  });

  it('is a look at everything where nothing is kept, or somebody asks for more', async () => {
    await memory.rememberObservation('ROADMAP.md', null, true);
    await sync(touching(2));
    expect(sorted(looks())).toEqual([WHOLE]);
    await sync({ ...touching(2), recheck: true });
    expect(sorted(looks())).toEqual([WHOLE]);
    await sync({});
    expect(sorted(looks())).toEqual([WHOLE]);
  });
});

describe('another repository that is private by now', () => {
  beforeEach(async () => {
    sandbox.people.closeIssue(OTHER, 1, { by: 'alice' });
    expect(rulesOf(await sync({}))).toEqual(['11 closed-not-done']);
    sandbox.people.setVisibility(OTHER, 'private', { by: 'alice' });
  });

  it('is spoken of no more, though nobody told and another issue was touched', async () => {
    const report = await sync(touching(2));
    expect(sorted(looks())).toEqual([[2], WHOLE]);
    expect(rulesOf(report)).not.toContain('11 closed-not-done');
    const written = sandbox.state.writes().map(({ body, variables }) => `${body} ${JSON.stringify(variables)}`);
    expect(written.join('\n')).not.toMatch(/secret anchor|anchor#1 (is|was) closed/);
  });

  it('is looked at as a whole when it was touched as one', async () => {
    const { id } = sandbox.state.repository(OTHER);
    await sync({ touched: [`repository:${id}`, OTHER] });
    expect(sorted(looks())).toEqual([WHOLE]);
  });
});

describe('what a sync itself has written', () => {
  const roadmap = ROADMAP.replace('## Later', '## v1.0');

  it('is asked for by the next look, whatever that is about, and never taken for what a person did', async () => {
    const project = sandbox.people.createProject(ORG, { title: 'Voyage', public: true, by: 'alice' });
    sandbox.people.createMilestone(REPO, { title: 'v1.0', by: 'alice' });
    const policy = `roadmaps: [{ path: ROADMAP.md, project: ${project} }]\ndashboard: false\n`;
    const files = { 'ROADMAP.md': roadmap, '.github/milepost.yml': policy };
    sandbox.push(REPO, { by: 'alice', message: 'Plan', files });
    const written = await sync({ occasion: 'push', after: sandbox.state.commit(REPO) });
    expect(sandbox.state.project(ORG, project).cards).toHaveLength(4);
    expect(sandbox.state.issues(REPO).map(({ milestone }) => milestone?.title ?? null)).toContain('v1.0');

    // Nothing has changed but what Milepost did.
    const report = await sync(touching(2));
    expect(rulesOf(report)).toEqual(rulesOf(await sync({})));
    expect(rulesOf(report)).toEqual(rulesOf(written).filter((rule) => !rule.endsWith('milestone-mismatch')));
    expect(sandbox.state.project(ORG, project).cards).toHaveLength(4);

    await sync(touching(2));
    expect(looks()).toEqual([[2]]);
    expect(sandbox.state.writes()).toEqual([]);
  });
});

describe('a board', () => {
  let project = 0;
  const cards = () => sandbox.state.project(ORG, project).cards;

  beforeEach(async () => {
    project = sandbox.people.createProject(ORG, { title: 'Voyage', public: true, by: 'alice' });
    const policy = `roadmaps: [{ path: ROADMAP.md, project: ${project} }]\ndashboard: false\n`;
    sandbox.push(REPO, { by: 'alice', message: 'Plan', files: { '.github/milepost.yml': policy } });
    await sync({ occasion: 'push', after: sandbox.state.commit(REPO) });
    await sync(touching(1));
  });

  it('that is what it was costs no request of its own', async () => {
    const report = await sync(touching(2));
    expect(looks()).toEqual([[2]]);
    expect(report.requests).toEqual({ graphql: 2, rest: 0 });
  });

  it.each<[string, () => void]>([
    ['is private by now', () => sandbox.people.setProjectPublic(ORG, project, false, { by: 'alice' })],
    ['is closed by now', () => sandbox.people.closeProject(ORG, project, { by: 'alice' })],
    ['has other columns', () => sandbox.people.setProjectOptions(ORG, project, 'Status', ['Open', 'Shut'])],
  ])('that %s has everything looked at, though nobody told', async (_what, change) => {
    change();
    await sync(touching(2));
    expect(looks()).toHaveLength(2);
  });

  it('that is gone by now is not told as one that cards were taken off', async () => {
    expect(cards()).toHaveLength(4);
    sandbox.people.deleteProject(ORG, project, { by: 'alice' });
    const report = await sync(touching(2));
    expect(looks()).toHaveLength(2);
    expect(rulesOf(report).join()).toMatch(/board-not-found/);
    expect(rulesOf(report).join()).not.toMatch(/card-removed/);
  });
});
