/**
 * An embedded store as a first start makes it, before migrations. To make one takes seconds of computing, to copy one a tenth: it is
 * made once for all test files, and again when PGlite or the way in which Milepost opens it changes.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/store/open-database.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MADE_BY = ['node_modules/@electric-sql/pglite/package.json', 'src/store/embedded-database.ts'];

/** Puts one where a first start would make it. */
export async function copyEmbeddedStore(dataDirectory: string): Promise<void> {
  const template = await makeIfMissing();
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  cpSync(join(template, 'postgres'), join(dataDirectory, 'postgres'), { recursive: true });
}

async function makeIfMissing(): Promise<string> {
  const digest = createHash('sha256');
  for (const file of MADE_BY) digest.update(readFileSync(join(root, file)));
  const template = join(
    root,
    'node_modules',
    '.cache',
    'milepost',
    `embedded-store-${digest.digest('hex').slice(0, 12)}`,
  );
  if (existsSync(template)) return template;
  mkdirSync(dirname(template), { recursive: true });
  const own = mkdtempSync(`${template}.`);
  await (await openDatabase({ url: null, dataDirectory: own })).close();
  try {
    renameSync(own, template);
  } catch (error) {
    // Another test file was faster.
    rmSync(own, { recursive: true, force: true });
    if (!existsSync(template)) throw error;
  }
  return template;
}
