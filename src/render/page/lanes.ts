import { count } from '../count.ts';
import { attribute } from './escape.ts';
import { icon } from './icons.ts';
import { itemCard, itemTrees, type CardPlace } from './item-card.ts';
import { isOver, type LaneLayout } from './layout.ts';
import { STATUS_NOTES, STATUS_WORDS } from './statuses.ts';

export interface LaneOptions {
  /** Address of the whole lane, for when it shows only a part; null where there is no such page. */
  address: (lane: LaneLayout) => string | null;
  /** What is over is folded up. */
  isFolded: boolean;
  /** Lanes that nothing matches are shown too, in a line. */
  withEmpty: boolean;
}

/** The lanes as sections, each with its heading and its list. */
export const lanes = (layouts: readonly LaneLayout[], place: CardPlace, options: LaneOptions): string =>
  layouts
    .filter(({ shown }) => options.withEmpty || shown.length > 0)
    .map((layout) => lane(layout, place, options))
    .join('\n');

function lane(layout: LaneLayout, place: CardPlace, options: LaneOptions): string {
  const { status, matching, shown } = layout;
  const id = `${place.idPrefix}lane-${status}`;
  const heading = `<div class="lane-head"><h3${attribute('id', id)}>${icon(status)}${STATUS_WORDS[status]} <span class="number">${matching}</span></h3><p class="note">${STATUS_NOTES[status]}</p></div>`;
  const content = shown.length === 0 ? '<p class="none">None.</p>' : filled(layout, place, options);
  return `<section class="lane ${status}${shown.length === 0 ? ' bare' : ''}" data-status="${status}" aria-labelledby="${regionName(id, place)}">${heading}<div class="lane-body">${content}</div></section>`;
}

/** Ids of what a region is called. */
export const regionName = (id: string, { nameId }: Pick<CardPlace, 'nameId'>): string =>
  nameId === null ? id : `${id} ${nameId}`;

function filled(layout: LaneLayout, place: CardPlace, options: LaneOptions): string {
  const trees = itemTrees(place.view, layout.shown);
  const list = `<ul class="cards" role="list">${trees.map((tree) => itemCard(tree, place)).join('\n')}</ul>${rest(layout, options)}`;
  if (!isOver(layout.status) || !options.isFolded) return list;
  const words = STATUS_WORDS[layout.status].toLowerCase();
  return `<details class="fold"><summary>Show ${count(layout.matching, `${words} item`)}</summary>${list}</details>`;
}

function rest(layout: LaneLayout, { address }: LaneOptions): string {
  const left = layout.matching - layout.shown.length;
  const to = address(layout);
  if (left === 0 || to === null) return '';
  const words = STATUS_WORDS[layout.status].toLowerCase();
  return `<p class="rest"><a${attribute('href', to)}>Show all ${layout.matching} ${words}</a> <span>${left} more</span></p>`;
}
