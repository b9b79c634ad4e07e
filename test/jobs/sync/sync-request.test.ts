import { describe, expect, it } from '@jest/globals';
import {
  lookAt,
  mergeRequests,
  requestOfPush,
  requestsOfRepositories,
  type PushPayload,
} from '../../../src/jobs/sync/sync-request.ts';

const push = (changes: Partial<PushPayload> = {}): PushPayload => ({
  ref: 'refs/heads/main',
  before: 'a'.repeat(40),
  after: 'd'.repeat(40),
  repository: { id: 7, name: 'lantern', full_name: 'example-org/lantern', default_branch: 'main' },
  installation: { id: 99 },
  sender: { login: 'alice' },
  ...changes,
});

describe('the sync that a push asks for', () => {
  it('is one of the repository, with the commit before', () => {
    expect(requestOfPush(push())).toEqual({
      installationId: 99,
      repositoryId: 7,
      owner: 'example-org',
      name: 'lantern',
      occasion: 'push',
      sender: 'alice',
      firstLook: false,
      picked: false,
      before: 'a'.repeat(40),
      after: 'd'.repeat(40),
    });
  });

  it.each([
    ['a push to another branch', { ref: 'refs/heads/feature' }],
    ['a tag of the same name', { ref: 'refs/tags/main' }],
    ['an event without an installation', { installation: undefined }],
  ])('is none for %s', (_what, changes) => {
    expect(requestOfPush({ ...push(), ...changes } as PushPayload)).toBeNull();
  });

  it('has no commit before when the branch is new', () => {
    expect(requestOfPush(push({ before: '0'.repeat(40) }))?.before).toBeNull();
  });
});

describe('one waiting sync in place of two', () => {
  const first = requestOfPush(push())!;
  const second = requestOfPush(push({ before: 'b'.repeat(40) }))!;

  it('expects the newer push to be there', () => {
    expect(mergeRequests(first, { ...second, after: 'e'.repeat(40) }).after).toBe('e'.repeat(40));
  });

  it('compares with the older commit', () => {
    expect(mergeRequests(first, second)?.before).toBe('a'.repeat(40));
  });

  it('is by nobody in particular when two people pushed', () => {
    expect(mergeRequests(first, second).sender).toBe('alice');
    expect(mergeRequests(first, { ...second, sender: 'milepost[bot]' }).sender).toBeNull();
  });

  it('keeps the name that the repository has now', () => {
    expect(mergeRequests(first, { ...second, name: 'beacon' }).name).toBe('beacon');
  });

  it('does what only one of the two was for', () => {
    const look = lookAt(first);
    expect(mergeRequests({ ...look, freshToken: true }, first)).toMatchObject({ freshToken: true, occasion: 'manual' });
    expect(mergeRequests(look, { ...look, recheck: true })).toEqual({ ...look, recheck: true });
    expect(mergeRequests(look, look)).toEqual(look);
  });

  it('does not let a first look hold back a push, whichever came first', () => {
    const [look] = requestsOfRepositories(99, [{ id: 7, name: 'lantern', full_name: 'example-org/lantern' }], 'all');
    expect(mergeRequests(look!, first).occasion).toBe('push');
    expect(mergeRequests(first, look!)).toEqual({ ...first, firstLook: true });
    expect(mergeRequests(look!, first)).toEqual({ ...first, firstLook: true });
  });
});
