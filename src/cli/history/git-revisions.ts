import { statSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { isSymlink } from '../../github/find-roadmap-path.ts';
import { plainText } from '../../render/plain-text.ts';
import { decode, MAX_ROADMAP_BYTES } from '../../roadmap/decode.ts';
import { followFile } from '../../roadmap/history/follow-file.ts';
import { Failure } from '../failure.ts';
import { repositoryOfRemote } from '../local-git.ts';
import type { Surroundings } from '../surroundings.ts';
import { blobSizes, GitBlobs } from './git-blobs.ts';
import { gitChangesOf, gitRefused } from './git-changes.ts';
import type { GitChange } from './git-changes.ts';
import { gitMovedFrom } from './git-moves.ts';
import { gitIn } from './git-process.ts';
import type { Git } from './git-process.ts';
import { gitEntryAt, gitRoadmapPath, gitSimilarPaths, linkTarget, SYMLINK } from './git-tree.ts';
import { MAX_REVISIONS, tooManyRevisions } from './revision-source.ts';
import type { RevisionSource, SourcedRevision } from './revision-source.ts';
import { roadmapPathHint, similarPathsHint } from './similar-paths.ts';

export interface GitQuestion {
  /** Any folder of a work tree, or a bare repository, as given. */
  folder: string;
  /** From the repository's top; null for the roadmap that is found. */
  path: string | null;
  /** Host whose `origin` names the repository. */
  host: string;
  /** At most so many are told, the newest; default `MAX_REVISIONS`. */
  limit?: number;
}

/**
 * The revisions of a file up to HEAD of a local repository. Throws Failure when there is no git, no repository, no
 * commit, or no such file in its history. Reads only; contents are read as the revisions are gone through.
 */
export async function gitRevisions(question: GitQuestion, surroundings: Surroundings): Promise<RevisionSource> {
  const { folder, host, limit = MAX_REVISIONS } = question;
  const git = gitIn(existingFolder(folder, surroundings.cwd), surroundings);
  const isShallow = await openRepository(git, folder);
  const head = await headOf(git, folder);
  const path = await pathIn(git, head, question);
  const story = await storyOf(git, path, head, { folder, limit });
  const told = story.slice(0, limit);
  const oldest = told.at(-1);
  return {
    path,
    repo: await repositoryOf(git, host),
    count: told.length,
    notes: [
      ...(isShallow && oldest !== undefined ? [shallowNote(folder, oldest)] : []),
      ...(story.length > limit ? [tooManyRevisions(path, limit)] : []),
    ],
    revisions: read(git, told.toReversed()),
  };
}

const shown = (text: string): string => JSON.stringify(plainText(text));

function existingFolder(folder: string, cwd: string): string {
  const full = resolve(cwd, folder);
  const found = statSync(full, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return full;
  const what = found === undefined ? 'there is no such folder' : 'it is a file';
  throw new Failure(
    `--git is ${shown(folder)}, and ${what}; expected the folder of a git repository. The file in it is named with --path.`,
  );
}

/** Whether the clone is shallow. */
async function openRepository(git: Git, folder: string): Promise<boolean> {
  const { code, out, err } = await git.run(['rev-parse', '--is-shallow-repository']);
  if (code === 0) return out.toString().trim() === 'true';
  if (/dubious ownership|safe\.directory/.test(err)) {
    throw new Failure(
      `git does not trust ${shown(folder)}, since it belongs to another user; expected a repository of your own. If you trust it: git config --global --add safe.directory ${JSON.stringify(dubiousFolder(err) ?? resolve(folder))}`,
    );
  }
  if (/not a git repository/.test(err)) {
    throw new Failure(
      `${shown(folder)} is not in a git repository; expected a work tree or a bare repository. Clone the project first, or read its history from GitHub with \`milepost history OWNER/REPO\`.`,
    );
  }
  throw gitRefused(`open ${shown(folder)}`, err);
}

const dubiousFolder = (said: string): string | undefined => /safe\.directory '?([^'\n]+)/.exec(said)?.[1];

async function headOf(git: Git, folder: string): Promise<string> {
  const { code, out } = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (code === 0) return out.toString().trim();
  throw new Failure(
    `HEAD of ${shown(folder)} leads to no commit; expected a branch with at least one. Commit something, or check out the branch that is meant.`,
  );
}

async function pathIn(git: Git, head: string, { path, folder }: GitQuestion): Promise<string> {
  const found = path ?? (await gitRoadmapPath(git, head));
  if (found === null) {
    throw new Failure(
      `No roadmap was found in HEAD of ${shown(folder)}; looked for ROADMAP.md, docs/ROADMAP.md, .github/ROADMAP.md.${roadmapPathHint(await gitSimilarPaths(git, head, 'ROADMAP.md'))}`,
    );
  }
  const entry = await gitEntryAt(git, head, found);
  if (entry?.type === 'tree') throw new Failure(notAFile(found, 'a folder'));
  if (entry?.type === 'commit') throw new Failure(notAFile(found, 'a submodule'));
  if (entry === null || !isSymlink(entry)) return found;
  const target = posix.normalize(posix.join(posix.dirname(found), (await linkTarget(git, entry.oid)) ?? ''));
  if ((await gitEntryAt(git, head, target))?.type === 'blob') return target;
  throw new Failure(notAFile(found, 'a symbolic link that leads to no file of the repository'));
}

const notAFile = (path: string, what: string): string =>
  `--path is ${shown(path)}, which is ${what}; expected a file, such as docs/ROADMAP.md.`;

/** Newest first, one more than is told where there are more. */
async function storyOf(
  git: Git,
  path: string,
  head: string,
  { folder, limit }: { folder: string; limit: number },
): Promise<GitChange[]> {
  const changesOf = async (at: string, from: string): Promise<GitChange[]> => {
    const changes = await gitChangesOf(git, at, from, limit + 1);
    return changes.filter((change) => change.path === at);
  };
  const story = await followFile(path, head, { changesOf, movedFrom: (change) => gitMovedFrom(git, change) });
  if (story.length > 0) return story;
  throw new Failure(
    `${shown(path)} was never in the history of HEAD in ${shown(folder)}; expected a file's path from the top of the repository.${similarPathsHint(await gitSimilarPaths(git, head, path))}`,
  );
}

function shallowNote(folder: string, { committedAt }: GitChange): string {
  return `The clone is shallow: what was before ${committedAt.slice(0, 10)} is cut off. To get all: git -C ${JSON.stringify(plainText(folder))} fetch --unshallow`;
}

/** The address may hold a password, so that nothing but the name leaves this function. */
async function repositoryOf(git: Git, host: string): Promise<string | null> {
  const { out } = await git.run(['config', '--get', 'remote.origin.url']);
  return repositoryOfRemote(out.toString().trim(), host);
}

/** Oldest first. Contents are read one by one, so that a long history is never in memory at once. */
async function* read(git: Git, changes: readonly GitChange[]): AsyncGenerator<SourcedRevision> {
  const ids = [...new Set(changes.flatMap(({ blob }) => blob ?? []))];
  const sizes = await blobSizes(git, ids);
  const blobs = new GitBlobs(git);
  try {
    for (const change of changes) yield await revisionOf(change, sizes, blobs);
  } finally {
    blobs.close();
  }
}

async function revisionOf(
  change: GitChange,
  sizes: ReadonlyMap<string, number>,
  blobs: GitBlobs,
): Promise<SourcedRevision> {
  const { commit, committedAt, author, path, blob, mode } = change;
  const revision = { commit, committedAt, author, path, text: null };
  if (blob === null) return revision;
  if (mode === SYMLINK) return { ...revision, problem: `${path} was a symbolic link then, not a file.` };
  const size = sizes.get(blob);
  if (size === undefined) return { ...revision, problem: `${path} is not in this clone at that commit.` };
  if (size > MAX_ROADMAP_BYTES) return { ...revision, problem: tooLarge(path, size) };
  const decoded = decode(await blobs.read(blob), path);
  return 'problem' in decoded ? { ...revision, problem: decoded.problem.message } : { ...revision, text: decoded.text };
}

export const tooLarge = (path: string, size: number): string =>
  `${path} had ${size} bytes then; a roadmap of at most ${MAX_ROADMAP_BYTES} bytes (256 KiB) was expected.`;
