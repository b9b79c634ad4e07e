/** Where the commands of the documentation run: a folder with the files that they name, and an embedded GitHub. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../src/cli/run.ts';
import { startReader } from '../../src/cli/start-reader.ts';
import type { ExitCode } from '../../src/cli/surroundings.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { newRepository } from '../cli/git-repository.ts';
import { root } from './pages.ts';

/** The day on which the documentation plays. */
export const TODAY = '2026-10-12T09:00:00.000Z';

const PLAIN = '# Anchor roadmap\n\n- Undo (Issue coming soon)\n';

export interface Stage {
  /** Writes a file into the folder. */
  write(path: string, text: string): void;
  /** Words after `milepost`; a `*` stands for the files that it stands for in a shell. With `--git` in a clone. */
  milepost(words: readonly string[]): Promise<{ code: ExitCode; out: string; err: string }>;
  /** A file of a repository on the embedded GitHub; null where there is none. */
  fileOf(repository: string, path: string, branch: string): string | null;
  close(): Promise<void>;
}

/** Words of progress are lines that end in “…”, and only a slow machine makes any. */
const withoutProgress = (err: string): string => err.replaceAll(/^.*…\n/gm, '');

/** The folder is no clone, as that of a reader is: what is said of that is none of the example's. */
const withoutNote = (err: string): string => err.replaceAll(/^milepost: \S+: numbers such as #\d+ .*\n/gm, '');

export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'milepost-docs-'));
  cpSync(join(root, 'roadmaps'), join(folder, 'roadmaps'), { recursive: true });
  const sandbox = await startSandbox({ now: () => new Date(TODAY) });
  sandbox.createUser('alice');
  const env = { GITHUB_TOKEN: sandbox.createToken('alice'), GITHUB_SERVER_URL: sandbox.url };
  const reader = startReader();
  const known = new Set<string>();
  let roadmap = PLAIN;
  let cloned: string | undefined;
  const clone = (): string => (cloned ??= newClone(join(folder, 'clone')));
  const shown = (text: string): string => text.replaceAll(sandbox.url, 'https://github.com');
  const write = (path: string, text: string): void => {
    if (path === 'ROADMAP.md') roadmap = text;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  return {
    write,
    async milepost(words) {
      for (const word of words) meet(sandbox, known, word, roadmap);
      const written = { out: '', err: '' };
      const code = await run(
        words.flatMap((word) => expanded(word, folder)),
        {
          stdout: { write: (text) => void (written.out += text) },
          stderr: { write: (text) => void (written.err += text) },
          env,
          cwd: words.includes('--git') ? clone() : folder,
          now: () => new Date(TODAY),
          reader,
        },
      );
      return { code, out: shown(written.out), err: withoutNote(withoutProgress(shown(written.err))) };
    },
    fileOf: (repository, path, branch) => sandbox.state.file(repository, path, branch),
    async close() {
      await reader.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A clone with two revisions of its roadmap. */
function newClone(folder: string): string {
  const { commit } = newRepository(folder);
  commit('2026-02-01', { 'ROADMAP.md': '# Anchor roadmap\n\n- Undo (Q2 2026)\n', 'docs/ROADMAP.md': PLAIN });
  commit('2026-07-01', { 'ROADMAP.md': '# Anchor roadmap\n\n- Undo (Q4 2026)\n- Redo\n' });
  return folder;
}

/** The repository that a command names is there with this roadmap, and alice may write in it. Its first issue is closed. */
function meet(sandbox: Sandbox, known: Set<string>, word: string, roadmap: string): void {
  const [, owner = '', name = ''] = /^([\w-]+)\/([\w-]+)$/.exec(word) ?? [];
  if (name === '' || known.has(word)) return;
  if (!known.has(owner)) sandbox.createOrganization(owner);
  sandbox.createRepository(word, { files: { 'ROADMAP.md': roadmap, 'docs/ROADMAP.md': PLAIN } });
  sandbox.setPermission(word, 'alice', 'write');
  for (const [text] of roadmap.matchAll(/(?<=^- .*)#\d+/gm)) {
    const number = sandbox.people.openIssue(word, { by: 'alice', title: text });
    sandbox.people.closeIssue(word, number, { by: 'alice' });
  }
  sandbox.push(word, {
    by: 'alice',
    branch: 'my-branch',
    message: 'Plan',
    files: { 'ROADMAP.md': `${roadmap}- Redo\n` },
  });
  known.add(word).add(owner);
}

/** `docs/*.md`: as a shell does it. */
function expanded(word: string, folder: string): string[] {
  if (!word.includes('*')) return [word];
  const [before = '', after = ''] = word.split('/').at(-1)!.split('*');
  const place = dirname(word);
  return readdirSync(join(folder, place))
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .toSorted()
    .map((name) => join(place, name));
}
