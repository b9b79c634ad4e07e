/**
 * Bundles the GitHub Action: `dist/action/main.js` and the worker that reads roadmaps, complete in themselves, since the runner
 * installs nothing. Beside them the licences of what is in them.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { bundledPackages, noticesOf } from './licences.js';

/** What only the app needs: the Action would be heavy with it. */
const UNWANTED = new Set(['@electric-sql/pglite', 'pg', 'pg-boss', 'probot', 'pino', 'prom-client', 'commander']);

/** @param {{ root: string, folder: string }} places the project, and the folder that its sources are compiled to */
export async function bundleAction({ root, folder }) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const out = join(folder, 'action');
  // What was compiled there is in the bundle.
  const entry = join(out, 'main.js');
  const worker = join(folder, 'jobs', 'reading', 'parse-worker.js');
  const { metafile, outputFiles } = await build({
    entryPoints: { main: entry, 'parse-worker': worker },
    outdir: out,
    bundle: true,
    write: false,
    metafile: true,
    absWorkingDir: root,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    minifySyntax: true,
    minifyWhitespace: true,
    charset: 'utf8',
    legalComments: 'none',
    // CommonJS within asks for node's modules by `require`.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    plugins: [
      {
        name: 'version',
        setup(bundling) {
          // It stands in package.json, which is not beside the bundle.
          bundling.onLoad({ filter: /[\\/]cli[\\/]version\.js$/ }, () => ({
            contents: `export const version = () => ${JSON.stringify(version)};`,
          }));
        },
      },
    ],
  });
  const packages = bundledPackages(root, Object.keys(metafile.inputs));
  const unwanted = packages.filter(({ name }) => UNWANTED.has(name)).map(({ name }) => name);
  if (unwanted.length > 0)
    throw new Error(`The Action's bundle holds ${unwanted.join(', ')}, which only the app needs.`);
  rmSync(out, { recursive: true });
  const files = Object.fromEntries(outputFiles.map(({ path, contents }) => [relative(out, path), contents]));
  mkdirSync(out);
  // The bundle is a folder of its own, which is copied to where no package.json says that it is ESM.
  const all = { ...files, 'package.json': '{ "type": "module" }\n', 'licenses.txt': noticesOf(root, packages) };
  for (const [name, content] of Object.entries(all)) writeFileSync(join(out, name), content);
}
