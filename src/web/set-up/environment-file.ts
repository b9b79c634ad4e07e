/** `.env`: how credentials come into it without losing what stands there. */
import { chmod, copyFile, open, readFile, rename, rm } from 'node:fs/promises';
import { parseEnv } from 'node:util';

/** Only its owner reads it. */
const OWNER_ONLY = 0o600;

const NOTE = '# Written by the set-up page of Milepost when the GitHub App was registered.';

/**
 * The text of an environment file with these values: an assignment that is there, an empty one too, is replaced where it stands,
 * the others come at the end. All other lines stay as they are. A value may hold line breaks; it is written on one line, with
 * `\n` for each, as Node, Probot and Compose read it.
 */
export function withAssignments(text: string, values: Readonly<Record<string, string>>): string {
  const left = new Map(Object.entries(values));
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const kept: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]!;
    const name = ASSIGNMENT.exec(line)?.[1];
    if (name === undefined || !Object.hasOwn(values, name)) {
      kept.push(line);
      continue;
    }
    index = lastLineOfValue(lines, index);
    const value = left.get(name);
    if (value !== undefined) kept.push(assignment(name, value));
    left.delete(name);
  }
  const added = [...left].map(([name, value]) => assignment(name, value));
  const gap = added.length === 0 ? [] : kept.length === 0 ? [NOTE] : ['', NOTE];
  return `${[...kept, ...gap, ...added].join('\n')}\n`;
}

const ASSIGNMENT = /^ {0,8}(?:export {1,8})?([A-Z_][A-Z0-9_]{0,60}) {0,8}=/;

/** A quoted value may go on over the next lines, as a key does. */
function lastLineOfValue(lines: readonly string[], first: number): number {
  const line = lines[first]!;
  const value = line.slice(line.indexOf('=') + 1).trim();
  const quote = value[0];
  if (quote === undefined || !['"', "'", '`'].includes(quote) || value.indexOf(quote, 1) > 0) return first;
  const end = lines.findIndex((each, index) => index > first && each.includes(quote));
  return end < 0 ? first : end;
}

/** Quoted only where it must be: a value that needs no quotes is read alike by everything that reads such files. */
function assignment(name: string, value: string): string {
  const line = value.trim().replaceAll('\r', '').replaceAll('\n', '\\n');
  return /^[\w./:@+=-]*$/.test(line) ? `${name}=${line}` : `${name}="${line.replaceAll('"', '\\"')}"`;
}

/**
 * Puts the values into the file, which only its owner may read from then on. Where one of them was there with another value,
 * the file is copied first: gives the path of the copy, else null. Written beside and renamed: never half a file.
 */
export async function writeEnvironmentFile(
  path: string,
  values: Readonly<Record<string, string>>,
  now: Date,
): Promise<{ backup: string | null }> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const before = parseEnv(text);
  const isReplaced = Object.entries(values).some(
    ([name, value]) => (before[name] ?? '') !== '' && before[name] !== value,
  );
  const backup = isReplaced ? `${path}.backup-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}` : null;
  if (backup !== null) {
    await copyFile(path, backup);
    await chmod(backup, OWNER_ONLY);
  }
  const unfinished = `${path}.new`;
  await rm(unfinished, { force: true });
  const file = await open(unfinished, 'wx', OWNER_ONLY);
  try {
    await file.writeFile(withAssignments(text, values));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
  return { backup };
}
