/** Every revision of one file as GitHub knows them, with its text. */
import { decode, MAX_ROADMAP_BYTES } from '../roadmap/decode.ts';
import { followFile, leftElsewhere, type FileChange } from '../roadmap/history/follow-file.ts';
import type { Revision } from '../roadmap/history/history.ts';
import { nameWithoutAddress } from '../roadmap/history/name-without-address.ts';
import { blobOid, bytesOfText } from './blob.ts';
import type { GitHubClient } from './client.ts';
import { isPassingFault, failureOfGraphql } from './failure.ts';
import { SYMLINK_MODE } from './find-roadmap-path.ts';
import { GitHubError, isUnavailable } from './github-error.ts';
import { REVISIONS_QUERY, type RevisionFileRow, type RevisionRow, type RevisionsData } from './queries/revisions.ts';

export interface RevisionsQuestion {
  owner: string;
  name: string;
  /** Where the file stands today, or stood last. */
  path: string;
  /** Commit, branch or tag to begin with; default `HEAD`, the default branch. */
  from?: string;
  /** More revisions than that are not asked for: the newest are kept. */
  limit: number;
  /** Called with the number of revisions seen so far. */
  onPage?: (seen: number) => void;
}

/** A revision of which `problem` says why its text could not be had; `text` is then null. */
export type ObservedRevision = Revision & { problem?: string };

interface ObservedChange extends FileChange {
  file: RevisionFileRow | null;
}

/** What GitHub takes at once; when a page is too heavy for it (it gives up after 10 s), fewer. */
const PAGE_SIZES = [100, 25, 5] as const;

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The revisions of the file, oldest first, by one GraphQL request per hundred, text included. More only where needed: a
 * REST request for each text that GraphQL cut or transcoded, and one for each commit that added the file, to see whether
 * it was moved there. None when no commit of the default branch ever had the path.
 * @throws GitHubError `not-found` when the repository cannot be read, RateLimited
 */
export async function observeRevisions(client: GitHubClient, question: RevisionsQuestion): Promise<ObservedRevision[]> {
  let seen = 0;
  const changesOf = async (path: string, from: string): Promise<ObservedChange[]> => {
    const left = question.limit - seen;
    if (left <= 0) return [];
    const onPage = (count: number): void => question.onPage?.(seen + count);
    const changes = await changesAt(client, { ...question, path, from, limit: left, onPage });
    seen += changes.length;
    return changes;
  };
  const movedFrom = (change: ObservedChange): Promise<string | null> => previousPath(client, question, change);
  const story = await followFile(question.path, question.from ?? 'HEAD', { changesOf, movedFrom });
  const texts = new Map<string, Promise<TextOrProblem>>();
  const revisions: ObservedRevision[] = [];
  for (const change of story.toReversed()) revisions.push(await revisionOf(client, question, change, texts));
  return revisions;
}

async function changesAt(
  client: GitHubClient,
  question: RevisionsQuestion & { from: string },
): Promise<ObservedChange[]> {
  const { path, limit, onPage } = question;
  const changes: ObservedChange[] = [];
  let from = question.from;
  let after: string | null = null;
  do {
    const page = await readPage(client, question, { from, after, first: limit - changes.length });
    changes.push(...page.rows.flatMap((row) => changeOf(row, path)));
    onPage?.(changes.length);
    // A push in between must not shift the pages: the further ones are asked of the same commit.
    from = page.from ?? from;
    after = page.after;
  } while (after !== null && changes.length < limit);
  return changes;
}

interface Page {
  rows: RevisionRow[];
  from: string | null;
  /** Where the next page begins; null for the last. */
  after: string | null;
}

async function readPage(
  client: GitHubClient,
  { owner, name, path }: RevisionsQuestion,
  { from, after, first }: { from: string; after: string | null; first: number },
): Promise<Page> {
  const about = `reading the history of ${path} in ${owner}/${name}`;
  const sizes = PAGE_SIZES.filter((size, index) => index === 0 || size < first);
  for (const [index, size] of sizes.entries()) {
    const variables = { owner, name, path, from, after, first: Math.min(size, first) };
    try {
      const { data, errors } = await client.graphql<RevisionsData>(REVISIONS_QUERY, variables, { about });
      // A file that could not be read this time must not pass for one that was removed.
      const fault = errors.find(isPassingFault);
      if (fault !== undefined) throw failureOfGraphql([fault], about);
      return pageOf(data, about);
    } catch (error) {
      if (!isUnavailable(error) || index === sizes.length - 1) throw error;
    }
  }
  throw new RangeError('no page size is left');
}

function pageOf({ repository }: RevisionsData, about: string): Page {
  if (repository === null || repository === undefined) {
    const said = 'it does not exist, or may not be read with this token';
    throw new GitHubError({ kind: 'not-found', status: null, about, said });
  }
  const { oid = null, history } = repository.object ?? {};
  const { hasNextPage, endCursor } = history?.pageInfo ?? {};
  return {
    rows: (history?.nodes ?? []).filter((row) => row !== null),
    from: oid,
    after: hasNextPage === true && typeof endCursor === 'string' ? endCursor : null,
  };
}

function changeOf(row: RevisionRow, path: string): ObservedChange[] {
  if (typeof row.oid !== 'string' || typeof row.committedDate !== 'string') return [];
  const parent = row.parents?.nodes?.[0] ?? null;
  const file = row.file?.type === 'blob' ? row.file : null;
  const before = parent?.file?.type === 'blob' ? parent.file : null;
  return [
    {
      commit: row.oid,
      committedAt: instantOf(row.committedDate),
      author: row.author?.user?.login ?? nameWithoutAddress(row.author?.name),
      path,
      blob: file?.oid ?? null,
      blobBefore: before?.oid ?? null,
      parent: parent?.oid ?? null,
      file,
    },
  ];
}

const instantOf = (text: string): string => new Date(Date.parse(text) || 0).toISOString().replace('.000Z', 'Z');

interface RestCommitFiles {
  files?: { filename?: string; status?: string; previous_filename?: string }[] | null;
}

/**
 * Where the file stood before the commit that put it at its path: what GitHub shows as renamed, else a file of the same
 * name that the commit took from another folder. Only the first 300 files of a commit are looked at.
 * @see https://docs.github.com/en/rest/commits/commits#get-a-commit
 */
async function previousPath(
  client: GitHubClient,
  { owner, name }: RevisionsQuestion,
  { commit, path }: ObservedChange,
): Promise<string | null> {
  const about = `looking for where ${path} of ${owner}/${name} stood before ${commit.slice(0, 7)}`;
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}';
  const { data } = await client.rest<RestCommitFiles>(route, { owner, repo: name, ref: commit }, { about });
  const files = data.files ?? [];
  const renamed = files.find(({ filename, status }) => filename === path && status === 'renamed');
  if (renamed?.previous_filename !== undefined) return renamed.previous_filename;
  const removed = files.flatMap(({ filename, status }) =>
    filename !== undefined && status === 'removed' ? [filename] : [],
  );
  return leftElsewhere(path, removed);
}

type TextOrProblem = { text: string } | { problem: string };

async function revisionOf(
  client: GitHubClient,
  question: RevisionsQuestion,
  { commit, committedAt, author, path, blob, file }: ObservedChange,
  texts: Map<string, Promise<TextOrProblem>>,
): Promise<ObservedRevision> {
  const revision = { commit, committedAt, author, path, text: null };
  if (blob === null || file === null) return revision;
  if (file.mode === SYMLINK_MODE) return { ...revision, problem: `${path} was a symbolic link then, not a file.` };
  const known = texts.get(blob) ?? textOf(client, question, { path, blob, file });
  texts.set(blob, known);
  return { ...revision, ...(await known) };
}

async function textOf(
  client: GitHubClient,
  { owner, name }: RevisionsQuestion,
  { path, blob, file: { object } }: { path: string; blob: string; file: RevisionFileRow },
): Promise<TextOrProblem> {
  const size = object?.byteSize ?? 0;
  if (size > MAX_ROADMAP_BYTES) {
    const limit = `a roadmap of at most ${MAX_ROADMAP_BYTES} bytes (256 KiB) was expected`;
    return { problem: `${path} had ${size} bytes then; ${limit}.` };
  }
  const whole = object?.isTruncated === false ? provenBytes(object.text, blob) : null;
  const bytes = whole ?? (await readBlob(client, { owner, name, path, blob }));
  const decoded = decode(bytes, path);
  return 'problem' in decoded ? { problem: decoded.problem.message } : { text: decoded.text };
}

/** GraphQL leaves a byte order mark out: with it the text may be the blob after all. */
const provenBytes = (text: string | null | undefined, blob: string): Buffer | null =>
  bytesOfText(text, blob) ?? bytesOfText(typeof text === 'string' ? BYTE_ORDER_MARK + text : null, blob);

async function readBlob(
  client: GitHubClient,
  { owner, name, path, blob }: { owner: string; name: string; path: string; blob: string },
): Promise<Buffer> {
  const about = `reading ${path} of ${owner}/${name} as ${blob.slice(0, 7)}`;
  const route = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';
  const { data } = await client.rest<{ content?: string; encoding?: string }>(
    route,
    { owner, repo: name, file_sha: blob },
    { about },
  );
  const bytes = Buffer.from(data.content ?? '', 'base64');
  if (data.encoding === 'base64' && blobOid(bytes, blob.length) === blob) return bytes;
  throw new GitHubError({ kind: 'unavailable', status: 200, about, said: 'the answer is not the whole content' });
}
