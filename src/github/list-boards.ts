import type { GitHubClient } from './client.ts';
import { GitHubError } from './github-error.ts';
import { tolerantQuery } from './tolerant-query.ts';

/** A project that could be a roadmap's board. */
export interface BoardChoice {
  number: number;
  title: string;
  url: string;
}

export const BOARDS_QUERY = `query MilepostBoards($login: String!) {
  organization(login: $login) { projectsV2(first: 50) { nodes { number title url closed } } }
}`;

interface Data {
  organization?: {
    projectsV2?: {
      nodes?: ({ number?: number; title?: string; url?: string; closed?: boolean } | null)[] | null;
    } | null;
  } | null;
}

/**
 * The open projects of an organisation, at most fifty; none for a person's account, and where the token may not see any or
 * this GitHub has no such projects. @throws RateLimited; GitHubError when the token is refused or GitHub does not answer
 */
export async function listBoards(client: GitHubClient, login: string): Promise<BoardChoice[]> {
  const about = `listing the projects of ${login}`;
  try {
    const { data } = await tolerantQuery<Data>(client, BOARDS_QUERY, { login }, { about });
    return (data.organization?.projectsV2?.nodes ?? []).flatMap((node) =>
      node === null || node.closed === true || node.number === undefined
        ? []
        : [{ number: node.number, title: node.title ?? '', url: node.url ?? '' }],
    );
  } catch (error) {
    const isRefused = error instanceof GitHubError && error.status !== 401;
    if (isRefused && ['forbidden', 'not-found', 'invalid'].includes(error.kind)) return [];
    throw error;
  }
}
