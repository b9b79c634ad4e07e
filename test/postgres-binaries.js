/** Where PostgreSQL's server programs are. Installed once for the whole run where Debian has them and they are missing. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Directory of `initdb` and `postgres`; null where there is none. */
export function findPostgresBinaries() {
  const candidates = [];
  try {
    candidates.push(execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: 'pipe' }).trim());
  } catch {
    // Debian has pg_config in another package than the server.
  }
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  candidates.push(...versions.toSorted((one, other) => Number(other) - Number(one)).map((v) => join(debian, v, 'bin')));
  return candidates.find((directory) => existsSync(join(directory, 'initdb'))) ?? null;
}

/** Jest's global set-up: before the workers, so that no two of them install at once. */
export default function installPostgres() {
  if (findPostgresBinaries() !== null) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  execFileSync('apt-get', ['update'], { stdio: 'inherit' });
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql'], { stdio: 'inherit' });
}
