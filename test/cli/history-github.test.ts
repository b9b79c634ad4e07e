import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HistoryJson } from '../../src/render/history/history-json.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { roadmapOf } from './git-repository.ts';
import { runCommand } from './run-command.ts';
import type { CommandResult } from './run-command.ts';
import { expectSilentConsole } from './silent-console.ts';

const REPO = 'example-org/kite';

let sandbox: Sandbox;
let env: Record<string, string>;
const history = (...parameters: string[]): Promise<CommandResult> => runCommand(['history', ...parameters], { env });
const requests = (): string[] => sandbox.state.requests.map(({ operation, path }) => operation ?? path);

beforeAll(async () => {
  sandbox = await startSandbox({ now: () => new Date('2024-01-01T00:00:00Z') });
  sandbox.createUser('alice');
  sandbox.createUser('mallory');
  sandbox.createOrganization('example-org', { alice: 'admin' });
  sandbox.createRepository(REPO, { files: { 'README.md': '# Kite\n' }, visibility: 'private' });
  sandbox.createRepository('example-org/without', { files: { 'docs/Road-Map.md': '# Plans\n' } });
  sandbox.createRepository('example-org/bare', {});
  const push = (day: string, files: Record<string, string | null>): void =>
    void sandbox.push(REPO, { by: 'alice', message: 'Plan', files, committedAt: new Date(`${day}T12:00:00Z`) });
  push('2024-01-10', { 'PLAN.md': roadmapOf('Faster start: Q2 2024', 'Dark mode: Q3 2024', 'Offline maps: Later') });
  push('2024-07-01', {
    'PLAN.md': null,
    'ROADMAP.md': roadmapOf('Faster start: Q4 2024', 'Dark mode: Q3 2024', 'Offline maps: Later'),
  });
  push('2024-09-01', { 'ROADMAP.md': roadmapOf('Faster start: Q4 2024', 'Offline maps: Later') });
  env = { GITHUB_TOKEN: sandbox.createToken('alice'), GITHUB_SERVER_URL: sandbox.url };
});
afterAll(() => sandbox.close());

expectSilentConsole();

describe('the history of a repository on GitHub', () => {
  it('is a table of every item, from where the file stood before', async () => {
    const { code, out, err } = await history(REPO);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^ROADMAP\.md of example-org\/kite\n3 items in 3 revisions from 2024-01-10 to 2024-09-01; 1 slipped/,
    );
    expect(out).toMatch(/^Faster start +1 +\+184 +Q2 2024 → Q4 2024 +planned/m);
    expect(out).toMatch(/^Dark mode +2024-09-01 +[0-9a-f]{7} alice +Q3 2024 +planned/m);
  });

  it('asks once for a file that is named, and once for where it was added, at each of its places', async () => {
    const before = requests().length;
    const { out } = await history(REPO, '--path', 'ROADMAP.md', '--format', 'json');
    expect((JSON.parse(out) as HistoryJson).revisions).toBe(3);
    expect(requests().slice(before)).toEqual([
      'MilepostRevisions',
      expect.stringMatching(/\/commits\/[0-9a-f]{40}$/),
      'MilepostRevisions',
      expect.stringMatching(/\/commits\/[0-9a-f]{40}$/),
    ]);
  });

  it('writes nothing to GitHub', () => {
    expect(sandbox.state.requests.filter(({ isWrite }) => isWrite)).toEqual([]);
  });

  it.each<[string, string[], RegExp]>([
    [
      'no such repository',
      ['example-org/nothing'],
      /Check the name example-org\/nothing, and that GITHUB_TOKEN may see it\. It needs read access to Contents/,
    ],
    [
      'no roadmap',
      ['example-org/without'],
      /No roadmap was found on the default branch of example-org\/without; looked for .* There is docs\/Road-Map\.md: name one with --path\./,
    ],
    ['no commits', ['example-org/bare'], /example-org\/bare has no commits yet/],
    ['no commits for a path', ['example-org/bare', '--path', 'x.md'], /example-org\/bare has no commits yet/],
    [
      'no such file',
      [REPO, '--path', 'docs/ROADMAP.md'],
      /"docs\/ROADMAP\.md" was never in the history of the default branch of example-org\/kite; .* There is ROADMAP\.md: name/,
    ],
    ['a folder', ['example-org/without', '--path', 'docs'], /--path is "docs", which is a folder/],
  ])('is answered with what was expected: %s', async (_, parameters, message) => {
    const { code, out, err } = await history(...parameters);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at |This is a fault/);
    expect([code, out]).toEqual([2, '']);
  });

  it('is refused to whoever may not read the repository, and to a token that is none', async () => {
    const foreign = await runCommand(['history', REPO], {
      env: { ...env, GITHUB_TOKEN: sandbox.createToken('mallory') },
    });
    expect([foreign.code, foreign.out]).toEqual([2, '']);
    expect(foreign.err).toMatch(/Check the name example-org\/kite/);
    const wrong = await runCommand(['history', REPO], { env: { ...env, GITHUB_TOKEN: 'nonsense' } });
    expect(wrong).toMatchObject({ code: 2, err: expect.stringMatching(/GITHUB_TOKEN is not accepted/) });
  });
});
