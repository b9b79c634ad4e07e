import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permissions } from '../../src/sandbox/records.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { installAction, runStep, type Ran, type Step } from './runner.ts';

const ROADMAP = '# Roadmap\n\n## Later\n\n- Oil gauge (#1)\n- Wick trimmer: issue coming soon\n';
const HOSTILE = [
  '# Roadmap',
  '',
  '## Later',
  '',
  '- ::error file=a,line=1::owned, issue coming soon',
  '- ##[error]owned %0A::warning::owned, issue coming soon',
  '- ::stop-commands::owned, issue coming soon',
  '- CafÃ© ::add-mask::e %0D%0A::set-output name=opened::[1]',
  '- @alice <img src=x onerror=alert(1)>: issue coming soon',
  '',
].join('\n');
const ALL: Permissions = { contents: 'write', issues: 'write', pull_requests: 'write', checks: 'write' };
const READ: Permissions = { contents: 'read', issues: 'read', pull_requests: 'read' };

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox({ now: () => new Date('2026-04-01T00:00:00Z') });
  for (const login of ['alice', 'bob']) sandbox.createUser(login);
  sandbox.createOrganization('example-org');
  folder = installAction();
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;
function repository(files: Record<string, string> = { 'ROADMAP.md': ROADMAP }): string {
  count += 1;
  const name = `example-org/lantern-${count}`;
  sandbox.createRepository(name, { files });
  sandbox.setPermission(name, 'alice', 'write');
  sandbox.people.openIssue(name, { by: 'alice', title: 'Oil gauge' });
  return name;
}

function run(name: string, step: Pick<Step, 'event' | 'payload'> & Partial<Step>, permissions = ALL): Promise<Ran> {
  const token = sandbox.createWorkflowToken(name, permissions);
  return runStep(folder, { repository: name, serverUrl: sandbox.url, token, ...step }).then((ran) => {
    expect(ran.stderr).toBe('');
    expect(`${ran.stdout}${ran.summary}`).not.toContain(token);
    return ran;
  });
}

/** What stands in an event's file about a pull request. */
function pullPayload(name: string, number: number) {
  const pull = sandbox.state.pullRequest(name, number);
  const { default_branch } = { default_branch: 'main' };
  return {
    action: 'synchronize',
    number,
    pull_request: {
      number,
      state: 'open',
      author_association: 'MEMBER',
      user: { login: 'alice', type: 'User' },
      head: { sha: pull.head.sha, ref: pull.head.ref, repo: { id: 7 } },
      base: { ref: 'main', repo: { id: 7 } },
    },
    repository: { full_name: name, default_branch },
    sender: { login: 'alice' },
  };
}

const pushPayload = (name: string, branch = 'main') => ({
  ref: `refs/heads/${branch}`,
  after: sandbox.state.commit(name, branch) ?? '',
  repository: { full_name: name, default_branch: 'main' },
  sender: { login: 'alice' },
});

function propose(name: string, text: string): number {
  const { people, state } = sandbox;
  people.moveBranch(name, 'plan', state.commit(name) ?? '', { by: 'alice' });
  people.push(name, { by: 'alice', branch: 'plan', message: 'Plan', files: { 'ROADMAP.md': text } });
  return people.openPullRequest(name, { by: 'alice', title: 'Plan', head: 'plan' });
}

const commandsIn = (text: string): string[] => text.split(/\r\n|\n|\r/).filter((line) => /^\s*::/.test(line));
const openedIn = (name: string) => sandbox.state.issues(name).filter(({ labels }) => labels.length > 0);

describe('on a pull request', () => {
  it('says what it brings and what merging writes, on the lines and in the check run, once', async () => {
    const name = repository();
    const number = propose(name, `${ROADMAP}- Flint box: issue coming soon\n- CafÃ© lamp (#1)\n`);
    const step = { event: 'pull_request', payload: pullPayload(name, number), ref: `refs/pull/${number}/merge` };
    const ran = await run(name, step);
    expect(ran.stdout).toMatch(/^::warning file=ROADMAP\.md,line=8,endLine=8,.*title=Milepost%3A duplicate-item::/m);
    expect(ran.summary).toMatch(/^## Milepost: /);
    expect(ran.summary).toContain('Flint box');
    expect(ran.summary).not.toContain('button');
    expect(ran.outputs).toMatchObject({ conclusion: 'neutral', errors: '0', opened: '[]', 'pull-request': '' });
    expect(ran.outputs['fingerprint']).toMatch(/^[0-9a-f]{16}$/);
    expect(ran.report).toMatchObject({ repo: name, pullRequest: number, roadmaps: [{ file: 'ROADMAP.md' }] });
    expect(ran.code).toBe(0);
    const { sha } = sandbox.state.pullRequest(name, number).head;
    const runs = () =>
      sandbox.state.checkRuns(name, sha).map(({ name: title, output }) => ({ title, summary: output.summary }));
    expect(runs()).toEqual([{ title: 'Milepost', summary: expect.stringContaining('Flint box') }]);
    expect((await run(name, { ...step, with: { 'fail-on': 'warning' } })).code).toBe(1);
    expect((await run(name, step)).code).toBe(0);
    // Another conclusion is another check; the same one is none.
    expect(runs()).toHaveLength(2);
    expect(openedIn(name)).toEqual([]);
  });

  it('from a fork says all of it with a token that can only read', async () => {
    const name = repository();
    const fork = sandbox.people.fork(name, { by: 'bob' });
    sandbox.people.push(fork, { by: 'bob', branch: 'main', message: 'Plan', files: { 'ROADMAP.md': HOSTILE } });
    const number = sandbox.people.openPullRequest(name, { by: 'bob', title: 'Plan', head: 'bob:main' });
    const payload = pullPayload(name, number);
    payload.pull_request.head.repo.id = 8;
    const ran = await run(name, { event: 'pull_request', payload }, READ);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('No check run was written: it takes `checks: write`');
    expect(ran.stdout).toMatch(/^::notice file=ROADMAP\.md,line=8,.*Windows-1252/m);
    expect(ran.summary).toContain('checks: write');
    expect(commandsIn(ran.stdout).every((line) => /^::(?:error|warning|notice) /.test(line))).toBe(true);
    expect(ran.stdout).not.toContain('##[');
    expect(commandsIn(ran.stdout).join('\n')).not.toMatch(/%0A|%0D(?!0)/);
    expect(ran.summary).not.toMatch(/<img|(?<!\S)@alice/);
    expect(sandbox.state.checkRuns(name, payload.pull_request.head.sha)).toEqual([]);
  });

  it('that leaves the roadmap alone is told in a line', async () => {
    const name = repository();
    sandbox.people.moveBranch(name, 'other', sandbox.state.commit(name) ?? '', { by: 'alice' });
    sandbox.people.push(name, { by: 'alice', branch: 'other', message: 'Say', files: { 'README.md': 'Lamps.\n' } });
    const number = sandbox.people.openPullRequest(name, { by: 'alice', title: 'Say', head: 'other' });
    const ran = await run(name, { event: 'pull_request', payload: pullPayload(name, number) });
    expect(ran).toMatchObject({ code: 0, outputs: { findings: '0', operations: '0' } });
    expect(ran.stdout).toContain('Neither roadmap nor configuration changes');
  });
});

describe('on the default branch', () => {
  it('opens what the roadmap asks for, and nothing a second time, by push or by schedule', async () => {
    const name = repository();
    const first = await run(name, { event: 'push', payload: pushPayload(name) });
    expect(first.code).toBe(0);
    const [issue] = openedIn(name);
    expect(issue).toMatchObject({ title: 'Wick trimmer' });
    expect(first.outputs).toMatchObject({ opened: `[${issue?.number}]`, operations: '1' });
    expect(first.outputs['pull-request']).toMatch(/^\d+$/);
    expect(first.summary).toContain('Opened');
    const before = sandbox.state.writes().length;
    const again = await run(name, { event: 'schedule', payload: { schedule: '0 6 * * 1' } });
    expect(again).toMatchObject({ code: 0, outputs: { opened: '[]' } });
    expect(sandbox.state.writes()).toHaveLength(before);
    expect(openedIn(name)).toHaveLength(1);
  });

  it('only looks in plan mode, by the input and by the configuration, and goes on when approved', async () => {
    const name = repository({ 'ROADMAP.md': ROADMAP, '.github/milepost.yml': 'limits: { new_issues: 0 }\n' });
    const looked = await run(name, { event: 'workflow_dispatch', payload: {}, with: { mode: 'plan' } });
    expect(looked.outputs).toMatchObject({ operations: '1', opened: '[]' });
    expect((await run(name, { event: 'push', payload: pushPayload(name) })).outputs).toMatchObject({ opened: '[]' });
    const wrong = await run(name, { event: 'workflow_dispatch', payload: {}, with: { approve: 'a'.repeat(16) } });
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toMatch(/^::error title=Milepost could not run::The plan has changed/m);
    const approve = looked.outputs['fingerprint'] ?? '';
    const done = await run(name, { event: 'workflow_dispatch', payload: {}, with: { approve } });
    expect(done.outputs['opened']).toMatch(/^\[\d+\]$/);
    const quiet = repository({ 'ROADMAP.md': ROADMAP, '.github/milepost.yml': 'mode: plan\n' });
    const planned = await run(quiet, { event: 'push', payload: pushPayload(quiet) });
    expect(planned).toMatchObject({ code: 0, outputs: { operations: '1', opened: '[]' } });
    expect(openedIn(quiet)).toEqual([]);
  });

  it('names the permission that is missing', async () => {
    const name = repository();
    const ran = await run(name, { event: 'push', payload: pushPayload(name) }, READ);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/^::error title=Milepost::.*add `issues: write`/m);
    expect(openedIn(name)).toEqual([]);
  });

  it('prints nothing of a hostile roadmap that the runner takes for a command', async () => {
    const name = repository({ 'ROADMAP.md': HOSTILE });
    const ran = await run(name, { event: 'push', payload: pushPayload(name) });
    expect(ran.code).toBe(0);
    expect(commandsIn(ran.stdout).every((line) => /^::(?:error|warning|notice) file=ROADMAP\.md,/.test(line))).toBe(
      true,
    );
    expect(ran.stdout).not.toContain('##[');
    expect(JSON.parse(ran.outputs['opened'] ?? '')).toHaveLength(openedIn(name).length);
    expect(Object.keys(ran.outputs)).not.toContain('owned');
  });

  it('fails where the file of its input is not there, and says so', async () => {
    const name = repository();
    const ran = await run(name, { event: 'push', payload: pushPayload(name), with: { path: 'docs/PLAN.md' } });
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/^::error title=Milepost::The file docs\/PLAN\.md that the input `path` names/m);
    expect(openedIn(name)).toEqual([]);
  });

  it('says where the configuration is wrong, and writes nothing', async () => {
    const name = repository({ 'ROADMAP.md': ROADMAP, '.github/milepost.yml': 'mode: on\n' });
    const ran = await run(name, { event: 'push', payload: pushPayload(name) });
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/^::error file=\.github\/milepost\.yml,line=1,/m);
    expect(openedIn(name)).toEqual([]);
  });
});
