import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { StaleBranch } from '../../src/github/commit-on-branch.ts';
import { GitHubError, type FailureKind } from '../../src/github/github-error.ts';
import { pullRefusalOf } from '../../src/github/pull-refusal.ts';
import { listPullsFrom, openPull, readPull } from '../../src/github/standing-pull.ts';
import { noPause } from './lantern.ts';
import { API, testClient } from './test-client.ts';

const PLACE = { owner: 'example-org', name: 'lantern' };
const BRANCH = 'milepost/roadmap';
const PATH = '/repos/example-org/lantern/pulls';

const row = (number: number, rest: object = {}) => ({
  number,
  html_url: `https://github.test/example-org/lantern/pull/${number}`,
  state: 'open',
  title: 'Roadmap: 2 edits',
  body: 'Body',
  user: { login: 'milepost[bot]', type: 'Bot' },
  head: { ref: BRANCH, sha: 'h', repo: { full_name: 'Example-Org/lantern' } },
  base: { ref: 'main' },
  ...rest,
});

const listing = (rows: object[]) =>
  nock(API)
    .get(PATH)
    .query((query) => query['head'] === `example-org:${BRANCH}` && query['state'] === 'all')
    .reply(200, rows);

describe('the pull requests from a branch', () => {
  it('are those of the repository itself, the newest first, each with whose it is and what became of it', async () => {
    const fork = { head: { ref: BRANCH, sha: 'h', repo: { full_name: 'mallory/lantern' } } };
    const gone = { head: { ref: BRANCH, sha: 'h', repo: null } };
    const other = { head: { ref: 'milepost/roadmap-2', sha: 'h' } };
    const closed = { state: 'closed', merged_at: null, user: { login: 'mallory', type: 'User' } };
    const merged = { state: 'closed', merged_at: '2027-01-01T00:00:00Z', merge_commit_sha: 'm' };
    listing([row(4, closed), row(9), row(5, fork), row(6, gone), row(7, other), row(2, merged)]);
    const pulls = await listPullsFrom(testClient().client, PLACE, BRANCH);
    expect(pulls.map(({ number, state, isOwn, mergeOid }) => [number, state, isOwn, mergeOid])).toEqual([
      [9, 'open', true, null],
      [4, 'closed', false, null],
      [2, 'merged', true, 'm'],
    ]);
  });

  it('may be gone', async () => {
    nock(API).get(`${PATH}/3`).reply(404, { message: 'Not Found' });
    expect(await readPull(testClient().client, PLACE, 3)).toBeNull();
  });
});

const refuseAsExisting = (): void => {
  const message = 'A pull request already exists for example-org:x.';
  nock(API)
    .post(PATH)
    .reply(422, { message: 'Validation Failed', errors: [{ resource: 'PullRequest', code: 'custom', message }] });
};

describe('opening a pull request', () => {
  const draft = { title: 'Roadmap: 2 edits', body: 'Body', head: BRANCH, base: 'main' };

  it('gives the one that is there where GitHub says so, or where the answer was lost', async () => {
    refuseAsExisting();
    listing([row(8)]);
    expect(await openPull(testClient().client, PLACE, draft, noPause)).toMatchObject({ number: 8 });
    nock(API).post(PATH).reply(502, 'Bad gateway');
    listing([row(8)]);
    expect(await openPull(testClient().client, PLACE, draft, noPause)).toMatchObject({ number: 8 });
    expect(nock.isDone()).toBe(true);
  });

  it('is refused where the one that is there is somebody else’s', async () => {
    refuseAsExisting();
    listing([row(8, { user: { login: 'mallory', type: 'User' } })]);
    await expect(openPull(testClient().client, PLACE, draft, noPause)).rejects.toMatchObject({ status: 422 });
  });
});

const error = (kind: FailureKind, said: string, status: number | null = 422): GitHubError =>
  new GitHubError({ kind, status, about: 'writing', said });

describe('a refusal', () => {
  it.each<[string, unknown, RegExp | null]>([
    [
      'a ruleset',
      error('invalid', 'Repository rule violations found\n\nCannot update this protected ref.'),
      /name another branch/,
    ],
    [
      'a missing permission',
      error('forbidden', 'Resource not accessible by integration', 403),
      /"Contents: write" and "Pull/,
    ],
    [
      'the same in GraphQL',
      error('invalid', 'Resource not accessible by integration', null),
      /"Contents: write" and "Pull/,
    ],
    [
      'no pull requests',
      error('forbidden', 'Pull requests are disabled for this repository.', 403),
      /takes no pull requests/,
    ],
    ['an archived repository', error('forbidden', 'Repository was archived so is read-only.', 403), /unarchive it/],
    ['nothing to see', error('not-found', 'Not Found', 404), /shows Milepost no milepost\/roadmap/],
    ['a branch that moved', new StaleBranch('moved'), /Somebody else moved milepost\/roadmap/],
    ['anything else', error('invalid', 'Body is too long'), /did not accept .*"Body is too long"/],
    ['what passes', error('unavailable', '502', 502), null],
    ['an installation that ended', error('suspended', 'suspended', 403), null],
    ['a token that is over', error('forbidden', 'Bad credentials', 401), null],
    ['a mistake of ours', new TypeError('x is not a function'), null],
  ])('because of %s says what to do, or is left to the queue', (_name, fault, said) => {
    const reason = pullRefusalOf(fault, PLACE, BRANCH);
    if (said === null) expect(reason).toBeNull();
    else expect(reason).toMatch(said);
  });
});
