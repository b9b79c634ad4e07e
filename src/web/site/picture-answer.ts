/** The pictures of public roadmaps, to be shown in a README. */
import type { RoadmapView } from '../../plan/view/view.ts';
import { badgeSvg } from '../../render/picture/badge-svg.ts';
import { timelineSvg } from '../../render/picture/timeline-svg.ts';
import { findPageHeads } from '../../store/pages.ts';
import { keptFor, type Answer } from './answer.ts';
import { notFound } from './messages.ts';
import { NotShown } from './not-shown.ts';
import { isPublic } from './page-access.ts';
import { dayOf, viewsIn } from './render-roadmap.ts';
import type { SiteParts } from './site-parts.ts';

const KEPT_SECONDS = 60;

/** Other sites may show it; opened by itself it is a document, in which nothing may run or be loaded. */
export const PICTURE_HEADERS = {
  'content-type': 'image/svg+xml; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'cross-origin',
  vary: 'Accept-Encoding',
};

/**
 * The timeline of the first roadmap, or of the one that `?file=` names; with `?show=badge` the badge of all. No cookie is
 * heeded: what is not public is the same to everybody as what is not there.
 */
export async function pictureAnswer(
  parts: SiteParts,
  place: { owner: string; name: string },
  query: URLSearchParams,
): Promise<Answer> {
  const heads = await findPageHeads(parts.database, place);
  const file = query.get('file');
  const paths = heads.map(({ path }) => path).filter((path) => file === null || path === file);
  if (!isPublic(heads) || paths.length === 0) return notFound(parts, { session: null, isLeftOver: false });
  const today = dayOf(parts.now());
  const isBadge = query.get('show') === 'badge';
  const digests = heads.map(({ path, digest }) => [path, digest]);
  const tag = JSON.stringify(['picture', place, file, isBadge, today, digests]);
  const body = (): Promise<string> =>
    parts.turns(async () => {
      const rows = await parts.readPages(place);
      if (!isPublic(rows)) throw new NotShown();
      const views = viewsIn(rows.filter(({ path }) => paths.includes(path)));
      return isBadge ? badgeSvg(views) : timeline(views[0], today);
    });
  return { status: 200, headers: { ...PICTURE_HEADERS, ...keptFor(KEPT_SECONDS) }, body, tag };
}

function timeline(view: RoadmapView | undefined, today: string): string {
  if (view === undefined) throw new NotShown();
  return timelineSvg(view, { today });
}
