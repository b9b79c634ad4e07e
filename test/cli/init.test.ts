import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { array, assert, boolean, constantFrom, oneof, property, string } from 'fast-check';
import { configurationFor } from '../../src/cli/init/write-configuration.ts';
import { boardInText } from '../../src/cli/init/board-in-text.ts';
import { rules } from '../../src/plan/rules.ts';
import { suggestColumns } from '../../src/plan/board/suggest-columns.ts';
import { defaultPolicy } from '../../src/policy/defaults.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import { policyFile } from '../../src/render/policy-file.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { HOSTILE_TEXTS } from '../render/hostile-texts.ts';
import { item, roadmapOf } from '../render/sample-project.ts';
import { runCommand, scratchFolder } from './run-command.ts';

const { folder, remove } = scratchFolder();
afterAll(remove);

const ROADMAP =
  '# Kite\n\n## 1.7.0\n\n- Dark mode (issue coming soon)\n- Faster start #1\n\n## Later\n\n- Offline maps\n';

/** A new folder with these files. */
function work(files: Record<string, string>): string {
  const cwd = mkdtempSync(join(folder, 'work-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(cwd, path, '..'), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return cwd;
}

const written = (cwd: string): string => readFileSync(join(cwd, '.github/milepost.yml'), 'utf8');

/** The Policy that a configuration gives, which must have no problem. */
function policyOf(text: string): Policy {
  const source = { text, file: 'milepost.yml' };
  const { policy, problems } = readPolicy(
    { organisation: null, repository: source },
    rules.map(({ id }) => id),
  );
  expect(problems).toEqual([]);
  return policy!;
}

/** Every key that is commented out made to count: prose has one space behind its sign. */
const uncommented = (text: string): string => text.replaceAll(/^( *)#(?=[\w-]| {2})/gm, '$1');

describe('milepost init in a folder', () => {
  it('writes every key as a comment where the defaults will do, and shows what it read and what comes next', async () => {
    const cwd = work({ 'ROADMAP.md': ROADMAP });
    const { code, out, err } = await runCommand(['init'], { cwd });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Wrote \.github\/milepost\.yml: the defaults will do, all of it is comments\.\n/);
    expect(out).toMatch(/3 items[^]*in the file: milepost lint ROADMAP\.md\n[^]*milepost plan OWNER\/REPO\n$/);
    expect(policyOf(written(cwd))).toEqual(defaultPolicy);
    expect((await runCommand(['lint', 'ROADMAP.md', '--repo', 'acme/kite'], { cwd })).err).toBe('');
  });

  it('names a file that is not found by itself, and the project that it links to', async () => {
    const link = 'See [the board](https://github.com/orgs/acme/projects/4/views/1).';
    const cwd = work({ 'docs/PLAN.md': `${ROADMAP}\n${link}\n` });
    expect((await runCommand(['init', 'docs/PLAN.md'], { cwd })).out).toMatch(/it sets roadmaps\./);
    expect(policyOf(written(cwd)).roadmaps).toEqual([
      { path: 'docs/PLAN.md', project: 'https://github.com/orgs/acme/projects/4' },
    ]);
  });

  it('writes none for a file that cannot be read', async () => {
    const cwd = work({});
    writeFileSync(join(cwd, 'PLAN.md'), Buffer.from([0xff, 0xfe, 0xfd]));
    const { code, out, err } = await runCommand(['init', 'PLAN.md'], { cwd });
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(/^milepost: PLAN\.md is not UTF-8;/)]);
    expect(readdirSync(cwd)).toEqual(['PLAN.md']);
  });

  it('replaces no configuration without --force, and shows the difference', async () => {
    const cwd = work({ 'ROADMAP.md': ROADMAP, '.github/milepost.yml': 'mode: plan\u001b[2J\n' });
    const { code, out } = await runCommand(['init'], { cwd });
    expect(code).toBe(1);
    expect(out).toMatch(/^- mode: plan\[2J\n\+ # How Milepost/);
    expect(out).toContain('left as it is');
    expect(out).not.toContain('\u001b');
    expect(written(cwd)).toBe('mode: plan\u001b[2J\n');
    expect((await runCommand(['init', '--force'], { cwd })).out).toMatch(/^Replaced /);
    expect((await runCommand(['init'], { cwd })).out).toMatch(/is there already, and is what init would write\./);
  });

  it('writes where --out says', async () => {
    const cwd = work({ 'ROADMAP.md': ROADMAP });
    expect((await runCommand(['init', '--out', 'try/it.yml'], { cwd })).code).toBe(0);
    expect(readdirSync(cwd).toSorted()).toEqual(['ROADMAP.md', 'try']);
  });

  it.each<[string, string[], RegExp]>([
    ['no roadmap is here', ['init'], /No roadmap was found here; looked for ROADMAP\.md[^]*milepost init octo\/hello/],
    ['the file is not there', ['init', 'docs/PLAN.md'], /docs\/PLAN\.md cannot be read: there is no such file/],
    ['there is no token', ['init', 'octo/hello'], /GITHUB_TOKEN is not set[^]*milepost init octo\/hello/],
  ])('says so where %s', async (_, parameters, message) => {
    const { code, out, err } = await runCommand(parameters, { cwd: work({}) });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});

describe('milepost init for a repository', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
    sandbox.createUser('alice');
    sandbox.createOrganization('example-org', { alice: 'admin' });
    sandbox.createRepository('example-org/kite', { files: { 'ROADMAP.md': ROADMAP } });
    const by = 'alice';
    sandbox.people.createLabel('example-org/kite', { name: 'kind/roadmap', by });
    sandbox.people.createMilestone('example-org/kite', { title: 'v1.7.0', by });
    const statuses = ['Todo', 'Doing (this week)', 'Parking lot', 'Done'];
    sandbox.people.createProject('example-org', { title: 'Other', by });
    sandbox.people.createProject('example-org', { title: 'Kite roadmap', statuses, by });
  });
  afterAll(() => sandbox.close());

  it('sets the board, its unusual columns and the label, and shows the first plan', async () => {
    const cwd = work({});
    const env = { GITHUB_TOKEN: sandbox.createToken('alice'), GITHUB_SERVER_URL: sandbox.url };
    const { code, out, err } = await runCommand(['init', 'example-org/kite'], { cwd, env });
    expect([code, err]).toEqual([0, '']);
    const text = written(cwd);
    expect(policyOf(text)).toMatchObject({
      roadmaps: [{ path: 'ROADMAP.md', project: 2 }],
      issues: { labels: ['kind/roadmap'] },
      board: { status_field: 'Status', columns: { 'in-progress': ['Doing (this week)'] } },
    });
    expect(text).toContain('# The board has columns that stand for no status by their names: “Parking lot”.');
    expect(text).toContain('# The roadmap and the repository both have: “1.7.0”.');
    expect(out).toMatch(/Milepost would open 1 issue:\n {2}\+ ROADMAP\.md:5 {2}Dark mode/);
    expect(out).toMatch(/Next: commit the configuration[^]*milepost plan example-org\/kite\n$/);
  });
});

describe('a generated configuration', () => {
  it('is right with every key made to count, and says the defaults', () => {
    const text = policyFile({ values: {}, notes: {} }, rules);
    expect(policyOf(text)).toEqual(defaultPolicy);
    const { rules: severities, roadmaps, board, ...others } = policyOf(uncommented(text));
    const { rules: _rules, roadmaps: _roadmaps, board: byDefault, ...defaults } = defaultPolicy;
    expect(others).toEqual(defaults);
    expect({ ...board, columns: {} }).toEqual(byDefault);
    expect(severities).toEqual(Object.fromEntries(rules.map(({ id, severity }) => [id, severity])));
    expect(roadmaps).toEqual([{ path: 'ROADMAP.md', project: null }]);
  });

  it('has no problem whatever the roadmap and the repository say', () => {
    const text = oneof(constantFrom(...HOSTILE_TEXTS), string({ unit: 'binary', maxLength: 30 }));
    assert(
      property(text, array(text, { maxLength: 4 }), boolean(), (title, names, isUsual) => {
        const configuration = configurationFor({
          path: 'docs/PLAN.md',
          isUsual,
          roadmap: roadmapOf([item(5, title, { path: [title, ...names] })], { file: title }),
          board: { project: 4, observed: null },
          boardChoices: names.map((name) => ({ title: name, url: name })),
          labels: names,
          milestones: names,
        });
        policyOf(configuration);
        policyOf(uncommented(configuration));
      }),
      { numRuns: 20 },
    );
  });

  it.each<[string[], object, string[]]>([
    [['Todo', 'In Progress', 'Done'], {}, []],
    [['Todo', 'Doing', '🚧 Doing (this week)'], { 'in-progress': ['Doing', '🚧 Doing (this week)'] }, []],
    [
      ['Not done yet', 'Parking lot', 'Done or in progress'],
      {},
      ['Not done yet', 'Parking lot', 'Done or in progress'],
    ],
  ])('takes columns %j for what they are', (names, columns, unknown) => {
    expect(suggestColumns(names)).toEqual({ columns, unknown });
  });

  it.each<[string, string | number | null]>([
    ['https://github.com/orgs/acme/projects/4', 4],
    ['<https://github.com/orgs/other/projects/12?x=1>', 'https://github.com/orgs/other/projects/12'],
    ['https://elsewhere.test/orgs/acme/projects/4', null],
    ['https://github.com/orgs/acme/projects/4 and https://github.com/orgs/acme/projects/5', null],
    ['nothing', null],
  ])('finds the board in %j', (text, expected) => {
    expect(boardInText(text, 'github.com', 'Acme/kite')).toBe(expected);
  });
});
