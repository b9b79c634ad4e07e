/** Names that the documentation uses are names that the program has: variables, metrics, rules, keys, commands. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readLine } from '../../src/commands/decide-line.ts';
import { rules } from '../../src/plan/rules.ts';
import { defaultPolicy } from '../../src/policy/defaults.ts';
import { leaves } from './manual/configuration-reference.ts';
import { blocks, pages, root } from './pages.ts';
import { callsOf } from './shell-lines.ts';

const code = pages.flatMap((page) => page.code);
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const sourcesOf = (folders: readonly string[], isWanted: (name: string) => boolean): string =>
  folders
    .flatMap((folder) => readdirSync(join(root, folder), { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name) && isWanted(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8'))
    .join('\n');

/** Where variables are read: those of tests, builds and measurements too. */
const sources = sourcesOf(['src', 'bench', 'scripts', 'test/scenarios', 'test/fuzz'], () => true);
const metrics = sourcesOf(['src'], (name) => name.includes('metrics'));

/** Where each name was found that is not among those that there are. */
const unknown = (found: { at: string; name: string }[], has: (name: string) => boolean): string[] =>
  found.filter(({ name }) => !has(name)).map(({ at, name }) => `${at}: ${name}`);

const inCode = (pattern: RegExp) =>
  code.flatMap(({ at, text }) => [...text.matchAll(pattern)].map(([name]) => ({ at, name })));

describe('the names in the documentation', () => {
  it('are variables of the environment that something reads', () => {
    const variables = new Set([...text('.env.example').matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name!));
    const spans = code
      .map(({ at, text }) => ({ at, name: /^([A-Z][A-Z]*(?:_[A-Z]+)+)(?:=.*)?$/.exec(text)?.[1] ?? '' }))
      .filter(({ name }) => name !== '');
    const inShell = blocks
      .filter(({ language }) => language === 'sh')
      .flatMap(({ at, text }) => callsOf(text).flatMap(({ env }) => env.map((name) => ({ at, name }))));
    // https://nodejs.org/api/cli.html#environment-variables
    const ofNode = new Set(['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS']);
    const own = (name: string): boolean => variables.has(name) || ofNode.has(name) || sources.includes(name);
    expect(unknown([...spans, ...inShell], own)).toEqual([]);
    expect(spans.length).toBeGreaterThan(20);
  });

  it('are metrics that are told, and all that are told are named', () => {
    const told = new Set([...metrics.matchAll(/'(milepost_[a-z_]+)'/g)].map(([, name]) => name!));
    const named = inCode(/\bmilepost_(?!queue\b)[a-z_]+\b/g);
    expect(unknown(named, (name) => told.has(name))).toEqual([]);
    expect([...told].filter((name) => !named.some((each) => each.name === name))).toEqual([]);
  });

  it('are rules where they are linked as rules', () => {
    const links = pages
      .flatMap(({ links }) => links)
      .flatMap(({ at, url }) => {
        const [, name] = /(?:^|\/)rules\/([a-z-]+)\.md$/.exec(url) ?? [];
        return name === undefined ? [] : [{ at, name }];
      });
    const ids = rules.map(({ id }) => id);
    expect(unknown(links, (name) => ids.includes(name))).toEqual([]);
    expect(ids.filter((id) => !links.some(({ name }) => name === id))).toEqual([]);
  });

  it('are keys of the configuration', () => {
    const keys = leaves().map(({ path }) => path.join('.'));
    const tops = Object.keys(defaultPolicy).join('|');
    const named = inCode(new RegExp(`^(?:${tops})(?:\\[\\])?\\.[a-z_.-]+`, 'g'));
    const has = (name: string): boolean => keys.some((key) => key === name || key.startsWith(`${name}.`));
    expect(unknown(named, has)).toEqual([]);
    expect(named.length).toBeGreaterThan(40);
  });

  it('are slash commands', () => {
    const lines = code
      .filter(({ text }) => /^\/(?:roadmap|milepost) [a-z]/.test(text) && !/[A-Z]{2}|…|\[/.test(text))
      .map(({ at, text }) => ({ at, name: text }));
    const needsMore = new Set(['move', 'add', 'link', 'ignore']);
    const has = (line: string): boolean =>
      readLine(line).command !== null || needsMore.has(line.split(' ').at(-1) ?? '');
    expect(unknown(lines, has)).toEqual([]);
    expect(lines.length).toBeGreaterThan(30);
  });
});
