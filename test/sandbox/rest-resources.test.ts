import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { at, client, graphql, refusal, repository, stage } from './story.ts';

let sandbox: Sandbox;
let token: string;
let bot: Octokit;

beforeEach(async () => {
  sandbox = await stage();
  token = sandbox.createInstallationToken(sandbox.install('example-org'));
  bot = client(sandbox, token);
});
afterEach(async () => {
  await sandbox.close();
});

const labelNames = (labels: { name: string }[]) => labels.map((label) => label.name);

const releaseTags = async (octokit: Octokit) =>
  (await octokit.rest.repos.listReleases(at)).data.map((each) => each.tag_name);

const commentBodies = (comments: { body?: string }[]) => comments.map((comment) => comment.body);

const issueNumbers = async (filter: Record<string, string>) => {
  const { data } = await bot.request('GET /repos/{owner}/{repo}/issues', { ...at, ...filter });
  return (data as { number: number }[]).map((issue) => issue.number);
};

describe('labels over REST', () => {
  it('are made, listed, renamed, put on issues, taken off and deleted', async () => {
    const { issues } = bot.rest;
    sandbox.people.openIssue(repository, { title: 'Wick' });
    const made = await issues.createLabel({ ...at, name: 'roadmap', color: '0e8a16', description: 'd' });
    expect([made.status, made.data.color]).toEqual([201, '0e8a16']);
    await issues.updateLabel({ ...at, name: 'Roadmap', new_name: 'plan' });
    expect((await issues.getLabel({ ...at, name: 'PLAN' })).data.name).toBe('plan');
    expect(labelNames((await issues.addLabels({ ...at, issue_number: 1, labels: ['plan', 'new'] })).data)).toEqual([
      'plan',
      'new',
    ]);
    expect(labelNames((await issues.setLabels({ ...at, issue_number: 1, labels: ['new'] })).data)).toEqual(['new']);
    expect((await refusal(issues.removeLabel({ ...at, issue_number: 1, name: 'plan' }))).status).toBe(404);
    expect((await issues.removeLabel({ ...at, issue_number: 1, name: 'new' })).data).toEqual([]);
    await issues.removeAllLabels({ ...at, issue_number: 1 });
    await issues.deleteLabel({ ...at, name: 'new' });
    expect(labelNames((await issues.listLabelsForRepo(at)).data)).toEqual(['plan']);
    expect((await issues.listLabelsOnIssue({ ...at, issue_number: 1 })).data).toEqual([]);
  });
});

describe('milestones and releases over REST', () => {
  it('a milestone is changed, closed and deleted', async () => {
    const { issues } = bot.rest;
    const { data } = await issues.createMilestone({ ...at, title: '1.0' });
    const patch = { ...at, milestone_number: data.number };
    await issues.updateMilestone({ ...patch, due_on: '2026-06-30T12:00:00Z', description: 'd' });
    expect((await issues.updateMilestone({ ...patch, state: 'closed' })).data).toMatchObject({
      state: 'closed',
      due_on: '2026-06-30T07:00:00Z',
      description: 'd',
      html_url: `${sandbox.url}/example-org/lantern/milestone/1`,
    });
    expect((await issues.getMilestone(patch)).data.title).toBe('1.0');
    await issues.deleteMilestone(patch);
    expect((await refusal(issues.getMilestone(patch))).status).toBe(404);
  });

  it('releases are listed newest first, drafts only for those who may push', async () => {
    sandbox.people.createRelease(repository, { tagName: 'v1' });
    sandbox.people.createRelease(repository, { tagName: 'v2', prerelease: true });
    sandbox.people.createRelease(repository, { tagName: 'v3', draft: true });
    expect(await releaseTags(bot)).toEqual(['v3', 'v2', 'v1']);
    expect(await releaseTags(client(sandbox))).toEqual(['v2', 'v1']);
    expect((await bot.rest.repos.getLatestRelease(at)).data.tag_name).toBe('v1');
    expect((await bot.rest.repos.getReleaseByTag({ ...at, tag: 'v2' })).data.prerelease).toBe(true);
    expect((await refusal(bot.rest.repos.getReleaseByTag({ ...at, tag: 'v3' }))).status).toBe(404);
  });
});

describe('comments over REST', () => {
  it('are listed for an issue and for the repository, since a moment, and deleted', async () => {
    for (const title of ['a', 'b']) sandbox.people.openIssue(repository, { title });
    sandbox.people.comment(repository, 1, 'first');
    sandbox.people.comment(repository, 2, 'second');
    const { issues } = bot.rest;
    expect(commentBodies((await issues.listComments({ ...at, issue_number: 2 })).data)).toEqual(['second']);
    expect(commentBodies((await issues.listCommentsForRepo(at)).data)).toEqual(['first', 'second']);
    const newest = { ...at, sort: 'created', direction: 'desc' } as const;
    expect(commentBodies((await issues.listCommentsForRepo(newest)).data)).toEqual(['second', 'first']);
    expect((await issues.listComments({ ...at, issue_number: 1, since: '2100-01-01T00:00:00Z' })).data).toEqual([]);
    const id = sandbox.state.comments(repository, 1)[0]?.id ?? 0;
    await issues.deleteComment({ ...at, comment_id: id });
    expect((await refusal(issues.getComment({ ...at, comment_id: id }))).status).toBe(404);
  });

  it('in locked issues are for people who may push', async () => {
    sandbox.people.openIssue(repository, { title: 'a' });
    await bot.rest.issues.lock({ ...at, issue_number: 1 });
    const say = async (login: string) =>
      await client(sandbox, sandbox.createToken(login)).rest.issues.createComment({
        ...at,
        issue_number: 1,
        body: 'x',
      });
    expect((await refusal(say('bob'))).status).toBe(403);
    expect((await say('alice')).status).toBe(201);
    await bot.rest.issues.unlock({ ...at, issue_number: 1 });
    expect((await say('bob')).status).toBe(201);
  });

  it('reactions are listed and taken back by their owner', async () => {
    sandbox.people.openIssue(repository, { title: 'a' });
    const { data } = await bot.rest.reactions.createForIssue({ ...at, issue_number: 1, content: 'rocket' });
    expect((await bot.rest.reactions.listForIssue({ ...at, issue_number: 1 })).data).toMatchObject([
      { content: 'rocket', user: { login: 'milepost[bot]' } },
    ]);
    const undo = { ...at, issue_number: 1, reaction_id: data.id };
    const bob = client(sandbox, sandbox.createToken('bob'));
    expect((await refusal(bob.rest.reactions.deleteForIssue(undo))).status).toBe(404);
    await bot.rest.reactions.deleteForIssue(undo);
    expect(sandbox.state.issue(repository, 1).reactions.total_count).toBe(0);
  });
});

describe('issues over REST', () => {
  it('are filtered by milestone and assignee, and sorted', async () => {
    sandbox.people.createMilestone(repository, { title: '1.0' });
    sandbox.people.openIssue(repository, { title: 'a', milestone: 1, body: 'for @alice' });
    sandbox.people.openIssue(repository, { title: 'b', assignees: ['bob'] });
    sandbox.people.comment(repository, 1, 'x');
    expect(await issueNumbers({})).toEqual([2, 1]);
    expect(await issueNumbers({ sort: 'comments' })).toEqual([1, 2]);
    expect([
      await issueNumbers({ milestone: '1' }),
      await issueNumbers({ milestone: 'none' }),
      await issueNumbers({ milestone: '*' }),
    ]).toEqual([[1], [2], [1]]);
    expect([
      await issueNumbers({ assignee: 'bob' }),
      await issueNumbers({ assignee: 'none' }),
      await issueNumbers({ assignee: '*' }),
    ]).toEqual([[2], [1], [2]]);
    expect(await issueNumbers({ mentioned: 'alice' })).toEqual([1]);
    expect((await refusal(issueNumbers({ milestone: 'x' }))).status).toBe(422);
  });
});

describe('accounts and refs', () => {
  it('are found by name in REST and GraphQL', async () => {
    expect((await bot.rest.users.getByUsername({ username: 'milepost[bot]' })).data.type).toBe('Bot');
    expect((await bot.rest.orgs.get({ org: 'example-org' })).data.login).toBe('example-org');
    expect((await refusal(bot.rest.orgs.get({ org: 'alice' }))).status).toBe(404);
    sandbox.people.createRelease(repository, { tagName: 'v1' });
    const refs = await bot.rest.git.listMatchingRefs({ ...at, ref: 'tags/' });
    expect(refs.data.map((each) => each.ref)).toEqual(['refs/tags/v1']);
    expect((await bot.rest.repos.listBranches(at)).data.map((each) => each.name)).toEqual(['main']);
    expect((await bot.rest.repos.getCommit({ ...at, ref: 'main' })).data.files).toHaveLength(2);
    const { data } = await graphql(
      sandbox,
      token,
      `
        {
          organization(login: "example-org") {
            login
            repository(name: "lantern") {
              name
            }
            repositories(first: 5) {
              totalCount
            }
          }
          user(login: "alice") {
            name
            url
          }
          repositoryOwner(login: "bob") {
            __typename
            login
          }
          repository(owner: "example-org", name: "lantern") {
            ref(qualifiedName: "main") {
              name
            }
            refs(refPrefix: "refs/tags/", first: 5) {
              nodes {
                name
              }
            }
            pullRequests(first: 5, headRefName: "x") {
              totalCount
            }
            labels(first: 5) {
              totalCount
            }
          }
        }
      `,
    );
    expect(data).toMatchObject({
      organization: { login: 'example-org', repository: { name: 'lantern' }, repositories: { totalCount: 1 } },
      user: { name: 'alice', url: `${sandbox.url}/alice` },
      repositoryOwner: { __typename: 'User', login: 'bob' },
      repository: { ref: { name: 'main' }, refs: { nodes: [{ name: 'v1' }] }, pullRequests: { totalCount: 0 } },
    });
  });

  it('an author that is a bot has no [bot] in GraphQL', async () => {
    await bot.rest.issues.create({ ...at, title: 'a' });
    const query =
      '{ repository(owner: "example-org", name: "lantern") { issue(number: 1) { author { __typename login } viewerDidAuthor viewerCanUpdate } } }';
    expect((await graphql(sandbox, token, query)).data).toEqual({
      repository: {
        issue: { author: { __typename: 'Bot', login: 'milepost' }, viewerDidAuthor: true, viewerCanUpdate: true },
      },
    });
  });
});
