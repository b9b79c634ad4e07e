/** Who sees the pages of a repository. */
import { GitHubAway } from '../../github/as-person.ts';
import type { PageRow } from '../../store/pages.ts';
import type { SiteParts, Visitor } from './site-parts.ts';

export type PageHead = Omit<PageRow, 'view'>;

/** `public`: everybody; `personal`: this visitor, in this moment; else nobody learns whether there is anything. */
export type PageAccess = 'public' | 'personal' | 'none' | 'signed out' | 'unknown';

export const isPublic = (heads: readonly Pick<PageHead, 'visibility'>[]): boolean =>
  heads.length > 0 && heads.every(({ visibility }) => visibility === 'public');

/**
 * What is public is everybody's. For all else GitHub is asked with the visitor's own token, also where there is nothing to
 * show: so neither the answer nor its time tells what is there. It must be the very repository that the page is of, since
 * names are given away and used again.
 */
export async function pageAccess(
  { canRead, failed }: SiteParts,
  heads: readonly PageHead[],
  place: { owner: string; name: string },
  { session }: Visitor,
): Promise<PageAccess> {
  if (isPublic(heads)) return 'public';
  if (session === null) return 'none';
  try {
    const id = await canRead(session.token, place);
    if (id === 'refused') return 'signed out';
    return heads.length > 0 && heads.every(({ repositoryId }) => repositoryId === id) ? 'personal' : 'none';
  } catch (error) {
    if (!(error instanceof GitHubAway)) throw error;
    failed(error, 'asking whether somebody may see a page');
    return 'unknown';
  }
}
