import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from '@jest/globals';
import { root } from './pages.ts';

const HINT = 'To write it anew: npm run docs';

const isWriting = (): boolean => process.env['WRITE_DOCS'] === '1';

/**
 * Holds a page that is made from the program to what it would be made as now. With WRITE_DOCS=1 it is written first.
 * `path` is from the root of the project.
 */
export function expectWritten(path: string, text: string): void {
  const file = join(root, path);
  if (isWriting()) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const written = existsSync(file) ? readFileSync(file, 'utf8') : null;
  expect({ [path]: written, HINT }).toEqual({ [path]: text, HINT });
}

/** With WRITE_DOCS=1, removes the files of a folder that is made as a whole and has no such page any more. */
export function removeOthers(folder: string, names: readonly string[]): void {
  if (!isWriting()) return;
  for (const name of readdirSync(join(root, folder))) if (!names.includes(name)) rmSync(join(root, folder, name));
}
