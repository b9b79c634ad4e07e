import { indexPage } from '../../render/page/index-page.ts';
import { countStatuses } from '../../render/page/statuses.ts';
import { listPublicPages } from '../../store/pages.ts';
import { keptFor, UNKEPT, type Answer } from './answer.ts';
import { page } from './page-answer.ts';
import { visitOf, type SiteParts, type Visitor } from './site-parts.ts';
import { forgetting } from './visitor.ts';

const KEPT_SECONDS = 30;
const PAGE_SIZE = 50;
const MOST_PAGES = 10_000;
/** UTF-16 units. */
const LONGEST_TEXT = 200;

/** The public roadmaps, to everybody the same: `?text=` (or `?q=`) narrows them, `?page=` goes on. */
export async function indexAnswer(parts: SiteParts, query: URLSearchParams, visitor: Visitor): Promise<Answer> {
  const text = (query.get('text') ?? query.get('q') ?? '').slice(0, LONGEST_TEXT).replaceAll('\0', '').trim();
  const number = pageNumber(query.get('page'));
  const stretch = { offset: (number - 1) * PAGE_SIZE, limit: PAGE_SIZE };
  const { total, pages } = await listPublicPages(parts.database, { text, ...stretch });
  const now = parts.now();
  const body = (): string =>
    indexPage({
      ...visitOf(parts, visitor.session, '/'),
      roadmaps: pages.map((each) => ({
        ...each,
        counts: { ...countStatuses([]), ...each.counts },
        seenAt: each.seenAt.toISOString(),
      })),
      total,
      text,
      ...stretch,
      now: now.toISOString(),
    });
  if (visitor.session !== null || visitor.isLeftOver) {
    return page(200, { ...UNKEPT, ...forgetting(parts, visitor) }, body);
  }
  const minute = Math.floor(now.getTime() / 60_000);
  return page(200, keptFor(KEPT_SECONDS), body, JSON.stringify(['index', minute, text, number, total, pages]));
}

const pageNumber = (text: string | null): number => {
  const number = Number(text ?? '1');
  return Number.isInteger(number) && number >= 1 && number <= MOST_PAGES ? number : 1;
};
