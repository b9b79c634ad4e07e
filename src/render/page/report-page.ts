import { createHash } from 'node:crypto';
import type { RoadmapView } from '../../plan/view/view.ts';
import { escaped } from './escape.ts';
import { filterForm, filterResult } from './filter-form.ts';
import { layOut } from './layout.ts';
import { pageDocument } from './page-document.ts';
import { NO_FILTER } from './page-filter.ts';
import { PAGE_STYLE } from './page-style.ts';
import type { Pictures } from './pictures.ts';
import { REPORT_SCRIPT } from './report-script.ts';
import { roadmapArticle } from './roadmap-article.ts';
import { dayWords } from './time-words.ts';

export interface ReportPageInput {
  /** ISO instant at which the report is made. */
  now: string;
  pictures: Pictures;
  rulesUrl: string | null;
}

const DESCRIPTION_LENGTH = 600;
const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const POLICY = `default-src 'none'; style-src ${hash(PAGE_STYLE)}; script-src ${hash(REPORT_SCRIPT)}; base-uri 'none'; form-action 'none'`;

/**
 * The page as one file that needs nothing else: all items are in it, and a small script filters them. Where scripts do not
 * run everything is shown, without the form.
 */
export function reportPage(views: readonly RoadmapView[], { now, pictures, rulesUrl }: ReportPageInput): string {
  const layout = layOut(views, NO_FILTER, true);
  const repository = views.find(({ repo }) => repo !== null)?.repo ?? null;
  const title = repository ?? views[0]?.title ?? views[0]?.file ?? 'Roadmap';
  const articles = layout.roadmaps.map((roadmap, number) =>
    roadmapArticle(roadmap, {
      number,
      isOneOfSeveral: views.length > 1,
      isNamedAbove: views.length === 1 && repository === null,
      filter: NO_FILTER,
      isFiltered: false,
      form: '',
      pictures,
      rulesUrl,
      descriptionLength: DESCRIPTION_LENGTH,
      isWhole: true,
      isFolded: true,
      picture: null,
      laneAddress: (status) => `#r${number + 1}-lane-${status}`,
    }),
  );
  const result = filterResult(NO_FILTER, {
    matching: layout.total,
    total: layout.total,
    isFiltered: false,
    clear: null,
  });
  return pageDocument({
    title: `${title} · Roadmap`,
    visit: { person: null, signIn: null, signOut: null, home: null },
    head: `<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n`,
    main: `<header class="repository"><h1><bdi>${escaped(title, 200)}</bdi></h1><p>Report of <time datetime="${escaped(now)}">${escaped(dayWords(now))}</time></p></header>
${layout.total === 0 ? '' : filterForm(views, NO_FILTER, null) + result}
${articles.join('\n')}`,
    end: `<script>${REPORT_SCRIPT}</script>\n`,
  });
}
