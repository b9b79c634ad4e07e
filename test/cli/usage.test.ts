import { describe, expect, it } from '@jest/globals';
import { runCommand } from './run-command.ts';

const COMMANDS = ['parse', 'lint', 'plan', 'apply', 'history', 'report', 'schema', 'serve', 'migrate', 'jobs', 'demo'];

describe('help', () => {
  it('names every command', async () => {
    const { code, out, err } = await runCommand(['--help']);
    expect([code, err]).toEqual([0, '']);
    for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
  });

  it.each(COMMANDS)('of %s has examples', async (command) => {
    const { code, out } = await runCommand([command, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`Examples:\\n  \\$ (?:[A-Z_]+=\\S+ )*milepost ${command}`));
  });

  it('is printed to stderr, with 2, where a command was expected', async () => {
    const { code, out, err } = await runCommand([]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^Usage: milepost/);
  });

  it('prints the version', async () => {
    expect(await runCommand(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});

describe('a mistake on the command line', () => {
  it.each<[string, string[], RegExp]>([
    ['an unknown command', ['prse', 'x.md'], /unknown command 'prse'\n\(Did you mean parse\?\)/],
    ['an unknown option', ['parse', 'x.md', '--jsn'], /unknown option '--jsn'\n\(Did you mean --json\?\)/],
    ['a missing file', ['parse'], /missing required argument 'file'/],
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
    ['a repository that is an address', ['apply', 'https://github.com/a/b'], /expected OWNER\/NAME/],
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
