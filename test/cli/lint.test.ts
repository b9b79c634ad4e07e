import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCommand, scratchFolder } from './run-command.ts';

const { folder, remove } = scratchFolder();
const lint = (...parameters: string[]) => runCommand(['lint', ...parameters], { cwd: folder });

const lintAs = async (format: string) => (await lint('ROADMAP.md', '--format', format, '--repo', 'acme/anchor')).out;

beforeAll(() => {
  writeFileSync(
    join(folder, 'ROADMAP.md'),
    '# Anchor roadmap\n\n## Later\n\n- Faster start #12\n- Faster start #12\n- Themes: issue coming soon\n',
  );
  writeFileSync(join(folder, 'calm.md'), '# Anchor roadmap\n\n## Later\n\n- Faster start\n- Dark mode\n');
  writeFileSync(join(folder, 'latin1.md'), Buffer.from('# Caf\xe9\n', 'latin1'));
  writeFileSync(
    join(folder, 'strict.yml'),
    'rules:\n  duplicate-item: error\n  placeholder: off\n  unreferenced-item: off\n',
  );
  writeFileSync(join(folder, 'wrong.yml'), 'rules:\n  duplicate-itm: error\nmode: no\n');
  mkdirSync(join(folder, 'docs'));
});
afterAll(remove);

describe('milepost lint', () => {
  it('shows findings with their lines', async () => {
    const { code, out, err } = await lint('ROADMAP.md', '--repo', 'acme/anchor');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^ROADMAP\.md:\d+:\d+ {2}(?:warning|info) {2}duplicate-item$/m);
    expect(out).toMatch(/^ {4}7 │ - Themes: issue coming soon\n {6}│ +\^+$/m);
    expect(out).toMatch(/ in 1 file\.\n$/);
  });

  it('says that numbers are no references where nothing tells of which repository they are', async () => {
    const { code, err } = await lint('ROADMAP.md', 'calm.md');
    expect(code).toBe(0);
    expect(err).toBe(
      'milepost: ROADMAP.md: numbers such as #12 were not read as references, since nothing tells of which repository they are. Name it with --repo OWNER/NAME, or run this in a clone of it.\n',
    );
    expect((await runCommand(['parse', 'ROADMAP.md'], { cwd: folder })).err).toBe(err);
    expect((await runCommand(['parse', 'ROADMAP.md', '--json'], { cwd: folder })).err).toBe('');
  });

  it('is one line where all is well', async () => {
    expect((await lint('calm.md', '--config', 'strict.yml')).out).toBe('calm.md: no problems.\n');
  });

  it('ends with 1 where the configuration makes a finding an error', async () => {
    const { code, out } = await lint('ROADMAP.md', '--config', 'strict.yml', '--repo', 'acme/anchor');
    expect(code).toBe(1);
    expect(out).toMatch(/error {2}duplicate-item/);
    expect(out).not.toMatch(/ {2}placeholder$/m);
  });

  it('reads the configuration of the folder by itself', async () => {
    mkdirSync(join(folder, '.github'));
    writeFileSync(join(folder, '.github', 'milepost.yml'), 'rules: { duplicate-item: error }\n');
    const { code, err } = await lint('ROADMAP.md', 'calm.md', '--repo', 'acme/anchor');
    expect([code, err]).toEqual([1, '']);
  });

  it('guesses nothing in place of a wrong configuration', async () => {
    const { code, out, err } = await lint('ROADMAP.md', '--config', 'wrong.yml');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /^milepost: the configuration is wrong\.\nwrong\.yml:2:3: .*Did you mean `duplicate-item`\?\nwrong\.yml:3:7: /,
    );
  });

  it('says when the configuration is not there', async () => {
    const { code, err } = await lint('ROADMAP.md', '--config', 'none.yml');
    expect(code).toBe(2);
    expect(err).toBe('milepost: --config none.yml: there is no such file. Check the path.\n');
  });

  it('lints the others when one file cannot be opened', async () => {
    const { code, out, err } = await lint('missing.md', 'ROADMAP.md', 'docs');
    expect(code).toBe(2);
    expect(err).toMatch(/missing\.md cannot be read[^]*docs cannot be read/);
    expect(out).toMatch(/ in 1 file\.\n$/);
  });

  it('finds that a file is not UTF-8', async () => {
    const { code, out } = await lint('latin1.md');
    expect(code).toBe(1);
    expect(out).toMatch(/latin1\.md:1:1 {2}error {2}unreadable-file\n {2}latin1\.md is not UTF-8/);
  });

  it('prints JSON, SARIF and workflow commands', async () => {
    const json = JSON.parse(await lintAs('json')) as { files: string[]; findings: { rule: string; line: number }[] };
    expect(json.files).toEqual(['ROADMAP.md']);
    expect(json.findings.some(({ rule, line }) => rule === 'duplicate-item' && line === 6)).toBe(true);
    const log = JSON.parse(await lintAs('sarif')) as { runs: { results: unknown[] }[] };
    expect(log.runs[0]!.results).toHaveLength(json.findings.length);
    const commands = (await lintAs('github')).trimEnd().split('\n');
    expect(commands).toHaveLength(json.findings.length);
    for (const command of commands) expect(command).toMatch(/^::(?:notice|warning|error) file=ROADMAP\.md,line=\d+,/);
  });

  it('prints nothing but findings for machines', async () => {
    expect((await lint('calm.md', '--format', 'github', '--config', 'strict.yml')).out).toBe('');
  });
});
