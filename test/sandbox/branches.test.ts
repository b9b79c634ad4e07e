import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { matchesPattern } from '../../src/sandbox/push-rules.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { heardStage, type HeardStage } from './heard-stage.ts';
import { at, client, graphql, refusal, repository } from './story.ts';

let staged: HeardStage;
let sandbox: Sandbox;
let installation: number;
let token: string;
let bot: Octokit;
let main: string;

beforeEach(async () => {
  staged = await heardStage();
  ({ sandbox, installation, token } = staged);
  bot = client(sandbox, token);
  main = sandbox.state.commit(repository) ?? '';
});
afterEach(() => staged.close());

const pushes = () => staged.heard('push');

const commitMutation = `mutation($branch: String!, $head: GitObjectID!, $files: FileChanges) {
  createCommitOnBranch(input: {branch: {repositoryNameWithOwner: "${repository}", branchName: $branch}, expectedHeadOid: $head,
    message: {headline: "Plan", body: "Signed-off-by: milepost"}, fileChanges: $files}) {
    commit { oid message signature { isValid wasSignedByGitHub } author { user { login } name } } ref { name target { oid } } } }`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const commit = async (branch: string, head: string, files: object, by = token) =>
  await graphql(sandbox, by, commitMutation, { branch, head, files });

describe('refs', () => {
  it('are made, moved forward, forced and deleted, each with its push', async () => {
    await bot.rest.git.createRef({ ...at, ref: 'refs/heads/milepost/roadmap', sha: main });
    const next = sandbox.people.push(repository, { by: 'alice', message: 'x', files: { x: '1' } });
    const ref = 'heads/milepost/roadmap';
    await bot.rest.git.updateRef({ ...at, ref, sha: next });
    const back = { ...at, ref, sha: main };
    expect(await refusal(bot.rest.git.updateRef(back))).toMatchObject({
      status: 422,
      message: 'Update is not a fast forward',
    });
    await bot.rest.git.updateRef({ ...back, force: true });
    await bot.rest.git.deleteRef({ ...at, ref });
    expect(sandbox.state.branches(repository)).toEqual(['main']);
    expect((await pushes()).filter((push) => push['ref'] === `refs/${ref}`)).toMatchObject([
      { created: true, after: main, sender: { login: 'milepost[bot]', type: 'Bot' } },
      { before: main, after: next, forced: false },
      { forced: true, after: main },
      { deleted: true },
    ]);
  });

  it.each([
    ['that is there', { ref: 'refs/heads/main' }, 'Reference already exists'],
    ['to nothing', { ref: 'refs/heads/a', sha: 'a'.repeat(40) }, 'Object does not exist'],
    ['without heads', { ref: 'main' }, 'Reference name must contain at least three slash-separated components.'],
    ['with a wrong name', { ref: 'refs/heads/a b' }, 'refs/heads/a b is not a valid ref name.'],
    ['under a branch', { ref: 'refs/heads/main/sub' }, 'Reference update failed'],
  ])('%s are refused', async (_name, wrong, message) => {
    const refused = await refusal(bot.rest.git.createRef({ ...at, sha: main, ...wrong }));
    expect(refused).toMatchObject({ status: 422, message });
  });

  it('go through GraphQL as well', async () => {
    const { data } = await graphql(
      sandbox,
      token,
      `
        mutation ($r: ID!, $o: GitObjectID!) {
          createRef(input: { repositoryId: $r, name: "refs/heads/next", oid: $o }) {
            ref {
              id
              name
            }
          }
        }
      `,
      { r: sandbox.state.repository(repository).node_id, o: main },
    );
    expect(data).toMatchObject({ createRef: { ref: { name: 'next' } } });
    const { id } = (data as { createRef: { ref: { id: string } } }).createRef.ref;
    const next = sandbox.people.push(repository, { by: 'alice', message: 'x', files: { x: '1' } });
    const update = `mutation($i: ID!, $o: GitObjectID!) { updateRef(input: {refId: $i, oid: $o}) { ref { target { oid } } } }`;
    expect((await graphql(sandbox, token, update, { i: id, o: next })).data).toEqual({
      updateRef: { ref: { target: { oid: next } } },
    });
    expect((await graphql(sandbox, token, update, { i: id, o: main })).errors?.[0]).toMatchObject({
      type: 'UNPROCESSABLE',
      message: 'Update is not a fast forward',
    });
    await graphql(
      sandbox,
      token,
      `
        mutation ($i: ID!) {
          deleteRef(input: { refId: $i }) {
            clientMutationId
          }
        }
      `,
      { i: id },
    );
    expect(sandbox.state.branches(repository)).toEqual(['main']);
  });
});

describe('createCommitOnBranch', () => {
  it('writes whole files in a signed commit of the app', async () => {
    await bot.rest.git.createRef({ ...at, ref: 'refs/heads/next', sha: main });
    const { data } = await commit('next', main, {
      additions: [{ path: 'ROADMAP.md', contents: base64('# New\n') }],
      deletions: [{ path: 'docs/guide.md' }],
    });
    const head = sandbox.state.commit(repository, 'next');
    expect(data).toMatchObject({
      createCommitOnBranch: {
        commit: {
          oid: head,
          message: 'Plan\n\nSigned-off-by: milepost',
          signature: { isValid: true, wasSignedByGitHub: true },
          author: { name: 'milepost[bot]' },
        },
        ref: { name: 'next', target: { oid: head } },
      },
    });
    expect(sandbox.state.file(repository, 'ROADMAP.md', 'next')).toBe('# New\n');
    expect(sandbox.state.file(repository, 'docs/guide.md', 'next')).toBeNull();
    expect(sandbox.state.commits(repository, 'next').map((each) => each.commit.verification.verified)).toEqual([
      true,
      false,
    ]);
    expect(await pushes()).toMatchObject([
      { created: true },
      { after: head, commits: [{ message: expect.any(String) }] },
    ]);
  });

  it('is refused on a stale head, on no branch, and for a deletion of nothing', async () => {
    const next = sandbox.people.push(repository, { by: 'alice', message: 'x', files: { x: '1' } });
    const files = { additions: [{ path: 'a', contents: base64('a') }] };
    expect((await commit('main', main, files)).errors?.[0]).toMatchObject({
      type: 'STALE_DATA',
      message: `Expected branch to point to "${main}" but it did not. Pull and try again.`,
    });
    expect((await commit('none', next, files)).errors?.[0]?.type).toBe('NOT_FOUND');
    expect((await commit('main', next, { deletions: [{ path: 'none' }] })).errors?.[0]?.message).toMatch(
      /requested for deletion/,
    );
    expect(sandbox.state.commit(repository)).toBe(next);
  });

  it('needs the permission, one more for workflows, and a branch that is not protected', async () => {
    const files = { additions: [{ path: 'a', contents: base64('a') }] };
    const weak = sandbox.createInstallationToken(installation, { contents: 'read' });
    expect((await commit('main', main, files, weak)).errors?.[0]).toMatchObject({
      type: 'FORBIDDEN',
      message: 'Resource not accessible by integration',
    });
    const workflow = { additions: [{ path: '.github/workflows/ci.yml', contents: base64('a') }] };
    expect((await commit('main', main, workflow)).errors?.[0]?.message).toMatch(/without `workflows` permission/);
    sandbox.people.protectBranches(repository, 'ma*');
    expect((await commit('main', main, files)).errors?.[0]?.message).toMatch(/Repository rule violations/);
    sandbox.people.protectBranches(repository, '**');
    expect((await refusal(bot.rest.git.createRef({ ...at, ref: 'refs/heads/a/b', sha: main }))).status).toBe(422);
    expect(await pushes()).toEqual([]);
  });
});

describe('files and objects through REST', () => {
  it('files are made, changed with the blob that was there, and deleted', async () => {
    const write = { ...at, path: 'docs/new.md', message: 'New', content: base64('one') };
    const made = await bot.rest.repos.createOrUpdateFileContents(write);
    expect([made.status, made.data.content?.path]).toEqual([201, 'docs/new.md']);
    expect((await refusal(bot.rest.repos.createOrUpdateFileContents(write))).status).toBe(422);
    const stale = { ...write, sha: 'a'.repeat(40) };
    expect(await refusal(bot.rest.repos.createOrUpdateFileContents(stale))).toMatchObject({
      status: 409,
      message: `docs/new.md does not match ${'a'.repeat(40)}`,
    });
    const sha = made.data.content?.sha ?? '';
    const changed = await bot.rest.repos.createOrUpdateFileContents({ ...write, content: base64('two'), sha });
    expect([changed.status, sandbox.state.file(repository, 'docs/new.md')]).toEqual([200, 'two']);
    await bot.rest.repos.deleteFile({ ...write, sha: changed.data.content?.sha ?? '' });
    expect(sandbox.state.file(repository, 'docs/new.md')).toBeNull();
    expect((await refusal(bot.rest.repos.createOrUpdateFileContents({ ...write, branch: 'none' }))).status).toBe(404);
  });

  it('blobs, trees and commits are put together one by one', async () => {
    const blob = await bot.rest.git.createBlob({ ...at, content: base64('x'), encoding: 'base64' });
    const tree = await bot.rest.git.createTree({
      ...at,
      base_tree: main,
      tree: [
        { path: 'x', mode: '100644', type: 'blob', sha: blob.data.sha },
        { path: 'docs/guide.md', mode: '100644', type: 'blob', sha: null },
        { path: 'y', mode: '100644', type: 'blob', content: 'y' },
      ],
    });
    const made = await bot.rest.git.createCommit({ ...at, message: 'm', tree: tree.data.sha, parents: [main] });
    expect(made.data.verification.verified).toBe(true);
    await bot.rest.git.updateRef({ ...at, ref: 'heads/main', sha: made.data.sha });
    expect(['x', 'y', 'docs/guide.md'].map((path) => sandbox.state.file(repository, path))).toEqual(['x', 'y', null]);
    const wrong = { ...at, message: 'm', tree: 'a'.repeat(40), parents: [] };
    expect((await refusal(bot.rest.git.createCommit(wrong))).message).toBe('Tree SHA does not exist');
  });

  it('a commit that says so closes an issue when it reaches the default branch', () => {
    const number = sandbox.people.openIssue(repository, { title: 'Wick' });
    sandbox.people.push(repository, { by: 'alice', message: `Fixes #${number}`, branch: 'side', files: { a: 'a' } });
    expect(sandbox.state.issue(repository, number).state).toBe('open');
    sandbox.people.moveBranch(repository, 'main', sandbox.state.commit(repository, 'side') ?? '');
    expect(sandbox.state.issue(repository, number).state).toBe('closed');
  });
});

describe('protected branches', () => {
  it.each([
    ['main', 'main', true],
    ['main', 'main/x', false],
    ['release/*', 'release/1.0', true],
    ['release/*', 'release/1/0', false],
    ['**', 'a/b/c', true],
    ['**/x', 'a/b/x', true],
    ['*a*b', 'xaybzab', true],
    ['*a*b', 'xayc', false],
    ['a.c', 'abc', false],
  ])('%s and %s: %s', (pattern, branch, expected) => {
    expect(matchesPattern(pattern, branch)).toBe(expected);
  });
});

const rulesOf = async (branch: string) =>
  (await bot.rest.repos.getBranchRules({ ...at, branch })).data.map((rule) => rule.type);

describe('rules of a branch', () => {
  it('are told to whoever sees the repository, for branches that are not there yet too', async () => {
    sandbox.people.protectBranches(repository, 'milepost/**');
    expect(await rulesOf('milepost/roadmap')).toEqual(['creation', 'update', 'deletion']);
    expect(await rulesOf('main')).toEqual([]);
  });
});

describe('a replica that lags behind', () => {
  it('answers reads as it did before the last writes, old routes and new ones alike', async () => {
    const pulls = { ...at, state: 'open' as const };
    const query = `{ repository(owner: "example-org", name: "lantern") { object(expression: "HEAD") { oid } } }`;
    const first = await graphql(sandbox, token, query);
    expect((await bot.rest.pulls.list(pulls)).data).toEqual([]);
    sandbox.people.push(repository, { by: 'alice', message: 'x', branch: 'next', files: { x: 'x' } });
    const { data } = await bot.rest.pulls.create({ ...at, title: 'Next', head: 'next', base: 'main' });
    sandbox.people.push(repository, { by: 'alice', message: 'y', files: { y: 'y' } });
    const fault = sandbox.faults.add({ action: 'stale', times: Infinity });
    expect((await bot.rest.pulls.list(pulls)).data).toEqual([]);
    expect((await refusal(bot.rest.pulls.get({ ...at, pull_number: data.number }))).status).toBe(404);
    expect((await graphql(sandbox, token, query)).data).toEqual(first.data);
    expect((await bot.rest.issues.create({ ...at, title: 'Written all the same' })).status).toBe(201);
    fault.remove();
    expect((await bot.rest.pulls.list(pulls)).data).toHaveLength(1);
  });
});

describe('faults', () => {
  it('come before and after the effect of the new writes as of all others', async () => {
    const files = { additions: [{ path: 'a', contents: base64('a') }] };
    const commits = { graphql: /createCommitOnBranch/ };
    sandbox.faults.add({ match: commits, action: { status: 502 } });
    expect((await commit('main', main, files).catch(() => null))?.data).toBeUndefined();
    expect(sandbox.state.commit(repository)).toBe(main);
    sandbox.faults.add({ match: commits, action: 'drop-after' });
    await expect(commit('main', main, files)).rejects.toThrow(/fetch failed/);
    const head = sandbox.state.commit(repository) ?? '';
    expect(head).not.toBe(main);
    // Who tries again with the old head learns that it is done.
    expect((await commit('main', main, files)).errors?.[0]?.type).toBe('STALE_DATA');
    sandbox.people.push(repository, { by: 'alice', message: 'x', branch: 'next', files: { x: 'x' } });
    const fault = sandbox.faults.add({ match: { method: 'POST', path: /\/pulls$/ }, action: 'hold' });
    const opening = bot.rest.pulls.create({ ...at, title: 'Next', head: 'next', base: 'main' });
    await fault.hit;
    expect(sandbox.state.pullRequests(repository)).toMatchObject([{ title: 'Next' }]);
    fault.release();
    expect((await opening).status).toBe(201);
    expect(sandbox.state.writes().map((each) => each.path)).toEqual([
      '/graphql',
      '/graphql',
      '/graphql',
      `/repos/${repository}/pulls`,
    ]);
  });
});

describe('pull requests through GraphQL', () => {
  it('are opened, edited, drafted, closed and merged', async () => {
    sandbox.people.push(repository, { by: 'alice', message: 'x', branch: 'next', files: { x: 'x' } });
    const { data } = await graphql(
      sandbox,
      token,
      `
        mutation ($r: ID!) {
          createPullRequest(
            input: { repositoryId: $r, baseRefName: "main", headRefName: "next", title: "Next", body: "Closes #9" }
          ) {
            pullRequest {
              id
              number
              mergeable
              changedFiles
              isDraft
              headRepositoryOwner {
                login
              }
              files(first: 5) {
                nodes {
                  path
                  changeType
                  additions
                }
              }
              commits(first: 5) {
                nodes {
                  commit {
                    message
                  }
                }
              }
              closingIssuesReferences(first: 5) {
                totalCount
              }
            }
          }
        }
      `,
      { r: sandbox.state.repository(repository).node_id },
    );
    expect(data).toMatchObject({
      createPullRequest: {
        pullRequest: {
          mergeable: 'MERGEABLE',
          changedFiles: 1,
          headRepositoryOwner: { login: 'example-org' },
          files: { nodes: [{ path: 'x', changeType: 'ADDED', additions: 1 }] },
          commits: { nodes: [{ commit: { message: 'x' } }] },
          closingIssuesReferences: { totalCount: 0 },
        },
      },
    });
    const p = (data as { createPullRequest: { pullRequest: { id: string } } }).createPullRequest.pullRequest.id;
    const input = '{pullRequestId: $p}';
    const { errors } = await graphql(
      sandbox,
      token,
      `mutation($p: ID!) {
        a: convertPullRequestToDraft(input: ${input}) { pullRequest { isDraft } } b: markPullRequestReadyForReview(input: ${input}) { pullRequest { isDraft } }
        c: closePullRequest(input: ${input}) { pullRequest { state } } d: reopenPullRequest(input: ${input}) { pullRequest { state } }
        e: updatePullRequest(input: {pullRequestId: $p, title: "T"}) { pullRequest { title } } f: mergePullRequest(input: {pullRequestId: $p, mergeMethod: SQUASH}) { pullRequest { merged } } }`,
      { p },
    );
    expect(errors).toBeUndefined();
    expect(sandbox.state.pullRequests(repository)).toMatchObject([{ title: 'T', merged: true }]);
  });
});
