/** Known secrets are fed through every path; then everything that came out is searched. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { Client } from 'pg';
import { startPostgres, type PostgresServer } from '../store/postgres-server.ts';
import { placeholders } from './roadmaps.ts';
import { CLIENT_SECRET, privateKey, SECRET, SIGN_IN, Story, until } from './story.ts';

const PASSWORD = 'nobody-reads-this-password';
/** What a person, or GitHub, might put into a text. */
const STRAY = `ghp_${'x7'.repeat(18)}`;
const HOOK_PATH = '/api/github/webhooks';

let server: PostgresServer;
let databaseUrl = '';
let story: Story;
beforeAll(async () => {
  server = await startPostgres();
  databaseUrl = (await server.createDatabase()).replace('postgres@', `postgres:${PASSWORD}@`);
  story = await Story.begin({ databaseUrl, environment: { LOG_LEVEL: 'trace', ...SIGN_IN } });
}, 240_000);
afterAll(async () => {
  await story.end();
  await server.stop();
});

const address = (path: string): string => `http://127.0.0.1:${story.port}${path}`;

const sign = (body: string): string => `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;

function deliver(body: string, headers: Record<string, string>): Promise<Response> {
  const names = { 'x-github-event': 'push', 'x-github-delivery': 'a-delivery', 'content-type': 'application/json' };
  return fetch(address(HOOK_PATH), { method: 'POST', body, headers: { ...names, ...headers } });
}

/** Every row of every table, also the queue's. */
async function everythingStored(): Promise<string> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
       where schemaname like 'milepost%'`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`select row_to_json(each)::text as text from ${name} each`);
      texts.push(...rows.map(({ text }) => text));
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
}

const keyLines = privateKey.split('\n').filter((line) => line.length > 20 && !line.startsWith('-----'));

/** Which secrets stand in a text; tokens and signed web tokens by their shape. */
function secretsIn(text: string): string[] {
  const known = [SECRET, CLIENT_SECRET, PASSWORD, STRAY, ...keyLines];
  const forms = known.flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]);
  const shapes = text.match(/\bgh[su]_[\w.-]{20,}|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g) ?? [];
  return [...new Set([...forms.filter((form) => text.includes(form)), ...shapes])];
}

describe('a secret', () => {
  it('is found by this search where there is one', () => {
    const token = story.sandbox.createInstallationToken(story.installationId);
    expect(secretsIn(`token ${token}`)).toEqual([token]);
    expect(secretsIn(JSON.stringify({ privateKey }))).toEqual(keyLines);
    expect(secretsIn(databaseUrl)).toEqual([PASSWORD]);
  });

  it('is in nothing that the app logs, answers, stores or writes, whatever comes in and goes wrong', async () => {
    const answers: string[] = [];
    const body = JSON.stringify({ zen: SECRET, key: privateKey });
    for (const [text, headers] of [
      [body, {}],
      [body, { 'x-hub-signature-256': `sha256=${SECRET}` }],
      [body, { 'x-hub-signature-256': sign(body), 'x-github-event': 'zen' }],
      [`{"secret": "${SECRET}"`, { 'x-hub-signature-256': sign(`{"secret": "${SECRET}"`) }],
    ] as [string, Record<string, string>][]) {
      const answer = await deliver(text, headers);
      answers.push(`${answer.status} ${await answer.text()}`);
    }
    expect(answers.map((answer) => answer.slice(0, 3))).toEqual(['401', '401', '202', '400']);

    // GitHub answers with tokens in its words, and the work goes on.
    const repository = await story.repository('told');
    const echo = { message: `Bad token ${STRAY}; Authorization: Bearer ${STRAY}`, errors: [{ message: STRAY }] };
    story.sandbox.faults.add({ match: { graphql: /MilepostRepository/ }, action: { status: 502, body: echo } });
    story.sandbox.faults.add({ match: { path: /issues$/, method: 'POST' }, action: { status: 502, body: echo } });
    story.sandbox.faults.add({ match: { path: /check-runs$/ }, action: { status: 422, body: echo } });
    const sha = story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
    await until('the issue is opened', () => story.titles(repository).length === 1);
    // A token that GitHub no longer takes.
    story.sandbox.expireTokens();
    story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell', 'Paint the door') });
    await until('the second issue is opened', () => story.titles(repository).length === 2);
    expect(sha).not.toBe('');
    // Faults of the handlers and of the configuration.
    story.push(repository, { '.github/milepost.yml': `mode: ${SECRET}\n` });
    await until('the wrong configuration is said', () => story.log.includes('milepost.yml'));

    const pages = ['/example-org/told', '/-/sign-in', `/-/signed-in?code=${STRAY}&state=${SECRET}`];
    for (const path of ['/', '/healthz', '/readyz', '/metrics', '/nothing', HOOK_PATH, ...pages]) {
      answers.push(await (await fetch(address(path))).text());
    }
    await story.settled();
    expect(secretsIn(story.log)).toEqual([]);
    expect(secretsIn(answers.join('\n'))).toEqual([]);
    expect(secretsIn(await everythingStored())).toEqual([]);
    const written = story.sandbox.state
      .writes()
      .filter(({ path }) => !path.includes('check-runs'))
      .map(({ body: sent, variables }) => `${sent ?? ''} ${JSON.stringify(variables)}`);
    expect(written.length).toBeGreaterThan(0);
    expect(secretsIn(written.join('\n'))).toEqual([]);
  });

  it('is in nothing that the app says when it cannot start', async () => {
    await story.stopApp();
    const before = story.log.length;
    const wrong = Story.prototype.startApp.bind(story);
    await server.stop();
    await expect(wrong()).rejects.toThrow('The app ended with 2');
    const said = story.log.slice(before);
    expect(said).toContain('could not be reached');
    expect(secretsIn(said)).toEqual([]);
  });
});
