import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LocalGit, repositoryOfRemote } from '../../src/cli/local-git.ts';
import { runCommand, scratchFolder } from './run-command.ts';

const { folder, remove } = scratchFolder();
const git = (...parameters: string[]): void => {
  const env = { ...process.env, GIT_AUTHOR_DATE: '2021-03-04T12:00:00Z', GIT_COMMITTER_DATE: '2021-03-04T12:00:00Z' };
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
  execFileSync('git', [...who, ...parameters], { cwd: join(folder, 'tree'), env, stdio: 'ignore' });
};

beforeAll(() => {
  mkdirSync(join(folder, 'tree', 'docs'), { recursive: true });
  writeFileSync(join(folder, 'outside.md'), '# Roadmap\n');
  git('init', '--quiet');
  git('remote', 'add', 'origin', 'git@github.com:acme/anchor.git');
  writeFileSync(
    join(folder, 'tree', 'docs', 'ROADMAP.md'),
    '# Roadmap\n\n## Later\n\n- Faster start ([#7](../../../issues/7)) (Q2)\n',
  );
  writeFileSync(join(folder, 'tree', 'changed.md'), '# Roadmap\n');
  git('add', '.');
  git('commit', '--quiet', '-m', 'Plan');
  appendFileSync(join(folder, 'tree', 'changed.md'), '\n- More\n');
  writeFileSync(join(folder, 'tree', 'new.md'), '# Roadmap\n');
});
afterAll(remove);

const at = (path: string) => new LocalGit().lastCommitOn(join(folder, path));

describe('the date of a file', () => {
  it('is that of its last commit', async () => {
    expect(await at('tree/docs/ROADMAP.md')).toBe('2021-03-04');
  });

  it.each(['tree/changed.md', 'tree/new.md', 'tree/missing.md', 'outside.md', 'no/such/folder/x.md'])(
    'is none for %s',
    async (path) => {
      expect(await at(path)).toBeNull();
    },
  );

  it('decides which year a quarter without one is in', async () => {
    const { out } = await runCommand(['parse', 'docs/ROADMAP.md', '--json'], { cwd: join(folder, 'tree') });
    expect(JSON.parse(out)).toMatchObject({ items: [{ target: { start: '2021-04-01', end: '2021-06-30' } }] });
  });
});

describe('the repository of a file', () => {
  it('is that of the remote origin, and links are relative to the place in it', async () => {
    const { out } = await runCommand(['parse', 'ROADMAP.md', '--json'], { cwd: join(folder, 'tree', 'docs') });
    expect(JSON.parse(out)).toMatchObject({
      file: 'ROADMAP.md',
      repo: 'acme/anchor',
      items: [{ references: [{ owner: 'acme', repo: 'anchor', number: 7 }] }],
    });
  });

  it('is unknown on another host, and outside of a work tree', async () => {
    const git = new LocalGit();
    expect(await git.originOf(join(folder, 'tree', 'new.md'), 'git.acme.test')).toBeNull();
    expect(await git.originOf(join(folder, 'outside.md'), 'github.com')).toBeNull();
  });

  it('is given to annotations with the path in the repository', async () => {
    writeFileSync(
      join(folder, 'tree', 'docs', 'twice.md'),
      '# Roadmap\n\n## Later\n\n- Faster start\n- Faster start\n',
    );
    const { out } = await runCommand(['lint', 'twice.md', '--format', 'github'], { cwd: join(folder, 'tree', 'docs') });
    expect(out).toMatch(/^::warning file=docs\/twice\.md,/);
  });
});

describe('a remote', () => {
  it.each([
    ['https://github.com/acme/anchor.git', 'acme/anchor'],
    ['https://github.com/acme/anchor/', 'acme/anchor'],
    ['https://ada:secret@github.com/acme/anchor', 'acme/anchor'],
    ['git@github.com:acme/anchor.git', 'acme/anchor'],
    ['github.com:acme/anchor', 'acme/anchor'],
    ['ssh://git@github.com/acme/anchor.git', 'acme/anchor'],
    ['ssh://git@ssh.github.com:443/acme/anchor.git', 'acme/anchor'],
    ['git://GitHub.com/acme/anchor.js.git', 'acme/anchor.js'],
  ])('%s is a repository', (remote, name) => {
    expect(repositoryOfRemote(remote, 'github.com')).toBe(name);
  });

  it.each([
    '',
    '/srv/git/anchor.git',
    '../anchor',
    'https://gitlab.test/acme/anchor',
    'https://github.com/acme',
    'https://github.com/a/b/c',
    'git@github.com:acme/..',
    'C:\\git\\anchor',
  ])('%j is none on this host', (remote) => {
    expect(repositoryOfRemote(remote, 'github.com')).toBeNull();
  });

  it('may be on a host with a port', () => {
    expect(repositoryOfRemote('http://127.0.0.1:4000/acme/anchor.git', '127.0.0.1:4000')).toBe('acme/anchor');
    expect(repositoryOfRemote('ssh://git@git.acme.test:2222/acme/anchor', 'git.acme.test:8443')).toBe('acme/anchor');
  });
});
