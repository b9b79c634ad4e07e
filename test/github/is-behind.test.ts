import { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, type GitHubClient } from '../../src/github/client.ts';
import { isBehind } from '../../src/github/is-behind.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';

describe('whether an answer came from before a push', () => {
  let sandbox: Sandbox;
  let client: GitHubClient;
  let commits: string[];
  const at = { owner: 'example-org', name: 'lantern' };
  beforeAll(async () => {
    sandbox = await startSandbox();
    sandbox.createUser('alice');
    sandbox.createOrganization('example-org', { alice: 'admin' });
    sandbox.createRepository('example-org/lantern', { files: { 'README.md': 'one' } });
    commits = ['two', 'three'].map((text) =>
      sandbox.push('example-org/lantern', { by: 'alice', message: text, files: { 'README.md': text } }),
    );
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const octokit = new Octokit({ auth: sandbox.createToken('alice'), baseUrl: sandbox.apiUrl, log });
    client = createClient({ request: octokit.request, mode: 'plan' });
  });
  afterAll(() => sandbox.close());

  it('is so when the push is ahead of what was shown', async () => {
    expect(await isBehind(client, { ...at, oid: commits[0]!, after: commits[1]! })).toBe(true);
  });

  it('is not so when the branch has moved on since the push', async () => {
    expect(await isBehind(client, { ...at, oid: commits[1]!, after: commits[0]! })).toBe(false);
  });

  it('is not so when the pushed commit is gone', async () => {
    expect(await isBehind(client, { ...at, oid: commits[1]!, after: 'f'.repeat(40) })).toBe(false);
  });

  it('is not known while GitHub is unavailable', async () => {
    sandbox.faults.add({ match: { path: /\/compare\// }, times: 3, action: { status: 503 } });
    const asked = isBehind(client, { ...at, oid: commits[0]!, after: commits[1]! });
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
