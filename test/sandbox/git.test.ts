import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { GitStore } from '../../src/sandbox/git-store.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { at, client, refusal, repository, stage } from './story.ts';

const commit = (files: Record<string, string | null>): string =>
  sandbox.push(repository, { by: 'alice', message: 'c', files });

describe('git objects', () => {
  // Ids as printed by git itself for these contents.
  it('have the ids that git gives them', () => {
    const git = new GitStore();
    const sha = git.writeBlob(Buffer.from('hello\n'));
    expect(sha).toBe('ce013625030ba8dba906f756967f9e9ca394464a');
    expect(git.writeTree(new Map())).toBe('4b825dc642cb6eb9a060e54bf8d69288fbee4904');
    const file = { mode: '100644', sha };
    const tree = git.writeTree(
      new Map([
        ['a-b', file],
        ['a/hello.txt', file],
        ['a.txt', file],
      ]),
    );
    expect(tree).toBe('ada9e67879a1cab310d3e1e33f6ccf28819366d4');
    const person = { name: 'Alice', email: 'alice@example.org', date: new Date('2026-01-02T03:04:05Z') };
    const commit = git.writeCommit({ tree, parents: [], author: person, committer: person, message: 'Begin\n' });
    expect(commit).toBe('c303f84fd728fc070bbc7d1d3f848d5f35ac9d35');
  });
});

let sandbox: Sandbox;
let bot: Octokit;

beforeEach(async () => {
  sandbox = await stage();
  bot = client(sandbox, sandbox.createInstallationToken(sandbox.install('example-org')));
});
afterEach(async () => {
  await sandbox.close();
});

const content = async (path: string, ref?: string): Promise<unknown> =>
  (await bot.rest.repos.getContent({ ...at, path, ...(ref === undefined ? {} : { ref }) })).data;

describe('contents', () => {
  it('gives a file as base64 with its blob id, at a branch, a tag or a commit', async () => {
    const first = sandbox.state.commit(repository) ?? '';
    sandbox.people.createRelease(repository, { tagName: 'v1' });
    sandbox.push(repository, { by: 'alice', message: 'Change', files: { 'ROADMAP.md': '# New\n' } });
    const file = (await content('ROADMAP.md')) as { content: string; sha: string; encoding: string };
    expect(Buffer.from(file.content, file.encoding as 'base64').toString()).toBe('# New\n');
    for (const ref of [first, first.slice(0, 8), 'v1', 'refs/tags/v1']) {
      expect(await content('ROADMAP.md', ref)).toMatchObject({ size: '# Roadmap\n'.length });
    }
  });

  it('gives raw text on demand, and a folder as a list', async () => {
    const raw = await bot.rest.repos.getContent({ ...at, path: 'docs/guide.md', mediaType: { format: 'raw' } });
    expect(raw.data).toBe('Guide\n');
    expect(await content('docs')).toMatchObject([{ name: 'guide.md', path: 'docs/guide.md', type: 'file' }]);
    expect(await content('')).toMatchObject([{ name: 'ROADMAP.md' }, { name: 'docs', type: 'dir' }]);
  });

  it('keeps bytes that are no text, and says nothing of the content above one megabyte', async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x41]);
    const large = 'x'.repeat(1024 * 1024 + 1);
    sandbox.push(repository, { by: 'alice', message: 'Odd', files: { odd: bytes, large } });
    const odd = (await content('odd')) as { content: string };
    expect(Buffer.from(odd.content, 'base64')).toEqual(bytes);
    expect(await content('large')).toMatchObject({ encoding: 'none', content: '', size: large.length });
    const raw = await bot.rest.repos.getContent({ ...at, path: 'large', mediaType: { format: 'raw' } });
    expect(raw.data).toHaveLength(large.length);
  });

  it.each([
    ['a file', 'nope.md', undefined, 'Not Found'],
    ['a ref', 'ROADMAP.md', 'nope', 'No commit found for the ref nope'],
  ])('answers 404 for %s that is not there', async (_what, path, ref, message) => {
    expect(await refusal(content(path, ref))).toMatchObject({ status: 404, message });
  });

  it('answers 404 in an empty repository and after the default branch was deleted', async () => {
    sandbox.createRepository('example-org/empty');
    const empty = bot.rest.repos.getContent({ owner: 'example-org', repo: 'empty', path: 'ROADMAP.md' });
    expect(await refusal(empty)).toMatchObject({ status: 404, message: 'This repository is empty.' });
    sandbox.people.deleteBranch(repository, 'main');
    expect((await refusal(content('ROADMAP.md'))).status).toBe(404);
    expect((await refusal(bot.rest.repos.getBranch({ ...at, branch: 'main' }))).status).toBe(404);
  });
});

describe('history', () => {
  it('lists the commits that touched a path, with their authors and dates', async () => {
    const committedAt = new Date('2027-02-01T10:00:00Z');
    sandbox.push(repository, { by: 'alice', message: 'Guide only', files: { 'docs/guide.md': 'G\n' }, committedAt });
    sandbox.push(repository, { by: 'bob', message: 'Roadmap', files: { 'ROADMAP.md': '1' }, committedAt });
    const { data } = await bot.rest.repos.listCommits({ ...at, path: 'ROADMAP.md' });
    expect(data.map((commit) => [commit.commit.message, commit.author?.login])).toEqual([
      ['Roadmap', 'bob'],
      ['Initial commit', 'alice'],
    ]);
    expect(data[0]?.commit.committer?.date).toBe('2027-02-01T10:00:00Z');
  });

  it('gives trees, recursively on demand, blobs, refs, branches and comparisons', async () => {
    const base = sandbox.state.commit(repository) ?? '';
    const head = sandbox.push(repository, {
      by: 'alice',
      message: 'b',
      branch: 'next',
      files: { 'docs/guide.md': null, x: 'y' },
    });
    const tree = await bot.rest.git.getTree({ ...at, tree_sha: 'main', recursive: '1' });
    expect(tree.data.tree.map((entry) => entry.path)).toEqual(['ROADMAP.md', 'docs', 'docs/guide.md']);
    const blob = await bot.rest.git.getBlob({ ...at, file_sha: tree.data.tree[0]?.sha ?? '' });
    expect(Buffer.from(blob.data.content, 'base64').toString()).toBe('# Roadmap\n');
    expect((await bot.rest.git.getRef({ ...at, ref: 'heads/next' })).data.object.sha).toBe(head);
    expect((await bot.rest.repos.getBranch({ ...at, branch: 'next' })).data.commit.sha).toBe(head);
    const { data } = await bot.rest.repos.compareCommitsWithBasehead({ ...at, basehead: `${base}...${head}` });
    expect(data).toMatchObject({
      status: 'ahead',
      ahead_by: 1,
      files: [
        { filename: 'docs/guide.md', status: 'removed' },
        { filename: 'x', status: 'added' },
      ],
    });
  });

  it('shows a file that came while another with mostly the same lines went as renamed', async () => {
    const lines = Array.from({ length: 9 }, (_, index) => `line ${index}`).join('\n');
    commit({ 'PLAN.md': `${lines}\n`, 'note.md': 'A note\n' });
    const ref = commit({ 'PLAN.md': null, 'docs/PLAN.md': `${lines}\nlast\n`, 'note.md': null, 'other.md': 'Else\n' });
    const { data } = await bot.rest.repos.getCommit({ ...at, ref });
    expect(
      data.files?.map(({ filename, status, previous_filename: previous }) => [filename, status, previous]),
    ).toEqual([
      ['docs/PLAN.md', 'renamed', 'PLAN.md'],
      ['note.md', 'removed', undefined],
      ['other.md', 'added', undefined],
    ]);
  });
});
