import { once } from 'node:events';
import { connect } from 'node:net';
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

const creating = { method: 'POST', path: /^\/repos\/[^/]+\/[^/]+\/issues$/ };
const create = async (title = 'Wick') => await bot.rest.issues.create({ ...at, title });
const titles = (): string[] => sandbox.state.issues(repository).map((issue) => issue.title);

describe('faults on demand', () => {
  it('answer an error instead, so many times, and leave other requests alone', async () => {
    const fault = sandbox.faults.add({ match: creating, times: 2, action: { status: 502 } });
    await bot.rest.issues.listForRepo(at);
    expect([(await refusal(create())).status, (await refusal(create())).status]).toEqual([502, 502]);
    expect((await create()).status).toBe(201);
    expect([titles(), fault.hits]).toEqual([['Wick'], 2]);
  });

  it('answer an error although it was done', async () => {
    sandbox.faults.add({ match: creating, action: { status: 500, afterEffect: true, body: { message: 'Oops' } } });
    expect(await refusal(create())).toMatchObject({ status: 500, message: 'Oops' });
    expect(titles()).toEqual(['Wick']);
  });

  it('drop the connection before anything is done', async () => {
    sandbox.faults.add({ match: creating, action: 'drop-before' });
    await expect(create()).rejects.toThrow();
    expect(titles()).toEqual([]);
    expect(sandbox.state.writes()).toMatchObject([
      { method: 'POST', path: `/repos/${repository}/issues`, status: null },
    ]);
  });

  it('drop the connection after it was done', async () => {
    const fault = sandbox.faults.add({ match: creating, action: 'drop-after' });
    await expect(create()).rejects.toThrow();
    await fault.hit;
    expect(titles()).toEqual(['Wick']);
  });

  it('hold the answer back until it is released', async () => {
    const fault = sandbox.faults.add({ match: creating, action: 'hold' });
    const answer = create();
    await fault.hit;
    expect(titles()).toEqual(['Wick']);
    expect(sandbox.state.writes().at(-1)?.status).toBeNull();
    fault.release();
    expect((await answer).status).toBe(201);
    expect(sandbox.state.writes().at(-1)?.status).toBe(201);
  });

  it('take effect late, also where the asker went away long ago', async () => {
    const fault = sandbox.faults.add({ match: creating, action: 'hold-before' });
    const body = JSON.stringify({ title: 'Wick' });
    const socket = connect(Number(sandbox.host.split(':')[1]), '127.0.0.1');
    socket.write(
      `POST /api/v3/repos/${repository}/issues HTTP/1.1\r\nhost: ${sandbox.host}\r\nauthorization: token ${token}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await fault.hit;
    socket.destroy();
    await once(socket, 'close');
    expect(titles()).toEqual([]);
    const late = new Promise((resolve) => sandbox.on('change', resolve));
    fault.release();
    await late;
    expect(titles()).toEqual(['Wick']);
  });

  it('hold the answer back for good where the asker goes away', async () => {
    const fault = sandbox.faults.add({ match: creating, action: 'hold' });
    const body = JSON.stringify({ title: 'Wick' });
    const socket = connect(Number(sandbox.host.split(':')[1]), '127.0.0.1');
    socket.write(
      `POST /api/v3/repos/${repository}/issues HTTP/1.1\r\nhost: ${sandbox.host}\r\nauthorization: token ${token}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await fault.hit;
    socket.destroy();
    await once(socket, 'close');
    expect(titles()).toEqual(['Wick']);
    expect((await create('Second')).data.number).toBe(2);
  });

  it('delay, and then do as usual', async () => {
    sandbox.faults.add({ match: creating, action: { delayMs: 80 } });
    const startedAt = performance.now();
    await create();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(79);
  });

  it('say that a secondary limit was hit, with the seconds to wait', async () => {
    sandbox.faults.add({ match: creating, action: 'secondary-limit' });
    sandbox.faults.add({ match: creating, action: { secondaryLimit: { retryAfterSeconds: 2, status: 429 } } });
    const first = await create().catch((error: unknown) => error);
    expect(first).toMatchObject({
      status: 403,
      response: { headers: { 'retry-after': '60', 'x-ratelimit-remaining': '5000' } },
    });
    const second = await create().catch((error: unknown) => error);
    expect(second).toMatchObject({ status: 429, response: { headers: { 'retry-after': '2' } } });
    expect(titles()).toEqual([]);
  });

  it('say that the hour is used up, in GraphQL with HTTP 200', async () => {
    sandbox.faults.add({ times: 2, action: { primaryLimit: { resetInSeconds: 30 } } });
    const rest = await create().catch((error: unknown) => error);
    expect(rest).toMatchObject({ status: 403, response: { headers: { 'x-ratelimit-remaining': '0' } } });
    const answer = await graphql(sandbox, token, '{ viewer { login } }');
    expect(answer).toMatchObject({ status: 200, errors: [{ type: 'RATE_LIMITED' }] });
  });

  it('pick GraphQL requests by their text, and let some pass first', async () => {
    sandbox.faults.add({ match: { graphql: /rateLimit/ }, after: 1, action: { status: 503, body: {} } });
    const ask = async (query: string) => (await graphql(sandbox, token, query)).status;
    expect(await ask('{ viewer { login } }')).toBe(200);
    expect(await ask('{ rateLimit { cost } }')).toBe(200);
    expect(await ask('{ rateLimit { cost } }')).toBe(503);
    expect(await ask('{ rateLimit { cost } }')).toBe(200);
  });

  it('are forgotten when cleared, and what they hold is answered', async () => {
    const fault = sandbox.faults.add({ match: creating, times: Infinity, action: 'hold' });
    const answer = create();
    await fault.hit;
    sandbox.faults.clear();
    expect((await answer).status).toBe(201);
    expect((await create()).status).toBe(201);
  });
});

describe('limits of their own accord', () => {
  it('refuse content above so many a minute, and tell the hourly budget in every answer', async () => {
    await sandbox.close();
    sandbox = await stage({ limits: { contentPerMinute: 2, requestsPerHour: 4 } });
    bot = client(sandbox, sandbox.createInstallationToken(sandbox.install('example-org')));
    const first = await create();
    expect(first.headers).toMatchObject({ 'x-ratelimit-limit': '4', 'x-ratelimit-remaining': '3' });
    expect(first.headers['x-github-request-id']).toMatch(/\S+/);
    await create();
    const third = await create().catch((error: unknown) => error);
    expect(third).toMatchObject({
      status: 403,
      response: { headers: { 'retry-after': expect.stringMatching(/^\d+$/) } },
    });
    await bot.rest.issues.listForRepo(at);
    expect(await refusal(bot.rest.issues.listForRepo(at))).toMatchObject({
      status: 403,
      message: /rate limit exceeded/,
    });
    expect((await bot.rest.rateLimit.get()).data.resources.core).toMatchObject({ limit: 4, remaining: 0 });
  });

  it('refuse more points than a minute has, GraphQL in an answer with status 200', async () => {
    await sandbox.close();
    sandbox = await stage({ limits: { restPointsPerMinute: 7, graphqlPointsPerMinute: 2 } });
    token = sandbox.createInstallationToken(sandbox.install('example-org'));
    bot = client(sandbox, token);
    await create();
    await bot.rest.issues.listForRepo(at);
    const refused = await create('Oil').catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 403, message: expect.stringContaining('secondary rate limit') });
    expect(refused).toMatchObject({ response: { headers: { 'retry-after': expect.stringMatching(/^(?:60|59)$/) } } });
    await bot.rest.issues.listForRepo(at);
    expect(titles()).toEqual(['Wick']);
    const look = () => graphql(sandbox, token, 'query Look { viewer { login } }');
    await look();
    await look();
    expect(JSON.stringify(await look())).toContain('You have exceeded a secondary rate limit');
  });

  it('are not told where there are none by the hour', async () => {
    await sandbox.close();
    sandbox = await stage({ limits: { hourly: false } });
    bot = client(sandbox, sandbox.createInstallationToken(sandbox.install('example-org')));
    const { headers } = await bot.rest.issues.listForRepo(at);
    expect(Object.keys(headers).filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
    expect((await refusal(bot.rest.rateLimit.get())).status).toBe(404);
  });
});

describe('the log of requests', () => {
  it('tells reads from writes, names the operation and the actor', async () => {
    await create();
    await graphql(sandbox, token, 'query Look { viewer { login } }');
    await graphql(
      sandbox,
      token,
      'mutation Make { createRef(input: {repositoryId: "x", name: "y", oid: "z"}) { clientMutationId } }',
    );
    expect(
      sandbox.state.requests.map(({ path, operation, isWrite, status, actor }) => [
        path,
        operation,
        isWrite,
        status,
        actor,
      ]),
    ).toEqual([
      [`/repos/${repository}/issues`, null, true, 201, 'milepost[bot]'],
      ['/graphql', 'Look', false, 200, 'milepost[bot]'],
      ['/graphql', 'Make', true, 200, 'milepost[bot]'],
    ]);
    expect(sandbox.state.writes()).toHaveLength(2);
  });
});
