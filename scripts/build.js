/**
 * Compiles src to dist, and bundles the Action (dist/action).
 *   --if-stale  only when a source is newer than the last build, or there is none: `npm start` stays quick. Never without the
 *               sources and what compiles them: an installed package has neither
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);
// When the build was made.
const stamp = at('dist', '.built');
const compiler = at('node_modules', 'typescript', 'bin', 'tsc');

const newestChange = (folder) =>
  Math.max(
    ...readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs),
  );

function isNeeded() {
  if (!process.argv.includes('--if-stale')) return true;
  if (!existsSync(at('src')) || !existsSync(compiler)) return false;
  if (!existsSync(stamp)) return true;
  const others = [
    'tsconfig.build.json',
    'package.json',
    'scripts/bundle-action.js',
    'scripts/licences.js',
    'scripts/strip-comments.js',
  ];
  const inputs = Math.max(newestChange(at('src')), ...others.map((file) => statSync(at(file)).mtimeMs));
  return inputs > statSync(stamp).mtimeMs;
}

if (isNeeded()) {
  // Compiled beside the old build, which stays whole until the new one is.
  const next = at('dist.next');
  const last = at('dist.last');
  rmSync(next, { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [compiler, '-p', at('tsconfig.build.json'), '--outDir', next], {
    stdio: 'inherit',
    cwd: root,
  });
  // The compiler has said what is wrong.
  if (status !== 0) process.exit(status ?? 1);
  const { stripComments } = await import('./strip-comments.js');
  stripComments(next);
  chmodSync(join(next, 'cli', 'main.js'), 0o755);
  const { bundleAction } = await import('./bundle-action.js');
  await bundleAction({ root, folder: next });
  writeFileSync(join(next, '.built'), '');
  rmSync(last, { recursive: true, force: true });
  if (existsSync(at('dist'))) renameSync(at('dist'), last);
  renameSync(next, at('dist'));
  rmSync(last, { recursive: true, force: true });
}
