import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readEvent } from '../../src/action/event.ts';

const folder = mkdtempSync(join(tmpdir(), 'milepost-event-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OID = 'a'.repeat(40);

function asked(name: string, payload: unknown, env: Record<string, string> = {}, isChosen = false) {
  const path = join(folder, 'event.json');
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
  const common = { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path, GITHUB_REPOSITORY: 'octo/hello' };
  return readEvent({ ...common, ...env }, isChosen).asked;
}

describe('the event that started the workflow', () => {
  it.each<[string, string, unknown, Record<string, string>, object]>([
    [
      'a pull request',
      'pull_request',
      { pull_request: { number: 7, head: { sha: OID } } },
      {},
      { kind: 'check', number: 7, headOid: OID },
    ],
    [
      'one of pull_request_target',
      'pull_request_target',
      { number: 7 },
      {},
      { kind: 'check', number: 7, headOid: null },
    ],
    [
      'one without an event file',
      'pull_request',
      '',
      { GITHUB_REF: 'refs/pull/9/merge' },
      { kind: 'check', number: 9 },
    ],
    ['a closed one', 'pull_request', { action: 'closed', number: 7 }, {}, { kind: 'nothing' }],
    ['none at all', 'pull_request', [], {}, { kind: 'nothing' }],
    ['a number that is none', 'pull_request', { number: '7; rm' }, {}, { kind: 'nothing' }],
    ['a group', 'merge_group', { merge_group: { head_sha: OID } }, {}, { kind: 'check', number: null, headOid: OID }],
    ['a group by the environment', 'merge_group', 'no JSON', { GITHUB_SHA: OID }, { kind: 'check', headOid: OID }],
    ['a push', 'push', { ref: 'refs/heads/a/b', after: OID }, {}, { kind: 'sync', branch: 'a/b', after: OID }],
    ['a deleted branch', 'push', { ref: 'refs/heads/a', after: '0'.repeat(40) }, {}, { kind: 'sync', after: null }],
    ['a tag', 'push', { ref: 'refs/tags/v1' }, {}, { kind: 'nothing' }],
    ['a push that says nothing', 'push', 'null', {}, { kind: 'nothing' }],
    ['a schedule', 'schedule', {}, {}, { kind: 'sync', branch: null }],
    ['an event that nobody knows', 'watch', {}, {}, { kind: 'nothing' }],
    ['no event', '', {}, {}, { kind: 'nothing' }],
  ])('is read: %s', (_, name, payload, env, expected) => {
    expect(asked(name, payload, env)).toMatchObject(expected);
  });

  it('may be any where a mode is chosen', () => {
    expect(asked('issues', {}, {}, true)).toMatchObject({ kind: 'sync' });
  });

  it('must name a repository', () => {
    expect(() => asked('push', {}, { GITHUB_REPOSITORY: '../x' })).toThrow(/GITHUB_REPOSITORY names no repository/);
  });
});
