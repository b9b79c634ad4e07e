import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { repository, stage } from './story.ts';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await stage();
});
afterEach(async () => {
  await sandbox.close();
});

const get = async (path: string) => {
  const response = await fetch(`${sandbox.url}${path}`);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};

describe('the web links', () => {
  it('lead to pages that show issues, files, milestones and repositories as inert text', async () => {
    sandbox.people.createMilestone(repository, { title: '1.0', dueOn: '2026-07-01' });
    sandbox.people.openIssue(repository, { title: '<b>Wick</b>', body: '<script>x</script>', by: 'bob' });
    sandbox.people.comment(repository, 1, 'A & B');
    const issue = await get('/example-org/lantern/issues/1');
    expect(issue).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect(issue.text).toContain('&lt;b&gt;Wick&lt;/b&gt; #1');
    expect(issue.text).toContain('A &amp; B');
    expect(issue.text).not.toContain('<script>');
    expect((await get('/example-org/lantern/blob/main/ROADMAP.md?plain=1')).text).toContain('   1  # Roadmap');
    expect((await get('/example-org/lantern/milestone/1')).text).toContain('due 2026-07-01');
    expect((await get('/example-org/lantern')).text).toContain('#1 [open]');
    expect(await get('/raw/example-org/lantern/main/ROADMAP.md')).toMatchObject({ status: 200, text: '# Roadmap\n' });
  });

  it.each([
    '/example-org/lantern/issues/9',
    '/example-org/nope',
    '/example-org/vault',
    '/raw/example-org/vault/main/a',
    '/',
    '/api/other',
    '/%E0%A4%A',
  ])('%s is not there', async (path) => {
    sandbox.createRepository('example-org/vault', { visibility: 'private', files: { a: 'a' } });
    expect((await get(path)).status).toBe(404);
  });
});
