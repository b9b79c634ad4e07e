import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { defaultPolicy } from '../../src/policy/defaults.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';

const RULES = ['placeholder', 'overdue', 'broken-reference'];
const FILE = '.github/milepost.yml';
const ORGANISATION_FILE = 'acme/.github: .github/milepost.yml';

const read = (repository: string | null, organisation: string | null = null) =>
  readPolicy(
    {
      organisation: organisation === null ? null : { text: organisation, file: ORGANISATION_FILE },
      repository: repository === null ? null : { text: repository, file: FILE },
    },
    RULES,
  );

describe('a configuration that is right', () => {
  it.each([
    ['no file', null],
    ['an empty file', ''],
    ['a file of comments', '# mode: off\n\n# nothing else\n'],
    ['an empty document', '---\n'],
    ['keys with everything in comments', 'limits:\n  # new_issues: 5\nrules:\n'],
  ])('is the defaults for %s', (_, text) => {
    expect(read(text)).toEqual({ policy: defaultPolicy, problems: [] });
  });

  it('may give every key of the documentation with its default', () => {
    const text = `
mode: apply
issues: { open_for: [placeholders, slipped], labels: [roadmap] }
slips: { comment: true, grace_days: 0 }
limits: { new_issues: 10, comments: 10 }
milestones: { assign: true, create: false }
board:
  status_field: Status
  columns: {}
  target_field: null
  date_field: null
  lane_field: null
pull_request: { enabled: true, branch: milepost/roadmap, sign_off: true }
check: { fail_on: never }
dashboard: true
commands: { role: triage, users: [] }
sections: { include: [], exclude: [] }
rules: {}
`;
    const { policy, problems } = read(text);
    expect(problems).toEqual([]);
    expect(policy).toEqual(defaultPolicy);
  });

  it('takes roadmaps with and without a project', () => {
    const text = `
roadmaps:
  - path: ROADMAP.md
    project: null
  - path: docs/plan.md
    project: 4
  - path: cli/ROADMAP.md
    project: https://github.com/orgs/acme/projects/7
  - path: server/ROADMAP.md
`;
    expect(read(text).policy?.roadmaps).toEqual([
      { path: 'ROADMAP.md', project: null },
      { path: 'docs/plan.md', project: 4 },
      { path: 'cli/ROADMAP.md', project: 'https://github.com/orgs/acme/projects/7' },
      { path: 'server/ROADMAP.md', project: null },
    ]);
  });

  it('may use anchors in reason', () => {
    const { policy } = read('issues:\n  labels: &names [roadmap, plan]\nsections:\n  include: *names\n');
    expect(policy?.sections.include).toEqual(['roadmap', 'plan']);
  });

  it('is read with CRLF and a byte order mark', () => {
    expect(read('\ufeffmode: plan\r\nlimits:\r\n  comments: 3\r\n').policy).toMatchObject({
      mode: 'plan',
      limits: { new_issues: 10, comments: 3 },
    });
  });
});

describe('the repository over the organisation', () => {
  it('merges maps key by key', () => {
    const { policy } = read(
      'limits: { comments: 1 }\nrules: { overdue: error }',
      'limits: { new_issues: 2, comments: 2 }\nrules: { overdue: off, placeholder: off }',
    );
    expect(policy?.limits).toEqual({ new_issues: 2, comments: 1 });
    expect(policy?.rules).toEqual({ overdue: 'error', placeholder: 'off' });
  });

  it('replaces lists as a whole, by an empty one too', () => {
    const { policy } = read('issues: { labels: [] }', 'issues: { labels: [a, b], open_for: [] }');
    expect(policy?.issues).toEqual({ labels: [], open_for: [] });
  });

  it('lets null take back what the organisation gave', () => {
    const { policy } = read(
      'board: { target_field: null }\nroadmaps: null',
      'board: { target_field: Target }\nroadmaps: [{ path: a.md }]',
    );
    expect(policy?.board.target_field).toBeNull();
    expect(policy?.roadmaps).toBeNull();
  });

  it('keeps what the organisation gave where a map is empty on paper', () => {
    expect(read('limits:\n', 'limits: { comments: 2 }').policy?.limits.comments).toBe(2);
  });

  it('collects the problems of both files', () => {
    const { policy, problems } = read('mode: of\nlimit: {}\n', 'dashboard: 1\n');
    expect(policy).toBeNull();
    expect(problems.map(({ file, key, line }) => [file, key, line])).toEqual([
      [ORGANISATION_FILE, 'dashboard', 1],
      [FILE, 'mode', 1],
      [FILE, 'limit', 2],
    ]);
  });

  it('does not change the defaults', () => {
    const before = structuredClone(defaultPolicy);
    read('rules: { overdue: off }\nissues: { labels: [x] }');
    expect(defaultPolicy).toEqual(before);
  });
});

describe('a wrong value', () => {
  it.each<[string, string, { key: string; line: number; column: number }, RegExp]>([
    [
      'an unknown word',
      'mode: aply',
      { key: 'mode', line: 1, column: 7 },
      /^Found "aply", expected one of apply, plan, off\. Did you mean `apply`\?$/,
    ],
    [
      'an unknown key',
      '\nmod: apply',
      { key: 'mod', line: 2, column: 1 },
      /unknown key "mod" at the top\. Did you mean `mode`\?/,
    ],
    [
      'a key in another way of writing',
      'issues:\n  openFor: []',
      { key: 'issues.openFor', line: 2, column: 3 },
      /in `issues`\. Did you mean `open_for`\?/,
    ],
    [
      'a key in the wrong place',
      'new_issues: 3',
      { key: 'new_issues', line: 1, column: 1 },
      /expected it in `limits`\. Move it there\./,
    ],
    [
      'a key like no other',
      'colour: red',
      { key: 'colour', line: 1, column: 1 },
      /expected one of mode, roadmaps, .*rules\. Take it out/,
    ],
    [
      'text for a number',
      'limits:\n  new_issues: ten',
      { key: 'limits.new_issues', line: 2, column: 15 },
      /^Found "ten", expected a whole number from 0 to 1000\. Correct it, or leave the key out for its default, 10\.$/,
    ],
    [
      'a fraction',
      'limits: { comments: 1.5 }',
      { key: 'limits.comments', line: 1, column: 21 },
      /Found 1\.5, expected a whole number/,
    ],
    ['a negative number', 'slips: { grace_days: -1 }', { key: 'slips.grace_days', line: 1, column: 22 }, /Found -1/],
    [
      'a number beyond all numbers',
      'limits: { comments: 1e999 }',
      { key: 'limits.comments', line: 1, column: 21 },
      /Found Infinity/,
    ],
    ['no number', 'limits: { comments: .nan }', { key: 'limits.comments', line: 1, column: 21 }, /Found NaN/],
    [
      'a long number',
      'roadmaps: [{ path: a.md, project: 99999999999999999999 }]',
      { key: 'roadmaps[0].project', line: 1, column: 35 },
      /expected the number of a project/,
    ],
    [
      'text for a list',
      'issues:\n  labels: roadmap',
      { key: 'issues.labels', line: 2, column: 11 },
      /Found "roadmap", expected a list of labels; \[\] for none/,
    ],
    ['a list for a map', 'limits: [1]', { key: 'limits', line: 1, column: 9 }, /Found a list, expected a map of keys/],
    [
      'a map for a text',
      'pull_request: { branch: { name: x } }',
      { key: 'pull_request.branch', line: 1, column: 25 },
      /Found a map of keys, expected the name of a branch/,
    ],
    ['nothing', 'mode:', { key: 'mode', line: 1, column: 1 }, /Found nothing, expected one of apply/],
    [
      'a word for a switch',
      'dashboard: "yes"',
      { key: 'dashboard', line: 1, column: 12 },
      /Found "yes", expected true or false/,
    ],
    [
      'a missing path',
      'roadmaps:\n  - project: 3',
      { key: 'roadmaps[0].path', line: 2, column: 5 },
      /Found nothing, expected a path .* Add it\./,
    ],
    [
      'a path out of the repository',
      'roadmaps: [{ path: docs/../../secret.md }]',
      { key: 'roadmaps[0].path', line: 1, column: 20 },
      /this one leaves the repository/,
    ],
    [
      'an absolute path',
      'roadmaps: [{ path: /etc/passwd }]',
      { key: 'roadmaps[0].path', line: 1, column: 20 },
      /not relative to the repository/,
    ],
    [
      'the same roadmap twice',
      'roadmaps: [{ path: a.md }, { path: a.md }]',
      { key: 'roadmaps[1].path', line: 1, column: 36 },
      /a second time, `roadmaps\[0\]` has it too/,
    ],
    ['an empty list of roadmaps', 'roadmaps: []', { key: 'roadmaps', line: 1, column: 11 }, /at least one roadmap/],
    [
      'a branch that git refuses',
      'pull_request: { branch: "a..b" }',
      { key: 'pull_request.branch', line: 1, column: 25 },
      /this one holds \.\., @\{ or \/\//,
    ],
    [
      'a login with @',
      'commands: { users: ["@octocat"] }',
      { key: 'commands.users[0]', line: 1, column: 21 },
      /such as octocat, without @/,
    ],
    [
      'an unknown rule',
      'rules:\n  overdu: off',
      { key: 'rules.overdu', line: 2, column: 3 },
      /Did you mean `overdue`\?/,
    ],
    [
      'a severity that is none',
      'rules: { overdue: warn }',
      { key: 'rules.overdue', line: 1, column: 19 },
      /Did you mean `warning`\?|expected one of off, info, warning, error/,
    ],
    [
      'YAML 1.1 habits',
      'rules: { overdue: false }',
      { key: 'rules.overdue', line: 1, column: 19 },
      /Found false, expected one of off/,
    ],
    [
      'a status that no column has',
      'board: { columns: { started: [Doing] } }',
      { key: 'board.columns.started', line: 1, column: 21 },
      /expected one of planned, in-progress/,
    ],
    [
      'an empty label',
      'issues: { labels: [" "] }',
      { key: 'issues.labels[0]', line: 1, column: 20 },
      /expected a label/,
    ],
  ])('is told with key, line and remedy: %s', (_, text, place, message) => {
    const { policy, problems } = read(text);
    expect(policy).toBeNull();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: FILE, ...place });
    expect(problems[0]!.message).toMatch(message);
  });

  it('does not hide the others', () => {
    const { problems } = read('mode: no\nlimits:\n  new_issues: x\n  comment: 3\nfoo: 1\n');
    expect(problems.map(({ key, line }) => [key, line])).toEqual([
      ['mode', 1],
      ['limits.new_issues', 3],
      ['limits.comment', 4],
      ['foo', 5],
    ]);
  });
});

describe('a hostile file', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefgh'.split('').map((name, index) => {
      const before = 'abcdefgh'[index]!;
      return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
    }),
  ].join('\n');

  it.each<[string, string, RegExp]>([
    ['no YAML', 'mode: "apply', /^Not valid YAML: a quote, bracket/],
    ['two values on a line', 'a: b: c', /second `: ` on one line/],
    ['a text at the top', 'just text', /Found "just text", expected a map of keys/],
    ['a list at the top', '- mode', /Found a list, expected a map of keys/],
    ['several documents', 'mode: plan\n---\nmode: apply\n', /second document/],
    ['tabs', 'issues:\n\tlabels: [a]', /tab/],
    ['a key twice', 'mode: plan\nmode: apply', /second time, it is first given on line 1/],
    ['__proto__', '__proto__:\n  mode: off', /unknown key "__proto__"/],
    ['__proto__ in a map', 'rules:\n  __proto__: off', /unknown key "__proto__" in `rules`/],
    ['constructor', 'rules: { constructor: off, toString: off }', /unknown key "constructor"/],
    ['a merge key', 'slips: &s { comment: false }\nlimits:\n  <<: *s', /merge key/],
    ['a number as key', '1: apply', /Found "1" as a key/],
    ['a list as key', '? [a, b]\n: apply', /as a key, expected a name/],
    ['nothing as key', '~: apply', /Found "null" as a key/],
    ['an alias of itself', 'issues: &a\n  labels: *a', /no value before it/],
    ['an alias of nothing', 'mode: *nowhere', /no value before it/],
    ['an alias bomb', bomb, /more than 100 aliases|more than 10000 values/],
    ['a tag', 'mode: !!js/function "() => 1"', /!tag/],
    ['another version of YAML', '%YAML 1.1\n---\nmode: off\n', /expected YAML 1\.2/],
    ['65 kB', `# ${'x'.repeat(70_000)}`, /at most 65536/],
    ['deep brackets', '['.repeat(60_000), /nested too deeply/],
    ['deep bullets', '- '.repeat(30_000), /nested too deeply/],
    [
      'deep maps',
      Array.from({ length: 60 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      /nested more than 16 deep/,
    ],
    ['very many values', `a: [${'1,'.repeat(20_000)}]`, /more than 10000 values/],
    ['a long label that ends badly', `issues: { labels: ["${'a'.repeat(60_000)}\\u0001"] }`, /expected a label/],
    ['control characters', 'mode: "\\e[31mred"', /Found "\\u001b\[31mred"/],
  ])('is a problem and nothing worse: %s', (_, text, message) => {
    const { policy, problems } = read(text);
    expect(policy).toBeNull();
    expect(problems[0]!.message).toMatch(message);
    expect(problems[0]!.line).toBeGreaterThanOrEqual(1);
    expect(problems[0]!.column).toBeGreaterThanOrEqual(1);
    expect(problems.length).toBeLessThanOrEqual(51);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['mode']).toBeUndefined();
  });

  it('does not flood: thousands of unknown keys give fifty problems', () => {
    const text = Array.from({ length: 5_000 }, (_, index) => `k${index}: 1`).join('\n');
    expect(read(text).problems).toHaveLength(50);
  });

  it('cannot put long or many-lined text into a message', () => {
    const [problem] = read(`mode: "${'a'.repeat(5_000)}\\n# heading"`).problems;
    expect(problem!.message.length).toBeLessThan(250);
    expect(problem!.message).not.toContain('\n');
  });
});

describe('any text at all', () => {
  const words = [
    'mode',
    'limits',
    'board',
    'roadmaps',
    ': ',
    '\n',
    '  ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '&a',
    '*a',
    '!',
    '|',
    '>',
    '#',
    '?',
    '%',
    '---',
    '<<',
    '__proto__',
    '1e999',
    'null',
    '~',
    '\t',
    '\u0000',
  ];
  const texts = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })), { maxLength: 60 });

  it('gives a policy or problems with places, and never throws', () => {
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const { policy, problems } = read(one.join(''), other.join(''));
        expect(policy === null).toBe(problems.length > 0);
        for (const { line, column, message } of problems) {
          expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
          expect(message.length).toBeGreaterThan(10);
          expect(message).not.toMatch(/\n/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
