import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Observation, ObservedRepository } from '../../src/plan/observation.ts';
import { observe } from '../../src/github/observe.ts';
import { reference, roadmapOf } from './lantern.ts';
import { API, SERVER, testClient } from './test-client.ts';

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});
afterAll(() => nock.restore());

const repository: ObservedRepository = {
  id: 5,
  owner: 'example-org',
  name: 'lantern',
  visibility: 'public',
  archived: false,
  issuesEnabled: true,
  writable: true,
};
const facts = {
  databaseId: 5,
  nameWithOwner: 'example-org/lantern',
  visibility: 'PUBLIC',
  isArchived: false,
  hasIssuesEnabled: true,
};
const issue = (number: number) => ({
  type: 'Issue',
  number,
  title: 'T',
  url: 'u',
  state: 'OPEN',
  createdAt: '2026-01-01T00:00:00Z',
});

function look(...texts: string[]): Promise<Observation> {
  const { client } = testClient();
  const roadmap = roadmapOf(texts.map(reference));
  return observe(client, {
    repository,
    milestones: [],
    releases: [],
    roadmap,
    want: { markedIssues: false, markedComments: [] },
  });
}

const answer = (data: object, errors: object[]) => nock(SERVER).post('/api/graphql').reply(200, { data, errors });

describe('a partial answer', () => {
  const unobserved = { state: 'unobserved', reason: expect.any(String) };

  it('is used for what came; what GitHub could not read is left open', async () => {
    answer({ r0: { ...facts, issue1: issue(1), issue2: null } }, [
      { message: 'Something went wrong', path: ['r0', 'issue2'] },
    ]);
    const { references } = await look('issue example-org/lantern 1', 'issue example-org/lantern 2');
    expect(references).toEqual({
      'example-org/lantern#1': expect.objectContaining({ state: 'found', open: true }),
      'example-org/lantern#2': unobserved,
    });
  });

  it('that was cut by GitHub’s limits concludes nothing of what did not come', async () => {
    answer({ r0: { ...facts, issue1: issue(1), issue2: null }, r1: null }, [
      { type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits for this query exceeded.' },
    ]);
    const { references, repositories } = await look(
      'issue example-org/lantern 1',
      'issue example-org/lantern 2',
      'issue example-org/wick 1',
    );
    expect(references).toMatchObject({
      'example-org/lantern#1': { state: 'found' },
      'example-org/lantern#2': unobserved,
      'example-org/wick#1': unobserved,
    });
    expect(Object.keys(repositories)).toEqual(['example-org/lantern']);
  });

  it('that denies one kind says so and does not call it missing', async () => {
    answer({ r0: { ...facts, issue1: null } }, [
      { type: 'FORBIDDEN', message: 'Resource not accessible by integration', path: ['r0', 'issue1'] },
    ]);
    const { references } = await look('issue example-org/lantern 1');
    expect(references['example-org/lantern#1']).toEqual({
      state: 'unobserved',
      reason: 'GitHub does not show issues of this repository to Milepost',
    });
  });

  it('that denies the repository reads as if there were none', async () => {
    answer({ r0: null, r1: null }, [
      { type: 'FORBIDDEN', path: ['r0'] },
      { type: 'NOT_FOUND', message: "Could not resolve 'example-org/timeout'", path: ['r1'] },
    ]);
    const { references } = await look('issue example-org/oil 1', 'issue example-org/timeout 1');
    expect(Object.values(references)).toEqual([{ state: 'hidden' }, { state: 'hidden' }]);
  });
});

const absent = (): void => {
  answer({ r0: { ...facts, issue7: null } }, [{ type: 'NOT_FOUND', path: ['r0', 'issue7'] }]);
  nock(API).get('/repos/example-org/lantern/issues/7').reply(404, { message: 'Not Found' });
};

describe('a number that is no issue', () => {
  it('is left open where discussions may not be read', async () => {
    absent();
    answer({ r0: { ...facts, hasDiscussionsEnabled: true, discussion7: null } }, [
      { type: 'FORBIDDEN', path: ['r0', 'discussion7'] },
    ]);
    const { references } = await look('issue example-org/lantern 7');
    expect(references['example-org/lantern#7']).toEqual({
      state: 'unobserved',
      reason: expect.stringContaining('Discussions: read'),
    });
  });

  it('is missing where there are no discussions', async () => {
    absent();
    answer({ r0: { ...facts, hasDiscussionsEnabled: false, discussion7: null } }, [
      { type: 'FORBIDDEN', path: ['r0', 'discussion7'] },
    ]);
    expect((await look('issue example-org/lantern 7')).references['example-org/lantern#7']).toEqual({
      state: 'missing',
    });
  });

  it('is left open where GitHub does not answer for it', async () => {
    answer({ r0: { ...facts, issue7: null } }, [{ type: 'NOT_FOUND', path: ['r0', 'issue7'] }]);
    nock(API).get('/repos/example-org/lantern/issues/7').times(3).reply(503);
    expect((await look('issue example-org/lantern 7')).references['example-org/lantern#7']).toEqual({
      state: 'unobserved',
      reason: 'GitHub answered 503',
    });
  });

  it('is missing where GitHub says that it was deleted', async () => {
    answer({ r0: { ...facts, issue7: null } }, [{ type: 'NOT_FOUND', path: ['r0', 'issue7'] }]);
    nock(API).get('/repos/example-org/lantern/issues/7').reply(410, { message: 'This issue was deleted' });
    answer({ r0: { ...facts, hasDiscussionsEnabled: true, discussion7: null } }, [
      { type: 'NOT_FOUND', path: ['r0', 'discussion7'] },
    ]);
    expect((await look('issue example-org/lantern 7')).references['example-org/lantern#7']).toEqual({
      state: 'missing',
    });
  });
});
