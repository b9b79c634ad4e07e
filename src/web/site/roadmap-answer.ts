import { filterAddress, readPageFilter } from '../../render/page/page-filter.ts';
import { findPageHeads, type PageRow } from '../../store/pages.ts';
import { keptFor, redirect, UNKEPT, type Answer } from './answer.ts';
import { githubIsAway, notFound, signedOutByGitHub } from './messages.ts';
import { NotShown } from './not-shown.ts';
import { isPublic, pageAccess, type PageHead } from './page-access.ts';
import { page } from './page-answer.ts';
import { renderRoadmap } from './render-roadmap.ts';
import type { SiteParts, Visitor } from './site-parts.ts';
import { forgetting } from './visitor.ts';

/** Whoever looks again so soon sees what they saw; what became private is gone from their browser then, too. */
const KEPT_SECONDS = 30;

export interface AskedRoadmap {
  owner: string;
  name: string;
  /** As it was asked for, with any slash at its end. */
  path: string;
  query: URLSearchParams;
}

/** The page of a repository, or the one answer for everything that this visitor may not see. */
export async function roadmapAnswer(parts: SiteParts, asked: AskedRoadmap, visitor: Visitor): Promise<Answer> {
  const place = { owner: asked.owner, name: asked.name };
  // Without what the pages show, which is much: to read that takes longer than to find nothing.
  const heads = await findPageHeads(parts.database, place);
  const access = await pageAccess(parts, heads, place, visitor);
  const [first] = heads;
  if (access === 'signed out') return signedOutByGitHub(parts);
  if (access === 'unknown') return githubIsAway(parts, visitor);
  if (access === 'none' || first === undefined) return notFound(parts, visitor);
  const filter = readPageFilter(asked.query);
  const self = `/${first.owner}/${first.name}`;
  if (asked.path !== self) return redirect(filterAddress(self, filter), forgetting(parts, visitor));

  const now = parts.now();
  const load = (): Promise<string> =>
    parts.turns(async () => {
      const rows = await parts.readPages(place);
      if (!isStill(access, heads, rows)) throw new NotShown();
      return renderRoadmap(parts, { rows, self, filter, session: visitor.session, now });
    });
  if (access === 'personal' || visitor.session !== null || visitor.isLeftOver) {
    return page(200, { ...UNKEPT, ...forgetting(parts, visitor) }, load);
  }
  const minute = Math.floor(now.getTime() / 60_000);
  const tag = JSON.stringify(['roadmap', minute, filterAddress(self, filter), filter.ignored, heads]);
  return page(200, keptFor(KEPT_SECONDS), load, tag);
}

/** What was decided of the pages holds for those that were read after it. */
const isStill = (access: 'public' | 'personal', heads: readonly PageHead[], rows: readonly PageRow[]): boolean =>
  access === 'public'
    ? isPublic(rows)
    : rows.length > 0 && rows.every(({ repositoryId }) => repositoryId === heads[0]?.repositoryId);
