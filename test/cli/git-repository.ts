import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface TestRepository {
  folder: string;
  git: (...parameters: string[]) => string;
  /** Writes files (null removes one) and commits them on that day; gives the commit. */
  commit: (day: string, files: Record<string, string | Buffer | null>, author?: string) => string;
}

/** A new repository in the folder, with the branch `main`. Nothing of the machine's own configuration counts. */
export function newRepository(folder: string): TestRepository {
  mkdirSync(folder, { recursive: true });
  const run = (parameters: string[], more: Record<string, string> = {}): string => {
    const own = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
    const env = { PATH: process.env['PATH'], ...own, ...more };
    const who = ['-c', 'user.name=Ada Lovelace', '-c', 'user.email=ada@example.org'];
    return execFileSync('git', [...who, '-c', 'protocol.file.allow=always', ...parameters], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    }).toString();
  };
  run(['init', '--quiet', '--initial-branch=main']);
  return {
    folder,
    git: (...parameters) => run(parameters),
    commit(day, files, author = 'Ada Lovelace <ada@example.org>') {
      for (const [path, content] of Object.entries(files)) {
        const full = join(folder, path);
        mkdirSync(dirname(full), { recursive: true });
        if (content === null) rmSync(full);
        else writeFileSync(full, content);
      }
      run(['add', '--all']);
      const dates = { GIT_AUTHOR_DATE: `${day}T12:00:00Z`, GIT_COMMITTER_DATE: `${day}T12:00:00Z` };
      run(['commit', '--quiet', '--allow-empty', `--author=${author}`, '-m', 'Plan'], dates);
      return run(['rev-parse', 'HEAD']).trim();
    },
  };
}

/** A roadmap with these items: `Wick trimmer: Q3 2024`. */
export const roadmapOf = (...items: string[]): string =>
  [
    '# Lantern roadmap',
    '',
    '| Item | Timeline |',
    '| --- | --- |',
    ...items.map((item) => `| ${item.split(': ').join(' | ')} |`),
    '',
  ].join('\n');
