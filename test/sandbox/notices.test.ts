import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { repository, stage } from './story.ts';

let sandbox: Sandbox;
let issue: number;

beforeEach(async () => {
  sandbox = await stage();
  sandbox.createTeam('example-org', 'keepers', ['bob']);
  issue = sandbox.people.openIssue(repository, { title: 'Wick' });
  sandbox.createRepository('example-org/secret', { visibility: 'private' });
});
afterEach(async () => {
  await sandbox.close();
});

const noticed = (text: string): string[] => {
  const before = sandbox.state.notices().length;
  sandbox.people.comment(repository, issue, text, { by: 'alice' });
  return sandbox.state
    .notices()
    .slice(before)
    .map(({ kind, of }) => `${kind} ${of}`);
};

describe('whom a text disturbs', () => {
  it.each([
    ['@bob and @Bob, @nobody', ['mention bob']],
    ['@example-org/keepers @example-org/none', ['mention example-org/keepers']],
    ['@alice, who writes it, mail@bob.test, a/@bob', []],
    ['#1, GH-1, example-org/lantern#1 and #99', ['reference example-org/lantern#1']],
    ['other/lantern#1 &#1;', []],
    ['`@bob` and ``a ` @bob`` but ` @bob', ['mention bob']],
    ['```\n@bob #1\n```\n~~~\n@bob\n~~~', []],
    ['<!-- @bob #1 --> #1 <!-- @bob', ['reference example-org/lantern#1']],
    ['@\u200Bbob', []],
  ])('%j', (text, expected) => {
    expect(noticed(text)).toEqual(expected);
  });

  it('is found out quickly, whatever the text', () => {
    const started = performance.now();
    for (const piece of ['` ', '<!--', '@a', '#1 ', '``` ', '<!-- -']) noticed(piece.repeat(65_536 / piece.length));
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('links count where they lead here, and not through a redirect', () => {
    expect(noticed(`[one](${sandbox.url}/${repository}/issues/1)`)).toEqual([`reference ${repository}#1`]);
    expect(noticed(`[one](https://redirect.example.org/${repository}/issues/1)`)).toEqual([]);
  });

  it('who cannot read is not told, and an edit tells only those who are new', () => {
    sandbox.createUser('carol');
    const number = sandbox.people.openIssue('example-org/secret', { title: 'x', body: '@carol @bob', by: 'alice' });
    expect(sandbox.state.notices()).toMatchObject([{ kind: 'mention', of: 'bob', by: 'alice' }]);
    sandbox.createUser('dave');
    sandbox.setPermission('example-org/secret', 'dave', 'read');
    sandbox.people.editIssue('example-org/secret', number, { body: '@bob @dave', by: 'alice' });
    expect(sandbox.state.notices().map(({ of }) => of)).toEqual(['bob', 'dave']);
  });

  it('commits leave backlinks and notify nobody; files do neither', () => {
    sandbox.people.push(repository, { by: 'alice', message: 'See #1 @bob', files: { 'ROADMAP.md': '@bob #1' } });
    expect(sandbox.state.notices()).toMatchObject([{ kind: 'reference', of: `${repository}#1` }]);
  });
});
