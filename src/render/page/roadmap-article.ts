import type { RoadmapView, ViewFinding } from '../../plan/view/view.ts';
import type { Status } from '../../roadmap/model.ts';
import { attribute } from './escape.ts';
import { filterView } from './filter-view.ts';
import { findingList } from './finding-list.ts';
import type { CardPlace } from './item-card.ts';
import type { LaneLayout, RoadmapLayout } from './layout.ts';
import { lanes } from './lanes.ts';
import type { PageFilter } from './page-filter.ts';
import type { Pictures } from './pictures.ts';
import { roadmapHeader } from './roadmap-header.ts';

export interface ArticleOptions {
  /** From 0: which of the page's roadmaps it is. */
  number: number;
  filter: PageFilter;
  isFiltered: boolean;
  /** HTML that stands between the header and the timeline. */
  form: string;
  pictures: Pictures;
  rulesUrl: string | null;
  descriptionLength: number;
  /** What the report's script filters by stands at the items. */
  withData: boolean;
  isFolded: boolean;
  /** Address of the timeline as a file of its own; null where there is none. */
  picture: string | null;
  laneAddress: (status: Status) => string | null;
}

/** One roadmap of a page: header, timeline, slips, lanes, findings. */
export function roadmapArticle({ view, matching, lanes: layouts }: RoadmapLayout, options: ArticleOptions): string {
  const { number, form, filter, isFiltered } = options;
  const id = `roadmap-${number + 1}`;
  const place = cardPlace(view, options);
  const shown = filterView(view, filter);
  const items =
    view.items.length === 0
      ? '<p class="empty">No items were found in this file.</p>'
      : matching === 0
        ? '<p class="empty">No item matches.</p>'
        : `<div class="lanes">${lanes(layouts, place, {
            address: ({ status }: LaneLayout) => options.laneAddress(status),
            isFolded: options.isFolded,
            withEmpty: !isFiltered && filter.page === null,
          })}</div>`;
  return `<article class="roadmap"${attribute('data-file', view.file)} aria-labelledby="${id}">
${roadmapHeader(view, { id, laneAddress: options.laneAddress })}
${form}
${pictureSections(shown, options)}
${items}
${fileFindings(view, place)}
</article>`;
}

function cardPlace(view: RoadmapView, { number, rulesUrl, descriptionLength, withData }: ArticleOptions): CardPlace {
  const findingsByItem = new Map<string, ViewFinding[]>();
  for (const finding of view.findings) {
    if (finding.item === null) continue;
    const known = findingsByItem.get(finding.item);
    if (known === undefined) findingsByItem.set(finding.item, [finding]);
    else known.push(finding);
  }
  return { view, rulesUrl, findingsByItem, idPrefix: `r${number + 1}-`, descriptionLength, withData };
}

function pictureSections(view: RoadmapView, { number, pictures, picture }: ArticleOptions): string {
  if (view.items.length === 0) return '';
  const link = picture === null ? '' : `<a class="aside"${attribute('href', picture)}>As a picture</a>`;
  return [
    pictureSection('Timeline', `r${number + 1}-timeline`, pictures.timeline(view, `timeline-${number + 1}`), link),
    view.items.some(({ moves }) => moves.length > 0)
      ? pictureSection('Slips', `r${number + 1}-slips`, pictures.slips(view, `slips-${number + 1}`), '')
      : '',
  ].join('');
}

/** Nothing for no picture. A wide one scrolls by itself, also with the keyboard. */
const pictureSection = (title: string, id: string, svg: string, link: string): string =>
  svg === ''
    ? ''
    : `<section class="picture"><div class="picture-head"><h3 id="${id}">${title}</h3>${link}</div><div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">${svg}</div></section>\n`;

function fileFindings(view: RoadmapView, place: CardPlace): string {
  const ids = new Set(view.items.map(({ id }) => id));
  const findings = view.findings.filter(({ item }) => item === null || !ids.has(item));
  if (findings.length === 0) return '';
  const id = `${place.idPrefix}findings`;
  return `<section class="file-findings" aria-labelledby="${id}"><h3 id="${id}">Findings of the file</h3>${findingList(findings, place, { withLines: true })}</section>`;
}
