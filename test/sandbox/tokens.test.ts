import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { at, client, graphql, jwt, refusal, repository, stage } from './story.ts';

let sandbox: Sandbox;
let installation: number;

beforeEach(async () => {
  sandbox = await stage();
  sandbox.createRepository('example-org/secret', { visibility: 'private', files: { 'a.txt': 'a' } });
  sandbox.createUser('carol');
  sandbox.createRepository('carol/open', { files: { 'b.txt': 'b' } });
  sandbox.createRepository('carol/closed', { visibility: 'private', files: { 'c.txt': 'c' } });
  installation = sandbox.install('example-org', { repositories: ['lantern'] });
});
afterEach(async () => {
  await sandbox.close();
});

describe('the app itself', () => {
  it('is known by its JSON web token, and by its client id', async () => {
    for (const iss of ['7', 'Iv23sandbox7']) {
      const { data } = await client(sandbox, jwt({ iss })).rest.apps.getAuthenticated();
      expect(data).toMatchObject({ id: 7, slug: 'milepost', installations_count: 1 });
    }
  });

  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const now = Math.floor(Date.now() / 1000);
  it.each([
    ['another key', jwt({}, stranger.export({ type: 'pkcs8', format: 'pem' }).toString()), 401, /could not be decoded/],
    ['an app that does not exist', jwt({ iss: '99' }), 404, /Integration not found/],
    ['an expired token', jwt({ exp: now - 5 }), 401, /'exp'/],
    ['more than ten minutes', jwt({ exp: now + 3600 }), 401, /too far in the future/],
    ['an issue date in the future', jwt({ iat: now + 300 }), 401, /'iat'/],
    ['no claims', 'a.b.c', 401, /could not be decoded/],
  ])('is refused with %s', async (_name, token, status, message) => {
    const answer = await refusal(client(sandbox, token).rest.apps.getAuthenticated());
    expect(answer.status).toBe(status);
    expect(answer.message).toMatch(message);
  });

  it('finds its installation by repository, and none where it is not installed', async () => {
    const octokit = client(sandbox, jwt());
    expect((await octokit.rest.apps.getRepoInstallation(at)).data.id).toBe(installation);
    expect((await refusal(octokit.rest.apps.getRepoInstallation({ owner: 'carol', repo: 'open' }))).status).toBe(404);
    expect((await refusal(octokit.rest.apps.getRepoInstallation({ owner: 'carol', repo: 'closed' }))).status).toBe(404);
    const listed = await octokit.rest.apps.listInstallations();
    expect(listed.data.map((each) => each.id)).toEqual([installation]);
  });
});

const issueToken = async (body: Record<string, unknown> = {}) => {
  const octokit = client(sandbox, jwt());
  const { data } = await octokit.request(`POST /app/installations/${installation}/access_tokens`, body);
  return data as { token: string; expires_at: string; permissions: object };
};

describe('installation tokens', () => {
  it('live for an hour and act as the bot', async () => {
    const { token, expires_at } = await issueToken();
    expect(Date.parse(expires_at) - Date.now()).toBeGreaterThan(3_500_000);
    const { data } = await client(sandbox, token).rest.issues.create({ ...at, title: 'Wick' });
    expect(data.user).toMatchObject({ login: 'milepost[bot]', type: 'Bot' });
    expect(data.performed_via_github_app).toMatchObject({ id: 7, slug: 'milepost' });
    expect((await refusal(client(sandbox, token).rest.users.getAuthenticated())).message).toBe(
      'Resource not accessible by integration',
    );
  });

  it('read public repositories anywhere, write only where installed, and see no private one outside', async () => {
    const octokit = client(sandbox, (await issueToken()).token);
    expect((await octokit.rest.repos.get({ owner: 'carol', repo: 'open' })).data.full_name).toBe('carol/open');
    expect((await refusal(octokit.rest.issues.create({ owner: 'carol', repo: 'open', title: 'No' }))).status).toBe(403);
    for (const [owner, repo] of [
      ['carol', 'closed'],
      ['example-org', 'secret'],
    ] as const) {
      expect((await refusal(octokit.rest.repos.get({ owner, repo }))).status).toBe(404);
    }
    const { data, errors } = await graphql(
      sandbox,
      (await issueToken()).token,
      '{ repository(owner: "example-org", name: "secret") { id } }',
    );
    expect(data).toEqual({ repository: null });
    expect(errors?.[0]?.type).toBe('NOT_FOUND');
  });

  it('can be narrowed by permissions, and say which permission was missing', async () => {
    const octokit = client(sandbox, (await issueToken({ permissions: { contents: 'read' } })).token);
    await octokit.rest.repos.getContent({ ...at, path: 'ROADMAP.md' });
    const response = await octokit.rest.issues.create({ ...at, title: 'No' }).catch((error: unknown) => error);
    expect(response).toMatchObject({
      status: 403,
      response: { headers: { 'x-accepted-github-permissions': 'issues=write' } },
    });
  });

  it('can be narrowed by repository, not widened', async () => {
    sandbox.addRepositories(installation, ['secret']);
    const narrowed = await issueToken({ repositories: ['secret'] });
    const octokit = client(sandbox, narrowed.token);
    expect((await octokit.rest.apps.listReposAccessibleToInstallation()).data.repositories.map((r) => r.name)).toEqual([
      'secret',
    ]);
    expect((await refusal(octokit.rest.issues.create({ ...at, title: 'No' }))).status).toBe(403);
    expect((await refusal(issueToken({ repositories: ['open'] }))).status).toBe(422);
    expect((await refusal(issueToken({ permissions: { members: 'read' } }))).status).toBe(422);
  });

  it('end with suspension, uninstalling and the hour', async () => {
    const { token } = await issueToken();
    sandbox.suspend(installation);
    expect(await refusal(issueToken())).toMatchObject({ status: 403, message: 'This installation has been suspended' });
    expect((await refusal(client(sandbox, token).rest.repos.get(at))).status).toBe(403);
    sandbox.unsuspend(installation);
    await client(sandbox, token).rest.repos.get(at);
    sandbox.expireTokens();
    expect(await refusal(client(sandbox, token).rest.repos.get(at))).toMatchObject({
      status: 401,
      message: 'Bad credentials',
    });
    const second = await issueToken();
    sandbox.uninstall(installation);
    expect((await refusal(issueToken())).status).toBe(404);
    expect((await refusal(client(sandbox, second.token).rest.repos.get(at))).status).toBe(401);
  });

  it('lose at once what the owner takes back', async () => {
    const { token } = await issueToken();
    sandbox.grant(installation, { contents: 'read' });
    expect((await refusal(client(sandbox, token).rest.issues.create({ ...at, title: 'No' }))).status).toBe(403);
  });
});

describe('other tokens', () => {
  it('of a person act as that person', async () => {
    const octokit = client(sandbox, sandbox.createToken('alice'));
    expect((await octokit.rest.users.getAuthenticated()).data.login).toBe('alice');
    expect((await octokit.rest.repos.get({ owner: 'example-org', repo: 'secret' })).data.permissions).toMatchObject({
      admin: true,
    });
    expect((await refusal(client(sandbox, 'ghp_wrong').rest.users.getAuthenticated())).status).toBe(401);
  });

  it('of a workflow reach their one repository', async () => {
    const token = sandbox.createWorkflowToken(repository, { contents: 'read', issues: 'write' });
    const octokit = client(sandbox, token);
    expect((await octokit.rest.issues.create({ ...at, title: 'From CI' })).data.user?.login).toBe(
      'github-actions[bot]',
    );
    expect((await refusal(octokit.rest.repos.get({ owner: 'example-org', repo: 'secret' }))).status).toBe(404);
    expect((await refusal(octokit.rest.users.getAuthenticated())).status).toBe(403);
  });

  it('absent, allow reading what is public and nothing else', async () => {
    await client(sandbox).rest.repos.get(at);
    expect((await refusal(client(sandbox).rest.issues.create({ ...at, title: 'No' }))).status).toBe(401);
    expect((await graphql(sandbox, '', '{ viewer { login } }')).status).toBe(401);
  });
});
