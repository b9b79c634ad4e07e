import type { RoadmapView, ViewItem } from '../../plan/view/view.ts';
import { px, svgText } from '../history/svg-text.ts';
import { plainText } from '../plain-text.ts';
import { headHeight, MARGIN, picture, pictureWidth, words } from './picture-frame.ts';
import type { PictureOptions } from './picture-frame.ts';
import { hatchPattern } from './picture-marks.ts';
import { legend } from './picture-legend.ts';
import { axisHeight, timeAxis } from './time-axis.ts';
import { timeScale } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';
import { chooseItems, groupItems } from './timeline-choice.ts';
import type { TimelineGroup } from './timeline-choice.ts';
import { isDated, timelineColumns } from './timeline-columns.ts';
import type { TimelineColumns } from './timeline-columns.ts';
import { legendOf } from './timeline-legend.ts';
import { ROW, timelineRow } from './timeline-row.ts';
import type { RowPlaces } from './timeline-row.ts';
import { fitText, textWidth } from './text-width.ts';
import type { Status } from '../../roadmap/model.ts';
import { countsOf, grouped, STATUS_WORDS, viewCounts, viewName } from './view-words.ts';

const ROWS = 60;
const GROUP = 30;
/** A section without a name. */
const NAMELESS_GROUP = 8;
const SIZE = 12;
/** Sub-items that lie deeper are not moved in any further. */
const DEEPEST = 6;
const SMALL = 11;
/** The sections around are not told where they would have less. */
const LEAST_AROUND = 48;

/**
 * A roadmap as a picture: its items in rows under their sections, each with its time on one axis, or in a column where it
 * has none. Arrows lead from earlier targets to later ones; a line marks today. One file, without scripts or fonts; the
 * same bytes for the same view and options.
 */
export function timelineSvg(view: RoadmapView, options: PictureOptions): string {
  const { today, fragment = false, rows = ROWS, idPrefix = 'timeline' } = options;
  const width = pictureWidth(options.width);
  const shown = chooseItems(view.items, Math.max(1, Math.floor(rows)));
  const groups = groupItems(view, shown);
  const left = fragment ? 0 : MARGIN;
  const right = width - left;
  const titleRight = Math.round(left + (right - left) * (width < 720 ? 0.36 : 0.31));
  const columns = timelineColumns(shown, { left: titleRight + 16, right });
  const scale = columns.axis === null ? null : scaleOf(shown, groups, today, columns.axis);
  const hasChart = columns.columns.length > 0 || scale !== null;
  const hatchId = `${idPrefix}-hatch`;
  const subtitles = subtitlesOf(view);
  const top =
    headHeight(fragment, subtitles.length) +
    (scale !== null ? axisHeight(scale) : hasChart ? 24 : 0) +
    (fragment ? 4 : 14);
  const places = {
    left,
    titleRight: hasChart ? titleRight : right,
    right,
    scale,
    columns,
    today,
    sectionTarget: null,
    hatchId,
  };
  const body = bodyOf(groups, parentIn(view), top, places);
  const axis = scale === null ? { behind: [], before: [] } : timeAxis(scale, { top, bottom: body.bottom, today });
  const signs = legendOf(shown, { scale, hasBand: body.bands.length > 0, today, hasBars: hasChart, hatchId });
  const rest = restWords(view.items, shown);
  const below = body.bottom + (rest === '' ? 24 : 44);
  const explained = legend(signs, { left: left + 4, right, top: below });
  return picture(
    {
      width,
      height: below + explained.height + (fragment ? -8 : 4),
      isFragment: fragment,
      idPrefix,
      title: viewName(view),
      description: descriptionOf(view, shown, today),
      subtitles,
    },
    [
      ...(shown.some(({ status }) => status === 'slipped') ? [hatchPattern(hatchId)] : []),
      ...body.bands,
      ...axis.behind,
      ...columnParts(columns, top, body.bottom),
      ...(hasChart ? [`<path class="mp-rule" d="M${px(left)} ${px(top)}H${px(right)}"/>`] : []),
      ...axis.before,
      ...body.rows,
      ...(view.items.length === 0 ? [words(left, top + 14, 'mp-soft', 'No items were found in this roadmap.')] : []),
      ...(rest === '' ? [] : [words(left, body.bottom + 20, 'mp-soft', rest)]),
      ...explained.parts,
    ],
  );
}

const subtitlesOf = (view: RoadmapView): string[] => {
  const title = plainText(view.title ?? '');
  const own = view.repo === null || title === '' ? [] : [title];
  const file = plainText(view.file);
  return [[...own, file].filter((text) => text !== viewName(view)).join(' · '), viewCounts(view)].filter(
    (text) => text !== '',
  );
};

function descriptionOf(view: RoadmapView, shown: readonly ViewItem[], today: string): string {
  const part = shown.length < view.items.length ? ` ${grouped(shown.length)} of them are shown.` : '';
  return `Sections and items over time, as of ${today}. ${viewCounts(view)}.${part}`;
}

function scaleOf(
  items: readonly ViewItem[],
  groups: readonly TimelineGroup[],
  today: string,
  axis: { left: number; right: number },
): TimeScale {
  const days = [
    today,
    ...[...items.map(({ target }) => target), ...groups.map(({ target }) => target)].flatMap((target) => [
      target?.start,
      target?.end,
    ]),
    ...items.flatMap(({ moves }) => moves.flatMap(({ from, to }) => [from.end, to?.end])),
  ];
  return timeScale(
    days.filter((day): day is string => day != null),
    axis,
  );
}

/** Rows from the top down, with what lies behind them. */
function bodyOf(
  groups: readonly TimelineGroup[],
  parentOf: (item: ViewItem) => ViewItem | null,
  top: number,
  places: RowPlaces,
): { rows: string[]; bands: string[]; bottom: number } {
  const rows: string[] = [];
  const bands: string[] = [];
  let y = top;
  for (const group of groups) {
    const head = group.path.length === 0 ? NAMELESS_GROUP : GROUP;
    const bottom = y + head + group.items.length * ROW;
    const target = plainText(group.target?.text ?? '');
    const isDatedGroup = places.scale !== null && isDated(group.target);
    if (isDatedGroup) bands.push(...bandParts(group, places.scale!, y + 3, bottom - 1));
    if (group.path.length > 0) rows.push(groupHead(group, y + 20, target, places));
    for (const [index, item] of group.items.entries()) {
      rows.push(
        timelineRow(item, depthIn(group, item, parentOf), y + head + index * ROW, {
          ...places,
          sectionTarget: target === '' ? null : target,
        }),
      );
    }
    y = bottom;
  }
  return { rows, bands, bottom: Math.max(y, top + (groups.length === 0 ? 20 : 0)) + 4 };
}

function bandParts({ target }: TimelineGroup, scale: TimeScale, top: number, bottom: number): string[] {
  const days = [target?.start ?? target?.end, target?.end ?? target?.start].filter((day): day is string => day != null);
  const [from, to] = [scale.x(days.toSorted()[0]!), scale.xAfter(days.toSorted().at(-1)!)];
  return [
    `<rect class="mp-band" x="${px(from)}" y="${px(top)}" width="${px(Math.max(2, to - from))}" height="${px(bottom - top)}"/>`,
  ];
}

const parentIn =
  ({ items }: RoadmapView) =>
  ({ parent }: ViewItem): ViewItem | null =>
    parent === null ? null : (items[parent] ?? null);

/** Under how many items of its group it stands, as far as that is shown. */
function depthIn({ items }: TimelineGroup, item: ViewItem, parentOf: (item: ViewItem) => ViewItem | null): number {
  let [depth, above] = [0, parentOf(item)];
  // A stored view may be of any making: parents that go round end here too.
  for (let steps = 0; above !== null && steps < DEEPEST; steps += 1) {
    if (items.includes(above)) depth += 1;
    above = parentOf(above);
  }
  return depth;
}

/** The section's name, those around it in grey before it, then its target and how many of its items are told. */
function groupHead({ path, size, items }: TimelineGroup, y: number, target: string, places: RowPlaces): string {
  const { left, right, titleRight, scale, columns } = places;
  const around = path.slice(0, -1).map(plainText).join(' › ');
  const own = plainText(path.at(-1) ?? '');
  const width = (scale !== null || columns.columns.length > 0 ? titleRight : right) - left;
  const aside = [
    path.some((title) => title.toLowerCase().includes(target.toLowerCase())) ? '' : target,
    items.length < size ? `${items.length} of ${grouped(size)}` : '',
  ].filter((text) => text !== '');
  const asideText = fitText(aside.join(' · '), width * 0.4, SMALL);
  const room = width - (asideText === '' ? 0 : textWidth(asideText, SMALL) + 14);
  const name = fitText(own, room * 0.93, SIZE);
  const left0 = around === '' ? 0 : room - textWidth(name, SIZE) * 1.07;
  const aroundText = left0 < LEAST_AROUND ? '' : fitText(`${around} › `, left0, SIZE);
  const spans = [
    aroundText === '' ? '' : `<tspan class="mp-soft">${svgText(aroundText)}</tspan> `,
    `<tspan class="mp-strong">${svgText(name)}</tspan>`,
    asideText === '' ? '' : `<tspan class="mp-soft mp-small" dx="8">${svgText(asideText)}</tspan>`,
  ].join('');
  return `<g><title>${svgText([...path, ...aside].join(' › '))}</title><text class="mp-halo" x="${px(left)}" y="${px(y)}">${spans}</text></g>`;
}

function columnParts({ columns }: TimelineColumns, top: number, bottom: number): string[] {
  return columns.flatMap(({ label, left, right }) => {
    const middle = (left + right) / 2;
    return [
      `<path class="mp-grid-year" d="M${px(left)} ${px(top - 2)}V${px(bottom)}"/>`,
      `<g><title>${svgText(label)}</title>${words(middle, top - 7, 'mp-soft mp-small mp-middle', fitText(label, right - left - 8, SMALL))}</g>`,
    ];
  });
}

/** `and 1,940 more: 1,500 done, 440 planned`; '' where all are shown. */
function restWords(all: readonly ViewItem[], shown: readonly ViewItem[]): string {
  if (shown.length === all.length) return '';
  const [counts, seen] = [countsOf(all), countsOf(shown)];
  const parts = (Object.keys(counts) as Status[])
    .map((status) => [status, counts[status] - seen[status]] as const)
    .filter(([, number]) => number > 0)
    .map(([status, number]) => `${grouped(number)} ${STATUS_WORDS[status]}`);
  return `and ${grouped(all.length - shown.length)} more: ${parts.join(', ')}`;
}
