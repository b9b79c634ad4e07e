import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { milepost, type Ended } from './milepost.ts';
import { placeholders, planned } from './roadmaps.ts';

const REPOSITORY = 'example-org/lantern';

interface PlanOutput {
  repo: string;
  roadmaps: { file: string; fingerprint: string; operations: { kind: string; outcome: { state: string } | null }[] }[];
}

let sandbox: Sandbox;
let token = '';
let folder = '';
const run = (...parameters: string[]): Promise<Ended> => milepost(sandbox, token, ...parameters);
const titles = (repository = REPOSITORY): string[] =>
  sandbox.state
    .issues(repository)
    .filter((issue) => !('pull_request' in issue))
    .map(({ title }) => title);

async function json(...parameters: string[]): Promise<PlanOutput> {
  return JSON.parse((await run(...parameters, '--format', 'json')).out) as PlanOutput;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'milepost-command-'));
  sandbox = await startSandbox();
  for (const login of ['alice', 'bob', 'mallory']) sandbox.createUser(login);
  sandbox.createOrganization('example-org', { alice: 'admin' });
  sandbox.createRepository(REPOSITORY, {
    files: {
      'ROADMAP.md': `${placeholders('Ring the bell', 'Paint the door')}\n${planned('Q1 2024', 'Sweep the yard (#1)')}`,
    },
  });
  sandbox.people.openIssue(REPOSITORY, { title: 'Yard', by: 'alice' });
  sandbox.createRepository('example-org/broken', {
    files: { 'ROADMAP.md': planned('Next', 'Ask the moon (#99)') },
  });
  sandbox.createRepository('example-org/secret', {
    visibility: 'private',
    files: { 'ROADMAP.md': placeholders('Hide') },
  });
  token = sandbox.createToken('alice');
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('milepost plan', () => {
  it('says what it would do, ends with 0, and writes nothing', async () => {
    const { code, out, err } = await run('plan', REPOSITORY);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/Milepost would open 2 issues:/);
    for (const title of ['Ring the bell', 'Paint the door', 'Sweep the yard']) expect(out).toContain(title);
    expect(sandbox.state.writes()).toEqual([]);
  });

  it('prints JSON that the schema allows, the same bytes each time', async () => {
    const validate = new Ajv().compile(JSON.parse((await run('schema', 'plan')).out) as object);
    const first = await run('plan', REPOSITORY, '--format', 'json');
    validate(JSON.parse(first.out));
    expect(validate.errors).toBeNull();
    expect((await run('plan', REPOSITORY, '--format', 'json')).out).toBe(first.out);
    expect((JSON.parse(first.out) as PlanOutput).roadmaps[0]!.operations.map(({ kind }) => kind)).toEqual([
      'open-issue',
      'open-issue',
      'comment-slip',
    ]);
  });

  it('ends with 1 for an error in the roadmap', async () => {
    const { code, out } = await run('plan', 'example-org/broken');
    expect(code).toBe(1);
    expect(out).toContain('broken-reference');
  });

  it.each<[string, () => Promise<Ended>, RegExp]>([
    ['no token', () => milepost(sandbox, null, 'plan', REPOSITORY), /GITHUB_TOKEN is not set/],
    ['a wrong token', () => milepost(sandbox, 'ghp_wrong', 'plan', REPOSITORY), /GITHUB_TOKEN is not accepted/],
    ['an unknown repository', () => run('plan', 'example-org/nothing'), /Check the name example-org\/nothing/],
    ['no repository at all', () => run('plan', 'lantern'), /owner\/repo|OWNER\/REPO|owner\/name/i],
    [
      "another's private repository",
      () => milepost(sandbox, sandbox.createToken('mallory'), 'plan', 'example-org/secret'),
      /Check the name example-org\/secret/,
    ],
    ['a branch that is not there', () => run('plan', REPOSITORY, '--ref', 'nowhere'), /nowhere leads to no commit/],
  ])('ends with 2 and says what to do for %s', async (_, command, message) => {
    const { code, out, err } = await command();
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at |ghp_|This is a fault/);
  });
});

describe('milepost apply', () => {
  it('does it once', async () => {
    const { code, out } = await run('apply', REPOSITORY);
    expect(code).toBe(0);
    expect(out).toMatch(/Opened 2 issues:\n[^]*#2 {2}Ring the bell\n[^]*#3 {2}Paint the door\n[^]*Wrote 1 comment:\n/);
    expect(titles()).toEqual(['Yard', 'Ring the bell', 'Paint the door']);
    expect(sandbox.state.comments(REPOSITORY, 1)).toHaveLength(1);

    const writes = sandbox.state.writes().length;
    expect((await run('apply', REPOSITORY)).code).toBe(0);
    expect((await run('plan', REPOSITORY)).out).not.toMatch(/Milepost would/);
    expect(sandbox.state.writes()).toHaveLength(writes);
  });

  it('knows its issues by their markers when items are reworded, moved and retargeted', async () => {
    sandbox.push(REPOSITORY, {
      by: 'alice',
      message: 'Replan',
      files: {
        'ROADMAP.md': `${planned('Q1 2024', 'Sweep the yard (#1)')}\n${planned('Q3 2098', 'Paint the front door (issue TBD)')}\n${placeholders('Ring the old bell')}`,
      },
    });
    expect((await json('plan', REPOSITORY)).roadmaps[0]!.operations).toEqual([]);
    expect((await run('apply', REPOSITORY)).code).toBe(0);
    expect(titles()).toHaveLength(3);
    expect(sandbox.state.comments(REPOSITORY)).toHaveLength(1);
  });

  it('edits the comment of an item that misses its next target', async () => {
    const text = sandbox.state.file(REPOSITORY, 'ROADMAP.md')!;
    sandbox.push(REPOSITORY, {
      by: 'alice',
      message: 'Replan',
      files: { 'ROADMAP.md': text.replace('Q1 2024', 'Q2 2024') },
    });
    expect((await run('apply', REPOSITORY)).code).toBe(0);
    const comments = sandbox.state.comments(REPOSITORY, 1);
    expect(comments).toHaveLength(1);
    expect(comments[0]!.body).toContain('Q2 2024');
  });

  it('ends with 2 where GitHub refuses, and says why', async () => {
    const bob = sandbox.createToken('bob');
    sandbox.createRepository('example-org/closed', {
      issuesEnabled: false,
      files: { 'ROADMAP.md': placeholders('Ring the bell') },
    });
    const { code, out } = await run('apply', 'example-org/closed');
    expect(code).toBe(2);
    expect(out).toMatch(/Issues are disabled in example-org\/closed/);

    // Anybody may open an issue in a public repository, and may comment there; a label is not theirs to make.
    sandbox.createRepository('example-org/commons', { files: { 'ROADMAP.md': placeholders('Ring the bell') } });
    expect((await milepost(sandbox, bob, 'plan', 'example-org/commons')).code).toBe(0);
    expect((await milepost(sandbox, null, 'apply', 'example-org/commons')).code).toBe(2);
    expect(titles('example-org/commons')).toEqual([]);
  });

  it('obeys `mode: plan` and `mode: off`', async () => {
    for (const mode of ['plan', 'off']) {
      const repository = `example-org/mode-${mode}`;
      sandbox.createRepository(repository, {
        files: { 'ROADMAP.md': placeholders('Ring the bell'), '.github/milepost.yml': `mode: ${mode}\n` },
      });
      const { out, err } = await run('apply', repository);
      expect(`${out}${err}`).toContain(`mode: ${mode}`);
      expect(titles(repository)).toEqual([]);
    }
  });

  it('works with the token of a workflow', async () => {
    const repository = 'example-org/action';
    sandbox.createRepository(repository, { files: { 'ROADMAP.md': placeholders('Ring the bell') } });
    const workflow = sandbox.createWorkflowToken(repository, {
      contents: 'read',
      issues: 'write',
      pull_requests: 'read',
    });
    expect((await milepost(sandbox, workflow, 'apply', repository)).code).toBe(0);
    expect((await milepost(sandbox, workflow, 'apply', repository)).code).toBe(0);
    expect(titles(repository)).toEqual(['Ring the bell']);
    expect(sandbox.state.issue(repository, 1).user?.login).toBe('github-actions[bot]');
  });
});

describe('milepost lint and parse', () => {
  it('need no GitHub and no token', async () => {
    const file = join(folder, 'ROADMAP.md');
    writeFileSync(
      file,
      `${placeholders('Ring the bell')}\n| Name | Timeline |\n|---|---|\n| Paint the door | Futire |\n`,
    );
    sandbox.state.clearRequests();
    const lint = await milepost(sandbox, null, 'lint', file);
    expect(lint.code).toBe(0);
    expect(lint.out).toMatch(/unreadable-timeframe/);
    const parse = await milepost(sandbox, null, 'parse', file, '--json');
    expect(parse.code).toBe(0);
    const roadmap = JSON.parse(parse.out) as { items: { title: string; placeholder: boolean }[] };
    expect(roadmap.items).toMatchObject([
      { title: 'Ring the bell', placeholder: true },
      { title: 'Paint the door', placeholder: false },
    ]);
    expect(sandbox.state.requests).toEqual([]);
  });

  it('ends with 2 for a file that cannot be read', async () => {
    const { code, err } = await milepost(sandbox, null, 'lint', join(folder, 'nothing.md'));
    expect(code).toBe(2);
    expect(err).toMatch(/nothing\.md/);
  });
});
