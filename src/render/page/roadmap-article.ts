import type { RoadmapView, ViewFinding } from '../../plan/view/view.ts';
import type { Status } from '../../roadmap/model.ts';
import { attribute } from './escape.ts';
import { filterView } from './filter-view.ts';
import { findingList } from './finding-list.ts';
import type { CardPlace } from './item-card.ts';
import type { LaneLayout, RoadmapLayout } from './layout.ts';
import { lanes, regionName } from './lanes.ts';
import type { PageFilter } from './page-filter.ts';
import type { Pictures } from './pictures.ts';
import { roadmapHeader } from './roadmap-header.ts';

export interface ArticleOptions {
  /** From 0: which of the page's roadmaps it is. */
  number: number;
  /** It is not the page's only one. */
  isOneOfSeveral: boolean;
  /** The page is called as the roadmap is: its title need not be seen a second time. */
  isNamedAbove: boolean;
  filter: PageFilter;
  isFiltered: boolean;
  /** HTML that stands between the header and the timeline. */
  form: string;
  pictures: Pictures;
  rulesUrl: string | null;
  descriptionLength: number;
  /** It is a report's: nothing is cut, and its script filters. */
  isWhole: boolean;
  isFolded: boolean;
  /** Address of the timeline as a file of its own; null where there is none. */
  picture: string | null;
  laneAddress: (status: Status) => string | null;
}

/** One roadmap of a page: header, timeline, slips, lanes, findings. Who turns a page has seen the pictures. */
export function roadmapArticle({ view, matching, lanes: layouts }: RoadmapLayout, options: ArticleOptions): string {
  const { number, form, filter, isFiltered } = options;
  const id = `roadmap-${number + 1}`;
  const place = cardPlace(view, options);
  const shown = filterView(view, filter);
  // The way down past the pictures, where the lane is on the page.
  const isHere = (status: Status): boolean =>
    filter.page === null && layouts.some((lane) => lane.status === status && lane.shown.length > 0);
  const jump = (status: Status): string | null =>
    isHere(status) ? `#${place.idPrefix}lane-${status}` : options.laneAddress(status);
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
${roadmapHeader(view, { id, fileId: `${place.idPrefix}file`, laneAddress: jump, isNamedAbove: options.isNamedAbove })}
${form}
${(filter.page ?? 1) > 1 ? '' : pictureSections(shown, options, place)}
${items}
${fileFindings(view, place)}
</article>`;
}

function cardPlace(view: RoadmapView, options: ArticleOptions): CardPlace {
  const { number, isOneOfSeveral, rulesUrl, descriptionLength, isWhole } = options;
  const idPrefix = `r${number + 1}-`;
  const nameId = isOneOfSeveral ? `${idPrefix}file` : null;
  const findingsByItem = new Map<string, ViewFinding[]>();
  for (const finding of view.findings) {
    if (finding.item === null) continue;
    const known = findingsByItem.get(finding.item);
    if (known === undefined) findingsByItem.set(finding.item, [finding]);
    else known.push(finding);
  }
  return { view, rulesUrl, findingsByItem, idPrefix, nameId, descriptionLength, isWhole };
}

function pictureSections(view: RoadmapView, { number, pictures, picture }: ArticleOptions, place: CardPlace): string {
  if (view.items.length === 0) return '';
  const link = picture === null ? '' : `<a class="aside"${attribute('href', picture)}>As a picture</a>`;
  const hasMoves = view.items.some(({ moves }) => moves.length > 0);
  return [
    pictureSection('Timeline', pictures.timeline(view, `timeline-${number + 1}`), link, place),
    hasMoves ? pictureSection('Slips', pictures.slips(view, `slips-${number + 1}`), '', place) : '',
  ].join('');
}

/** Nothing for no picture. A wide one scrolls by itself, also with the keyboard. */
function pictureSection(title: string, svg: string, link: string, place: CardPlace): string {
  if (svg === '') return '';
  const id = `${place.idPrefix}${title.toLowerCase()}`;
  return `<section class="picture"><div class="picture-head"><h3 id="${id}">${title}</h3><span class="aside soft sideways">Scrolls sideways</span>${link}</div><div class="scroll" role="region" aria-labelledby="${regionName(id, place)}" tabindex="0">${svg}</div></section>\n`;
}

/** A page shows no more of them: a file with so many has one fault many times. */
const MOST_FINDINGS = 100;

function fileFindings(view: RoadmapView, place: CardPlace): string {
  const ids = new Set(view.items.map(({ id }) => id));
  const findings = view.findings.filter(({ item }) => item === null || !ids.has(item));
  if (findings.length === 0) return '';
  const id = `${place.idPrefix}findings`;
  const shown = place.isWhole ? findings : findings.slice(0, MOST_FINDINGS);
  const rest = findings.length - shown.length;
  const more = rest === 0 ? '' : `<p class="rest"><span>${rest} more: milepost plan tells them all.</span></p>`;
  return `<section class="file-findings" aria-labelledby="${regionName(id, place)}"><h3 id="${id}">Findings of the file</h3>${findingList(shown, place, { withLines: true })}${more}</section>`;
}
