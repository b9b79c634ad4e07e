/** A second way of asking for a repository's files, by REST, for when GraphQL does not show what should be there. */
import type { GitHubClient } from './client.ts';
import { SYMLINK_MODE, type TreeEntry } from './find-roadmap-path.ts';
import { GitHubError, isAbsent } from './github-error.ts';
import { mapBounded } from './bounded.ts';
import { POLICY_PATH, USUAL_DIRECTORIES } from './queries/repository-state.ts';
import type { Commit, FileAtRef, RepositoryState, StateQuestion } from './repository-files.ts';
import { encodePath } from './route.ts';

export interface RestContent {
  type?: string;
  path?: string;
  sha?: string;
  size?: number;
  encoding?: string;
  content?: string;
}

const TREE_MODE = 0o040000;
const FILE_MODE = 0o100644;
const SUBMODULE_MODE = 0o160000;

/** The state with the listings, the commit and the asked files as REST tells them; what neither knows stays absent. */
export async function confirmByRest(
  client: GitHubClient,
  question: StateQuestion,
  read: RepositoryState,
): Promise<RepositoryState> {
  const head = read.head ?? (await readCommit(client, question));
  const top = await listDirectory(client, question, '');
  const below = await mapBounded(directoriesIn(top), 3, (directory) => listDirectory(client, question, directory));
  const listed = [...top, ...below.flat()];
  const entries = listed.length > 0 ? listed.map((entry) => keepLink(entry, read.entries)) : read.entries;
  const missing = (question.paths ?? []).filter((path) => !read.files.has(path));
  const found = await mapBounded(missing, 3, (path) => findFile(client, question, path));
  const files = new Map(read.files);
  for (const file of found) if (file !== null) files.set(file.path, file);
  return { ...read, head, entries, files, policy: read.policy ?? policyIn(entries) };
}

/** `docs` and `.github` as this repository spells them. */
const directoriesIn = (top: TreeEntry[]): string[] =>
  top
    .filter(({ path, type }) => type === 'tree' && USUAL_DIRECTORIES.some((usual) => usual === path.toLowerCase()))
    .map(({ path }) => path);

function keepLink(entry: TreeEntry, known: TreeEntry[]): TreeEntry {
  const linkTarget = known.find(({ path, oid }) => path === entry.path && oid === entry.oid)?.linkTarget;
  return linkTarget === undefined ? entry : { ...entry, linkTarget };
}

function policyIn(entries: TreeEntry[]): FileAtRef | null {
  const entry = entries.find(({ path, type }) => path === POLICY_PATH && type === 'blob');
  return entry === undefined ? null : { path: entry.path, oid: entry.oid, size: null, text: null };
}

interface RestCommit {
  sha?: string;
  commit?: { committer?: { date?: string } | null; author?: { name?: string } | null } | null;
  author?: { login?: string } | null;
}

/** null when the ref leads to no commit: 404, 409 for an empty repository, 422 for an unknown id. */
async function readCommit(client: GitHubClient, { owner, name, ref }: StateQuestion): Promise<Commit | null> {
  const about = `reading commit ${ref ?? 'HEAD'} of ${owner}/${name}`;
  const parameters = { owner, repo: name, ref: encodePath(ref ?? 'HEAD') };
  const found = await unlessAbsent(
    client.rest<RestCommit>('GET /repos/{owner}/{repo}/commits/{+ref}', parameters, { about }),
  );
  if (typeof found?.data.sha !== 'string') return null;
  const { sha, commit, author } = found.data;
  return {
    oid: sha,
    committedAt: commit?.committer?.date ?? null,
    author: author?.login ?? commit?.author?.name ?? null,
  };
}

async function listDirectory(client: GitHubClient, question: StateQuestion, directory: string): Promise<TreeEntry[]> {
  const found = await readContents<RestContent[]>(client, question, directory);
  if (!Array.isArray(found)) return [];
  return found.flatMap(({ path, sha, type }) =>
    path === undefined || sha === undefined ? [] : [{ path, oid: sha, ...typeAndMode(type) }],
  );
}

function typeAndMode(type: string | undefined): Pick<TreeEntry, 'type' | 'mode'> {
  if (type === 'dir') return { type: 'tree', mode: TREE_MODE };
  if (type === 'submodule') return { type: 'commit', mode: SUBMODULE_MODE };
  return { type: 'blob', mode: type === 'symlink' ? SYMLINK_MODE : FILE_MODE };
}

async function findFile(client: GitHubClient, question: StateQuestion, path: string): Promise<FileAtRef | null> {
  const found = await readContents<RestContent>(client, question, path);
  if (found === null || found.type !== 'file' || typeof found.sha !== 'string') return null;
  return { path, oid: found.sha, size: found.size ?? null, text: null };
}

/**
 * `GET contents`: one file (with its content up to 1 MB) or a directory's list. null when nothing is there.
 * @throws GitHubError, RateLimited
 */
export async function readContents<Data>(
  client: GitHubClient,
  { owner, name, ref }: { owner: string; name: string; ref: string | null },
  path: string,
): Promise<Data | null> {
  if (path.split('/').some((segment) => segment === '.' || segment === '..')) return null;
  const about = `reading ${path === '' ? 'the top directory' : path} of ${owner}/${name}`;
  const parameters = { owner, repo: name, path: encodePath(path), ...(ref === null ? {} : { ref }) };
  const found = await unlessAbsent(
    client.rest<Data>('GET /repos/{owner}/{repo}/contents/{+path}', parameters, { about }),
  );
  return found?.data ?? null;
}

async function unlessAbsent<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    const unknownCommit = error instanceof GitHubError && (error.status === 409 || error.status === 422);
    if (isAbsent(error) || unknownCommit) return null;
    throw error;
  }
}
