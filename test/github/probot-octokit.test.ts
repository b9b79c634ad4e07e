import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ProbotOctokit } from 'probot';
import { createClient, type GitHubClient } from '../../src/github/client.ts';
import { identifyApp } from '../../src/github/identity.ts';
import { readRepositoryState } from '../../src/github/repository-files.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { noPause } from './lantern.ts';
import { BOT, SILENT } from './test-client.ts';

let privateKey = '';
let sandbox: Sandbox;
let installationId = 0;

beforeAll(() => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
});
beforeEach(async () => {
  sandbox = await startSandbox();
  sandbox.createOrganization('example-org');
  sandbox.registerApp({
    id: 4711,
    slug: 'milepost',
    privateKey,
    permissions: { metadata: 'read', contents: 'read', issues: 'write' },
  });
  sandbox.createRepository('example-org/lantern', { files: { 'ROADMAP.md': '# Roadmap\n' } });
  installationId = sandbox.install('example-org');
});
afterEach(() => sandbox.close());
afterAll(() => {
  privateKey = '';
});

/** As Probot makes them, its throttle of one GraphQL request a second switched off. */
const OwnOctokit = ProbotOctokit.defaults((options: { throttle?: object }) => ({
  ...options,
  throttle: { ...options.throttle, enabled: false },
}));

function clientOf(auth: object): GitHubClient {
  const octokit = new OwnOctokit({
    auth: { appId: 4711, privateKey, ...auth },
    baseUrl: sandbox.apiUrl,
    log: SILENT,
  });
  return createClient({ request: octokit.request, mode: 'apply', identity: BOT, pause: noPause, spacingMs: 0 });
}

const LANTERN = { owner: 'example-org', name: 'lantern', ref: null, previousRef: null };
const create = (client: GitHubClient): Promise<unknown> =>
  client.rest(
    'POST /repos/{owner}/{repo}/issues',
    { owner: 'example-org', repo: 'lantern', title: 'T' },
    { creates: true },
  );

describe("over Probot's octokit", () => {
  it('the app learns its own name', async () => {
    expect(await identifyApp(clientOf({}))).toMatchObject({ kind: 'app', login: 'milepost[bot]', appId: 4711 });
  });

  it('reads are tried three times, by us alone', async () => {
    const fault = sandbox.faults.add({
      match: { graphql: /MilepostRepository/ },
      times: Infinity,
      action: { status: 502 },
    });
    await expect(readRepositoryState(clientOf({ installationId }), LANTERN)).rejects.toMatchObject({
      kind: 'unavailable',
      status: 502,
    });
    expect(fault.hits).toBe(3);
  });

  it.each([500, 502, 503, 409])('a creating call answered %i is sent once', async (status) => {
    const fault = sandbox.faults.add({
      match: { method: 'POST', path: /\/issues$/ },
      times: Infinity,
      action: { status },
    });
    await expect(create(clientOf({ installationId }))).rejects.toMatchObject({ name: 'GitHubError', status });
    expect(fault.hits).toBe(1);
  });

  it.each([
    ['suspended', () => sandbox.suspend(installationId)],
    ['removed', () => sandbox.uninstall(installationId)],
  ])('an installation that was %s is told as such', async (_how, end) => {
    const client = clientOf({ installationId });
    end();
    await expect(readRepositoryState(client, LANTERN)).rejects.toMatchObject({ kind: 'suspended' });
  });
});
