/**
 * Compiles src to dist.
 *   --if-stale    only when a source is newer than the last build, or there is none: `npm start` stays quick
 *   --if-sources  only in a checkout with its development dependencies: an installed package has no sources to compile
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);
// Written last, so that a build that was interrupted counts as none.
const stamp = at('dist', '.built');
const compiler = at('node_modules', 'typescript', 'bin', 'tsc');

const newestChange = (folder) =>
  Math.max(
    ...readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs),
  );

function isNeeded() {
  if (process.argv.includes('--if-sources') || process.argv.includes('--if-stale')) {
    if (!existsSync(at('src')) || !existsSync(compiler)) return false;
  }
  if (!process.argv.includes('--if-stale') || !existsSync(stamp)) return true;
  const inputs = Math.max(newestChange(at('src')), statSync(at('tsconfig.build.json')).mtimeMs);
  return inputs > statSync(stamp).mtimeMs;
}

if (isNeeded()) {
  rmSync(at('dist'), { recursive: true, force: true });
  execFileSync(process.execPath, [compiler, '-p', at('tsconfig.build.json')], { stdio: 'inherit', cwd: root });
  chmodSync(at('dist', 'cli', 'main.js'), 0o755);
  writeFileSync(stamp, '');
}
