import type { GitHubClient } from './client.ts';
import { GitHubError, isAbsent } from './github-error.ts';

export interface ReadIssue {
  number: number;
  title: string;
  open: boolean;
  isPull: boolean;
}

/** An issue or pull request by its number; null where there is none any more. @throws GitHubError, RateLimited */
export async function readIssue(
  client: GitHubClient,
  { owner, name, number }: { owner: string; name: string; number: number },
): Promise<ReadIssue | null> {
  try {
    const { data } = await client.rest<{ number?: number; title?: string; state?: string; pull_request?: unknown }>(
      'GET /repos/{owner}/{repo}/issues/{issue_number}',
      { owner, repo: name, issue_number: number },
      { about: `reading ${owner}/${name}#${number}` },
    );
    // After a transfer another issue answers.
    if (data.number !== number) return null;
    return { number, title: data.title ?? '', open: data.state !== 'closed', isPull: data.pull_request != null };
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** Newest commit of a pull request. @throws GitHubError `not-found` without such a pull request, RateLimited */
export async function headOfPull(
  client: GitHubClient,
  { owner, name, number }: { owner: string; name: string; number: number },
): Promise<string> {
  const about = `reading pull request ${owner}/${name}#${number}`;
  const { data, status } = await client.rest<{ head?: { sha?: string } }>(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}',
    { owner, repo: name, pull_number: number },
    { about },
  );
  if (data.head?.sha !== undefined) return data.head.sha;
  throw new GitHubError({ kind: 'unavailable', status, about, said: 'the answer names no commit' });
}
