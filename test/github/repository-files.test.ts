import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { blobOid } from '../../src/github/blob.ts';
import { lastCommitOn } from '../../src/github/last-commit.ts';
import { readFile } from '../../src/github/read-file.ts';
import { readFiles, readRepositoryState, type StateQuestion } from '../../src/github/repository-files.ts';
import { startLantern, type Lantern } from './lantern.ts';
import { API, BOT, SERVER, testClient } from './test-client.ts';

let lantern: Lantern | null = null;
afterEach(async () => {
  nock.cleanAll();
  await lantern?.sandbox.close();
  lantern = null;
});
afterAll(() => nock.restore());

const LANTERN: StateQuestion = { owner: 'example-org', name: 'lantern', ref: null, previousRef: null };

async function start(options: Parameters<typeof startLantern>[0] = {}): Promise<Lantern> {
  lantern = await startLantern(options);
  return lantern;
}

describe('the state of a repository', () => {
  it('is read with one request: facts, commit, files, configuration, milestones, releases', async () => {
    const { sandbox, client } = await start({
      files: { 'README.md': 'r', 'docs/Roadmap.md': '# Plan – one\n', '.github/milepost.yml': 'mode: plan\n' },
    });
    sandbox.createRepository('example-org/.github', { files: { '.github/milepost.yml': 'dashboard: false\n' } });
    sandbox.people.createMilestone('example-org/lantern', { title: '1.0', dueOn: '2026-06-30' });
    sandbox.people.createRelease('example-org/lantern', { tagName: 'v0.9', name: 'Nine', by: 'alice' });
    sandbox.people.createRelease('example-org/lantern', { tagName: 'v1.0', draft: true, by: 'alice' });
    const asking = client();
    const state = await readRepositoryState(asking, LANTERN);
    expect(asking.counts).toEqual({ graphql: 1, rest: 0 });
    expect(state.repository).toEqual({
      id: expect.any(Number),
      owner: 'example-org',
      name: 'lantern',
      visibility: 'public',
      archived: false,
      issuesEnabled: true,
      writable: true,
    });
    expect(state.defaultBranch).toBe('main');
    expect(state.head).toMatchObject({
      oid: sandbox.state.commit('example-org/lantern'),
      committedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    expect(state.roadmapPath).toBe('docs/Roadmap.md');
    expect(state.policy).toMatchObject({ path: '.github/milepost.yml', text: 'mode: plan\n' });
    expect(state.ownerPolicy).toMatchObject({ text: 'dashboard: false\n' });
    expect(state.previousOids).toBeNull();
    expect(state.milestones).toMatchObject([
      { number: 1, title: '1.0', dueOn: '2026-06-30', state: 'open', closedAt: null },
    ]);
    expect(state.releases.find(({ tagName }) => tagName === 'v0.9')).toMatchObject({
      name: 'Nine',
      draft: false,
      publishedAt: expect.any(String),
    });
    for (const { draft, publishedAt } of state.releases) if (draft) expect(publishedAt).toBeNull();
  });

  it('holds the text of a file at a usual place, and exactly that', async () => {
    const { client } = await start({ files: { 'ROADMAP.md': '\u{feff}# Plan\r\n' } });
    const state = await readRepositoryState(client(), LANTERN);
    const file = state.files.get('ROADMAP.md');
    const asking = client();
    const { bytes } = await readFile(asking, { ...LANTERN, ...file!, path: 'ROADMAP.md' });
    expect(bytes?.toString('utf8')).toBe('\u{feff}# Plan\r\n');
  });

  it('reads bytes that are no UTF-8 as they are', async () => {
    const latin = Buffer.from([0x23, 0x20, 0xe9, 0x0a]);
    const { client } = await start({ files: { 'ROADMAP.md': latin } });
    const state = await readRepositoryState(client(), LANTERN);
    const file = state.files.get('ROADMAP.md')!;
    expect(file.text).toBeNull();
    expect((await readFile(client(), { ...LANTERN, ...file })).bytes).toEqual(latin);
  });

  it('compares with an earlier commit', async () => {
    const { sandbox, client } = await start({ files: { 'ROADMAP.md': 'one\n', 'plans/NEXT.md': 'n\n' } });
    const before = sandbox.state.commit('example-org/lantern')!;
    const after = sandbox.people.push('example-org/lantern', {
      by: 'alice',
      message: 'Two',
      files: { 'ROADMAP.md': 'two\n', '.github/milepost.yml': 'mode: off\n' },
    });
    const question = { ...LANTERN, ref: after, previousRef: before, paths: ['plans/NEXT.md'] };
    const state = await readRepositoryState(client(), question);
    expect(state.head?.oid).toBe(after);
    expect(state.previousOids?.get('ROADMAP.md')).not.toBe(state.files.get('ROADMAP.md')?.oid);
    expect(state.previousOids?.get('plans/NEXT.md')).toBe(state.files.get('plans/NEXT.md')?.oid);
    expect(state.previousOids?.has('.github/milepost.yml')).toBe(false);
    expect(state.files.get('ROADMAP.md')?.text).toBe('two\n');
    const unknown = await readRepositoryState(client(), { ...question, previousRef: 'f'.repeat(40) });
    expect(unknown.previousOids).toBeNull();
    const { files, previousOids } = await readFiles(client(), { ...question, paths: ['plans/NEXT.md', 'none.md'] });
    expect([...files.keys()]).toEqual(['plans/NEXT.md']);
    expect(previousOids.get('plans/NEXT.md')).toBe(files.get('plans/NEXT.md')?.oid);
  });

  it('knows when a file last changed', async () => {
    const { sandbox, client } = await start({ files: { 'ROADMAP.md': 'one\n' } });
    const question = { owner: 'example-org', name: 'lantern', ref: 'main' };
    const push = (path: string, day: string): void => {
      const files = { [path]: day };
      sandbox.people.push('example-org/lantern', {
        by: 'alice',
        message: day,
        files,
        committedAt: new Date(`${day}T12:00:00Z`),
      });
    };
    push('ROADMAP.md', '2027-02-03');
    push('README.md', '2027-04-05');
    expect(await lastCommitOn(client(), { ...question, path: 'ROADMAP.md' })).toBe('2027-02-03');
    expect(await lastCommitOn(client(), { ...question, path: 'none.md' })).toBeNull();
  });

  it('says that there is no roadmap only when REST says so too', async () => {
    const { client } = await start({ files: { 'README.md': 'r', 'docs/a.md': 'a' } });
    const asking = client();
    expect((await readRepositoryState(asking, LANTERN)).roadmapPath).toBeNull();
    expect(asking.counts).toEqual({ graphql: 1, rest: 2 });
  });

  it('of an empty repository has no default branch, no commit and no files', async () => {
    const { sandbox, client } = await start();
    sandbox.createRepository('example-org/empty');
    const asking = client();
    const state = await readRepositoryState(asking, { ...LANTERN, name: 'empty' });
    expect(state).toMatchObject({ defaultBranch: null, head: null, entries: [], roadmapPath: null, policy: null });
    expect(asking.counts.rest).toBe(0);
  });

  it('of a branch that was deleted has no commit', async () => {
    const { client } = await start();
    const state = await readRepositoryState(client(), { ...LANTERN, ref: 'gone' });
    expect(state).toMatchObject({ defaultBranch: 'main', head: null, roadmapPath: null });
  });

  it('has all milestones, page by page', async () => {
    const { sandbox, client } = await start();
    for (let index = 1; index <= 205; index += 1)
      sandbox.people.createMilestone('example-org/lantern', { title: `M${index}` });
    const asking = client();
    const { milestones } = await readRepositoryState(asking, LANTERN);
    expect(milestones.map(({ number }) => number)).toEqual(Array.from({ length: 205 }, (_, index) => index + 1));
    expect(asking.counts.graphql).toBe(3);
  });

  it.each([
    ['that is not there', { ...LANTERN, name: 'none' }, 'not-found'],
    ['at a ref that is a path', { ...LANTERN, ref: 'main:docs' }, 'invalid'],
    ['at a ref that is an expression', { ...LANTERN, previousRef: 'main~1' }, 'invalid'],
  ])('%s fails and says which', async (_name, question, kind) => {
    const { client } = await start();
    await expect(readRepositoryState(client(), question)).rejects.toMatchObject({
      kind,
      about: `reading repository example-org/${question.name}`,
    });
  });
});

const graphql = () => nock(SERVER).post('/api/graphql');
const facts = {
  databaseId: 5,
  nameWithOwner: 'example-org/lantern',
  visibility: 'PUBLIC',
  isArchived: false,
  hasIssuesEnabled: true,
};
const entry = (name: string, more: object = {}) => ({
  name,
  oid: 'a'.repeat(40),
  type: 'blob',
  mode: 33188,
  ...more,
});
const unknown = (name: string) => ({ errors: [{ message: `Field '${name}' doesn't exist on type 'Repository'` }] });

describe('what a lagging replica or an older GitHub leaves out', () => {
  it('is asked by REST: the commit, the listings, the configuration', async () => {
    const { client } = testClient();
    const sha = 'c'.repeat(40);
    graphql().reply(200, {
      data: { repository: { ...facts, defaultBranchRef: { name: 'main' }, head: null, tree0: null }, owners: null },
      errors: [{ type: 'NOT_FOUND', path: ['owners'] }],
    });
    const api = nock(API);
    api.get(`/repos/example-org/lantern/commits/${sha}`).reply(200, {
      sha,
      commit: { committer: { date: '2026-01-02T03:04:05Z' }, author: { name: 'Alice' } },
      author: null,
    });
    api
      .get('/repos/example-org/lantern/contents')
      .query({ ref: sha })
      .reply(200, [
        { type: 'dir', path: '.github', sha: 'b'.repeat(40) },
        { type: 'file', path: 'roadmap.md', sha: 'd'.repeat(40) },
      ]);
    api
      .get('/repos/example-org/lantern/contents/.github')
      .query({ ref: sha })
      .reply(200, [{ type: 'file', path: '.github/milepost.yml', sha: 'e'.repeat(40) }]);
    const state = await readRepositoryState(client, { ...LANTERN, ref: sha });
    expect(state.head).toEqual({ oid: sha, committedAt: '2026-01-02T03:04:05Z', author: 'Alice' });
    expect(state.roadmapPath).toBe('roadmap.md');
    expect(state.policy).toEqual({ path: '.github/milepost.yml', oid: 'e'.repeat(40), size: null, text: null });
    expect(nock.pendingMocks()).toEqual([]);
  });

  it('is done without where it is not essential', async () => {
    const { client } = testClient();
    const asked: string[] = [];
    const answer = (body: object) =>
      graphql().reply(200, (_uri, sent) => {
        asked.push((sent as { query: string }).query);
        return body;
      });
    answer(unknown('viewerPermission'));
    answer(unknown('visibility'));
    answer({
      data: {
        repository: {
          ...facts,
          visibility: undefined,
          isPrivate: false,
          tree0: { type: 'Tree', entries: [entry('ROADMAP.md'), null, { name: 'odd' }] },
          milestones: null,
        },
      },
    });
    const state = await readRepositoryState(client, LANTERN);
    expect(state).toMatchObject({
      defaultBranch: null,
      head: null,
      roadmapPath: 'ROADMAP.md',
      milestones: [],
      releases: [],
    });
    expect(state.repository.visibility).toBe('public');
    expect(asked[2]).not.toMatch(/viewerPermission|visibility/);
  });

  it.each([
    ['the configuration', ['owners', 'policy']],
    ['a directory', ['repository', 'tree0']],
    ['an unknown part', undefined],
  ])('does not pass for absent where GitHub could not read %s', async (_name, path) => {
    const { client } = testClient();
    const tree0 = { type: 'Tree', entries: [entry('ROADMAP.md')] };
    const errors = [{ message: 'Something went wrong while executing your query', path }];
    graphql().reply(200, { data: { repository: { ...facts, tree0 }, owners: null }, errors });
    await expect(readRepositoryState(client, LANTERN)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('counts as private where GitHub says nothing of who may read', async () => {
    const { client } = testClient();
    graphql().reply(200, {
      data: {
        repository: {
          databaseId: 5,
          nameWithOwner: 'example-org/lantern',
          tree0: { type: 'Tree', entries: [entry('ROADMAP.md')] },
        },
      },
    });
    expect((await readRepositoryState(client, LANTERN)).repository.visibility).toBe('private');
  });

  it('is the end where the essential is missing', async () => {
    const { client } = testClient();
    graphql().reply(200, { data: { repository: { nameWithOwner: 'example-org/lantern' } } });
    nock(API).get('/repos/example-org/lantern').reply(200, { full_name: 'example-org/lantern' });
    await expect(readRepositoryState(client, LANTERN)).rejects.toThrow(
      'reading repository example-org/lantern: GitHub answered 200: the answer has no repository id',
    );
  });

  it('follows a symbolic link, by one more request where its name is unusual', async () => {
    const { client } = testClient({ identity: BOT });
    const tree0 = { type: 'Tree', entries: [entry('Roadmap.md', { mode: 0o120000 })] };
    const tree1 = { type: 'Tree', entries: [entry('plan.md')] };
    graphql().reply(200, { data: { repository: { ...facts, tree0, tree1 } } });
    // The blob of a link holds its target.
    const text = 'docs/plan.md';
    graphql().reply(200, { data: { repository: { file0: { type: 'Blob', oid: blobOid(Buffer.from(text)), text } } } });
    expect((await readRepositoryState(client, LANTERN)).roadmapPath).toBe('docs/plan.md');
    expect(client.counts).toEqual({ graphql: 2, rest: 0 });
  });
});
