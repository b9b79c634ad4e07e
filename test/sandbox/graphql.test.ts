import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { graphql, repository, stage } from './story.ts';

let sandbox: Sandbox;
let token: string;

beforeEach(async () => {
  sandbox = await stage();
  token = sandbox.createInstallationToken(sandbox.install('example-org', { repositories: 'all' }));
});
afterEach(async () => {
  await sandbox.close();
});

const lantern = 'repository(owner: "example-org", name: "lantern")';

describe('reading through GraphQL', () => {
  it('gives the good rows beside errors for what is missing, with HTTP 200', async () => {
    sandbox.people.openIssue(repository, { title: 'Wick' });
    const answer = await graphql(
      sandbox,
      token,
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

  it('answers a field that GitHub does not have with errors and no data, still with HTTP 200', async () => {
    const answer = await graphql(sandbox, token, `{ ${lantern} { colour } }`);
    expect(answer.status).toBe(200);
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.[0]).toMatchObject({
      message: "Field 'colour' doesn't exist on type 'Repository'",
      extensions: { code: 'undefinedField' },
    });
  });
});
