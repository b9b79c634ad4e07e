import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { RoadmapView } from '../../src/plan/view/view.ts';
import { jsonSchema } from '../../src/render/json-schema/json-schema.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { newRepository, roadmapOf } from './git-repository.ts';
import { runCommand, scratchFolder } from './run-command.ts';
import type { CommandResult } from './run-command.ts';
import { expectSilentConsole } from './silent-console.ts';

const scratch = scratchFolder();
const at = (...parts: string[]): string => join(scratch.folder, ...parts);
const report = (parameters: string[], env: Record<string, string> = {}): Promise<CommandResult> =>
  runCommand(['report', ...parameters], { cwd: scratch.folder, env });
const viewIn = ({ out }: CommandResult): RoadmapView => JSON.parse(out) as RoadmapView;

afterAll(scratch.remove);
expectSilentConsole();

describe('a report of files', () => {
  beforeAll(() => {
    mkdirSync(at('plain'));
    writeFileSync(
      at('plain/ROADMAP.md'),
      roadmapOf('Faster start: Q4 2025', 'Dark mode: Q3 2026', 'Offline maps: Later'),
    );
    writeFileSync(at('plain/wrong.md'), Buffer.from([0xff, 0xfe, 0xfd]));
    const kite = newRepository(at('kite'));
    kite.git('remote', 'add', 'origin', 'https://github.com/example-org/kite.git');
    kite.commit('2025-01-10', { 'docs/ROADMAP.md': roadmapOf('Faster start: Q2 2025', 'Dark mode: Q3 2026') });
    kite.commit('2025-07-01', { 'docs/ROADMAP.md': roadmapOf('Faster start: Q4 2025', 'Dark mode: Q3 2026') });
    kite.commit('2026-01-10', { 'docs/ROADMAP.md': roadmapOf('Faster start: Q3 2026', 'Dark mode: Q3 2026') });
  });

  it('is the values behind the page, as their schema says, what is over being late', async () => {
    const result = await report(['plain/ROADMAP.md', '--format', 'json']);
    expect([result.code, result.err]).toEqual([0, '']);
    const view = viewIn(result);
    expect(new Ajv({ allowUnionTypes: true }).compile(jsonSchema('view', []))(view)).toBe(true);
    expect(view).toMatchObject({ repo: null, file: 'plain/ROADMAP.md', isObserved: false, committedOn: null });
    expect(view.items.map(({ title, status }) => [title, status])).toEqual([
      ['Faster start', 'slipped'],
      ['Dark mode', 'planned'],
      ['Offline maps', 'planned'],
    ]);
  });

  it('is not written to a file whose name promises what no format is', async () => {
    const { code, err } = await report(['plain/ROADMAP.md', '--out', 'roadmap.pdf']);
    expect([code, err]).toEqual([2, expect.stringMatching(/no format goes by “\.pdf”; expected \.html, .* --format/)]);
    expect(existsSync(at('roadmap.pdf'))).toBe(false);
    expect((await report(['plain/ROADMAP.md', '--format', 'md', '--out', 'roadmap.txt'])).code).toBe(0);
  });

  it('tells how targets moved where the file is in git, with the day of each commit', async () => {
    const view = viewIn(await report(['kite/docs/ROADMAP.md', '--format', 'json']));
    expect(view).toMatchObject({
      repo: 'example-org/kite',
      file: 'docs/ROADMAP.md',
      ref: 'HEAD',
      committedOn: '2026-01-10',
    });
    const [first, second] = view.items;
    expect(first?.moves.map(({ from, to, on, isSlip }) => [from.text, to?.text, on, isSlip])).toEqual([
      ['Q2 2025', 'Q4 2025', '2025-07-01', true],
      ['Q4 2025', 'Q3 2026', '2026-01-10', true],
    ]);
    expect(second?.moves).toEqual([]);
    const without = viewIn(await report(['kite/docs/ROADMAP.md', '--format', 'json', '--no-history']));
    expect(without.items.flatMap(({ moves }) => moves)).toEqual([]);
  });

  it('tells a move that is not committed yet, and links no lines then', async () => {
    const file = at('kite/docs/ROADMAP.md');
    const committed = readFileSync(file, 'utf8');
    writeFileSync(file, roadmapOf('Faster start: Q4 2026', 'Dark mode: Q3 2026'));
    const view = viewIn(await report([file, '--format', 'json']));
    writeFileSync(file, committed);
    expect(view).toMatchObject({ file: 'docs/ROADMAP.md', ref: null, committedOn: null });
    expect(view.items[0]?.moves.at(-1)).toEqual({
      from: { text: 'Q3 2026', start: '2026-07-01', end: '2026-09-30' },
      to: { text: 'Q4 2026', start: '2026-10-01', end: '2026-12-31' },
      on: '2026-04-02',
      isSlip: true,
    });
  });

  it('is a page by the name of the file, complete in itself', async () => {
    const { code, out, err } = await report(['kite/docs/ROADMAP.md', '--out', 'page.html']);
    expect([code, out, err]).toEqual([0, '', 'Wrote page.html.\n']);
    const page = readFileSync(at('page.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>/i);
    expect(page).toContain('Faster start');
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(page.match(/<svg [^>]*class="mp-picture"/g)).toHaveLength(2);
    expect(page).not.toMatch(/(?:src|href)="(?!#|https:\/\/)/);
  });

  it('is a picture or Markdown by the name of the file', async () => {
    await report(['kite/docs/ROADMAP.md', '--out', 'picture.svg']);
    expect(readFileSync(at('picture.svg'), 'utf8')).toMatch(/^<svg [^>]+width="1080"[^]*<\/svg>\n$/);
    await report(['kite/docs/ROADMAP.md', '--out', 'report.md']);
    const markdown = readFileSync(at('report.md'), 'utf8');
    expect(markdown).toMatch(/^## Roadmap of example-org\/kite\n\n2 items: 2 planned, as of 2026-04-02\.\n/);
    expect(markdown).toContain('| Faster start | 2 | 457 | Q2 2025 → Q4 2025 → Q3 2026 |');
  });

  it('goes on beside a file that cannot be opened, and ends with 2', async () => {
    const { code, out, err } = await report(['plain/nowhere.md', 'plain/ROADMAP.md', '--format', 'json']);
    expect([code, err]).toEqual([
      2,
      'milepost: plain/nowhere.md cannot be read: there is no such file. Check the path.\n',
    ]);
    expect((JSON.parse(out) as RoadmapView).items).toHaveLength(3);
    expect(await report(['plain/nowhere.md', '--out', 'never.html'])).toMatchObject({ code: 2, out: '' });
    expect(() => readFileSync(at('never.html'))).toThrow();
  });

  it('ends with 1 where an error was found, and is written all the same', async () => {
    const { code, out } = await report(['plain/wrong.md', '--format', 'json']);
    expect(code).toBe(1);
    expect((JSON.parse(out) as RoadmapView).findings).toMatchObject([{ rule: 'unreadable-file', severity: 'error' }]);
  });

  it('of several files is an array, and no picture', async () => {
    const files = ['plain/ROADMAP.md', 'kite/docs/ROADMAP.md'];
    expect(JSON.parse((await report([...files, '--format', 'json', '--no-history'])).out)).toHaveLength(2);
    const { code, err } = await report([...files, '--format', 'svg', '--no-history']);
    expect([code, err]).toEqual([2, expect.stringMatching(/A picture shows one roadmap, and there are 2: plain/)]);
  });

  it.each<[string, string[], RegExp]>([
    [
      'a format that the name contradicts',
      ['plain/ROADMAP.md', '--format', 'md', '--out', 'x.svg'],
      /which by its name is svg/,
    ],
    ['a repository among files', ['plain/ROADMAP.md', 'octo/hello'], /"octo\/hello" is no file, and among others/],
    ['--path of a file', ['plain/ROADMAP.md', '--path', 'x.md'], /--path names a roadmap in a repository/],
    ['--repo of a repository', ['octo/hello', '--repo', 'a/b'], /--repo is for files on this machine/],
    ['a folder that is not there', ['plain/ROADMAP.md', '--out', 'no/where.html'], /cannot be written \(ENOENT\)/],
    ['a repository without a token', ['octo/hello'], /GITHUB_TOKEN is not set[^]*milepost report octo\/hello/],
    ['a missing file that looks like a repository', ['docs/x.md'], /docs\/x\.md cannot be read/],
  ])('refuses %s', async (_, parameters, message) => {
    const { code, out, err } = await report(parameters);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});

describe('a report of a repository on GitHub', () => {
  const REPO = 'example-org/kite';
  let sandbox: Sandbox;
  let env: Record<string, string>;

  beforeAll(async () => {
    sandbox = await startSandbox({ now: () => new Date('2026-04-01T00:00:00Z') });
    sandbox.createUser('alice');
    sandbox.createOrganization('example-org', { alice: 'admin' });
    sandbox.createRepository(REPO, { files: { 'README.md': '# Kite\n' } });
    sandbox.createRepository('example-org/secret', { files: { 'README.md': '# S\n' }, visibility: 'private' });
    sandbox.createRepository('example-org/without', { files: { 'README.md': '# W\n' } });
    const open = sandbox.people.openIssue(REPO, { title: 'Start faster', by: 'alice' });
    const hidden = sandbox.people.openIssue('example-org/secret', { title: 'Hush hush', by: 'alice' });
    const push = (day: string, first: string): void =>
      void sandbox.push(REPO, {
        by: 'alice',
        message: 'Plan',
        files: {
          'ROADMAP.md': roadmapOf(`Faster start #${open}: ${first}`, `Dark mode example-org/secret#${hidden}: Q3 2026`),
        },
        committedAt: new Date(`${day}T12:00:00Z`),
      });
    push('2025-01-10', 'Q2 2025');
    push('2025-07-01', 'Q4 2025');
    env = { GITHUB_TOKEN: sandbox.createToken('alice'), GITHUB_SERVER_URL: sandbox.url };
  });
  afterAll(() => sandbox.close());

  it('has what GitHub says and how targets moved, writes nothing, and tells nobody what is private', async () => {
    const result = await report([REPO, '--format', 'json'], env);
    expect([result.code, result.err]).toEqual([0, '']);
    const view = viewIn(result);
    expect(new Ajv({ allowUnionTypes: true }).compile(jsonSchema('view', []))(view)).toBe(true);
    expect(view).toMatchObject({ repo: REPO, isObserved: true, ref: 'main', serverUrl: sandbox.url });
    expect(view.items[0]).toMatchObject({
      status: 'slipped',
      references: [{ label: '#1', state: 'open', title: 'Start faster' }],
      moves: [{ from: { text: 'Q2 2025' }, to: { text: 'Q4 2025' }, on: '2025-07-01', isSlip: true }],
    });
    expect(view.items[1]?.references).toMatchObject([{ url: null, title: null, state: null }]);
    expect(result.out).not.toContain('Hush');
    const mutations = sandbox.state.requests.filter(
      ({ method, operation }) => method !== 'GET' && operation === undefined,
    );
    expect(mutations).toEqual([]);
  });

  it('is a page with both pictures', async () => {
    const { out } = await report([REPO], env);
    expect(out.match(/<svg [^>]*class="mp-picture"/g)).toHaveLength(2);
    expect(out).not.toContain('Hush');
  });

  it('says that there is no roadmap', async () => {
    const { code, out, err } = await report(['example-org/without'], env);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/no roadmap was found/i);
    expect((await report([REPO, '--path', 'docs/NONE.md'], env)).code).toBe(2);
  });
});
