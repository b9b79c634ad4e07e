/** Syncs of one repository, its issues and its board, one after the other, while people change all three. */
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
const BRANCH = 'milepost/roadmap';

const ROADMAP = `# Lantern roadmap

## v1.8.0

- [ ] Dim the light (#1)
- [ ] Sing in the dark (#2)
- [x] Wind the clock (#3)

## Shipped

- [x] Light the lamp
`;

let sandbox: Sandbox;
let memory: TestMemory;
let installation = 0;
let project = 0;

beforeEach(async () => {
  sandbox = await startSandbox();
  for (const login of ['alice', 'bob']) sandbox.createUser(login);
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
  project = sandbox.people.createProject(ORG, { title: 'Voyage', by: 'alice' });
  sandbox.people.setProjectPublic(ORG, project, true, { by: 'alice' });
  sandbox.createRepository(REPO, {
    files: {
      'ROADMAP.md': ROADMAP,
      '.github/milepost.yml': `roadmaps: [{ path: ROADMAP.md, project: ${project} }]\nmilestones: { create: true }\ndashboard: false\n`,
    },
  });
  for (const title of ['Dim', 'Sing', 'Wind']) sandbox.people.openIssue(REPO, { title, by: 'alice' });
  sandbox.people.closeIssue(REPO, 3, { by: 'alice' });
  installation = sandbox.install(ORG, { by: 'alice' });
  memory = createTestMemory();
});
afterEach(() => sandbox.close());

async function sync(occasion: SyncTask['occasion'] = 'manual'): Promise<SyncReport> {
  const { request } = new Octokit({
    auth: sandbox.createInstallationToken(installation),
    baseUrl: sandbox.apiUrl,
    log: SILENT,
  });
  const client = (mode: 'apply' | 'plan'): GitHubClient =>
    createClient({
      request,
      mode,
      identity: { kind: 'app', login: 'milepost[bot]', appId: 4711 },
      spacingMs: 0,
      pause: async () => {},
    });
  const result = await synchronise(
    {
      owner: ORG,
      name: 'lantern',
      occasion,
      sender: null,
      before: null,
      ref: null,
      path: null,
      after: occasion === 'push' ? sandbox.state.commit(REPO) : null,
      firstLook: occasion === 'first-look',
      picked: true,
      recheck: false,
      comments: [],
      approvals: { fingerprint: null },
      dryRun: false,
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
      now: () => new Date('2026-04-02T09:00:00Z'),
    },
  );
  if (result.state !== 'looked') throw new Error(`Nothing was looked at: ${result.why}`);
  return result.report;
}

const columns = (): Record<string, string | null> =>
  Object.fromEntries(
    sandbox.state
      .project(ORG, project)
      .cards.map(({ content, values }) => [
        content.split('#')[1] ?? '',
        (values['Status'] as string | undefined) ?? null,
      ]),
  );
const move = (issue: number, column: string | null): void =>
  sandbox.people.moveCard({ owner: ORG, project, repository: REPO, issue, by: 'bob' }, { Status: column });
const proposed = (): string | null => sandbox.state.file(REPO, 'ROADMAP.md', BRANCH) ?? null;
const rules = ({ roadmaps }: SyncReport): string[] =>
  roadmaps.flatMap(({ plan }) => plan.findings.map(({ rule }) => rule));
/** Writes of the next sync. */
async function writes(): Promise<number> {
  sandbox.state.clearRequests();
  await sync();
  return sandbox.state.writes().length;
}

describe('roadmap, issue and board', () => {
  it('come to agree, and follow whoever moves', async () => {
    await sync('first-look');
    expect([columns(), sandbox.state.milestones(REPO)]).toEqual([{}, []]);

    await sync('push');
    expect(columns()).toEqual({ 1: 'Todo', 2: 'Todo', 3: 'Done' });
    expect(sandbox.state.milestones(REPO).map(({ title }) => title)).toEqual(['v1.8.0']);
    expect(sandbox.state.issues(REPO).map(({ milestone }) => milestone?.title ?? null)).toEqual([
      'v1.8.0',
      'v1.8.0',
      null,
    ]);
    expect(await writes()).toBe(0);

    // An issue that is closed moves its card, and the roadmap is to say so.
    sandbox.people.closeIssue(REPO, 1, { by: 'alice' });
    await sync();
    expect(columns()).toEqual({ 1: 'Done', 2: 'Todo', 3: 'Done' });
    expect(proposed()).toContain('- [x] Dim the light (#1)');
    expect(await writes()).toBe(0);

    // A card that somebody moved is followed by the roadmap, not moved back.
    move(2, 'Done');
    const moved = await sync();
    expect(rules(moved)).toContain('column-mismatch');
    expect(columns()).toEqual({ 1: 'Done', 2: 'Done', 3: 'Done' });
    expect(proposed()).toContain('- [x] Sing in the dark (#2)');
    expect(await writes()).toBe(0);

    // Moved back, nothing is to be said any more.
    move(2, 'Todo');
    expect(rules(await sync())).not.toContain('column-mismatch');
    expect(proposed()).toContain('- [ ] Sing in the dark (#2)');

    // What was reopened moves its card too.
    sandbox.people.reopenIssue(REPO, 3, { by: 'alice' });
    await sync();
    expect(columns()).toEqual({ 1: 'Done', 2: 'Todo', 3: 'Todo' });
    expect(proposed()).toContain('- [ ] Wind the clock (#3)');
    expect(await writes()).toBe(0);
    const states = sandbox.state.issues(REPO).map(({ state }) => state);
    expect(states.slice(0, 3)).toEqual(['closed', 'open', 'open']);
  });

  it('stay as they are where both were changed, and where people took something off', async () => {
    await sync('first-look');
    await sync('push');
    const text = sandbox.state.file(REPO, 'ROADMAP.md') ?? '';
    sandbox.push(REPO, { by: 'alice', message: 'Done', files: { 'ROADMAP.md': text.replace('[ ] Dim', '[x] Dim') } });
    move(1, 'In Progress');
    sandbox.people.removeCard({ owner: ORG, project, repository: REPO, issue: 2, by: 'bob' });
    sandbox.people.editIssue(REPO, 2, { milestone: null, by: 'bob' });
    const report = await sync();
    expect(rules(report)).toEqual(expect.arrayContaining(['conflict', 'card-removed']));
    expect(columns()).toEqual({ 1: 'In Progress', 3: 'Done' });
    expect(await writes()).toBe(0);
    expect(sandbox.state.issues(REPO)[1]?.milestone ?? null).toBeNull();

    // One of the two gives way, and all agree again.
    move(1, 'Done');
    expect(rules(await sync())).not.toContain('conflict');
    sandbox.push(REPO, { by: 'alice', message: 'Not yet', files: { 'ROADMAP.md': text } });
    await sync();
    expect(columns()).toEqual({ 1: 'Todo', 3: 'Done' });
  });
});
