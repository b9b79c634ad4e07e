import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { runCommand } from './run-command.ts';
import { expectSilentConsole } from './silent-console.ts';

const REPO = 'example-org/kite';
const ROADMAP = `# Kite roadmap

## Later

| Item | Issue |
| --- | --- |
| Faster start | [#1](https://HOST/example-org/kite/issues/1) |
| Dark mode | Issue coming soon |
| Offline maps | Issue coming soon |
| Shared links | Issue coming soon |
`;

let sandbox: Sandbox;
let env: Record<string, string>;
const milepost = (...parameters: string[]) => runCommand(parameters, { env });
const opened = () => sandbox.state.issues(REPO).filter(({ labels }) => labels.length > 0);

beforeAll(async () => {
  sandbox = await startSandbox({ now: () => new Date('2026-04-01T00:00:00Z') });
  sandbox.createUser('alice');
  sandbox.createOrganization('example-org');
  sandbox.createRepository(REPO, {
    files: {
      'ROADMAP.md': ROADMAP.replace('HOST', new URL(sandbox.url).host),
      '.github/milepost.yml': 'limits: { new_issues: 2 }\n',
    },
  });
  sandbox.createRepository('example-org/empty', { files: { 'README.md': '# Nothing here\n' } });
  sandbox.createRepository('example-org/wrong', {
    files: { 'ROADMAP.md': ROADMAP, '.github/milepost.yml': 'mode: on\n' },
  });
  sandbox.setPermission(REPO, 'alice', 'write');
  sandbox.people.openIssue(REPO, { by: 'alice', title: 'Faster start' });
  env = { GITHUB_TOKEN: sandbox.createToken('alice'), GITHUB_SERVER_URL: sandbox.url };
});
afterAll(() => sandbox.close());

expectSilentConsole();

describe('plan and apply against a GitHub', () => {
  let fingerprint = '';

  it('plans without writing', async () => {
    const { code, out, err } = await milepost('plan', REPO);
    expect(err).toBe('');
    expect(out).toMatch(
      /Milepost would open 2 issues:\n[^]* {2}\+ ROADMAP\.md:\d+ +Dark mode\b[^]*\+ ROADMAP\.md:\d+ +Offline maps\b/,
    );
    expect(out).toMatch(/Waiting, above the limit of one sync: open 1 issue:\n {2}! ROADMAP\.md:\d+ +Shared links\b/);
    expect(code).toBe(0);
    expect(opened()).toEqual([]);
    fingerprint = /--approve ([0-9a-f]{16})/.exec(out)?.[1] ?? '';
  });

  it('writes nothing for another plan than the approved one', async () => {
    const { code, err } = await milepost('apply', REPO, '--approve', 'aaaaaaaaaaaaaaaa');
    expect(code).toBe(2);
    expect(err).toContain('Nothing was written');
    expect(opened()).toEqual([]);
  });

  it('carries the approved plan out, with what waited, and nothing a second time', async () => {
    const { code, out } = await milepost('apply', REPO, '--approve', fingerprint);
    expect(code).toBe(0);
    expect(out).toMatch(/Opened 3 issues:[^]*#2 {2}Dark mode\n[^]*#3 {2}Offline maps\n[^]*#4 {2}Shared links\n/);
    expect(opened().map(({ title }) => title)).toEqual(['Dark mode', 'Offline maps', 'Shared links']);
    expect((await milepost('apply', REPO)).code).toBe(0);
    expect(opened()).toHaveLength(3);
  });

  it.each<[string, string[], RegExp]>([
    ['no roadmap', ['plan', 'example-org/empty'], /no roadmap was found; looked for ROADMAP\.md, docs\/ROADMAP\.md/i],
    ['a repository that is not there', ['plan', 'example-org/nothing'], /Check the name example-org\/nothing/],
    ['a branch that is not there', ['plan', REPO, '--ref', 'nowhere'], /nowhere/],
    [
      'a wrong configuration',
      ['plan', 'example-org/wrong'],
      /milepost\.yml:1:7 .*Found "on", expected one of apply, plan, off/,
    ],
  ])('says so where there is %s', async (_, parameters, message) => {
    const { code, out, err } = await milepost(...parameters);
    expect(`${out}${err}`).toMatch(message);
    expect(`${out}${err}`).not.toContain('This is a fault');
    expect(code).toBe(2);
  });

  it('says that --path leads nowhere, and not that the configuration does', async () => {
    const { code, out } = await milepost('plan', REPO, '--path', 'docs/NONE.md');
    expect(code).toBe(1);
    expect(out).toMatch(/docs\/NONE\.md is not at the commit that was looked at; .* Correct the path/);
    expect(out).not.toContain('milepost.yml names it');
  });

  it('says so when the token is not accepted', async () => {
    const { code, err } = await runCommand(['plan', REPO], { env: { ...env, GITHUB_TOKEN: 'ghp_nobody' } });
    expect(code).toBe(2);
    expect(err).toMatch(/GITHUB_TOKEN is not accepted/);
  });
});
