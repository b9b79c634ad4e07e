import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from './generated.ts';
import { mutate } from './mutations.ts';
import { randomOf } from './random.ts';

/** One text to read, and where it came from. */
export interface FuzzCase {
  text: string;
  origin: string;
}

const root = join(import.meta.dirname, '../..');
/** Real files where they are at hand, else our own examples, which stay small. */
const FOLDERS = ['../shared/corpus/raw', '../shared/seeds/raw', 'roadmaps'];
/** Cut to this before it is changed: a long file says nothing that a shorter one does not, and takes longer to read. */
const LONGEST_SOURCE = 6_000;

export interface SourceFile {
  name: string;
  text: string;
}

export function sourceFiles(): SourceFile[] {
  return FOLDERS.map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.md'))
        .toSorted()
        .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })),
    );
}

/** The case of that number: the same for the same seed and the same files. */
export function caseOf(seed: number, number: number, files: readonly SourceFile[]): FuzzCase {
  const random = randomOf(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  if (files.length === 0 || random.once(3)) return { text: wellFormed(generate(random)), origin: 'generated' };
  const file = random.pick(files);
  const at = file.text.indexOf('\n', random.below(Math.max(1, file.text.length - LONGEST_SOURCE))) + 1;
  const text = mutate(file.text.slice(at, at + LONGEST_SOURCE), random.pick(files).text, random);
  return { text: wellFormed(text), origin: file.name };
}

/** A file is bytes: half of a surrogate pair cannot be in one. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
