import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { examplesOf, helpTextOf } from '../../src/cli/help-text.ts';
import { createProgram } from '../../src/cli/program.ts';
import { NOW, runCommand } from './run-command.ts';

/** All commands of the program, `jobs list` among them, as commander has them. */
function allCommands(command: Command = programOf()): Command[] {
  return command.commands.flatMap((one) => [one, ...allCommands(one)]);
}

/** The program, with its commands doing nothing. */
function programOf(): Command {
  const silent = { write: () => true };
  const surroundings = { stdout: silent, stderr: silent, env: {}, cwd: '/', now: () => new Date(NOW) };
  return createProgram(() => Promise.resolve(), surroundings);
}

const pathOf = (command: Command): string[] =>
  command.parent === null ? [] : [...pathOf(command.parent), command.name()];

const COMMANDS = allCommands().map((command) => [pathOf(command).join(' '), command] as const);

/** The words of one example, up to what the shell does with its output; variables before it are left out. */
const wordsOf = (example: string): string[] =>
  Array.from((example.split(/ [|>] /, 1)[0] ?? '').matchAll(/'[^']*'|\S+/g), ([word]) =>
    word.replaceAll("'", ''),
  ).filter((word, index, all) => index >= all.indexOf('milepost') && word !== 'milepost');

describe('help', () => {
  it('names every command', async () => {
    const { code, out, err } = await runCommand(['--help']);
    expect([code, err]).toEqual([0, '']);
    for (const [path] of COMMANDS.filter(([path]) => !path.includes(' ')))
      expect(out).toMatch(new RegExp(`^  ${path} `, 'm'));
  });

  it.each(COMMANDS)('of %s has a description, examples and the exit status', async (path, command) => {
    const { code, out } = await runCommand([...path.split(' '), '--help']);
    expect(code).toBe(0);
    expect(command.description()).toMatch(/^[^A-Z].{10,}[^.]$/);
    expect(out).toMatch(new RegExp(`\\nExamples:\\n  \\$ (?:[A-Z_]+=\\S+ )*milepost ${path}`));
    expect(out).toMatch(/^Exit status: 0 .*2 /m);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });

  it.each(COMMANDS)('of %s has examples that are right', async (_, command) => {
    const examples = examplesOf(helpTextOf(command)).filter((example) => /^(?:[A-Z_]+=\S+ )*milepost /.test(example));
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) await programOf().parseAsync(wordsOf(example), { from: 'user' });
  });

  it('is a short overview, with 0, where no command is named', async () => {
    const { code, out, err } = await runCommand([]);
    expect([code, err]).toEqual([0, '']);
    expect(out.split('\n').length).toBeLessThan(12);
    expect(out.match(/^ {2}milepost /gm)).toHaveLength(3);
  });

  it('prints the version', async () => {
    expect(await runCommand(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});

describe('a mistake on the command line', () => {
  it.each<[string, string[], RegExp]>([
    ['an unknown command', ['prse', 'x.md'], /unknown command 'prse'\n\(Did you mean parse\?\)/],
    ['help for an unknown command', ['help', 'prse'], /unknown command 'prse'\n\(Did you mean parse\?\)/],
    ['an unknown option', ['parse', 'x.md', '--jsn'], /unknown option '--jsn'\n\(Did you mean --json\?\)/],
    ['a missing file', ['parse'], /missing required argument 'file'\nFor example: milepost parse ROADMAP\.md\n/],
    ['a missing repository', ['plan'], /missing required argument 'owner\/repo'/],
    ['too many repositories', ['plan', 'a/b', 'c/d'], /too many arguments/],
    ['two formats', ['parse', 'x.md', '--json', '--jsonl'], /'--json' cannot be used with option '--jsonl'/],
    [
      'two sources of repositories',
      ['parse', 'x.md', '--repo', 'a/b', '--repo-map', 'm'],
      /cannot be used with option '--repo/,
    ],
    [
      'an unknown format',
      ['lint', 'x.md', '--format', 'jsn'],
      /Expected one of text, json, sarif, github\. Did you mean json\?/,
    ],
    ['a format that another command has', ['apply', 'a/b', '--format', 'sarif'], /Expected one of text, json\./],
    [
      'an unknown schema',
      ['schema', 'rodmap'],
      /Expected one of roadmap, plan, policy, history, view\. Did you mean roadmap\?/,
    ],
    [
      'a repository without owner',
      ['plan', 'hello'],
      /The repository is "hello", expected OWNER\/NAME, such as octocat\/hello-world\./,
    ],
    ['a repository that is an address', ['apply', 'https://github.com/a/b.git'], /expected OWNER\/NAME, here a\/b\./],
    ['a file in place of a repository', ['plan', 'ROADMAP.md'], /expected OWNER\/NAME, .* milepost lint and/],
    ['a wrong --repo', ['parse', 'x.md', '--repo', 'a/..'], /--repo is "a\/\.\.", expected OWNER\/NAME/],
    [
      'a wrong fingerprint',
      ['apply', 'a/b', '--approve', 'XYZ'],
      /--approve is "XYZ", expected the fingerprint of a plan/,
    ],
    [
      'no token',
      ['plan', 'acme/anchor'],
      /GITHUB_TOKEN is not set, expected .* read access to Contents, Issues and Pull requests of acme\/anchor\.[^]*personal-access-tokens\/new/,
    ],
    ['no token to write with', ['apply', 'acme/anchor'], /write access to Issues of acme\/anchor/],
  ])('is answered with what was expected: %s', async (_, parameters, message) => {
    const { code, out, err } = await runCommand(parameters);
    expect(err).toMatch(message);
    expect(err).toMatch(/^milepost: /);
    expect(err).not.toMatch(/\n\s+at |This is a fault/);
    expect([code, out]).toEqual([2, '']);
  });

  it.each([
    ['GITHUB_SERVER_URL', 'github'],
    ['GITHUB_API_URL', 'ftp://x'],
  ])('in %s is named', async (name, value) => {
    const { code, err } = await runCommand(['plan', 'a/b'], { env: { [name]: value, GITHUB_TOKEN: 't' } });
    expect(code).toBe(2);
    expect(err).toContain(name);
  });

  it('names the page for tokens of the host that is meant', async () => {
    const { err } = await runCommand(['plan', 'a/b'], { env: { GITHUB_SERVER_URL: 'https://git.acme.test' } });
    expect(err).toContain('https://git.acme.test/settings/personal-access-tokens/new');
  });

  it('in a token is told without the token', async () => {
    const { code, err } = await runCommand(['plan', 'a/b'], { env: { GITHUB_TOKEN: 'abc def' } });
    expect(code).toBe(2);
    expect(err).toMatch(/GITHUB_TOKEN holds spaces/);
    expect(err).not.toContain('abc');
  });
});

const door = async () => () => Promise.reject(new TypeError('undefined is not a function'));

describe('a fault of ours', () => {
  it('reads differently from a mistake', async () => {
    const { code, err } = await runCommand(['plan', 'a/b'], { env: { GITHUB_TOKEN: 't' }, door });
    expect(code).toBe(2);
    expect(err).toMatch(/This is a fault in Milepost[^]*TypeError: undefined is not a function[^]*\n\s+at /);
  });
});
