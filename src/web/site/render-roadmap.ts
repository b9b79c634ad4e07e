import { RULES_URL } from '../../jobs/documentation.ts';
import { isCurrentView } from '../../plan/view/is-current-view.ts';
import type { RoadmapView } from '../../plan/view/view.ts';
import type { PageFilter } from '../../render/page/page-filter.ts';
import { picturesOn } from '../../render/page/pictures.ts';
import { roadmapPage } from '../../render/page/roadmap-page.ts';
import type { PageRow } from '../../store/pages.ts';
import { isPublic } from './page-access.ts';
import type { Session } from './session.ts';
import { visitOf, type SiteParts } from './site-parts.ts';

export interface RoadmapToRender {
  /** Of one repository. */
  rows: readonly PageRow[];
  /** Path of the page. */
  self: string;
  filter: PageFilter;
  session: Session | null;
  now: Date;
}

/** The document of a repository's page, for whoever may see it. */
export function renderRoadmap(
  parts: Pick<SiteParts, 'signIn'>,
  { rows, self, filter, session, now }: RoadmapToRender,
): string {
  const views = viewsIn(rows);
  const isOpen = isPublic(rows);
  const seenMs = Math.max(...rows.map(({ seenAt }) => seenAt.getTime()));
  return roadmapPage({
    ...visitOf(parts, session, self),
    repository: self.slice(1),
    views,
    filter,
    address: { self, picture: isOpen ? `${self}.svg` : null },
    seenAt: Number.isFinite(seenMs) ? new Date(seenMs).toISOString() : null,
    now: now.toISOString(),
    isPrivate: !isOpen,
    pictures: picturesOn(dayOf(now)),
    rulesUrl: RULES_URL,
  });
}

/** What an older version stored is left out until the next sync has made it anew. */
export const viewsIn = (rows: readonly PageRow[]): RoadmapView[] => rows.map(({ view }) => view).filter(isCurrentView);

/** Day in UTC, `YYYY-MM-DD`. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);
