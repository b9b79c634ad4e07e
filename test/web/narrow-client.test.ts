import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createNarrowClients, type NarrowClientParts } from '../../src/web/narrow-client.ts';
import { BOT } from '../github/test-client.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { Octokit } from '@octokit/rest';
import { SILENT } from '../github/test-client.ts';

const sees = async (
  client: { rest: (route: string, names: Record<string, unknown>) => Promise<unknown> },
  repo: string,
) =>
  client.rest('GET /repos/{owner}/{repo}', { owner: 'example-org', repo }).then(
    () => true,
    () => false,
  );

describe('a client that sees one repository', () => {
  let sandbox: Sandbox;
  let asked: { installation_id: number; repository_ids: number[] }[];
  let installation: number;
  let parts: NarrowClientParts;

  beforeEach(async () => {
    sandbox = await startSandbox();
    sandbox.createUser('alice');
    sandbox.createOrganization('example-org', { alice: 'admin' });
    sandbox.registerApp({ id: 4711, slug: 'milepost', permissions: { metadata: 'read', issues: 'read' } });
    for (const [name, visibility] of [
      ['lantern', 'private'],
      ['vault', 'private'],
      ['harbour', 'public'],
    ] as const)
      sandbox.createRepository(`example-org/${name}`, { files: { 'README.md': 'A lamp.\n' }, visibility });
    installation = sandbox.install('example-org', { repositories: 'all' });
    asked = [];
    parts = {
      probot: { auth: async () => app() } as unknown as NarrowClientParts['probot'],
      hosts: { restUrl: sandbox.apiUrl, graphqlUrl: sandbox.graphqlUrl },
      whoAmI: async () => BOT,
    };
  });
  afterEach(() => sandbox.close());

  /** The app itself, as far as it asks for tokens: the sandbox gives those of a person who sees as little. */
  function app() {
    const octokit = new Octokit({ baseUrl: sandbox.apiUrl, log: SILENT });
    octokit.hook.wrap('request', async (_request, options) => {
      const { installation_id, repository_ids } = options as unknown as (typeof asked)[number];
      asked.push({ installation_id, repository_ids });
      sandbox.createUser(`reader-${asked.length}`);
      sandbox.setPermission('example-org/lantern', `reader-${asked.length}`, 'read');
      const token = sandbox.createToken(`reader-${asked.length}`);
      return { status: 201, data: { token }, headers: {}, url: options.url } as never;
    });
    return octokit;
  }

  it('asks for a token of that repository alone, once for its time', async () => {
    let now = 0;
    const { id } = sandbox.state.repository('example-org/lantern');
    const clients = createNarrowClients(parts, () => now);
    const client = await clients.create(installation, id);
    expect(asked).toEqual([{ installation_id: installation, repository_ids: [id] }]);
    expect([await sees(client, 'lantern'), await sees(client, 'harbour'), await sees(client, 'vault')]).toEqual([
      true,
      true,
      false,
    ]);
    await clients.create(installation, id);
    expect(asked).toHaveLength(1);
    now = 51 * 60_000;
    await clients.create(installation, id);
    expect(asked).toHaveLength(2);
  });

  it('keeps the tokens of repositories apart, and forgets one', async () => {
    const clients = createNarrowClients(parts);
    await clients.create(installation, 1);
    await clients.create(installation, 2);
    expect(asked.map(({ repository_ids }) => repository_ids)).toEqual([[1], [2]]);
    clients.forget(installation, 1);
    await clients.create(installation, 2);
    await clients.create(installation, 1);
    expect(asked.map(({ repository_ids }) => repository_ids)).toEqual([[1], [2], [1]]);
  });

  it('cannot write', async () => {
    const client = await createNarrowClients(parts).create(installation, 1);
    await expect(
      client.rest('POST /repos/{owner}/{repo}/issues', { owner: 'example-org', repo: 'harbour', title: 'x' }),
    ).rejects.toThrow(/plan mode/);
  });
});
