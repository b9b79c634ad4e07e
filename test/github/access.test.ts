import { describe, expect, it, jest } from '@jest/globals';
import { mayDecide } from '../../src/github/access.ts';
import type { GitHubClient } from '../../src/github/client.ts';

const PLACE = { owner: 'example-org', name: 'lantern' };

function answering(role: string) {
  const rest = jest.fn(async () => ({ data: { role_name: role }, status: 200 }));
  return { rest, client: { rest } as unknown as GitHubClient };
}

describe('who may decide', () => {
  it.each([
    ['admin', { may: true }],
    ['triage', { may: true }],
    ['read', { may: false, role: 'read' }],
    ['no-such-role', { may: false, role: 'none' }],
  ])('judges the role %s', async (role, expected) => {
    const { client } = answering(role);
    expect(await mayDecide(client, PLACE, 'bob', { role: 'triage', users: ['alice'] })).toEqual(expected);
  });

  it('asks GitHub nothing about people who are named, however they are spelled', async () => {
    const { client, rest } = answering('none');
    expect(await mayDecide(client, PLACE, 'Alice', { role: 'admin', users: ['alice'] })).toEqual({ may: true });
    expect(rest).not.toHaveBeenCalled();
  });
});
