import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { heardStage, type HeardStage } from './heard-stage.ts';
import { at, client, refusal, repository } from './story.ts';
import type { Listener } from './story.ts';

let staged: HeardStage;
let listener: Listener;
let sandbox: Sandbox;
let installation: number;
let bot: Octokit;
let bob: Octokit;

const roadmap = (title: string): string =>
  `# Roadmap\n\n## Now\n\n- ${title}\n- two\n- three\n\n## Next\n\n- four\n- five\n- six\n\n## Later\n\n- seven\n- eight\n`;

beforeEach(async () => {
  staged = await heardStage({
    before: (world) => {
      world.createUser('carol');
      world.people.push(repository, { by: 'alice', message: 'Plan', files: { 'ROADMAP.md': roadmap('one') } });
    },
  });
  ({ sandbox, listener, installation } = staged);
  bot = client(sandbox, staged.token);
  bob = client(sandbox, sandbox.createToken('bob'));
});
afterEach(() => staged.close());

const events = async (): Promise<string[]> => {
  await staged.flush();
  return listener.received.map(
    ({ headers, payload }) => `${String(headers['x-github-event'])}.${String(payload['action'])}`,
  );
};
const payloadOf = (action: string) => listener.received.find(({ payload }) => payload['action'] === action)?.payload;

/** A branch `next` of the repository with one line changed. */
const branch = (text = 'uno', name = 'next'): string =>
  sandbox.people.push(repository, {
    by: 'alice',
    message: `Say ${text}`,
    branch: name,
    files: { 'ROADMAP.md': roadmap(text) },
  });
const open = (more: Partial<Parameters<Sandbox['people']['openPullRequest']>[1]> = {}): number => {
  branch();
  return sandbox.people.openPullRequest(repository, { title: 'Next', head: 'next', by: 'alice', ...more });
};
/** Bob's fork, with a change of his own on `mine`. */
const fork = (): string => {
  const name = sandbox.people.fork(repository, { by: 'bob' });
  return sandbox.people.push(name, {
    by: 'bob',
    message: 'Mine',
    branch: 'mine',
    files: { 'ROADMAP.md': roadmap('bobs') },
  });
};

describe('pull requests from forks', () => {
  it('are heard of and read in the base repository, without access to the fork', async () => {
    const head = fork();
    const number = sandbox.people.openPullRequest(repository, { title: 'Mine', head: 'bob:mine', by: 'bob' });
    expect(await events()).toEqual(expect.arrayContaining(['pull_request.opened', 'check_suite.requested']));
    expect(payloadOf('opened')).toMatchObject({
      repository: { full_name: repository },
      pull_request: {
        head: { label: 'bob:mine', sha: head, repo: { full_name: 'bob/lantern', fork: true } },
        base: { ref: 'main', repo: { full_name: repository } },
        maintainer_can_modify: true,
      },
    });
    expect(payloadOf('requested')).toMatchObject({
      check_suite: { head_branch: null, head_sha: head, pull_requests: [] },
    });
    for (const ref of [head, `refs/pull/${number}/head`, `pull/${number}/head`]) {
      const { data } = await bot.rest.repos.getContent({ ...at, path: 'ROADMAP.md', ref });
      expect(Buffer.from((data as { content: string }).content, 'base64').toString()).toBe(roadmap('bobs'));
    }
    const check = await bot.rest.checks.create({ ...at, name: 'Milepost', head_sha: head });
    expect(check.data.pull_requests).toEqual([]);
    expect((await bot.rest.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha: head })).data).toMatchObject(
      [{ number }],
    );
  });

  it('follow the fork, and outlive it', async () => {
    fork();
    const number = sandbox.people.openPullRequest(repository, { title: 'Mine', head: 'bob:mine', by: 'bob' });
    const before = sandbox.state.pullRequest(repository, number).head.sha;
    const after = sandbox.people.push('bob/lantern', { by: 'bob', message: 'More', branch: 'mine', files: { a: 'a' } });
    expect(await events()).toContain('pull_request.synchronize');
    expect(payloadOf('synchronize')).toMatchObject({ before, after, number });
    sandbox.people.deleteRepository('bob/lantern');
    const { data } = await bot.rest.pulls.get({ ...at, pull_number: number });
    expect([data.head.repo, data.head.sha, data.state]).toEqual([null, after, 'open']);
    expect((await bot.rest.pulls.listFiles({ ...at, pull_number: number })).data).toHaveLength(2);
  });

  it('cannot be pushed to by the app, which is not installed there', async () => {
    fork();
    expect(
      (
        await refusal(
          bot.rest.repos.createOrUpdateFileContents({
            owner: 'bob',
            repo: 'lantern',
            path: 'a',
            message: 'a',
            content: '',
            branch: 'mine',
          }),
        )
      ).status,
    ).toBe(403);
  });

  it('are opened through REST by who may push to the head', async () => {
    fork();
    const wanted = { ...at, title: 'Mine', head: 'bob:mine', base: 'main' };
    expect((await bob.rest.pulls.create(wanted)).data).toMatchObject({ user: { login: 'bob' }, state: 'open' });
    const carol = client(sandbox, sandbox.createToken('carol'));
    expect((await refusal(carol.rest.pulls.create({ ...wanted, head: 'bob:main' }))).status).toBe(404);
    expect((await bob.rest.repos.listForks(at)).data.map((each) => each.full_name)).toEqual(['bob/lantern']);
    expect((await client(sandbox, sandbox.createToken('carol')).rest.repos.createFork(at)).data.full_name).toBe(
      'carol/lantern',
    );
    const { data } = await bot.rest.repos.compareCommitsWithBasehead({ ...at, basehead: 'main...bob:mine' });
    expect(data).toMatchObject({ status: 'ahead', files: [{ filename: 'ROADMAP.md', additions: 1, deletions: 1 }] });
  });
});

describe('what people do to pull requests', () => {
  it('edits, drafts, closes and reopens are told one by one', async () => {
    const number = open({ draft: true });
    sandbox.people.push(repository, { by: 'alice', message: 'x', branch: 'stable', files: { b: 'b' } });
    await staged.flush();
    listener.received.length = 0;
    sandbox.people.readyPullRequest(repository, number);
    sandbox.people.draftPullRequest(repository, number);
    sandbox.people.editPullRequest(repository, number, { title: 'Other' });
    sandbox.people.editPullRequest(repository, number, { base: 'stable', by: 'alice' });
    sandbox.people.closePullRequest(repository, number);
    sandbox.people.reopenPullRequest(repository, number);
    expect((await events()).toSorted()).toEqual(
      [
        'pull_request.ready_for_review',
        'pull_request.converted_to_draft',
        'pull_request.edited',
        'pull_request.edited',
        'pull_request.closed',
        'pull_request.reopened',
      ].toSorted(),
    );
    const edits = listener.received.filter(({ payload }) => payload['action'] === 'edited');
    expect(edits.map(({ payload }) => payload['changes'])).toEqual(
      expect.arrayContaining([
        { title: { from: 'Next' } },
        { base: { ref: { from: 'main' }, sha: { from: sandbox.state.commit(repository) } } },
      ]),
    );
    expect(sandbox.state.pullRequest(repository, number)).toMatchObject({ base: { ref: 'stable' }, state: 'open' });
  });

  it('a deleted or force-pushed branch closes it, or keeps it closed', () => {
    const number = open();
    sandbox.people.deleteBranch(repository, 'next');
    expect(sandbox.state.pullRequest(repository, number).state).toBe('closed');
    const reopening = () => {
      sandbox.people.reopenPullRequest(repository, number);
    };
    expect(reopening).toThrow(/Validation Failed/);
    branch('due');
    expect(reopening).toThrow(/Validation Failed/);
  });

  it('merging writes both sides together, and closes the issues that its words name', async () => {
    const issue = sandbox.people.openIssue(repository, { title: 'Wick' });
    const number = open({ body: `Closes #${issue}` });
    sandbox.people.push(repository, {
      by: 'alice',
      message: 'Later',
      files: { 'ROADMAP.md': roadmap('one').replace('eight', 'eight and nine') },
    });
    expect(sandbox.state.pullRequest(repository, number)).toMatchObject({ mergeable: true, mergeable_state: 'clean' });
    sandbox.people.mergePullRequest(repository, number, { method: 'squash', deleteBranch: true, by: 'alice' });
    const text = sandbox.state.file(repository, 'ROADMAP.md');
    expect(text).toContain('- uno\n');
    expect(text).toContain('eight and nine');
    expect(sandbox.state.commits(repository)[0]).toMatchObject({
      commit: { message: expect.stringMatching(/^Next \(#2\)\n/), verification: { verified: true } },
      parents: [{}],
    });
    expect(sandbox.state.issue(repository, issue)).toMatchObject({ state: 'closed', state_reason: 'completed' });
    expect(sandbox.state.branches(repository)).toEqual(['main']);
    expect(await events()).toEqual(expect.arrayContaining(['pull_request.closed', 'issues.closed']));
    expect(payloadOf('closed')).toMatchObject({ pull_request: { merged: true, merged_by: { login: 'alice' } } });
  });

  it('what conflicts is not merged', async () => {
    const number = open();
    sandbox.people.push(repository, { by: 'alice', message: 'x', files: { 'ROADMAP.md': roadmap('eins') } });
    expect((await bot.rest.pulls.get({ ...at, pull_number: number })).data).toMatchObject({
      mergeable: false,
      mergeable_state: 'dirty',
    });
    expect(await refusal(bot.rest.pulls.merge({ ...at, pull_number: number }))).toMatchObject({
      status: 405,
      message: 'Pull Request is not mergeable',
    });
  });

  it('the merge queue asks for a check of its own commit, and merges', async () => {
    sandbox.grant(installation, { contents: 'write', pull_requests: 'write', merge_queues: 'read' });
    const number = open();
    await staged.flush();
    listener.received.length = 0;
    const head = sandbox.people.enqueuePullRequest(repository, number, { by: 'alice' });
    await staged.flush();
    expect(payloadOf('checks_requested')).toMatchObject({
      merge_group: {
        head_sha: head,
        head_ref: expect.stringMatching(/^refs\/heads\/gh-readonly-queue\/main\/pr-1-/),
        base_sha: sandbox.state.commit(repository),
        base_ref: 'refs/heads/main',
      },
    });
    sandbox.people.dequeuePullRequest(repository, number);
    expect(await events()).toContain('merge_group.destroyed');
    expect(payloadOf('destroyed')).toMatchObject({ reason: 'merged' });
    expect(sandbox.state.pullRequest(repository, number).merged).toBe(true);
  });
});

describe('pull requests through REST', () => {
  it('are opened by the app, once for a branch and only with a difference', async () => {
    branch();
    const wanted = { ...at, title: 'Plan', head: 'next', base: 'main', body: 'b' };
    const { data } = await bot.rest.pulls.create(wanted);
    expect(data).toMatchObject({ number: 1, user: { login: 'milepost[bot]' }, commits: 1, additions: 1, deletions: 1 });
    const twice = await refusal(bot.rest.pulls.create(wanted));
    expect([twice.status, JSON.stringify(twice.data)]).toEqual([
      422,
      expect.stringContaining('A pull request already exists for example-org:next.'),
    ]);
    for (const wrong of [
      { head: 'main' },
      { head: 'none' },
      { base: 'none' },
      { head: 'nobody:next' },
      { title: '' },
    ]) {
      expect((await refusal(bot.rest.pulls.create({ ...wanted, ...wrong }))).status).toBe(422);
    }
    const weak = client(sandbox, sandbox.createInstallationToken(installation, { contents: 'write' }));
    expect((await refusal(weak.rest.pulls.create(wanted))).status).toBe(403);
  });

  it('are listed by head and base, changed, closed and reopened', async () => {
    const number = open();
    expect((await bot.rest.pulls.list({ ...at, head: 'example-org:next', state: 'open' })).data).toHaveLength(1);
    expect((await bot.rest.pulls.list({ ...at, head: 'bob:next' })).data).toEqual([]);
    const { data } = await bot.rest.pulls.update({
      ...at,
      pull_number: number,
      title: 'T',
      body: 'B',
      state: 'closed',
    });
    expect(data).toMatchObject({ title: 'T', body: 'B', state: 'closed', closed_at: expect.any(String) });
    await bot.rest.pulls.update({ ...at, pull_number: number, state: 'open' });
    expect((await refusal(bot.rest.pulls.update({ ...at, pull_number: number, base: 'none' }))).status).toBe(422);
    expect((await refusal(bob.rest.pulls.update({ ...at, pull_number: number, title: 'No' }))).status).toBe(403);
  });

  it('give their files with patches, their commits, and whether they are merged', async () => {
    const number = open();
    const files = await bot.rest.pulls.listFiles({ ...at, pull_number: number });
    expect(files.data).toMatchObject([
      {
        filename: 'ROADMAP.md',
        status: 'modified',
        additions: 1,
        deletions: 1,
        changes: 2,
        patch: '@@ -2,7 +2,7 @@\n \n ## Now\n \n-- one\n+- uno\n - two\n - three\n ',
      },
    ]);
    const commits = await bot.rest.pulls.listCommits({ ...at, pull_number: number });
    expect(commits.data.map((each) => each.commit.message)).toEqual(['Say uno']);
    expect((await refusal(bot.rest.pulls.checkIfMerged({ ...at, pull_number: number }))).status).toBe(404);
    const sha = sandbox.state.pullRequest(repository, number).head.sha;
    expect((await refusal(bot.rest.pulls.merge({ ...at, pull_number: number, sha: 'a'.repeat(40) }))).status).toBe(409);
    expect((await bot.rest.pulls.merge({ ...at, pull_number: number, sha, merge_method: 'squash' })).data.merged).toBe(
      true,
    );
    expect((await bot.rest.pulls.checkIfMerged({ ...at, pull_number: number })).status).toBe(204);
  });

  it('are brought up to date with their base', async () => {
    const number = open();
    const head = sandbox.state.pullRequest(repository, number).head.sha;
    const update = { ...at, pull_number: number };
    expect((await refusal(bot.rest.pulls.updateBranch(update))).message).toMatch(/no new commits/);
    sandbox.people.push(repository, { by: 'alice', message: 'x', files: { other: 'x' } });
    expect((await refusal(bot.rest.pulls.updateBranch({ ...update, expected_head_sha: 'b'.repeat(40) }))).status).toBe(
      422,
    );
    expect((await bot.rest.pulls.updateBranch({ ...update, expected_head_sha: head })).status).toBe(202);
    expect(sandbox.state.file(repository, 'other', 'next')).toBe('x');
    expect(await events()).toContain('pull_request.synchronize');
  });
});

describe('comments on lines', () => {
  it('carry suggestions on lines of the diff, and on no others', async () => {
    const number = open();
    const commit_id = sandbox.state.pullRequest(repository, number).head.sha;
    const body = '```suggestion\n- one!\n```';
    const comment = { ...at, pull_number: number, commit_id, path: 'ROADMAP.md', line: 5, body };
    const { data } = await bot.rest.pulls.createReviewComment({ ...comment, start_line: 4 });
    expect(data).toMatchObject({ line: 5, start_line: 4, side: 'RIGHT', user: { login: 'milepost[bot]' }, body });
    for (const wrong of [{ line: 14 }, { path: 'docs/guide.md' }, { commit_id: 'c'.repeat(40) }, { start_line: 7 }]) {
      expect((await refusal(bot.rest.pulls.createReviewComment({ ...comment, ...wrong }))).status).toBe(422);
    }
    await bot.rest.pulls.updateReviewComment({ ...at, comment_id: data.id, body: 'better' });
    const id = sandbox.people.commentOnLine(repository, number, {
      path: 'ROADMAP.md',
      line: 5,
      side: 'LEFT',
      body: 'why',
      by: 'bob',
    });
    await bot.rest.pulls.createReplyForReviewComment({ ...at, pull_number: number, comment_id: id, body: 'because' });
    expect((await bot.rest.pulls.listReviewComments({ ...at, pull_number: number })).data).toMatchObject([
      { body: 'better' },
      { body: 'why', side: 'LEFT' },
      { body: 'because', in_reply_to_id: id },
    ]);
    await bot.rest.pulls.deleteReviewComment({ ...at, comment_id: data.id });
    expect(sandbox.state.reviewComments(repository, number)).toHaveLength(2);
    expect(await events()).toEqual(
      expect.arrayContaining(['pull_request_review_comment.created', 'pull_request_review_comment.edited']),
    );
  });

  it('come many at once with a review', async () => {
    const number = open();
    const comments = [{ path: 'ROADMAP.md', line: 5, body: 'a' }];
    await bot.rest.pulls.createReview({ ...at, pull_number: number, event: 'COMMENT', body: 'r', comments });
    expect((await bot.rest.pulls.listReviews({ ...at, pull_number: number })).data).toMatchObject([
      { state: 'COMMENTED', body: 'r' },
    ]);
    expect(sandbox.state.reviewComments(repository, number)).toMatchObject([{ body: 'a' }]);
    sandbox.people.review(repository, number, { state: 'APPROVED', by: 'bob' });
    expect(() => sandbox.people.review(repository, number, { state: 'APPROVED', by: 'alice' })).toThrow(
      /Unprocessable/,
    );
  });
});

describe('checks of pull requests', () => {
  it('have buttons that only their own app hears of, and can all be asked for again', async () => {
    const number = open();
    const head_sha = sandbox.state.pullRequest(repository, number).head.sha;
    const actions = [{ label: 'Fix', description: 'Pushes the corrections', identifier: 'fix' }];
    const { data } = await bot.rest.checks.create({
      ...at,
      name: 'Milepost',
      head_sha,
      conclusion: 'neutral',
      actions,
    });
    expect(data.pull_requests).toMatchObject([{ number, head: { ref: 'next' } }]);
    await staged.flush();
    listener.received.length = 0;
    sandbox.people.pressCheck(repository, data.id, { action: 'fix', by: 'bob' });
    sandbox.people.rerunAllChecks(repository, head_sha, { by: 'alice' });
    expect((await events()).toSorted()).toEqual(['check_run.requested_action', 'check_suite.rerequested']);
    expect(payloadOf('requested_action')).toMatchObject({
      requested_action: { identifier: 'fix' },
      check_run: { id: data.id, head_sha },
      sender: { login: 'bob' },
    });
    expect(payloadOf('rerequested')).toMatchObject({ check_suite: { head_sha, head_branch: 'next' } });
    expect(() => {
      sandbox.people.pressCheck(repository, data.id, { action: 'other' });
    }).toThrow(/no button "other"/);
  });
});
