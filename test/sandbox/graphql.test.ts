import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { graphql, repository, stage } from './story.ts';

let sandbox: Sandbox;
let installation: number;
let token: string;

beforeEach(async () => {
  sandbox = await stage();
  installation = sandbox.install('example-org', { repositories: 'all' });
  token = sandbox.createInstallationToken(installation);
});
afterEach(async () => {
  await sandbox.close();
});

const lantern = 'repository(owner: "example-org", name: "lantern")';
const ask = async (query: string, variables: Record<string, unknown> = {}) =>
  await graphql(sandbox, token, query, variables);
const inLantern = async (fields: string) => (await ask(`{ ${lantern} { ${fields} } }`)).data?.['repository'];

const issuePage = async (args: string) =>
  (await inLantern(
    `issues(${args}) { totalCount pageInfo { hasNextPage endCursor hasPreviousPage startCursor } nodes { number } }`,
  )) as {
    issues: {
      pageInfo: { hasNextPage: boolean; endCursor: string; startCursor: string; hasPreviousPage: boolean };
      nodes: { number: number }[];
    };
  };

describe('reading through GraphQL', () => {
  it('gives the good rows beside errors for what is missing, with HTTP 200', async () => {
    sandbox.people.openIssue(repository, { title: 'Wick' });
    const answer = await ask(
      `{ ${lantern} { there: issue(number: 1) { title state stateReason(enableDuplicate: true) } gone: issueOrPullRequest(number: 9) { __typename } }
         hidden: repository(owner: "nobody", name: "nothing") { id } }`,
    );
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({
      repository: { there: { title: 'Wick', state: 'OPEN', stateReason: null }, gone: null },
      hidden: null,
    });
    expect(answer.errors).toEqual([
      expect.objectContaining({
        type: 'NOT_FOUND',
        path: ['repository', 'gone'],
        message: 'Could not resolve to an issue or pull request with the number of 9.',
      }),
      expect.objectContaining({
        type: 'NOT_FOUND',
        path: ['hidden'],
        message: "Could not resolve to a Repository with the name 'nobody/nothing'.",
      }),
    ]);
  });

  it('knows who is looking, and what it cost', async () => {
    const { data } = await ask(
      `{ viewer { login } rateLimit { cost limit remaining nodeCount resetAt } ${lantern} { viewerPermission issues(first: 100) { nodes { labels(first: 10) { nodes { name } } } } } }`,
    );
    expect(data).toMatchObject({
      viewer: { login: 'milepost[bot]' },
      // 1 request for the issues and 100 for their labels make one point; 100 + 1,000 nodes.
      rateLimit: { cost: 1, limit: 5000, remaining: 4999, nodeCount: 1100 },
      repository: { viewerPermission: 'WRITE' },
    });
    const alice = await graphql(
      sandbox,
      sandbox.createToken('alice'),
      `{ viewer { login } ${lantern} { viewerPermission } }`,
    );
    expect(alice.data).toEqual({ viewer: { login: 'alice' }, repository: { viewerPermission: 'ADMIN' } });
  });

  it('reads files by expression and by id, and says what is no text', async () => {
    const bytes = Buffer.from([0, 1, 2, 255]);
    sandbox.push(repository, {
      by: 'alice',
      message: 'Odd\n\nbytes',
      files: { odd: bytes },
      committedAt: new Date('2027-01-02T03:04:05Z'),
    });
    const data = await inLantern(`
      id databaseId nameWithOwner owner { __typename login } isPrivate visibility isArchived hasIssuesEnabled
      defaultBranchRef { name prefix target { oid ... on Commit { committedDate messageHeadline messageBody author { user { login } } history(first: 1, path: "ROADMAP.md") { totalCount nodes { message } } } } }
      text: object(expression: "HEAD:ROADMAP.md") { __typename ... on Blob { oid text byteSize isBinary isTruncated } }
      odd: object(expression: "main:odd") { ... on Blob { text byteSize isBinary } }
      root: object(expression: "main:") { ... on Tree { entries { name type path mode } } }
      folder: object(expression: "main:docs") { ... on Tree { entries { path oid } } }
      none: object(expression: "main:nope") { oid }
      nowhere: object(expression: "gone:ROADMAP.md") { oid }`);
    expect(data).toMatchObject({
      nameWithOwner: repository,
      owner: { __typename: 'Organization', login: 'example-org' },
      isPrivate: false,
      visibility: 'PUBLIC',
      isArchived: false,
      hasIssuesEnabled: true,
      defaultBranchRef: {
        name: 'main',
        prefix: 'refs/heads/',
        target: {
          oid: sandbox.state.commit(repository),
          committedDate: '2027-01-02T03:04:05Z',
          messageHeadline: 'Odd',
          messageBody: 'bytes',
          author: { user: { login: 'alice' } },
          history: { totalCount: 1, nodes: [{ message: 'Initial commit' }] },
        },
      },
      text: { __typename: 'Blob', text: '# Roadmap\n', byteSize: 10, isBinary: false, isTruncated: false },
      odd: { text: null, byteSize: 4, isBinary: true },
      root: {
        entries: [
          { name: 'ROADMAP.md', type: 'blob', path: 'ROADMAP.md', mode: 0o100644 },
          { name: 'docs', type: 'tree', path: 'docs', mode: 0o040000 },
          { name: 'odd' },
        ],
      },
      folder: { entries: [{ path: 'docs/guide.md' }] },
      none: null,
      nowhere: null,
    });
  });

  it('tells issues, pull requests, discussions, milestones and releases apart', async () => {
    sandbox.createRepository('example-org/hall', { discussionsEnabled: true, files: { a: 'a' } });
    const hall = 'example-org/hall';
    const milestone = sandbox.people.createMilestone(hall, { title: '1.0', dueOn: '2026-07-01' });
    sandbox.people.openIssue(hall, { title: 'Issue', by: 'bob', milestone, labels: ['roadmap'] });
    sandbox.push(hall, { by: 'alice', message: 'b', branch: 'next', files: { b: 'b' } });
    sandbox.people.openPullRequest(hall, { title: 'Pull', head: 'next', by: 'alice' });
    sandbox.people.startDiscussion(hall, { title: 'Talk', by: 'bob' });
    sandbox.people.closeIssue(hall, 1, { reason: 'duplicate' });
    sandbox.people.mergePullRequest(hall, 2);
    sandbox.people.createRelease(hall, { tagName: 'v1', name: 'One' });
    sandbox.people.createRelease(hall, { tagName: 'v2', draft: true });
    const { data, errors } = await ask(`{ repository(owner: "example-org", name: "hall") {
      issue: issueOrPullRequest(number: 1) { __typename ... on Issue { state stateReason(enableDuplicate: true) plain: stateReason closed url author { __typename login } milestone { number title dueOn state url } labels(first: 5) { nodes { name } } locked } }
      pull: issueOrPullRequest(number: 2) { __typename ... on PullRequest { state merged mergedAt isDraft headRefName baseRefName url mergeCommit { parents(first: 2) { totalCount } } } }
      discussion(number: 3) { title closed url }
      wrong: issue(number: 2) { id }
      milestone(number: 1) { title progressPercentage issues(first: 5) { totalCount } }
      noMilestone: milestone(number: 9) { title }
      milestones(first: 10, states: [OPEN]) { totalCount }
      releases(first: 10) { nodes { tagName name isDraft isPrerelease publishedAt isLatest } }
      latestRelease { tagName }
      label(name: "ROADMAP") { name }
      closed: issues(first: 10, states: [CLOSED]) { totalCount }
      bobs: issues(first: 10, filterBy: { createdBy: "bob", milestoneNumber: "1" }) { nodes { number } }
    } }`);
    expect(data?.['repository']).toMatchObject({
      issue: {
        __typename: 'Issue',
        state: 'CLOSED',
        stateReason: 'DUPLICATE',
        plain: 'NOT_PLANNED',
        closed: true,
        url: `${sandbox.url}/example-org/hall/issues/1`,
        author: { __typename: 'User', login: 'bob' },
        milestone: { number: 1, title: '1.0', dueOn: '2026-07-01T07:00:00Z', state: 'OPEN' },
        labels: { nodes: [{ name: 'roadmap' }] },
        locked: false,
      },
      pull: {
        __typename: 'PullRequest',
        state: 'MERGED',
        merged: true,
        headRefName: 'next',
        mergeCommit: { parents: { totalCount: 2 } },
      },
      discussion: { title: 'Talk', closed: false, url: `${sandbox.url}/example-org/hall/discussions/3` },
      wrong: null,
      milestone: { title: '1.0', progressPercentage: 100, issues: { totalCount: 1 } },
      noMilestone: null,
      milestones: { totalCount: 1 },
      releases: {
        nodes: [
          { tagName: 'v2', isDraft: true },
          { tagName: 'v1', isDraft: false, isLatest: true },
        ],
      },
      latestRelease: { tagName: 'v1' },
      label: { name: 'roadmap' },
      closed: { totalCount: 1 },
      bobs: { nodes: [{ number: 1 }] },
    });
    expect(errors?.map((error) => error.message)).toEqual(['Could not resolve to an Issue with the number of 2.']);
  });

  it('pages by cursor, forwards and backwards', async () => {
    for (let count = 1; count <= 5; count += 1) sandbox.people.openIssue(repository, { title: `${count}` });
    const first = (await issuePage('first: 2')).issues;
    expect(first.nodes).toEqual([{ number: 1 }, { number: 2 }]);
    const second = (await issuePage(`first: 2, after: "${first.pageInfo.endCursor}"`)).issues;
    expect(second.nodes).toEqual([{ number: 3 }, { number: 4 }]);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasPreviousPage]).toEqual([true, true]);
    const last = (await issuePage('last: 2, orderBy: { field: CREATED_AT, direction: ASC }')).issues;
    expect(last.nodes).toEqual([{ number: 4 }, { number: 5 }]);
    const before = (await issuePage(`last: 2, before: "${last.pageInfo.startCursor}"`)).issues;
    expect(before.nodes).toEqual([{ number: 2 }, { number: 3 }]);
  });

  it('finds nodes by id, a hundred at most, and not those that are hidden', async () => {
    sandbox.createRepository('example-org/vault', { visibility: 'private' });
    sandbox.people.openIssue(repository, { title: 'Wick' });
    sandbox.people.openIssue('example-org/vault', { title: 'Hidden' });
    const ids = [
      sandbox.state.issue(repository, 1).node_id,
      sandbox.state.issue('example-org/vault', 1).node_id,
      'I_nope',
    ];
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Issue { title } } }';
    const inside = await ask(query, { ids });
    expect(inside.data?.['nodes']).toMatchObject([{ __typename: 'Issue', title: 'Wick' }, { title: 'Hidden' }, null]);
    const outside = await graphql(sandbox, sandbox.createToken('bob'), query, { ids });
    expect(outside.data?.['nodes']).toMatchObject([{ title: 'Wick' }, null, null]);
    expect(outside.errors).toMatchObject([
      { type: 'NOT_FOUND', path: ['nodes', 1] },
      { type: 'NOT_FOUND', path: ['nodes', 2], message: "Could not resolve to a node with the global id of 'I_nope'." },
    ]);
    expect((await ask(query, { ids: Array.from({ length: 101 }, () => 'x') })).errors?.[0]?.type).toBe(
      'ARGUMENT_LIMIT',
    );
  });

  it('answers 300 references of one query', async () => {
    for (let count = 1; count <= 300; count += 1) sandbox.people.openIssue(repository, { title: `${count}` });
    const aliases = Array.from(
      { length: 300 },
      (_, index) => `i${index + 1}: issueOrPullRequest(number: ${index + 1}) { ...Item }`,
    );
    const query = `query Many { ${lantern} { ${aliases.join('\n')} } }
      fragment Item on IssueOrPullRequest { __typename
        ... on Issue { number title url state stateReason(enableDuplicate: true) closedAt milestone { number title dueOn state } labels(first: 20) { nodes { name } } }
        ... on PullRequest { number title url prState: state merged mergedAt } }`;
    const answer = await ask(query);
    expect(Object.keys(answer.data?.['repository'] ?? {})).toHaveLength(300);
    expect(answer.errors).toBeUndefined();
  });
});

describe('what GraphQL refuses', () => {
  it.each([
    [
      'a field that GitHub does not have',
      `{ ${lantern} { colour } }`,
      "Field 'colour' doesn't exist on type 'Repository'",
    ],
    ['a missing argument', `{ ${lantern} { issue { id } } }`, /argument "number" of type "Int!" is required/],
    ['a text that is no query', '{ viewer {', /Syntax Error/],
    ['no query at all', '', /must be a string/],
    ['a scalar with a selection', '{ viewer { login { x } } }', /must not have a selection/],
  ])('%s: HTTP 200, errors and no data', async (_name, query, message) => {
    const answer = await ask(query);
    expect(answer.status).toBe(200);
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.[0]?.message).toMatch(message);
  });

  it.each([
    ['a connection without a size', 'issues { totalCount }', 'MISSING_PAGINATION_BOUNDARIES'],
    ['more than a hundred', 'issues(first: 101) { totalCount }', 'EXCESSIVE_PAGINATION'],
    ['a cursor that is none', 'issues(first: 1, after: "x") { totalCount }', 'INVALID_CURSOR_ARGUMENTS'],
    ['a field that the sandbox does not serve', 'diskUsage', 'SANDBOX_UNSUPPORTED'],
  ])('%s', async (_name, fields, type) => {
    const answer = await ask(`{ ${lantern} { ${fields} } }`);
    expect(answer.errors?.[0]?.type).toBe(type);
  });

  it('a mutation that it does not carry out, and leaves all as it is', async () => {
    const answer = await ask('mutation { createIssue(input: { repositoryId: "x", title: "t" }) { issue { id } } }');
    expect(answer).toMatchObject({
      status: 200,
      data: { createIssue: null },
      errors: [{ type: 'SANDBOX_UNSUPPORTED', message: expect.stringContaining('Mutation.createIssue') }],
    });
    expect(sandbox.state.issues(repository)).toEqual([]);
  });

  it('what the permission does not cover in a private repository', async () => {
    sandbox.people.setVisibility(repository, 'private');
    sandbox.people.openIssue(repository, { title: 'Wick' });
    token = sandbox.createInstallationToken(installation, { metadata: 'read', contents: 'read' });
    const answer = await ask(`{ ${lantern} { name issue(number: 1) { id } } }`);
    expect(answer.data).toEqual({ repository: { name: 'lantern', issue: null } });
    expect(answer.errors).toMatchObject([{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }]);
  });
});

describe('an issue', () => {
  it('tells who edited the body of an issue last, and when; nobody where only the title was changed', async () => {
    const query = `{ repository(owner: "example-org", name: "lantern") {
      issue(number: 1) { editor { __typename login } lastEditedAt }
    } }`;
    const editor = async () => {
      const { data } = await graphql(sandbox, token, query);
      return (data as { repository: { issue: { editor: unknown; lastEditedAt: string | null } } }).repository.issue;
    };
    sandbox.people.openIssue(repository, { title: 'Wick', body: 'Words', by: 'alice' });
    sandbox.people.editIssue(repository, 1, { title: 'Other words', by: 'bob' });
    expect(await editor()).toEqual({ editor: null, lastEditedAt: null });
    sandbox.people.editIssue(repository, 1, { body: 'Other words', by: 'bob' });
    expect(await editor()).toEqual({ editor: { __typename: 'User', login: 'bob' }, lastEditedAt: expect.any(String) });
    sandbox.people.editIssue(repository, 1, { body: 'More', by: 'milepost[bot]' });
    expect(await editor()).toMatchObject({ editor: { __typename: 'Bot', login: 'milepost' } });
  });
});
