/** Which declarations the package's own lead to: the others describe what nobody can import, and are not published. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** `from './errand.ts'`, `import('./errand.ts')`: as the compiler writes them. */
const IMPORTS = /(?:\bfrom |\bimport\()["'](\.[^"']+)\.(?:ts|js)["']/g;

/** Paths of the declarations, relative to the folder that the sources are compiled to, in order. */
export function neededTypes(folder) {
  const needed = new Set();
  const waiting = [join(folder, 'index.d.ts')];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (needed.has(file) || !existsSync(file)) continue;
    needed.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, path] of text.matchAll(IMPORTS)) waiting.push(`${resolve(dirname(file), path)}.d.ts`);
  }
  return [...needed].map((file) => relative(folder, file)).toSorted((one, other) => (one < other ? -1 : 1));
}
