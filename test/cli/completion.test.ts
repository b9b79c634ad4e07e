import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandWords } from '../../src/cli/completion/command-words.ts';
import { createProgram } from '../../src/cli/program.ts';
import { runCommand, scratchFolder } from './run-command.ts';

const { folder, remove } = scratchFolder();
const SCRIPT = join(folder, 'milepost.bash');

beforeAll(async () => {
  writeFileSync(SCRIPT, (await runCommand(['completion', 'bash'])).out);
  mkdirSync(join(folder, 'work', 'docs folder'), { recursive: true });
  writeFileSync(join(folder, 'work', 'ROADMAP.md'), '');
  writeFileSync(join(folder, 'work', 'a plan.md'), '');
});
afterAll(remove);

/** What bash offers for each of these command lines, the last word being the one that is written. */
function offered(...lines: string[][]): string[][] {
  const asked = lines.map((words) => {
    const list = ['milepost', ...words].map((word) => `'${word}'`).join(' ');
    return `COMP_WORDS=(${list}); COMP_CWORD=${words.length}; _milepost; printf '%s\\n' "\${COMPREPLY[@]}" ---`;
  });
  const script = `source ${SCRIPT}\n${asked.join('\n')}`;
  const out = execFileSync('bash', ['--norc', '-c', script], { cwd: join(folder, 'work'), encoding: 'utf8' });
  return out
    .split('---\n')
    .slice(0, -1)
    .map((part) => part.split('\n').filter((line) => line !== ''));
}

describe('completion in bash', () => {
  it('offers commands, their commands, options, choices, files and folders', () => {
    const answers = offered(
      ['pl'],
      ['jobs', ''],
      ['lint', '--for'],
      ['lint', '--format', 's'],
      ['lint', '--format', '=', 'js'],
      ['lint', ''],
      ['lint', '--config', 'a'],
      ['history', '--git', ''],
      ['schema', 'ro'],
      ['plan', ''],
      ['completion', 'f'],
    );
    expect(answers).toEqual([
      ['plan'],
      ['list', 'retry', 'drop', 'help'],
      ['--format'],
      ['sarif'],
      ['json'],
      expect.arrayContaining(['ROADMAP.md', 'a plan.md', 'docs folder']),
      ['a plan.md'],
      ['docs folder'],
      ['roadmap'],
      [],
      ['fish'],
    ]);
  });

  it('knows every command and option that there is', () => {
    const silent = { write: () => true };
    const surroundings = { stdout: silent, stderr: silent, env: {}, cwd: '/', now: () => new Date(0) };
    const commands = commandWords(createProgram(() => Promise.resolve(), surroundings));
    expect(commands.length).toBeGreaterThan(15);
    const answers = offered(...commands.map(({ path }) => [...path.split(' ').filter((word) => word !== ''), '-']));
    expect(answers).toEqual(commands.map(({ options }) => options.flatMap(({ names }) => names)));
  });
});

const isInstalled = (shell: string): boolean => {
  try {
    execFileSync(shell, ['-c', ':'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

describe.each(['zsh', 'fish'])('completion in %s', (shell) => {
  it('names all commands, and is no mistake for the shell where it is installed', async () => {
    const { code, out } = await runCommand(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['parse', 'jobs', 'retry', 'format', 'sarif']) expect(out).toContain(word);
    if (!isInstalled(shell)) return console.info(`${shell} is not installed: its syntax is not checked.`);
    const file = join(folder, `milepost.${shell}`);
    writeFileSync(file, out);
    execFileSync(shell, ['-n', file]);
  });
});
