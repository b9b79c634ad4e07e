import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import type { HistoryJson } from '../../src/render/history/history-json.ts';
import { newRepository, roadmapOf } from './git-repository.ts';
import type { TestRepository } from './git-repository.ts';
import { runCommand, scratchFolder } from './run-command.ts';
import type { CommandResult } from './run-command.ts';

const { folder, remove } = scratchFolder();
const at = (...parts: string[]): string => join(folder, ...parts);
const history = (...parameters: string[]): Promise<CommandResult> =>
  runCommand(['history', ...parameters], { cwd: folder, env: { GIT_CONFIG_GLOBAL: '/dev/null' } });

async function told(repository: string, ...parameters: string[]): Promise<HistoryJson> {
  const { code, out, err } = await history('--git', repository, '--format', 'json', ...parameters);
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as HistoryJson;
}

const titles = async (...parameters: [string, ...string[]]): Promise<string[]> =>
  (await told(...parameters)).lives.map(({ title }) => title);

/** `title: kind from → to` of all events but `added`. */
const events = ({ lives }: HistoryJson): string[] =>
  lives.flatMap(({ title, events }) =>
    events.slice(1).map(({ kind, from, to }) => `${title}: ${kind} ${from ?? 'nothing'} → ${to ?? 'nothing'}`),
  );

let plain: TestRepository;
let first: string;
let last: string;

beforeAll(() => {
  plain = newRepository(at('plain'));
  plain.git('remote', 'add', 'origin', 'https://alice:hunter2@github.com/example-org/lantern.git');
  first = plain.commit('2024-01-10', { 'ROADMAP.md': roadmapOf('Wick trimmer: Q2 2024', 'Glass door: Q3 2024') });
  plain.commit(
    '2024-07-01',
    { 'ROADMAP.md': roadmapOf('Wick trimmer: Q4 2024', 'Glass door: Q3 2024') },
    'alice@example.org <m@x>',
  );
  last = plain.commit('2024-09-01', { 'ROADMAP.md': roadmapOf('Wick trimmer: Q4 2024'), 'docs/notes.md': 'Notes\n' });
});
afterAll(remove);

describe('the history of a local repository', () => {
  it('is a table of every item', async () => {
    const { code, out, err } = await history('--git', 'plain');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^ROADMAP\.md of example-org\/lantern\n2 items in 3 revisions from 2024-01-10 to 2024-09-01; 1 slipped 1 time, 184 days in all; 1 vanished/,
    );
    expect(out).toMatch(/^Wick trimmer +1 +\+184 +Q2 2024 → Q4 2024 +planned +2024-01-10$/m);
    expect(out).toMatch(new RegExp(`^Glass door +2024-09-01 +${last.slice(0, 7)} Ada Lovelace +Q3 2024 +planned`, 'm'));
  });

  it('is JSON by the schema, with commits, days and names, and never an address or a password', async () => {
    const json = await told('plain');
    const schema = JSON.parse((await runCommand(['schema', 'history'])).out) as object;
    const validate = new Ajv().compile(schema);
    expect([validate(json), validate.errors]).toEqual([true, null]);
    expect(json).toMatchObject({
      repo: 'example-org/lantern',
      revisions: 3,
      first: { commit: first, committedAt: '2024-01-10T12:00:00Z', author: 'Ada Lovelace' },
    });
    expect(json.lives[0]!.events[1]).toMatchObject({
      kind: 'retargeted',
      author: 'alice',
      slip: true,
      slippedDays: 184,
    });
    expect(JSON.stringify(json)).not.toMatch(/@|hunter2/);
  });

  it('is a picture, also in a file', async () => {
    const { out } = await history('--git', 'plain', '--format', 'svg');
    expect(out).toMatch(/^<svg /);
    const { code, out: nothing, err } = await history('--git', 'plain', '--format', 'svg', '--out', 'picture.svg');
    expect([code, nothing, err]).toEqual([0, '', 'Wrote picture.svg.\n']);
    expect(readFileSync(at('picture.svg'), 'utf8')).toBe(out);
  });

  it('has no colours in a file, and the order that is asked for', async () => {
    await runCommand(['history', '--git', 'plain', '--out', 'table.txt', '--sort', 'age'], {
      cwd: folder,
      isTTY: true,
      env: { FORCE_COLOR: '1' },
    });
    expect(readFileSync(at('table.txt'), 'utf8')).not.toMatch(/\p{Cc}\[/u);
    const more = newRepository(at('order'));
    more.commit('2024-01-01', { 'ROADMAP.md': roadmapOf('Oil gauge: Q3 2024', 'Brass lid: Q1 2024') });
    more.commit('2024-03-01', {
      'ROADMAP.md': roadmapOf('Chimney: Q1 2024', 'Oil gauge: Q3 2024', 'Brass lid: Q4 2024'),
    });
    expect(await titles('order')).toEqual(['Chimney', 'Oil gauge', 'Brass lid']);
    expect(await titles('order', '--sort', 'slips')).toEqual(['Brass lid', 'Chimney', 'Oil gauge']);
    expect(await titles('order', '--sort', 'age')).toEqual(['Oil gauge', 'Brass lid', 'Chimney']);
  });

  it('is read from a folder inside the work tree and from a bare repository alike', async () => {
    plain.git('clone', '--quiet', '--bare', '.', at('bare.git'));
    const expected = (await told('plain')).lives;
    expect((await told(join('plain', 'docs'))).lives).toEqual(expected);
    expect((await told('bare.git')).lives).toEqual(expected);
  });

  it('is not led elsewhere by the variables that git sets inside a hook', async () => {
    newRepository(at('elsewhere')).commit('2024-01-01', { 'README.md': 'x' });
    const env = { GIT_DIR: at('elsewhere', '.git'), GIT_WORK_TREE: at('elsewhere') };
    const { code, out } = await runCommand(['history', '--git', 'plain'], { cwd: folder, env });
    expect(code).toBe(0);
    expect(out).toContain('Wick trimmer');
  });
});

describe('the story that branches, moves and removals make', () => {
  it('is that of the branch: two sides of a merge do not undo one another', async () => {
    const { commit, git } = newRepository(at('merged'));
    const body = ['Wick trimmer: Q2 2024', 'Glass door: Q3 2024', 'Brass lid: Q3 2024', 'Oil gauge: Q3 2024'];
    commit('2024-01-01', { 'ROADMAP.md': roadmapOf(...body) });
    git('checkout', '--quiet', '-b', 'side');
    commit('2024-02-01', { 'ROADMAP.md': roadmapOf(...body, 'Hook: Q4 2024') });
    git('checkout', '--quiet', 'main');
    commit('2024-02-02', { 'ROADMAP.md': roadmapOf('Wick trimmer: Q4 2024', ...body.slice(1)) });
    git('merge', '--quiet', '--no-edit', 'side');
    const json = await told('merged');
    expect(json.revisions).toBe(3);
    expect(events(json)).toEqual(['Wick trimmer: retargeted Q2 2024 → Q4 2024']);
    expect(json.lives.map(({ title }) => title)).toContain('Hook');
  });

  it('names who wrote a change, not who merged it', async () => {
    const { commit, git } = newRepository(at('pulled'));
    commit('2024-01-01', { 'ROADMAP.md': roadmapOf('Wick trimmer: Q2 2024') });
    git('checkout', '--quiet', '-b', 'side');
    commit('2024-02-01', { 'ROADMAP.md': roadmapOf('Wick trimmer: Q4 2024') }, 'Mara <m@x>');
    git('checkout', '--quiet', 'main');
    git('merge', '--quiet', '--no-ff', '--no-edit', 'side');
    const [life] = (await told('pulled')).lives;
    expect(life!.events.map(({ kind, author }) => `${kind} by ${author}`)).toEqual([
      'added by Ada Lovelace',
      'retargeted by Mara',
    ]);
  });

  it('goes on through renames, with edits, to other folders and from a link', async () => {
    const { commit, folder: place } = newRepository(at('moved'));
    const body = ['Wick trimmer: Q2 2024', 'Glass door: Q3 2024', 'Brass lid: Q3 2024', 'Oil gauge: Q3 2024'];
    commit('2024-01-01', { 'PLAN.md': roadmapOf(...body) });
    commit('2024-02-01', { 'PLAN.md': null, 'ROADMAP.md': roadmapOf('Wick trimmer: Q4 2024', ...body.slice(1)) });
    commit('2024-03-01', { 'ROADMAP.md': null, 'docs/ROADMAP.md': roadmapOf('Wick trimmer: Q4 2025') });
    symlinkSync('docs/ROADMAP.md', join(place, 'ROADMAP.md'));
    commit('2024-04-01', { 'docs/other.md': 'x' });
    const json = await told('moved');
    expect(json).toMatchObject({
      file: 'docs/ROADMAP.md',
      revisions: 3,
      first: { committedAt: '2024-01-01T12:00:00Z' },
    });
    expect(json.lives[0]).toMatchObject({ title: 'Wick trimmer', timesSlipped: 2 });
    // The link itself leads to the file, too.
    expect((await told('moved', '--path', 'ROADMAP.md')).file).toBe('docs/ROADMAP.md');
  });

  it('has what a removed file took along, and what came back', async () => {
    const { commit } = newRepository(at('removed'));
    commit('2024-01-01', { 'ROADMAP.md': roadmapOf('Wick trimmer: Q2 2024') });
    commit('2024-02-01', { 'ROADMAP.md': null });
    const gone = await told('removed', '--path', 'ROADMAP.md');
    expect(gone).toMatchObject({ file: 'ROADMAP.md', lives: [{ title: 'Wick trimmer', state: 'vanished' }] });
    commit('2024-03-01', { 'ROADMAP.md': roadmapOf('Wick trimmer: Q2 2024') });
    expect(events(await told('removed'))).toEqual([
      'Wick trimmer: removed Wick trimmer → nothing',
      'Wick trimmer: returned nothing → Wick trimmer',
    ]);
  });

  it('leaves out what cannot be read, and says so', async () => {
    const { commit } = newRepository(at('odd'));
    commit('2024-01-01', { 'ROADMAP.md': roadmapOf('Wick trimmer: Q2 2024') });
    commit('2024-02-01', { 'ROADMAP.md': Buffer.from('- caf\xe9\n', 'latin1') });
    commit('2024-03-01', { 'ROADMAP.md': `${'x'.repeat(300 * 1024)}\n` });
    commit('2024-04-01', { 'ROADMAP.md': `\uFEFF${roadmapOf('Wick trimmer: Q2 2024')}` });
    const json = await told('odd');
    expect(json.skipped.map(({ message }) => message)).toEqual([
      expect.stringMatching(/not UTF-8/),
      expect.stringMatching(/had 307201 bytes then; a roadmap of at most 262144 bytes/),
    ]);
    expect(json.revisions).toBe(2);
    expect(events(json)).toEqual([]);
  });
});

describe('what a maintainer should know', () => {
  it('is said of a shallow clone, with how to get the rest', async () => {
    plain.git('clone', '--quiet', '--depth', '1', `file://${at('plain')}`, at('shallow'));
    const { code, out, err } = await history('--git', 'shallow');
    expect(code).toBe(0);
    expect(err).toBe(
      'milepost: The clone is shallow: what was before 2024-09-01 is cut off. To get all: git -C "shallow" fetch --unshallow\n',
    );
    expect(out).toContain('in 1 revision ');
  });

  it.each<[string, string[], RegExp]>([
    ['no source', [], /Neither OWNER\/REPO nor --git is given, expected one of them/],
    ['two sources', ['a/b', '--git', '.'], /Both OWNER\/REPO and --git are given, expected one/],
    [
      'no folder',
      ['--git', 'nowhere'],
      /--git is "nowhere", and there is no such folder; expected the folder of a git/,
    ],
    ['a file for a folder', ['--git', 'plain/ROADMAP.md'], /and it is a file; expected the folder/],
    ['what looks like an option', ['--git=--upload-pack=x'], /--git is "--upload-pack=x", and there is no such folder/],
    ['no repository', ['--git', 'outside'], /"outside" is not in a git repository; expected a work tree/],
    ['no commits', ['--git', 'empty'], /HEAD of "empty" leads to no commit/],
    [
      'no roadmap',
      ['--git', 'without'],
      /No roadmap was found in HEAD of "without"; looked for ROADMAP\.md, docs\/ROADMAP\.md, \.github\/ROADMAP\.md\. There is plans\/roadmap-2024\.md: name one with --path\./,
    ],
    [
      'no such file',
      ['--git', 'plain', '--path', 'docs/ROADMAP.md'],
      /"docs\/ROADMAP\.md" was never in the history of HEAD in "plain"; expected .* There is ROADMAP\.md: name/,
    ],
    ['a path like an option', ['--git', 'plain', '--path=--output=x'], /"--output=x" was never in the history/],
    ['a path like a pattern', ['--git', 'plain', '--path', ':(glob)**'], /":\(glob\)\*\*" was never in the history/],
    [
      'a folder for a file',
      ['--git', 'plain', '--path', 'docs'],
      /--path is "docs", which is a folder; expected a file/,
    ],
    ['a path that leaves', ['--git', 'plain', '--path', '../x'], /--path is "\.\.\/x", which leaves the repository/],
    [
      'a file to write that cannot be',
      ['--git', 'plain', '--out', 'no/such/x.svg'],
      /--out is "no\/such\/x\.svg", which cannot be written \(ENOENT\)/,
    ],
    ['a wrong format', ['--git', 'plain', '--format', 'sgv'], /Expected one of text, json, svg\. Did you mean svg\?/],
    ['a wrong order', ['--git', 'plain', '--sort', 'slip'], /Expected one of slips, file, age\. Did you mean slips\?/],
    [
      'nothing readable',
      ['--git', 'unreadable'],
      /None of the 1 revision of ROADMAP\.md could be read\. Of the newest, [0-9a-f]{7}: .* not UTF-8/,
    ],
    ['no token', ['a/b'], /GITHUB_TOKEN is not set, expected .* read access to Contents of a\/b\./],
    ['no repository name', ['lantern'], /The repository is "lantern", expected OWNER\/NAME/],
  ])('is answered with what was expected: %s', async (_, parameters, message) => {
    if (!existsSync(at('outside'))) {
      mkdirSync(at('outside'));
      newRepository(at('empty'));
      newRepository(at('without')).commit('2024-01-01', { 'plans/roadmap-2024.md': '# Plans\n' });
      newRepository(at('unreadable')).commit('2024-01-01', { 'ROADMAP.md': Buffer.from('- caf\xe9\n', 'latin1') });
    }
    const { code, out, err } = await history(...parameters);
    expect(err).toMatch(message);
    expect(err).toMatch(/^milepost: /);
    expect(err).not.toMatch(/\n\s+at |This is a fault|hunter2/);
    expect([code, out]).toEqual([2, '']);
  });

  it('is said where git is missing', async () => {
    const { code, err } = await runCommand(['history', '--git', 'plain'], {
      cwd: folder,
      env: { PATH: at('outside') },
    });
    expect(code).toBe(2);
    expect(err).toMatch(
      /git was not found, expected it to be installed[^]*git-scm\.com[^]*milepost history OWNER\/REPO/,
    );
  });

  it('is said of a repository that git does not trust', async () => {
    const { code, err } = await runCommand(['history', '--git', 'plain'], {
      cwd: folder,
      env: { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' },
    });
    expect(code).toBe(2);
    expect(err).toMatch(
      /git does not trust "plain", since it belongs to another user[^]*git config --global --add safe\.directory "\/.*plain/,
    );
  });
});

/** Where a repository's configuration names programs. */
const PROGRAMS =
  'core.fsmonitor core.pager core.sshCommand core.askPass core.editor pager.log gpg.program diff.external diff.trap.command diff.trap.textconv filter.trap.clean filter.trap.smudge remote.origin.uploadpack alias.log alias.cat-file credential.helper'.split(
    ' ',
  );

/** Gives the last commit a signature, whoever it may be of. */
function sign(repository: string): void {
  const git = (parameters: string[], input = ''): string =>
    execFileSync('git', ['-c', 'core.fsmonitor=false', ...parameters], { cwd: repository, input }).toString();
  const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----';
  const commit = git(['cat-file', 'commit', 'HEAD']).replace('\n\n', `\n${signature}\n\n`);
  git(['update-ref', 'HEAD', git(['hash-object', '-t', 'commit', '-w', '--stdin'], commit).trim()]);
}

describe('a hostile repository', () => {
  it('starts none of the programs that its configuration names', async () => {
    const { commit, git } = newRepository(at('hostile'));
    const trap = at('trap.sh');
    writeFileSync(trap, `#!/bin/sh\necho "$0 $*" >> ${at('sprung')}\nexit 1\n`, { mode: 0o755 });
    commit('2024-01-01', {
      'ROADMAP.md': roadmapOf('Wick trimmer: Q2 2024'),
      '.gitattributes': '*.md diff=trap filter=trap\n',
    });
    commit('2024-02-01', { 'ROADMAP.md': null, 'docs/ROADMAP.md': roadmapOf('Wick trimmer: Q4 2024') });
    for (const key of PROGRAMS) {
      git('config', key, key.startsWith('alias') ? `!${trap}` : trap);
    }
    for (const [key, value] of Object.entries({
      'core.hooksPath': folder,
      'log.showSignature': 'true',
      'log.follow': 'true',
      'remote.origin.url': at('plain'),
      'remote.origin.promisor': 'true',
      'extensions.partialClone': 'origin',
    })) {
      git('config', key, value);
    }
    sign(at('hostile'));
    expect(await told('hostile')).toMatchObject({ file: 'docs/ROADMAP.md', lives: [{ timesSlipped: 1 }] });
    expect(existsSync(at('sprung'))).toBe(false);
    // Without the options that Milepost gives, git does start what the repository names.
    git('log', '-1');
    expect(existsSync(at('sprung'))).toBe(true);
    rmSync(at('sprung'));
  });

  it('fetches nothing where contents are missing, and says so', async () => {
    plain.git('config', 'uploadpack.allowFilter', 'true');
    plain.git('clone', '--quiet', '--bare', '--filter=blob:none', `file://${at('plain')}`, at('partial.git'));
    const config = (key: string, value: string): Buffer =>
      execFileSync('git', ['-C', at('partial.git'), 'config', key, value]);
    config('remote.origin.url', at('plain'));
    config('remote.origin.uploadpack', at('trap.sh'));
    config('protocol.file.allow', 'always');
    const { code, err } = await history('--git', 'partial.git');
    expect(existsSync(at('sprung'))).toBe(false);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/None of the 3 revisions of ROADMAP\.md could be read\. .*not in this clone/),
    ]);
  });

  it('cannot make the terminal do anything', async () => {
    const { commit } = newRepository(at('escapes'));
    commit(
      '2024-01-01',
      { 'ROADMAP.md': roadmapOf('Wick \u001b[31mtrimmer\u202e: Q2 2024') },
      'Ada\u001b]0;x\u0007 <a@b>',
    );
    commit('2024-02-01', { 'ROADMAP.md': roadmapOf('Hook: Q2 2024') }, 'Ada\u001b]0;x\u0007 <a@b>');
    const { out } = await history('--git', 'escapes');
    expect(out).toContain('Wick');
    expect(out).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    const named = newRepository(at('named'));
    named.commit('2024-01-01', { 'x\u001b[31m/roadmap\u202e.md': '# Plans\n' });
    const { err } = await history('--git', 'named');
    expect(err).toMatch(/There is x\[31m\/roadmap\.md/);
    expect(err).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  });
});
