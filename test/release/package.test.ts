import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { neededTypes } from '../../scripts/needed-types.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Packed {
  size: number;
  files: { path: string; size: number }[];
}

const answer = spawnSync('npm', ['pack', '--json', '--dry-run', '--ignore-scripts'], { cwd: root, encoding: 'utf8' });
const [packed] = JSON.parse(answer.stdout) as [Packed];
const paths = packed.files.map(({ path }) => path);

describe('the package on npm', () => {
  it('is below a megabyte', () => {
    expect(packed.size).toBeLessThan(1_000_000);
  });

  it('has what it runs by, and what its users read', () => {
    const manifest = JSON.parse(textOf('package.json')) as { bin: Record<string, string>; main: string };
    const needed = [
      ...Object.values(manifest.bin),
      manifest.main,
      'dist/index.d.ts',
      'dist/jobs/reading/parse-worker.js',
      'dist/sandbox/sandbox.js',
      'app.yml',
      '.env.example',
      'LICENSE',
      'README.md',
      'CHANGELOG.md',
      'roadmaps/task-lists.md',
      'docs/action.md',
      'docs/commands/fix.md',
      'docs/rules/overdue.md',
    ];
    expect(needed.filter((path) => !paths.includes(path))).toEqual([]);
  });

  it('has no sources, tests, maps, pictures or secrets, and not the bundle of the Action', () => {
    const unwanted =
      /^(?:src|test|bench|scripts|coverage|\.github|\.ci)\/|^dist\/action\/|\.map$|(?<!\.d)\.ts$|\.png$|\.pem$|(?:^|\/)\.env$|^\.milepost\//;
    expect(paths.filter((path) => unwanted.test(path))).toEqual([]);
  });

  it('leads from its documentation to its own files', () => {
    const links = paths.filter((path) => path.endsWith('.md') && !path.startsWith('roadmaps/')).flatMap(linksOf);
    expect(links.length).toBeGreaterThan(100);
    const lost = links.filter(({ to }) => !paths.some((path) => path === to || path.startsWith(`${to}/`)));
    expect(lost).toEqual([]);
  });

  it('has the types of what it exports, and no others', () => {
    const types = paths.filter((path) => path.endsWith('.d.ts'));
    expect(types.toSorted()).toEqual(neededTypes(join(root, 'dist')).map((path) => `dist/${path}`));
  });

  it('can be compiled against', () => {
    const folder = mkdtempSync(join(tmpdir(), 'milepost-consumer-'));
    try {
      const modules = join(folder, 'node_modules');
      mkdirSync(join(modules, 'milepost'), { recursive: true });
      for (const path of paths.filter((path) => path === 'package.json' || path.endsWith('.d.ts'))) {
        cpSync(join(root, path), join(modules, 'milepost', path));
      }
      for (const name of ['probot', '@types', '@octokit'])
        symlinkSync(join(root, 'node_modules', name), join(modules, name));
      writeFileSync(
        join(folder, 'app.ts'),
        `import milepost, { EVENTS, isHandled, type Work } from 'milepost';
const work: Work = { note: () => {}, isMilepost: async () => null };
export const app = milepost(work);
export const handles: boolean = isHandled('push', null) && EVENTS.has('push');
// @ts-expect-error A number is no work.
milepost(1);
`,
      );
      const options = ['--noEmit', '--strict', '--skipLibCheck', '--types', 'node', '--module', 'nodenext', 'app.ts'];
      const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
      const { stdout, status } = spawnSync(process.execPath, [compiler, ...options], { cwd: folder, encoding: 'utf8' });
      expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** Relative links to files, without pictures: those are on GitHub only. */
function linksOf(path: string): { from: string; to: string }[] {
  const text = textOf(path)
    .replaceAll(/^(```|~~~)[^]*?^\1/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
  return [...text.matchAll(/(!?)\[[^\]\n]*\]\(([^)\s]+)\)/g)].flatMap(([, picture, url = '']) => {
    if (picture === '!' || /^[a-z][a-z0-9+.-]*:|^#/i.test(url)) return [];
    const to = normalize(join(dirname(path), decodeURI(url.split(/[?#]/)[0] ?? ''))).replace(/\/$/, '');
    return [{ from: path, to }];
  });
}

describe('the release', () => {
  it('has an entry in the changelog, in the shape of Keep a Changelog', () => {
    const { version } = JSON.parse(textOf('package.json')) as { version: string };
    const headings = textOf('CHANGELOG.md')
      .split('\n')
      .filter((line) => line.startsWith('## '));
    expect(headings.every((line) => /^## (?:Unreleased|\[?\d+\.\d+\.\d+\S*\]? - \d{4}-\d\d-\d\d)$/.test(line))).toBe(
      true,
    );
    expect(headings.some((line) => line === '## Unreleased' || line.includes(version))).toBe(true);
    const kinds = textOf('CHANGELOG.md').match(/^### .*$/gm) ?? [];
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.filter((line) => !/^### (?:Added|Changed|Deprecated|Removed|Fixed|Security)$/.test(line))).toEqual([]);
  });

  it('takes its dependencies from whatever registry it is installed from', () => {
    const { packages } = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, { resolved?: string }> };
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });

  it('is made of what the folder of the build has', () => {
    expect(existsSync(join(root, 'dist', 'action', 'main.js'))).toBe(true);
  });
});
