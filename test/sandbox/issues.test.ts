import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { at, client, graphql, refusal, repository, stage } from './story.ts';

let sandbox: Sandbox;
let token: string;
let bot: Octokit;
let bob: Octokit;

beforeEach(async () => {
  sandbox = await stage();
  token = sandbox.createInstallationToken(sandbox.install('example-org', { repositories: 'all' }));
  bot = client(sandbox, token);
  bob = client(sandbox, sandbox.createToken('bob'));
});
afterEach(async () => {
  await sandbox.close();
});

const call = (path: string, method: string, body?: unknown) => async (): Promise<unknown> =>
  await bot.request({ method, url: `/repos/example-org/lantern${path}`, data: body } as never);

describe('what is refused', () => {
  const long = 'a'.repeat(65_537);
  const cases: [string, ReturnType<typeof call>, number, RegExp][] = [
    [
      'an issue without a title',
      call('/issues', 'POST', { body: 'b' }),
      422,
      /missing_field.*title|title.*missing_field/,
    ],
    ['an issue with an empty title', call('/issues', 'POST', { title: ' ' }), 422, /missing_field/],
    ['a title that is too long', call('/issues', 'POST', { title: 'a'.repeat(257) }), 422, /maximum is 256/],
    ['a body that is too long', call('/issues', 'POST', { title: 't', body: long }), 422, /body is too long/],
    ['an unknown milestone', call('/issues', 'POST', { title: 't', milestone: 9 }), 422, /milestone/],
    ['a number as title', call('/issues', 'POST', { title: 4 }), 422, /not a string/],
    ['an empty comment', call('/issues/1/comments', 'POST', { body: ' ' }), 422, /cannot be blank/],
    ['a comment that is too long', call('/issues/1/comments', 'POST', { body: long }), 422, /body is too long/],
    ['a comment in a locked issue', call('/issues/2/comments', 'POST', { body: 'b' }), 403, /locked/],
    ['a comment nowhere', call('/issues/99/comments', 'POST', { body: 'b' }), 404, /Not Found/],
    ['a label that exists', call('/labels', 'POST', { name: 'ROADMAP' }), 422, /already_exists/],
    ['a colour with #', call('/labels', 'POST', { name: 'x', color: '#aabbcc' }), 422, /color/],
    ['a label that is not there', call('/labels/nope', 'GET'), 404, /Not Found/],
    ['a milestone title twice', call('/milestones', 'POST', { title: '1.0' }), 422, /already_exists/],
    ['a due date that is none', call('/milestones', 'POST', { title: '2', due_on: 'soon' }), 422, /due_on/],
    ['an unknown state', call('/issues/1', 'PATCH', { state: 'done' }), 422, /state/],
    ['an unknown reaction', call('/issues/1/reactions', 'POST', { content: 'shrug' }), 422, /content/],
    ['a route that GitHub lacks', call('/nonsense', 'GET'), 404, /Not Found/],
    ['a number that is none', call('/issues/one', 'GET'), 404, /Not Found/],
  ];

  it.each(cases)('%s', async (_name, attempt, status, message) => {
    sandbox.people.openIssue(repository, { title: 'Open' });
    sandbox.people.openIssue(repository, { title: 'Locked' });
    sandbox.people.lockIssue(repository, 2);
    sandbox.people.createLabel(repository, { name: 'roadmap' });
    sandbox.people.createMilestone(repository, { title: '1.0' });
    const before = JSON.stringify([sandbox.state.issues(repository), sandbox.state.comments(repository)]);
    const refused = await refusal(attempt());
    expect(refused.status).toBe(status);
    expect(JSON.stringify(refused.data)).toMatch(message);
    expect(JSON.stringify([sandbox.state.issues(repository), sandbox.state.comments(repository)])).toBe(before);
  });

  it('anything sent that is no JSON, and writes into an archived repository', async () => {
    const response = await fetch(`${sandbox.apiUrl}/repos/${repository}/issues`, {
      method: 'POST',
      headers: { authorization: `token ${token}` },
      body: '{"title"',
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ message: 'Problems parsing JSON' }),
    ]);
    sandbox.people.archive(repository);
    expect(await refusal(bot.rest.issues.create({ ...at, title: 't' }))).toMatchObject({
      status: 403,
      message: 'Repository was archived so is read-only.',
    });
  });

  it('issues where they are switched off', async () => {
    sandbox.people.openIssue(repository, { title: 'Before' });
    sandbox.people.setIssuesEnabled(repository, false);
    expect((await refusal(bot.rest.issues.create({ ...at, title: 't' }))).status).toBe(410);
    expect((await refusal(bot.rest.issues.listForRepo(at))).status).toBe(410);
    const answer = await graphql(
      sandbox,
      token,
      '{ repository(owner: "example-org", name: "lantern") { issue(number: 1) { id } } }',
    );
    expect(answer.errors?.[0]?.type).toBe('NOT_FOUND');
  });
});

const storedDueOn = async (due_on: string) => {
  const { data } = await bot.rest.issues.createMilestone({ ...at, title: due_on, due_on });
  return data.due_on;
};

const milestoneTitles = async (state?: 'all') =>
  (await bot.rest.issues.listMilestones({ ...at, ...(state ? { state } : {}) })).data.map((each) => each.title);

describe('creating and editing', () => {
  it('gives an issue all that was asked for, and makes the label that was missing', async () => {
    const milestone = sandbox.people.createMilestone(repository, { title: '1.0', dueOn: '2026-07-01' });
    const { data } = await bot.rest.issues.create({ ...at, title: 'Wick', body: 'b', labels: ['roadmap'], milestone });
    expect(data).toMatchObject({
      number: 1,
      title: 'Wick',
      html_url: `${sandbox.url}/example-org/lantern/issues/1`,
      labels: [{ name: 'roadmap' }],
      milestone: { number: 1, title: '1.0', due_on: '2026-07-01T07:00:00Z', open_issues: 1 },
    });
    expect(sandbox.state.labels(repository).map((label) => label.name)).toEqual(['roadmap']);
  });

  it('silently drops labels and milestone of people who may not triage', async () => {
    sandbox.people.createMilestone(repository, { title: '1.0' });
    const { data } = await bob.rest.issues.create({ ...at, title: 'Wick', labels: ['roadmap'], milestone: 1 });
    expect(data).toMatchObject({ user: { login: 'bob' }, labels: [], milestone: null });
    expect((await refusal(bob.rest.issues.addLabels({ ...at, issue_number: 1, labels: ['x'] }))).status).toBe(403);
    sandbox.setPermission(repository, 'bob', 'triage');
    const labelled = await bob.rest.issues.addLabels({ ...at, issue_number: 1, labels: ['x'] });
    expect(labelled.data.map((label) => label.name)).toEqual(['x']);
  });

  it('closes with a reason and opens again', async () => {
    sandbox.people.openIssue(repository, { title: 'Wick' });
    const closed = await bot.rest.issues.update({
      ...at,
      issue_number: 1,
      state: 'closed',
      state_reason: 'not_planned',
    });
    expect(closed.data).toMatchObject({ state: 'closed', state_reason: 'not_planned', closed_by: { type: 'Bot' } });
    sandbox.people.reopenIssue(repository, 1);
    expect(sandbox.state.issue(repository, 1)).toMatchObject({
      state: 'open',
      state_reason: 'reopened',
      closed_at: null,
    });
  });

  it('edits comments of its own and reacts once', async () => {
    sandbox.people.openIssue(repository, { title: 'Wick' });
    const { data } = await bot.rest.issues.createComment({ ...at, issue_number: 1, body: 'one' });
    await bot.rest.issues.updateComment({ ...at, comment_id: data.id, body: 'two' });
    expect((await bot.rest.issues.getComment({ ...at, comment_id: data.id })).data).toMatchObject({
      body: 'two',
      performed_via_github_app: { slug: 'milepost' },
    });
    expect((await refusal(bob.rest.issues.updateComment({ ...at, comment_id: data.id, body: 'mine' }))).status).toBe(
      403,
    );
    const react = async () =>
      await bob.rest.reactions.createForIssueComment({ ...at, comment_id: data.id, content: 'eyes' });
    expect([(await react()).status, (await react()).status]).toEqual([201, 200]);
    expect(sandbox.state.comments(repository, 1)[0]?.reactions.eyes).toBe(1);
  });

  it('keeps of a due date the Californian day', async () => {
    expect(await storedDueOn('2026-05-31T12:00:00Z')).toBe('2026-05-31T07:00:00Z');
    expect(await storedDueOn('2026-05-31T00:00:00Z')).toBe('2026-05-30T07:00:00Z');
    expect(await storedDueOn('2026-01-15T12:00:00Z')).toBe('2026-01-15T08:00:00Z');
  });

  it('lists open milestones only, unless asked for all', async () => {
    sandbox.people.createMilestone(repository, { title: 'late', dueOn: '2026-09-01' });
    sandbox.people.createMilestone(repository, { title: 'soon', dueOn: '2026-03-01' });
    sandbox.people.createMilestone(repository, { title: 'past' });
    sandbox.people.closeMilestone(repository, 3);
    expect(await milestoneTitles()).toEqual(['soon', 'late']);
    expect(await milestoneTitles('all')).toEqual(['soon', 'late', 'past']);
  });
});

describe('listing', () => {
  it('comes in pages that lead to each other', async () => {
    for (let count = 1; count <= 7; count += 1) sandbox.people.openIssue(repository, { title: `Issue ${count}` });
    const first = await bot.rest.issues.listForRepo({ ...at, per_page: 3, direction: 'asc' });
    expect(first.data.map((issue) => issue.number)).toEqual([1, 2, 3]);
    expect(first.headers.link).toMatch(/page=2[^>]*>; rel="next".*page=3[^>]*>; rel="last"/);
    const all = await bot.paginate(bot.rest.issues.listForRepo, { ...at, per_page: 3, direction: 'asc' });
    expect(all.map((issue) => issue.number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('filters by state, labels, creator and date', async () => {
    sandbox.people.openIssue(repository, { title: 'one', by: 'alice', labels: ['roadmap', 'cli'] });
    sandbox.people.openIssue(repository, { title: 'two', by: 'bob', labels: ['roadmap'] });
    await bot.rest.issues.create({ ...at, title: 'three', labels: ['roadmap'] });
    sandbox.people.closeIssue(repository, 2);
    const numbers = async (filter: Record<string, string>) => {
      const { data } = await bot.request('GET /repos/{owner}/{repo}/issues', { ...at, direction: 'asc', ...filter });
      return (data as { number: number }[]).map((issue) => issue.number);
    };
    expect(await numbers({})).toEqual([1, 3]);
    expect(await numbers({ state: 'all', labels: 'roadmap' })).toEqual([1, 2, 3]);
    expect(await numbers({ state: 'all', labels: 'ROADMAP,cli' })).toEqual([1]);
    expect(await numbers({ state: 'all', creator: 'milepost[bot]' })).toEqual([3]);
    expect(await numbers({ creator: 'app/milepost' })).toEqual([3]);
    expect(await numbers({ state: 'closed' })).toEqual([2]);
    expect(await numbers({ since: '2100-01-01T00:00:00Z' })).toEqual([]);
  });

  it('answers 304 without cost while nothing has changed', async () => {
    const first = await bot.rest.issues.listForRepo(at);
    const again = async () =>
      await bot.rest.issues.listForRepo({ ...at, headers: { 'if-none-match': first.headers.etag ?? '' } });
    const answer = await again().catch((error: unknown) => error);
    expect(answer).toMatchObject({
      status: 304,
      response: { headers: { 'x-ratelimit-remaining': first.headers['x-ratelimit-remaining'] } },
    });
    sandbox.people.openIssue(repository, { title: 'New' });
    expect((await again()).data).toHaveLength(1);
  });
});

describe('what has gone', () => {
  it('a deleted issue is 410 in REST and not there for GraphQL', async () => {
    sandbox.people.openIssue(repository, { title: 'Wick' });
    sandbox.people.deleteIssue(repository, 1);
    expect(await refusal(bot.rest.issues.get({ ...at, issue_number: 1 }))).toMatchObject({ status: 410 });
    const answer = await graphql(
      sandbox,
      token,
      '{ repository(owner: "example-org", name: "lantern") { issue(number: 1) { id } } }',
    );
    expect(answer.errors?.[0]).toMatchObject({ message: 'Could not resolve to an Issue with the number of 1.' });
  });

  it('a transferred issue redirects in REST and is not there for GraphQL', async () => {
    sandbox.createRepository('example-org/beacon');
    sandbox.people.openIssue('example-org/beacon', { title: 'First' });
    sandbox.people.openIssue(repository, { title: 'Wick' });
    expect(sandbox.people.transferIssue(repository, 1, 'example-org/beacon')).toBe(2);
    const url = `${sandbox.apiUrl}/repos/${repository}/issues/1`;
    const response = await fetch(url, { redirect: 'manual', headers: { authorization: `token ${token}` } });
    expect([response.status, response.headers.get('location')]).toEqual([
      301,
      expect.stringMatching(/\/api\/v3\/repositories\/\d+\/issues\/2$/),
    ]);
    const { data } = await bot.rest.issues.get({ ...at, issue_number: 1 });
    expect(data).toMatchObject({ number: 2, html_url: `${sandbox.url}/example-org/beacon/issues/2` });
    expect((await refusal(bot.rest.issues.createComment({ ...at, issue_number: 1, body: 'x' }))).status).toBe(404);
    const answer = await graphql(
      sandbox,
      token,
      '{ repository(owner: "example-org", name: "lantern") { issueOrPullRequest(number: 1) { __typename } } }',
    );
    expect(answer.data).toEqual({ repository: { issueOrPullRequest: null } });
    expect(answer.errors?.[0]?.type).toBe('NOT_FOUND');
  });

  it('a transferred issue whose new place is hidden is simply not found', async () => {
    sandbox.createRepository('example-org/vault', { visibility: 'private' });
    sandbox.people.openIssue(repository, { title: 'Wick' });
    sandbox.people.transferIssue(repository, 1, 'example-org/vault');
    expect((await refusal(bob.rest.issues.get({ ...at, issue_number: 1 }))).status).toBe(404);
  });

  it('a renamed repository redirects in REST and is followed in GraphQL', async () => {
    sandbox.people.renameRepository(repository, 'lamp');
    expect((await bot.rest.repos.get(at)).data.full_name).toBe('example-org/lamp');
    const ask = async (follow: boolean) =>
      (
        await graphql(
          sandbox,
          token,
          `{ repository(owner: "example-org", name: "lantern", followRenames: ${follow}) { nameWithOwner } }`,
        )
      ).data;
    expect(await ask(true)).toEqual({ repository: { nameWithOwner: 'example-org/lamp' } });
    expect(await ask(false)).toEqual({ repository: null });
  });
});

describe('permissions of people', () => {
  it.each([
    ['none', 'example-org/vault', 'none', 'none'],
    ['none', repository, 'read', 'read'],
    ['triage', repository, 'read', 'triage'],
    ['maintain', repository, 'write', 'maintain'],
    ['admin', repository, 'admin', 'admin'],
  ] as const)('a role of %s in %s reads as %s (%s)', async (role, name, permission, roleName) => {
    sandbox.createRepository('example-org/vault', { visibility: 'private' });
    sandbox.setPermission(name, 'bob', role);
    const [owner = '', repo = ''] = name.split('/');
    const { data } = await bot.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: 'bob' });
    expect([data.permission, data.role_name]).toEqual([permission, roleName]);
  });

  it('of nobody are 404', async () => {
    const answer = await refusal(bot.rest.repos.getCollaboratorPermissionLevel({ ...at, username: 'ghost' }));
    expect(answer).toMatchObject({ status: 404, message: 'ghost is not a user' });
  });
});
