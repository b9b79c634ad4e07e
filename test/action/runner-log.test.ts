import { describe, expect, it } from '@jest/globals';
import { inertLines, RunnerLog, workflowCommand } from '../../src/action/runner-log.ts';
import { readInputs } from '../../src/action/inputs.ts';
import { shownByCommands } from '../../src/action/shown-by-commands.ts';
import type { CheckAnnotation } from '../../src/render/check/check-annotations.ts';

const isCommand = (line: string): boolean => /^\s*::/u.test(line) || line.includes('##[');

const twelve = (annotation_level: CheckAnnotation['annotation_level']): CheckAnnotation[] =>
  Array.from({ length: 12 }, (_, index) => ({
    path: 'ROADMAP.md',
    start_line: index + 1,
    end_line: index + 1,
    annotation_level,
    message: 'm',
    title: 't',
  }));

describe('what is printed', () => {
  it.each([
    '::error::x',
    '  ::set-output name=a::b',
    'a\n::stop-commands::x',
    'a\r::debug::x',
    'a\u2028::debug::x',
    '##[error]x',
    'a ##[group]x',
    '\u0000::error::x',
    '\u001B[0m::error::x\u0085::error::y',
  ])('is text for the runner: %j', (text) => {
    let printed = '';
    new RunnerLog({ write: (line) => (printed += line) }).say(text);
    expect(printed.split(/\r\n|\n|\r/).filter(isCommand)).toEqual([]);
    expect(inertLines(text).join('')).toContain(text.at(-1));
  });

  it('is one command on one line where it is one', () => {
    const place = { file: 'a,b:c%\nd', line: 1, title: 'x\r\n::error::y' };
    expect(workflowCommand('warning', '100%\n::error::y', place)).toBe(
      '::warning file=a%2Cb%3Ac%25 d,line=1,title=x %3A%3Aerror%3A%3Ay::100%25 ::error::y',
    );
  });

  it('has at most ten annotations of a kind, errors first', () => {
    const shown = shownByCommands([...twelve('notice'), ...twelve('failure')]);
    expect(shown.map(({ annotation_level, start_line }) => `${annotation_level} ${start_line}`)).toEqual(
      ['failure', 'notice'].flatMap((level) => Array.from({ length: 10 }, (_, index) => `${level} ${index + 1}`)),
    );
  });
});

describe('the inputs', () => {
  it('have their defaults, and the token of the environment as the last resort', () => {
    expect(readInputs({ GITHUB_TOKEN: 'ghs_x' })).toEqual({
      token: 'ghs_x',
      jobToken: 'ghs_x',
      mode: 'auto',
      path: null,
      failOn: null,
      approve: null,
      app: 'milepost',
    });
  });

  it.each([
    ['MODE', 'always', /`mode` is "always", expected one of auto, plan, apply, lint/],
    ['FAIL-ON', 'yes', /`fail-on` is "yes"/],
    ['PATH', '../x', /`path` is "\.\.\/x"/],
    ['APPROVE', 'all', /expected the fingerprint/],
    ['APP', 'a b', /`app` is "a b"/],
    ['TOKEN', 'a b', /^The input `token` holds spaces or other characters that no token has\.$/],
  ])('are checked: %s %s', (name, value, message) => {
    expect(() => readInputs({ [`INPUT_${name}`]: value })).toThrow(message);
  });
});
