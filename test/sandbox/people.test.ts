import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { client, listen, refusal, repository, stage } from './story.ts';
import type { Listener } from './story.ts';

let listener: Listener;
let sandbox: Sandbox;
let installation: number;

beforeEach(async () => {
  listener = await listen();
  sandbox = await stage({ now: () => new Date('2026-03-01T12:00:00.500Z') }, listener.url);
  installation = sandbox.install('example-org');
  await sandbox.deliveries.settled();
  listener.received.length = 0;
});
afterEach(async () => {
  await sandbox.close();
  await listener.close();
});

/** Events that one act caused, in the order of their names, with one field of the payload each. */
async function events(): Promise<string[]> {
  await sandbox.deliveries.settled();
  const names = listener.received.map(({ headers, payload }) => {
    const action = typeof payload['action'] === 'string' ? `.${payload['action']}` : '';
    return `${String(headers['x-github-event'])}${action}`;
  });
  return names.toSorted();
}

const payloadOf = (action: string) => listener.received.find(({ payload }) => payload['action'] === action)?.payload;

describe('what people do to issues', () => {
  beforeEach(async () => {
    sandbox.people.openIssue(repository, { title: 'Wick', body: 'old', by: 'bob' });
    await sandbox.deliveries.settled();
    listener.received.length = 0;
  });

  it('editing says what it was before', async () => {
    sandbox.people.editIssue(repository, 1, { title: 'Oil', body: 'new', by: 'alice' });
    expect(await events()).toEqual(['issues.edited']);
    expect(payloadOf('edited')).toMatchObject({
      changes: { title: { from: 'Wick' }, body: { from: 'old' } },
      issue: { title: 'Oil', updated_at: '2026-03-01T12:00:00Z' },
      sender: { login: 'alice' },
    });
    sandbox.people.editIssue(repository, 1, { title: 'Oil' });
    expect(await events()).toEqual(['issues.edited']);
  });

  it('labels, milestones and assignees come and go one event each', async () => {
    sandbox.people.createMilestone(repository, { title: '1.0' });
    sandbox.people.createLabel(repository, { name: 'cli', color: 'AABBCC', description: 'd' });
    sandbox.people.labelIssue(repository, 1, ['CLI']);
    sandbox.people.unlabelIssue(repository, 1, ['cli']);
    sandbox.people.editIssue(repository, 1, { milestone: 1, assignees: ['bob'] });
    sandbox.people.editIssue(repository, 1, { milestone: null });
    expect(await events()).toEqual([
      'issues.assigned',
      'issues.demilestoned',
      'issues.labeled',
      'issues.milestoned',
      'issues.unlabeled',
      'label.created',
      'milestone.created',
    ]);
    expect(sandbox.state.issue(repository, 1)).toMatchObject({
      labels: [],
      milestone: null,
      assignees: [{ login: 'bob' }],
    });
    expect(sandbox.state.labels(repository)).toMatchObject([{ name: 'cli', color: 'aabbcc', description: 'd' }]);
  });

  it('locking, comments, reactions and deletion', async () => {
    sandbox.people.lockIssue(repository, 1);
    const id = sandbox.people.comment(repository, 1, 'one', { by: 'bob' });
    sandbox.people.editComment(repository, id, 'two', { by: 'bob' });
    sandbox.people.reactToComment(repository, id, 'eyes', { by: 'alice' });
    expect(sandbox.state.comments(repository, 1)).toMatchObject([
      { body: 'two', user: { login: 'bob' }, reactions: { eyes: 1 } },
    ]);
    sandbox.people.deleteComment(repository, id);
    sandbox.people.unlockIssue(repository, 1);
    sandbox.people.deleteIssue(repository, 1);
    expect(await events()).toEqual([
      'issue_comment.created',
      'issue_comment.deleted',
      'issue_comment.edited',
      'issues.deleted',
      'issues.locked',
      'issues.unlocked',
    ]);
    expect(payloadOf('edited')).toMatchObject({ changes: { body: { from: 'one' } } });
    expect(sandbox.state.issues(repository)).toEqual([]);
  });

  it('a transfer tells both sides and keeps comments', async () => {
    sandbox.createRepository('example-org/beacon');
    sandbox.people.comment(repository, 1, 'kept');
    expect(sandbox.people.transferIssue(repository, 1, 'example-org/beacon')).toBe(1);
    expect(await events()).toEqual(
      expect.arrayContaining([
        'issues.opened',
        'issues.transferred',
        'installation_repositories.added',
        'repository.created',
      ]),
    );
    expect(payloadOf('transferred')).toMatchObject({
      repository: { full_name: repository },
      changes: { new_issue: { number: 1 }, new_repository: { full_name: 'example-org/beacon' } },
    });
    expect(sandbox.state.comments('example-org/beacon', 1)).toMatchObject([{ body: 'kept' }]);
    sandbox.createRepository('example-org/vault', { visibility: 'private' });
    sandbox.people.openIssue('example-org/vault', { title: 'Secret' });
    expect(() => sandbox.people.transferIssue('example-org/vault', 1, repository)).toThrow(/private to a public/);
  });

  it('mistakes of a story are told as such', () => {
    expect(() => sandbox.people.closeIssue(repository, 9)).toThrow(/Not Found/);
    expect(() => sandbox.people.openIssue(repository, { title: 'x', by: 'ghost' })).toThrow(/no account "ghost"/);
    expect(() => sandbox.people.openIssue('example-org/none', { title: 'x' })).toThrow(/no repository/);
    expect(() => {
      sandbox.createRepository(repository);
    }).toThrow(/exists already/);
  });
});

describe('what people do to labels, milestones and releases', () => {
  it('a label is renamed and deleted everywhere', async () => {
    sandbox.people.openIssue(repository, { title: 'Wick', labels: ['cli'] });
    sandbox.people.editLabel(repository, 'cli', { name: 'terminal', color: '000000' });
    expect(sandbox.state.issue(repository, 1).labels).toMatchObject([{ name: 'terminal', color: '000000' }]);
    sandbox.people.deleteLabel(repository, 'terminal');
    expect(sandbox.state.issue(repository, 1).labels).toEqual([]);
    expect(await events()).toEqual(expect.arrayContaining(['label.created', 'label.edited', 'label.deleted']));
  });

  it('a milestone is renamed, dated, closed, opened and deleted', async () => {
    const number = sandbox.people.createMilestone(repository, { title: '1.0' });
    sandbox.people.openIssue(repository, { title: 'Wick', milestone: number });
    sandbox.people.editMilestone(repository, number, { title: '1.1', description: 'd', dueOn: '2026-05-01' });
    expect(payloadOf('edited')).toBeUndefined();
    await sandbox.deliveries.settled();
    expect(payloadOf('edited')).toMatchObject({ changes: { title: { from: '1.0' }, due_on: { from: null } } });
    sandbox.people.closeMilestone(repository, number);
    expect(sandbox.state.milestones(repository)).toMatchObject([
      { state: 'closed', closed_at: '2026-03-01T12:00:00Z' },
    ]);
    sandbox.people.editMilestone(repository, number, { state: 'open' });
    sandbox.people.deleteMilestone(repository, number);
    expect(sandbox.state.issue(repository, 1).milestone).toBeNull();
    expect((await events()).filter((name) => name.startsWith('milestone.'))).toEqual([
      'milestone.closed',
      'milestone.created',
      'milestone.deleted',
      'milestone.edited',
      'milestone.opened',
    ]);
  });

  it('a draft is published later, and a tag is not published twice', async () => {
    const id = sandbox.people.createRelease(repository, { tagName: 'v1', draft: true });
    expect(sandbox.state.commit(repository, 'v1')).toBeNull();
    sandbox.people.publishDraft(repository, id);
    expect(sandbox.state.commit(repository, 'v1')).toBe(sandbox.state.commit(repository));
    expect(await events()).toEqual(['release.created', 'release.published', 'release.released']);
    expect(() => sandbox.people.createRelease(repository, { tagName: 'v1' })).toThrow(/Validation Failed/);
  });
});

describe('what people do to repositories', () => {
  it('branches move, are force-pushed and deleted', async () => {
    const first = sandbox.state.commit(repository) ?? '';
    const second = sandbox.push(repository, { by: 'alice', message: 'two', files: { a: '2' } });
    const again = sandbox.push(repository, { by: 'alice', message: 'two again', files: { a: '3' }, force: true });
    sandbox.people.moveBranch(repository, 'main', first, { by: 'alice' });
    sandbox.people.deleteBranch(repository, 'main');
    await sandbox.deliveries.settled();
    const pushes = listener.received
      .filter(({ headers }) => headers['x-github-event'] === 'push')
      .map(({ payload }) => payload);
    expect(pushes).toMatchObject([
      { before: first, after: second, forced: false, created: false, deleted: false },
      { before: second, after: again, forced: true },
      { before: again, after: first, forced: true, commits: [] },
      { before: first, after: '0'.repeat(40), deleted: true, head_commit: null },
    ]);
  });

  it('a truncated push lists no commits, a new branch only what is new', async () => {
    sandbox.push(repository, { by: 'alice', message: 'large', files: { a: '2' }, truncated: true });
    sandbox.push(repository, { by: 'alice', message: 'side', branch: 'side', files: { b: '1' } });
    await sandbox.deliveries.settled();
    const pushes = listener.received
      .filter(({ headers }) => headers['x-github-event'] === 'push')
      .map(({ payload }) => payload);
    expect(pushes).toMatchObject([
      { commits: [], head_commit: { message: 'large' } },
      { ref: 'refs/heads/side', created: true, commits: [{ message: 'side', added: ['b'] }] },
    ]);
  });

  it('they are renamed, hidden, shown, archived, moved and deleted', async () => {
    sandbox.createOrganization('other-org');
    sandbox.push(repository, { by: 'alice', message: 's', branch: 'side', files: { b: '1' } });
    await sandbox.deliveries.settled();
    listener.received.length = 0;
    sandbox.people.setDefaultBranch(repository, 'side');
    sandbox.people.setVisibility(repository, 'private');
    sandbox.people.setVisibility(repository, 'public');
    sandbox.people.archive(repository);
    expect(() => sandbox.push(repository, { by: 'alice', message: 'x', files: { a: 'x' } })).toThrow(/read-only/);
    sandbox.people.unarchive(repository);
    sandbox.people.renameRepository(repository, 'lamp');
    // Nobody is installed on the new owner: nobody hears.
    sandbox.people.transferRepository('example-org/lamp', 'other-org');
    sandbox.people.deleteRepository('other-org/lamp');
    expect(await events()).toEqual([
      'public',
      'repository.archived',
      'repository.edited',
      'repository.privatized',
      'repository.publicized',
      'repository.renamed',
      'repository.unarchived',
    ]);
    const alice = client(sandbox, sandbox.createToken('alice'));
    expect((await refusal(alice.rest.repos.get({ owner: 'other-org', repo: 'lamp' }))).status).toBe(404);
  });
});

const opening = (head: string, base?: string) => () =>
  sandbox.people.openPullRequest(repository, { title: 't', head, ...(base === undefined ? {} : { base }) });

describe('pull requests', () => {
  it('are opened, follow their branch, are read and merged', async () => {
    const push = (text: string) =>
      sandbox.push(repository, { by: 'bob', message: text, branch: 'next', files: { 'ROADMAP.md': text, extra: 'x' } });
    push('one');
    const number = sandbox.people.openPullRequest(repository, { title: 'Next', head: 'next', by: 'bob' });
    const head = push('two');
    expect(await events()).toEqual(expect.arrayContaining(['pull_request.opened', 'pull_request.synchronize']));
    const alice = client(sandbox, sandbox.createToken('alice')).rest.pulls;
    const at = { owner: 'example-org', repo: 'lantern' };
    expect((await alice.get({ ...at, pull_number: number })).data).toMatchObject({
      number,
      state: 'open',
      merged: false,
      head: { ref: 'next', sha: head },
      base: { ref: 'main' },
    });
    expect((await alice.list({ ...at, head: 'example-org:next' })).data).toHaveLength(1);
    expect((await alice.list({ ...at, base: 'other' })).data).toEqual([]);
    expect(
      (await alice.listFiles({ ...at, pull_number: number })).data.map((file) => [file.filename, file.status]),
    ).toEqual([
      ['ROADMAP.md', 'modified'],
      ['extra', 'added'],
    ]);
    const sha = sandbox.people.mergePullRequest(repository, number, { by: 'alice' });
    expect(sandbox.state.commit(repository)).toBe(sha);
    expect(sandbox.state.file(repository, 'ROADMAP.md')).toBe('two');
    expect((await alice.get({ ...at, pull_number: number })).data).toMatchObject({ state: 'closed', merged: true });
    expect(() => sandbox.people.mergePullRequest(repository, number)).toThrow(/not mergeable/);
    expect(sandbox.state.issue(repository, number).pull_request).toMatchObject({ merged_at: '2026-03-01T12:00:00Z' });
  });

  it('need two branches that differ', () => {
    expect(opening('nope')).toThrow(/Validation Failed/);
    expect(opening('main', 'nope')).toThrow(/Validation Failed/);
    expect(opening('main')).toThrow(/Validation Failed/);
  });
});

describe('checks', () => {
  it('are re-run by people; only the app that made them hears', async () => {
    const token = sandbox.createInstallationToken(installation);
    const { data } = await client(sandbox, token).rest.checks.create({
      owner: 'example-org',
      repo: 'lantern',
      name: 'Milepost',
      head_sha: sandbox.state.commit(repository) ?? '',
      actions: [{ label: 'Fix', description: 'Corrects it', identifier: 'fix' }],
    });
    await sandbox.deliveries.settled();
    listener.received.length = 0;
    sandbox.people.pressCheck(repository, data.id, { by: 'alice' });
    sandbox.people.pressCheck(repository, data.id, { by: 'alice', action: 'fix' });
    await sandbox.deliveries.settled();
    expect(payloadOf('rerequested')).toMatchObject({ check_run: { id: data.id }, sender: { login: 'alice' } });
    expect(payloadOf('requested_action')).toMatchObject({ requested_action: { identifier: 'fix' } });
  });
});
