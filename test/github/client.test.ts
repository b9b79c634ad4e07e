import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { GitHubError, RateLimited, WriteRefused } from '../../src/github/github-error.ts';
import { API, SERVER, testClient, TOKEN } from './test-client.ts';

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});
afterAll(() => nock.restore());

const api = () => nock(API);
const graphql = () => nock(SERVER).post('/api/graphql');
const ISSUE = 'GET /repos/{owner}/{repo}/issues/{issue_number}';
const CREATE = 'POST /repos/{owner}/{repo}/issues';
const LANTERN = { owner: 'example-org', repo: 'lantern' };
const about = 'reading issue example-org/lantern#12';

async function failure(promise: Promise<unknown>): Promise<GitHubError> {
  const error = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(GitHubError);
  return error as GitHubError;
}

describe('a REST request', () => {
  it('names the version of the interface and is counted', async () => {
    const { client } = testClient();
    api()
      .get('/repos/example-org/lantern/issues/12')
      .matchHeader('x-github-api-version', '2022-11-28')
      .reply(200, { number: 12 });
    const { data } = await client.rest<{ number: number }>(ISSUE, { ...LANTERN, issue_number: 12 });
    expect(data.number).toBe(12);
    expect(client.counts).toEqual({ graphql: 0, rest: 1 });
  });

  it('is tried three times when it only reads', async () => {
    const { client, waits } = testClient();
    const path = '/repos/example-org/lantern/issues/12';
    api()
      .get(path)
      .reply(502, 'bad gateway')
      .get(path)
      .replyWithError('socket hang up')
      .get(path)
      .reply(200, { number: 12 });
    await client.rest(ISSUE, { ...LANTERN, issue_number: 12 });
    expect(waits).toEqual([500, 2000]);
    expect(client.counts.rest).toBe(3);
  });

  it('is sent once when it creates, whatever comes back', async () => {
    const { client, waits } = testClient();
    api().post('/repos/example-org/lantern/issues').reply(502, { message: 'Server Error' });
    const error = await failure(
      client.rest(CREATE, { ...LANTERN, title: 'A' }, { about: 'opening an issue', creates: true }),
    );
    expect(error).toMatchObject({ kind: 'unavailable', status: 502 });
    expect(waits).toEqual([]);
  });

  it('is repeated when a write says that it may be', async () => {
    const { client } = testClient();
    api()
      .patch('/repos/example-org/lantern/issues/comments/9')
      .reply(500)
      .patch(/comments/)
      .reply(200, { id: 9 });
    const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
    await client.rest(route, { ...LANTERN, comment_id: 9, body: 'b' }, { repeatable: true });
    expect(client.counts.rest).toBe(2);
  });

  it('takes an answer that breaks off for no answer', async () => {
    const { client } = testClient();
    api().post('/repos/example-org/lantern/issues').reply(201, '{"number": 1', { 'content-type': 'application/json' });
    const error = await failure(client.rest(CREATE, { ...LANTERN, title: 'A' }));
    expect(error.kind).toBe('unavailable');
  });

  it('ends when no answer comes in time', async () => {
    const { client } = testClient({ timeoutMs: 40 });
    api().post('/repos/example-org/lantern/issues').delay(400).reply(201, { number: 1 });
    const error = await failure(client.rest(CREATE, { ...LANTERN, title: 'A' }, { about: 'opening an issue' }));
    expect(error).toMatchObject({ kind: 'unavailable', status: null });
    expect(error.message).toContain('no answer within 0.04 s');
  });

  it.each<[number, object | string, string]>([
    [401, { message: 'Bad credentials' }, 'forbidden'],
    [403, { message: 'Resource not accessible by integration' }, 'forbidden'],
    [403, { message: 'This installation has been suspended' }, 'suspended'],
    [404, { message: 'Not Found' }, 'not-found'],
    [410, { message: 'Issues are disabled for this repo' }, 'gone'],
    [422, { message: 'Validation Failed', errors: [{ field: 'milestone', code: 'invalid' }] }, 'invalid'],
    [451, { message: 'Repository access blocked' }, 'gone'],
  ])('tells %i %j as %s, with what it was about and why', async (status, body, kind) => {
    const { client } = testClient();
    api().get('/repos/example-org/lantern/issues/12').reply(status, body);
    const error = await failure(client.rest(ISSUE, { ...LANTERN, issue_number: 12 }, { about }));
    expect(error).toMatchObject({ kind, status, about });
    expect(error.message).toMatch(/^reading issue example-org\/lantern#12: GitHub answered \d+: \S/);
    expect(error.cause).toBeInstanceOf(Error);
    if (status === 422) expect(error.fields).toEqual([{ field: 'milestone', code: 'invalid' }]);
  });

  it('never shows the token', async () => {
    const { client } = testClient();
    api()
      .get('/repos/example-org/lantern/issues/12')
      .reply(403, { message: `no access with ${TOKEN} or Bearer ${'x'.repeat(30)}` });
    const error = await failure(client.rest(ISSUE, { ...LANTERN, issue_number: 12 }, { about }));
    expect(error.message).not.toContain(TOKEN);
    expect(error.message).not.toContain('xxxxx');
    expect(JSON.stringify(error)).not.toContain(TOKEN);
  });

  it.each([
    ['a path value of dots', ISSUE, { owner: '..', repo: 'user', issue_number: 1 }],
    ['a file path with dots', 'GET /repos/{owner}/{repo}/contents/{+path}', { ...LANTERN, path: 'docs/../../x' }],
    ['another address', ISSUE, { ...LANTERN, issue_number: 1, baseUrl: 'http://elsewhere.test' }],
    ['another method', ISSUE, { ...LANTERN, issue_number: 1, method: 'DELETE' }],
    ['a full address as a route', 'GET http://elsewhere.test/', {}],
  ])('is not sent with %s', async (_name, route, parameters) => {
    const { client } = testClient();
    await expect(client.rest(route, parameters)).rejects.toThrow(TypeError);
    expect(client.counts.rest).toBe(0);
  });
});

describe('a rate limit', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each<[string, number, object, Record<string, string>, string]>([
    ['with retry-after', 403, { message: 'slow down' }, { 'retry-after': '90' }, '2026-01-01T00:01:30.000Z'],
    [
      'with nothing remaining',
      403,
      { message: 'API rate limit exceeded' },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 600) },
      '2026-01-01T00:10:00.000Z',
    ],
    [
      'with nothing but words',
      403,
      { message: 'You have exceeded a secondary rate limit' },
      {},
      '2026-01-01T00:01:00.000Z',
    ],
    ['as 429', 429, { message: 'too many' }, {}, '2026-01-01T00:01:00.000Z'],
    [
      'whose reset is over already',
      403,
      {},
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 - 5) },
      '2026-01-01T00:00:01.000Z',
    ],
    [
      'whose reset cannot be',
      403,
      {},
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '5' },
      '2026-01-01T00:01:00.000Z',
    ],
  ])('%s says when to come again, and is not slept on', async (_name, status, body, headers, retryAt) => {
    const { client, waits } = testClient({ clock: () => now });
    api().get('/repos/example-org/lantern/issues/12').reply(status, body, headers);
    const error: unknown = await client
      .rest(ISSUE, { ...LANTERN, issue_number: 12 }, { about })
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(RateLimited);
    expect((error as RateLimited).retryAt.toISOString()).toBe(retryAt);
    expect(waits).toEqual([]);
  });

  it.each([
    ['by type', { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] }],
    [
      'by words in the errors',
      { data: { viewer: null }, errors: [{ message: 'You have exceeded a secondary rate limit' }] },
    ],
    ['by words alone', { message: 'You have exceeded a secondary rate limit. Please wait' }],
  ])('inside a GraphQL answer with status 200 is known %s', async (_name, body) => {
    const { client } = testClient();
    graphql().reply(200, body);
    await expect(client.graphql('query { viewer { login } }', {})).rejects.toBeInstanceOf(RateLimited);
  });
});

describe('a GraphQL request', () => {
  it('gives a partial answer with its errors', async () => {
    const { client } = testClient();
    const errors = [{ type: 'NOT_FOUND', path: ['r0', 'issue2'], message: 'Could not resolve to an issue' }];
    graphql()
      .matchHeader('x-github-api-version', '2022-11-28')
      .reply(200, { data: { r0: { issue1: { number: 1 }, issue2: null } }, errors });
    const answer = await client.graphql('query { r0 }', {});
    expect(answer).toEqual({ data: { r0: { issue1: { number: 1 }, issue2: null } }, errors });
    expect(client.counts).toEqual({ graphql: 1, rest: 0 });
  });

  it('gives nulls for rows that are all not found', async () => {
    const { client } = testClient();
    graphql().reply(200, { data: { r0: null }, errors: [{ type: 'NOT_FOUND', path: ['r0'] }] });
    expect((await client.graphql('query { r0 }', {})).data).toEqual({ r0: null });
  });

  it.each([
    [
      'a fault of GitHub',
      { data: { r0: null }, errors: [{ message: 'Something went wrong while executing your query.' }] },
    ],
    ['an answer without data', { message: 'half an answer' }],
    ['an answer that breaks off', '{"data": {"r0"'],
  ])('is tried again after %s', async (_name, body) => {
    const { client } = testClient();
    graphql().reply(200, body, { 'content-type': 'application/json' });
    graphql().reply(200, { data: { r0: { id: 1 } } });
    expect((await client.graphql('query { r0 }', {})).data).toEqual({ r0: { id: 1 } });
    expect(client.counts.graphql).toBe(2);
  });

  it('that GitHub cannot run fails with its words', async () => {
    const { client } = testClient();
    graphql().reply(200, {
      errors: [{ message: "Field 'x' doesn't exist on type 'Repository'", extensions: { code: 'undefinedField' } }],
    });
    const error = await failure(client.graphql('query { x }', {}, { about: 'asking for x' }));
    expect(error).toMatchObject({ kind: 'invalid', about: 'asking for x' });
    expect(error.message).toContain("doesn't exist");
  });

  it('goes to the address given for it', async () => {
    const { client } = testClient({ graphqlUrl: 'http://elsewhere.test/ql' });
    nock('http://elsewhere.test')
      .post('/ql', { query: 'query { a }', variables: { n: 'x' } })
      .reply(200, { data: { a: 1 } });
    expect((await client.graphql('query { a }', { n: 'x' })).data).toEqual({ a: 1 });
  });
});

describe('in plan mode', () => {
  it.each([
    CREATE,
    'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
    'PUT /repos/{owner}/{repo}/contents/{path}',
    'DELETE /repos/{owner}/{repo}/issues/{issue_number}',
    'POST /repos/{owner}/{repo}/check-runs/../issues',
    'POST /somewhere/check-runs',
    'POST /graphql',
  ])('%s is refused before it is sent', async (route) => {
    const { client } = testClient({ mode: 'plan' });
    await expect(client.rest(route, LANTERN)).rejects.toBeInstanceOf(WriteRefused);
    expect(client.counts.rest).toBe(0);
  });

  it.each(['mutation { a }', 'query A { a } mutation B { b }', '#\nmutation{a}', 'subscription S { a }'])(
    'the document %j is refused before it is sent',
    async (document) => {
      const { client } = testClient({ mode: 'plan' });
      await expect(client.graphql(document, {})).rejects.toBeInstanceOf(WriteRefused);
      expect(client.counts.graphql).toBe(0);
    },
  );

  it('check runs are written', async () => {
    const { client } = testClient({ mode: 'plan' });
    api()
      .post('/repos/example-org/lantern/check-runs')
      .reply(201, { id: 1 })
      .patch('/repos/example-org/lantern/check-runs/1')
      .reply(200, { id: 1 });
    await client.rest('POST /repos/{owner}/{repo}/check-runs', LANTERN);
    await client.rest('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', { ...LANTERN, check_run_id: 1 });
    expect(client.counts.rest).toBe(2);
  });
});

describe('creating calls', () => {
  it('are spaced, and reads between them are not', async () => {
    let now = 10_000;
    const { client, waits } = testClient({ spacingMs: 1000, clock: () => now });
    api()
      .post(/issues/)
      .times(3)
      .reply(201, { number: 1 })
      .get(/issues/)
      .reply(200, { number: 1 });
    const create = () => client.rest(CREATE, LANTERN, { creates: true });
    await create();
    now += 300;
    await client.rest(ISSUE, { ...LANTERN, issue_number: 1 });
    await create();
    now += 5000;
    await create();
    expect(waits).toEqual([700]);
  });

  it('begun at once still take turns', async () => {
    const { client, waits } = testClient({ spacingMs: 1000, clock: () => 10_000 });
    api()
      .post(/issues/)
      .times(3)
      .reply(201, { number: 1 });
    await Promise.all([1, 2, 3].map(() => client.rest(CREATE, LANTERN, { creates: true })));
    expect(waits).toEqual([1000, 2000]);
  });
});
