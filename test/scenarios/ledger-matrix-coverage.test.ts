import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { ROWS } from './matrix/rows.ts';

const SOURCES = fileURLToPath(new URL('../../src', import.meta.url));

/** Tokens are asked for, deliveries again, the app is registered, and its set-up page has a form: nothing of that is content. */
const NO_CONTENT = /access_tokens|\/app\/hook\/deliveries|\/app-manifests\/|^POST \/register$/;

/** Routes that write, and names of mutations, as they stand in the sources. */
function writtenIn(room: string): string[] {
  const files = readdirSync(join(SOURCES, room), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return files.flatMap((file) => {
    const text = readFileSync(join(SOURCES, room, file), 'utf8');
    const routes = text.match(/'(?:POST|PATCH|PUT|DELETE) \/[^']+'/g) ?? [];
    const mutations = [...text.matchAll(/mutation (Milepost\w+)|name: '(Milepost\w+)',\n\s+field:/g)];
    return [
      ...routes.map((route) => route.slice(1, -1)),
      ...mutations.map(([, named, aliased]) => `mutation ${named ?? aliased}`),
    ];
  });
}

describe('the matrix', () => {
  it('has a row for every route and mutation by which anything is written on GitHub', () => {
    const written = ['github', 'jobs', 'web', 'commands'].flatMap(writtenIn).filter((route) => !NO_CONTENT.test(route));
    const rows = new Set(ROWS.map(({ route }) => route));
    expect(written.length).toBeGreaterThan(15);
    expect([...new Set(written)].filter((route) => !rows.has(route))).toEqual([]);
    expect([...rows].filter((route) => !written.includes(route))).toEqual([]);
  });

  it('names no row twice', () => {
    expect(new Set(ROWS.map(({ name }) => name)).size).toBe(ROWS.length);
  });
});
