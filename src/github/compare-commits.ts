/** What lies between two commits, seen from where they parted. */
import type { GitHubClient } from './client.ts';
import { GitHubError } from './github-error.ts';
import { listAll } from './pages.ts';

export interface ChangedFile {
  path: string;
  /** Of a renamed file: where it was. */
  previousPath: string | null;
  /** Its part of the diff as GitHub shows it; null where that is too long, or no text. */
  patch: string | null;
}

export interface Comparison {
  /** Newest commit that both have. */
  mergeBaseOid: string;
  files: ChangedFile[];
  /** Whether that is all of them: GitHub compares up to 300. */
  isComplete: boolean;
}

/** https://docs.github.com/en/rest/commits/commits#compare-two-commits */
const MOST_COMPARED = 300;
/** https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
const MOST_LISTED = 3_000;

interface RestFile {
  filename?: string;
  previous_filename?: string;
  patch?: string;
}

/**
 * From the merge base of the two to `head`, so that what `base` gained meanwhile is no part of it. null where one of them
 * is not there (any more), or they have no history in common.
 * @throws RateLimited; GitHubError for what is no answer
 */
export async function compareCommits(
  client: GitHubClient,
  { owner, name, base, head }: { owner: string; name: string; base: string; head: string },
): Promise<Comparison | null> {
  const about = `comparing commits of ${owner}/${name}`;
  try {
    const { data } = await client.rest<{ merge_base_commit?: { sha?: string } | null; files?: RestFile[] }>(
      'GET /repos/{owner}/{repo}/compare/{basehead}',
      { owner, repo: name, basehead: `${base}...${head}` },
      { about },
    );
    const mergeBaseOid = data.merge_base_commit?.sha;
    if (mergeBaseOid === undefined) return null;
    const files = changedFiles(data.files ?? []);
    return { mergeBaseOid, files, isComplete: files.length < MOST_COMPARED };
  } catch (error) {
    if (error instanceof GitHubError && isNoCommit(error)) return null;
    throw error;
  }
}

const isNoCommit = ({ kind }: GitHubError): boolean => kind === 'not-found' || kind === 'gone' || kind === 'invalid';

/**
 * The files that a pull request changes, up to 3,000.
 * @throws GitHubError, RateLimited
 */
export async function listPullFiles(
  client: GitHubClient,
  { owner, name, number }: { owner: string; name: string; number: number },
): Promise<{ files: ChangedFile[]; isComplete: boolean }> {
  const rows = await listAll<RestFile>(
    client,
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
    { owner, repo: name, pull_number: number },
    {
      about: `listing the files of pull request ${owner}/${name}#${number}`,
      enough: ({ length }) => length >= MOST_LISTED,
    },
  );
  return { files: changedFiles(rows), isComplete: rows.length < MOST_LISTED };
}

const changedFiles = (rows: readonly RestFile[]): ChangedFile[] =>
  rows.flatMap(({ filename, previous_filename, patch }) =>
    filename === undefined ? [] : [{ path: filename, previousPath: previous_filename ?? null, patch: patch ?? null }],
  );
