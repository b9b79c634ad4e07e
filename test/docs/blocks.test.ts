/** Every fenced block of the documentation is of a kind that something here holds to the truth. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { describe, expect, it } from '@jest/globals';
import { parse as parseYaml } from 'yaml';
import { readLine } from '../../src/commands/decide-line.ts';
import { rules } from '../../src/plan/rules.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import { parse } from '../../src/roadmap/parse.ts';
import { blocks, root } from './pages.ts';
import type { Block } from './pages.ts';

/** What is wrong with a block; null: nothing. May throw, which is wrong too. */
type Check = (block: Block) => string | null;

const elsewhere: Check = () => null;

const KINDS: Readonly<Record<string, Check>> = {
  // Run by commands.test.ts.
  sh: elsewhere,
  // Run, and compared with what is printed, by commands.test.ts.
  console: elsewhere,
  yaml: checkYaml,
  json: ({ text }) => (JSON.parse(text) === undefined ? 'is nothing' : null),
  markdown: checkRoadmap,
  diff: ({ text }) => (/^(?:[-+ ].*\n?)+$/.test(text) ? null : 'has a line that is neither taken out, put in nor left'),
  ts: checkTypeScript,
  nginx: checkNginx,
  // Drawings and usages; commands in them are commands.
  text: ({ text }) => faultOfCommands(text),
};

describe('each block of the documentation', () => {
  it('is of a known kind', () => {
    const unknown = blocks.filter(({ language }) => !Object.hasOwn(KINDS, language));
    expect(unknown.map(({ at, language }) => `${at} is “${language}”`)).toEqual([]);
    expect(blocks.length).toBeGreaterThan(150);
  });

  it.each(Object.entries(KINDS).filter(([, check]) => check !== elsewhere))(
    'of the kind %s is right',
    (kind, check) => {
      const faults = blocks
        .filter(({ language }) => language === kind)
        .map((block) => [block.at, faultOf(block, check)])
        .filter(([, fault]) => fault !== null);
      expect(faults).toEqual([]);
    },
  );

  it('that shows a file of the project shows it as it is', () => {
    const shown = blocks.filter(
      ({ about }) => /^(?!ROADMAP\.md$)[\w./-]+$/.test(about) && existsSync(join(root, about)),
    );
    for (const { at, about, text } of shown) {
      expect({ at, text }).toEqual({ at, text: readFileSync(join(root, about), 'utf8').trimEnd() });
    }
  });
});

function faultOf(block: Block, check: Check): string | null {
  try {
    return check(block);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A workflow, services of containers, an action's step, or else a configuration of Milepost. */
function checkYaml({ text, about }: Block): string | null {
  const value = parseYaml(text) as Record<string, unknown> | unknown[] | null;
  if (Array.isArray(value)) return faultOfSteps(value as Step[]);
  if (value !== null && 'jobs' in value) return faultOfWorkflow(value);
  if (value !== null && 'steps' in value) return faultOfSteps(value['steps'] as Step[]);
  if (value !== null && 'services' in value) return null;
  const { problems } = readPolicy(
    { organisation: null, repository: { text, file: about } },
    rules.map(({ id }) => id),
  );
  return problems.length === 0 ? null : problems.map(({ message }) => message).join(' ');
}

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

function faultOfWorkflow(workflow: Record<string, unknown>): string | null {
  if (!('on' in workflow)) return 'is a workflow that nothing starts';
  const jobs = Object.values(workflow['jobs'] as Record<string, { steps?: Step[] }>);
  return jobs.map(({ steps = [] }) => faultOfSteps(steps)).find((fault) => fault !== null) ?? null;
}

/** The inputs that steps give the Action are inputs that it has. */
function faultOfSteps(steps: readonly Step[]): string | null {
  const own = steps.filter(({ uses = '' }) => /^\.\/?$|\/milepost(?:@|$)/.test(uses));
  if (own.length === 0) return null;
  const action = parseYaml(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs?: object };
  const inputs = Object.keys(action.inputs ?? {});
  const unknown = own.flatMap((step) => Object.keys(step.with ?? {})).filter((input) => !inputs.includes(input));
  return unknown.length === 0 ? null : `gives the Action ${unknown.join(', ')}; it knows ${inputs.join(', ')}`;
}

/** What is to be read of the pages of the rules and of the dialects is said by tests of their own. */
function checkRoadmap({ text, page }: Block): string | null {
  if (page.startsWith('docs/rules/') || page === 'docs/dialects.md') return null;
  const { items } = parse(text, { file: 'ROADMAP.md', repo: 'acme/anchor', host: 'github.com', asOf: '2026-07-01' });
  return items.length > 0 || /^!?\[/.test(text) ? null : 'is no roadmap with items, nor a link to copy';
}

function faultOfCommands(text: string): string | null {
  const lines = text.split('\n').filter((line) => /^\/(?:roadmap|milepost) /.test(line));
  const wrong = lines.filter((line) => !/[[A-Z]{2}/.test(line) && readLine(line).command === null);
  return wrong.length === 0 ? null : `has what is no command: ${wrong.join('; ')}`;
}

/** Whole statements, in blocks that are closed; and it leads to the port that Milepost listens on. */
function checkNginx({ text }: Block): string | null {
  const lines = text.split('\n').map((line) => line.replace(/#.*$/, '').trim());
  const open = lines.find((line) => line !== '' && !/[;{}]$/.test(line));
  if (open !== undefined) return `has a statement without an end: ${open}`;
  if (text.split('{').length !== text.split('}').length) return 'has a block that is not closed';
  return /proxy_pass http:\/\/[\w.-]+:3000\b/.test(text) ? null : 'leads nowhere';
}

function checkTypeScript({ text }: Block): string | null {
  const { body } = parseSync(text, { syntax: 'typescript', target: 'es2022' });
  for (const statement of body) {
    if (statement.type !== 'ImportDeclaration') continue;
    const file = readFileSync(join(root, statement.source.value), 'utf8');
    const names = statement.specifiers.map(({ local }) => local.value);
    const missing = names.filter((name) => !file.includes(`export function ${name}(`));
    if (missing.length > 0) return `imports ${missing.join(', ')}, which ${statement.source.value} does not export`;
  }
  return null;
}
