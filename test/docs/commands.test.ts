/** Every command line in the documentation can be given: its `milepost` lines run, its scripts and files are there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse as parseYaml } from 'yaml';
import { createProgram } from '../../src/cli/program.ts';
import { played } from './manual/played.ts';
import { blocks, pageAt, pages, root } from './pages.ts';
import { callsOf } from './shell-lines.ts';
import type { Call } from './shell-lines.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { expectWritten } from './written.ts';

/** Commands whose lines are only held to what the program takes, and why they are not carried out here. */
const NOT_RUN: Readonly<Record<string, string>> = {
  serve: 'runs until it is stopped; test/cli/serve*.test.ts and test/scenarios start it',
  demo: 'starts the whole app; test/cli/demo.test.ts runs it',
  migrate: 'opens the store of the app; test/cli/migrate.test.ts runs it',
  jobs: 'opens the store of the app; test/cli/jobs.test.ts runs it',
  backup: 'opens the store of the app; test/cli/backup.test.ts runs it',
  restore: 'opens the store of the app; test/cli/backup.test.ts runs it',
  forget: 'opens the store of the app; test/jobs/retention runs it',
  doctor: 'looks at the app of the environment; test/cli/doctor.test.ts runs it against the sandbox',
};

/** What is not ours to test. */
const OTHERS = new Set([
  'git',
  'jq',
  'pg_dump',
  'pg_restore',
  'openssl',
  'docker',
  'cd',
  'cp',
  'source',
  'echo',
  'curl',
  'cat',
  'mkdir',
]);

const scripts = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> })
  .scripts;
const OWN_OF_NPM = new Set(['ci', 'install', 'test', 'start', 'run', 'exec', 'pack']);

interface Given extends Call {
  at: string;
}

/** `run:` of the steps of a workflow; `npx milepost …` in them is held to what the program takes. */
function runsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(runsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'run' && typeof inner === 'string' ? [inner] : runsIn(inner),
  );
}

const inWorkflows: Given[] = blocks
  .filter(({ language }) => language === 'yaml')
  .flatMap(({ at, text }) => runsIn(parseYaml(text)).flatMap((run) => callsOf(run).map((call) => ({ ...call, at }))))
  .filter(({ words }) => words[0] === 'milepost');

const given: Given[] = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap(({ at, text }) => callsOf(text).map((call) => ({ ...call, at })));
const quiet = { write: () => true };
const ours = given.filter(({ words }) => words[0] === 'milepost');

/** `milepost jobs retry` within a sentence: names of commands and options, seldom a whole line. */
const mentioned = pages
  .filter(({ path }) => path.startsWith('docs/'))
  .flatMap(({ code }) => code)
  .filter(({ text }) => /^(?:npx )?milepost [a-z]/.test(text));

function faultOfMention({ at, text }: { at: string; text: string }): string | null {
  const words = text
    .replace(/^npx /, '')
    .split(/[\s[\]|…=]+/)
    .slice(1);
  let command = createProgram(async () => {}, { stdout: quiet, stderr: quiet } as never);
  for (const word of words) {
    const next = command.commands.find((each) => each.name() === word);
    if (next !== undefined) command = next;
    else if (command.parent === null) return `${at}: there is no command ${word}.`;
    const options = [...command.options.map(({ long }) => long), '--help'];
    if (word.startsWith('--') && !options.includes(word)) return `${at}: ${command.name()} has no option ${word}.`;
  }
  return null;
}

/** What commander says to the words, with nothing carried out; null: it takes them. */
async function refusal(words: readonly string[]): Promise<string | null> {
  const said: string[] = [];
  const sink = { write: (text: string) => said.push(text) };
  const program = createProgram(async () => {}, { stdout: sink, stderr: sink } as never);
  try {
    await program.parseAsync(words, { from: 'user' });
    return null;
  } catch (error) {
    return (error as { exitCode?: number }).exitCode === 0 ? null : said.join('').trim();
  }
}

function faultOfOther({ at, words: [program = '', ...rest] }: Given): string | null {
  const [first = '', second = ''] = rest;
  if (program === 'npm') {
    if (!OWN_OF_NPM.has(first)) return `${at}: npm has no ${first}.`;
    return first === 'run' && scripts[second] === undefined ? `${at}: there is no script ${second}.` : null;
  }
  const file = program === 'node' || program === 'bash' ? first : program.includes('/') ? program : null;
  if (file !== null) return existsSync(join(root, file)) ? null : `${at}: there is no ${file}.`;
  return OTHERS.has(program) || program === '' ? null : `${at}: ${program} is neither ours nor known.`;
}

// One for all: an embedded GitHub takes a second to start.
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe('what the documentation shows of the command line', () => {
  const shown = pages.filter(({ blocks }) => blocks.some(({ language }) => language === 'console'));

  it.each(shown.map((page) => [page.path, page] as const))('is printed so: %s', async (path, page) => {
    expectWritten(path, await played(page, stage));
  });

  it('has every example roadmap', () => {
    const files = readdirSync(join(root, 'roadmaps')).map((name) => `roadmaps/${name}`);
    const about = pageAt('docs/dialects.md').blocks.map(({ about }) => about);
    expect(about.filter((path) => path !== '').toSorted()).toEqual(files.toSorted());
  });

  it('ends, in docs/migrating.md, with the file that becomes of the one before', async () => {
    const [before, after] = pageAt('docs/migrating.md').blocks.filter(({ language }) => language === 'markdown');
    stage.write('ROADMAP.md', `${before!.text}\n`);
    expect(await stage.milepost(['apply', 'octo/kite'])).toMatchObject({ err: '' });
    expect(stage.fileOf('octo/kite', 'ROADMAP.md', 'milepost/roadmap')).toBe(`${after!.text}\n`);
  });
});

describe('the command lines of the documentation', () => {
  beforeAll(() => {
    stage.write('ROADMAP.md', '# Anchor roadmap\n\n- Undo (Issue coming soon)\n- Redo (#1)\n');
    stage.write('docs/ROADMAP.md', '# Anchor roadmap\n\n- Undo (Issue coming soon)\n');
    stage.write('docs/PLAN.md', '# Plans\n\n- Undo (Issue coming soon)\n');
    stage.write('notes.md', '# Plans\n\n- Search (#1)\n');
    stage.write('milepost.yml', 'mode: plan\n');
  });

  it('are taken by the program', async () => {
    const refused = await Promise.all(
      [...ours, ...inWorkflows].map(async ({ at, words }) => [at, await refusal(words.slice(1))] as const),
    );
    expect(refused.filter(([, said]) => said !== null)).toEqual([]);
    expect(inWorkflows.length).toBeGreaterThan(2);
    expect(ours.length).toBeGreaterThan(40);
  });

  it('call scripts and files that are there', () => {
    const others = given.filter(({ words }) => words[0] !== 'milepost');
    expect(others.map(faultOfOther).filter((fault) => fault !== null)).toEqual([]);
  });

  const run = ours.filter(({ words: [, command = ''] }) => !(command in NOT_RUN));
  const lines = [
    ...new Map(run.map(({ at, words }) => [words.slice(1).join(' '), { at, words: words.slice(1) }])).values(),
  ];

  it.each(lines.map(({ at, words }) => [words.join(' '), words, at] as const))(
    'milepost %s runs',
    async (_, words, at) => {
      const { code, out, err } = await stage.milepost(words);
      // The plan that somebody approved in the documentation is not the one of this day.
      if (words.includes('--approve'))
        expect({ at, code, err }).toEqual({ at, code: 2, err: expect.stringContaining('approved') });
      else
        expect({ at, code, err }).toEqual({
          at,
          code: code === 1 ? 1 : 0,
          err: words.includes('--out') ? expect.stringMatching(/^Wrote /) : '',
        });
      if (err === '') expect(out).not.toBe('');
    },
  );

  it('are named rightly where only a command or an option is named', () => {
    expect(mentioned.map(faultOfMention).filter((fault) => fault !== null)).toEqual([]);
    expect(mentioned.length).toBeGreaterThan(30);
  });

  it('are many, and most of them are run', () => {
    expect(lines.length).toBeGreaterThan(25);
    expect(Object.keys(NOT_RUN).filter((command) => !ours.some(({ words }) => words[1] === command))).toEqual([]);
  });
});
