import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { heardStage, type HeardStage } from './heard-stage.ts';
import { at, client, graphql, refusal, repository } from './story.ts';

let staged: HeardStage;
let sandbox: Sandbox;
let installation: number;
let token: string;
let bot: Octokit;
let issue: number;

beforeEach(async () => {
  staged = await heardStage({
    before: (world) => ['carol', 'dave'].forEach((login) => world.createUser(login)),
    after: (world) => (issue = world.people.openIssue(repository, { title: 'Wick', by: 'bob' })),
  });
  ({ sandbox, installation, token } = staged);
  bot = client(sandbox, token);
});
afterEach(() => staged.close());

const payloads = async (event: string) =>
  (await staged.heard(event)) as { comment: Record<string, unknown>; sender: { type: string }; action: string }[];

describe('comments', () => {
  it('say who wrote them, as what, and through which app', async () => {
    sandbox.createBot('renovate');
    sandbox.setPermission(repository, 'carol', 'triage');
    sandbox.people.comment(repository, issue, '/roadmap status', { by: 'bob' });
    sandbox.people.comment(repository, issue, '/roadmap status', { by: 'carol' });
    sandbox.people.comment(repository, issue, '/roadmap status', { by: 'alice' });
    sandbox.people.comment(repository, issue, '/roadmap status', { by: 'renovate[bot]' });
    sandbox.people.comment(repository, issue, '/roadmap status', { by: 'milepost[bot]' });
    const seen = await payloads('issue_comment');
    expect(
      seen.map(({ comment, sender }) => [
        (comment['user'] as { login: string }).login,
        comment['author_association'],
        sender.type,
        (comment['performed_via_github_app'] as { slug: string } | null)?.slug ?? null,
      ]),
    ).toEqual([
      ['bob', 'NONE', 'User', null],
      ['carol', 'COLLABORATOR', 'User', null],
      ['alice', 'MEMBER', 'User', null],
      ['renovate[bot]', 'NONE', 'Bot', null],
      ['milepost[bot]', 'NONE', 'Bot', 'milepost'],
    ]);
  });

  it('on pull requests are issue comments, and a merged pull request makes a contributor', async () => {
    sandbox.people.push(repository, { by: 'alice', message: 'x', branch: 'next', files: { x: 'x' } });
    const number = sandbox.people.openPullRequest(repository, { title: 'Next', head: 'next', by: 'bob' });
    sandbox.people.comment(repository, number, 'one', { by: 'bob' });
    sandbox.people.mergePullRequest(repository, number, { by: 'alice' });
    sandbox.people.comment(repository, issue, 'two', { by: 'bob' });
    expect(await payloads('issue_comment')).toMatchObject([
      { issue: { number, pull_request: {} }, comment: { author_association: 'FIRST_TIME_CONTRIBUTOR' } },
      { issue: { number: issue }, comment: { author_association: 'CONTRIBUTOR' } },
    ]);
  });

  it('are minimized and shown again, by who may write', async () => {
    const id = sandbox.people.comment(repository, issue, 'old', { by: 'bob' });
    const subjectId = sandbox.state.comments(repository, issue)[0]?.node_id;
    const minimize = `mutation($s: ID!) { minimizeComment(input: {subjectId: $s, classifier: OUTDATED}) { minimizedComment { isMinimized minimizedReason } } }`;
    expect((await graphql(sandbox, token, minimize, { s: subjectId })).data).toEqual({
      minimizeComment: { minimizedComment: { isMinimized: true, minimizedReason: 'outdated' } },
    });
    expect((await bot.rest.issues.getComment({ ...at, comment_id: id })).data).toMatchObject({
      minimized: { reason: 'outdated' },
    });
    const weak = sandbox.createInstallationToken(installation, { contents: 'read' });
    expect((await graphql(sandbox, weak, minimize, { s: subjectId })).errors?.[0]?.type).toBe('FORBIDDEN');
    const show = `mutation($s: ID!) { unminimizeComment(input: {subjectId: $s}) { unminimizedComment { isMinimized } } }`;
    await graphql(sandbox, token, show, { s: subjectId });
    expect(sandbox.state.comments(repository, issue)[0]?.minimized).toBeNull();
  });

  it('are written, changed and deleted through GraphQL too', async () => {
    const subject = sandbox.state.issue(repository, issue).node_id;
    const { data } = await graphql(
      sandbox,
      token,
      `
        mutation ($s: ID!) {
          addComment(input: { subjectId: $s, body: "a", clientMutationId: "m" }) {
            clientMutationId
            commentEdge {
              node {
                id
                body
              }
            }
          }
        }
      `,
      { s: subject },
    );
    expect(data).toMatchObject({ addComment: { clientMutationId: 'm', commentEdge: { node: { body: 'a' } } } });
    const { id } = (data as { addComment: { commentEdge: { node: { id: string } } } }).addComment.commentEdge.node;
    await graphql(
      sandbox,
      token,
      `
        mutation ($i: ID!) {
          updateIssueComment(input: { id: $i, body: "b" }) {
            issueComment {
              body
            }
          }
        }
      `,
      { i: id },
    );
    expect(sandbox.state.comments(repository, issue)).toMatchObject([{ body: 'b' }]);
    await graphql(
      sandbox,
      token,
      `
        mutation ($i: ID!) {
          deleteIssueComment(input: { id: $i }) {
            clientMutationId
          }
        }
      `,
      {
        i: id,
      },
    );
    expect((await payloads('issue_comment')).map(({ action }) => action).toSorted()).toEqual([
      'created',
      'deleted',
      'edited',
    ]);
  });

  it('in a locked conversation are for those who may write, whatever the reason says', async () => {
    await bot.rest.issues.lock({ ...at, issue_number: issue, lock_reason: 'too heated' });
    expect(sandbox.state.issue(repository, issue)).toMatchObject({ locked: true, active_lock_reason: 'too heated' });
    const comment = { ...at, issue_number: issue, body: 'No' };
    expect((await refusal(bot.rest.issues.createComment(comment))).status).toBe(403);
    expect((await refusal(client(sandbox, sandbox.createToken('bob')).rest.issues.createComment(comment))).status).toBe(
      403,
    );
    await client(sandbox, sandbox.createToken('alice')).rest.issues.createComment(comment);
    expect(
      (await refusal(bot.rest.issues.lock({ ...at, issue_number: issue, lock_reason: 'so' as never }))).status,
    ).toBe(422);
  });
});

describe('reactions', () => {
  it('are put once, listed by kind, and taken back, on issues and comments', async () => {
    const comment_id = sandbox.people.comment(repository, issue, '/roadmap done', { by: 'bob' });
    const first = await bot.rest.reactions.createForIssueComment({ ...at, comment_id, content: 'eyes' });
    const again = await bot.rest.reactions.createForIssueComment({ ...at, comment_id, content: 'eyes' });
    expect([first.status, again.status, again.data.id]).toEqual([201, 200, first.data.id]);
    sandbox.people.reactToComment(repository, comment_id, '+1', { by: 'bob' });
    const eyes = await bot.rest.reactions.listForIssueComment({ ...at, comment_id, content: 'eyes' });
    expect(eyes.data).toMatchObject([{ user: { login: 'milepost[bot]' }, content: 'eyes' }]);
    await bot.rest.reactions.deleteForIssueComment({ ...at, comment_id, reaction_id: first.data.id });
    expect(sandbox.state.reactions(repository, { comment: comment_id })).toEqual([{ login: 'bob', content: '+1' }]);
    sandbox.people.unreactToComment(repository, comment_id, '+1', { by: 'bob' });
    expect(sandbox.state.reactions(repository, { comment: comment_id })).toEqual([]);
    sandbox.people.reactToIssue(repository, issue, 'heart', { by: 'bob' });
    await bot.rest.reactions.createForIssue({ ...at, issue_number: issue, content: 'rocket' });
    expect(sandbox.state.reactions(repository, { issue })).toHaveLength(2);
  });

  it('go through GraphQL by their own names', async () => {
    const s = sandbox.state.issue(repository, issue).node_id;
    const add = `mutation($s: ID!) { addReaction(input: {subjectId: $s, content: THUMBS_UP}) { reaction { content user { login } } } }`;
    expect((await graphql(sandbox, token, add, { s })).data).toMatchObject({
      addReaction: { reaction: { content: 'THUMBS_UP' } },
    });
    const remove = `mutation($s: ID!) { removeReaction(input: {subjectId: $s, content: THUMBS_UP}) { subject { id } } }`;
    expect((await graphql(sandbox, token, remove, { s })).data).toEqual({ removeReaction: { subject: { id: s } } });
    expect(sandbox.state.reactions(repository, { issue })).toEqual([]);
  });

  it('by a weak token, or of an unknown kind, are refused', async () => {
    const weak = client(sandbox, sandbox.createInstallationToken(installation, { contents: 'write' }));
    const wanted = { ...at, issue_number: issue, content: 'eyes' as const };
    expect((await refusal(weak.rest.reactions.createForIssue(wanted))).status).toBe(403);
    expect((await refusal(bot.rest.reactions.createForIssue({ ...wanted, content: 'wow' as never }))).status).toBe(422);
  });
});

describe('roles', () => {
  it('come from the person, the organization and teams, whichever is the highest', async () => {
    sandbox.createTeam('example-org', 'keepers', ['carol']);
    sandbox.people.setTeamPermission(repository, 'keepers', 'maintain');
    sandbox.setPermission(repository, 'carol', 'triage');
    sandbox.setPermission(repository, 'dave', 'triage');
    const roles = await Promise.all(
      ['alice', 'carol', 'dave', 'bob'].map(async (username) => {
        const { data } = await bot.rest.repos.getCollaboratorPermissionLevel({ ...at, username });
        return [data.permission, data.role_name];
      }),
    );
    expect(roles).toEqual([
      ['admin', 'admin'],
      ['write', 'maintain'],
      ['read', 'triage'],
      ['read', 'read'],
    ]);
    expect((await refusal(bot.rest.repos.getCollaboratorPermissionLevel({ ...at, username: 'x' }))).status).toBe(404);
  });

  it('in teams are told to apps that may read members', async () => {
    sandbox.createTeam('example-org', 'keepers', ['carol']);
    const asked = { org: 'example-org', team_slug: 'keepers', username: 'carol' };
    expect((await refusal(bot.rest.teams.getMembershipForUserInOrg(asked))).status).toBe(403);
    sandbox.grant(installation, { members: 'read' });
    const reader = client(sandbox, sandbox.createInstallationToken(installation));
    expect((await reader.rest.teams.getMembershipForUserInOrg(asked)).data.state).toBe('active');
    expect((await refusal(reader.rest.teams.getMembershipForUserInOrg({ ...asked, username: 'bob' }))).status).toBe(
      404,
    );
    expect((await reader.rest.orgs.checkMembershipForUser({ org: 'example-org', username: 'carol' })).status).toBe(204);
    expect((await reader.rest.teams.listMembersInOrg(asked)).data.map((each) => each.login)).toEqual(['carol']);
  });
});

describe('issues', () => {
  it('are pinned, three at most, and changed through GraphQL', async () => {
    const numbers = [issue, ...['a', 'b', 'c'].map((title) => sandbox.people.openIssue(repository, { title }))];
    for (const number of numbers.slice(0, 3)) sandbox.people.pinIssue(repository, number);
    expect(() => {
      sandbox.people.pinIssue(repository, numbers[3] ?? 0);
    }).toThrow(/Maximum 3/);
    const { data } = await graphql(
      sandbox,
      token,
      `
        mutation ($i: ID!) {
          unpinIssue(input: { issueId: $i }) {
            issue {
              isPinned
            }
          }
          updateIssue(input: { id: $i, title: "Oil", body: "b", state: CLOSED }) {
            issue {
              title
              state
            }
          }
        }
      `,
      { i: sandbox.state.issue(repository, issue).node_id },
    );
    expect(data).toEqual({
      unpinIssue: { issue: { isPinned: false } },
      updateIssue: { issue: { title: 'Oil', state: 'CLOSED' } },
    });
    const actions = (await payloads('issues')).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['pinned', 'unpinned', 'edited', 'closed']));
  });
});
