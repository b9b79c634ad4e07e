/**
 * Takes the comments out of compiled files: they are a fifth of the package, and stand in the sources for whoever reads them.
 * The code stays as the compiler wrote it but for its layout.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

/** @param {string} folder that the sources are compiled to */
export function stripComments(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    if (!entry.isFile() || !file.endsWith('.js')) continue;
    const options = { charset: 'utf8', format: 'esm', legalComments: 'none', target: 'node20' };
    writeFileSync(file, transformSync(readFileSync(file, 'utf8'), options).code);
  }
}
