import type { RoadmapView, ViewFinding, ViewItem, ViewReference } from '../../plan/view/view.ts';
import { githubAddress } from './addresses.ts';
import { attribute, escaped } from './escape.ts';
import { findingList, findingWords, lineLink } from './finding-list.ts';
import { icon, type Icon } from './icons.ts';
import { sectionKey } from './page-filter.ts';
import { moveChain, movesWords, targetWords } from './target-words.ts';

export interface CardPlace {
  view: RoadmapView;
  rulesUrl: string | null;
  findingsByItem: ReadonlyMap<string, readonly ViewFinding[]>;
  /** Begins the ids of the cards, so that those of two roadmaps differ. */
  idPrefix: string;
  /** Id of what tells this roadmap from the page's others: regions have it in their names; null for the only one. */
  nameId: string | null;
  /** More of a description is cut. */
  descriptionLength: number;
  /** In a report: nothing is cut, and attributes say what its script filters by. */
  isWhole: boolean;
}

/** An item of a lane, and those of its sub-items that are in the lane too. */
export interface ItemTree {
  index: number;
  children: ItemTree[];
}

/** The items as trees: each under its parent where that is among them. Indexes in document order: a parent stands before its parts. */
export function itemTrees(view: RoadmapView, indexes: readonly number[]): ItemTree[] {
  const trees = new Map(indexes.map((index) => [index, { index, children: [] as ItemTree[] }]));
  const roots: ItemTree[] = [];
  for (const tree of trees.values()) {
    const parent = view.items[tree.index]?.parent ?? null;
    const around = parent !== null && parent < tree.index ? trees.get(parent) : undefined;
    (around?.children ?? roots).push(tree);
  }
  return roots;
}

export function itemCard(tree: ItemTree, place: CardPlace): string {
  const item = place.view.items[tree.index]!;
  return `<li class="card ${item.status}"${identity(item, place)}>${title(item)}${partOf(item, place)}${description(item, place)}${facts(item, null)}${details(item, place)}${children(tree, place)}<p class="source">${path(item)}${lineLink(place.view, item.line)}</p></li>`;
}

function subItem(tree: ItemTree, place: CardPlace, parent: ViewItem): string {
  const item = place.view.items[tree.index]!;
  return `<li${identity(item, place)}><p class="title" dir="auto">${escaped(item.title, 300)} ${lineLink(place.view, item.line)}</p>${facts(item, parent)}${details(item, place)}${children(tree, place)}</li>`;
}

const children = ({ index, children }: ItemTree, place: CardPlace): string =>
  children.length === 0
    ? ''
    : `<ul class="parts" aria-label="Parts">${children.map((child) => subItem(child, place, place.view.items[index]!)).join('')}</ul>`;

const identity = ({ id, areas, path }: ViewItem, { idPrefix, isWhole }: CardPlace): string =>
  attribute('id', `${idPrefix}${id}`) +
  (isWhole ? attribute('data-areas', areas.join('|')) + attribute('data-section', sectionKey(path)) : '');

const title = ({ title }: ViewItem): string => `<p class="title" dir="auto">${escaped(title, 300)}</p>`;

/** A sub-item that stands in another lane than its parent, or without it. */
function partOf({ parent }: ViewItem, { view }: CardPlace): string {
  const around = parent === null ? undefined : view.items[parent];
  return around === undefined ? '' : `<p class="part">Part of <bdi>${escaped(around.title, 120)}</bdi></p>`;
}

const description = ({ description }: ViewItem, { descriptionLength }: CardPlace): string => {
  const text = escaped(description, descriptionLength);
  return text === '' ? '' : `<p class="description" dir="auto">${text}</p>`;
};

/** Target, areas and column; of a sub-item only what its parent does not say already. */
function facts({ target, areas, column }: ViewItem, parent: ViewItem | null): string {
  const parts = [
    target === null || target.text === parent?.target?.text
      ? ''
      : `<span class="target"><span class="unseen">Target: </span><bdi>${escaped(targetWords(target), 120)}</bdi></span>`,
    ...areas
      .filter((area) => parent?.areas.includes(area) !== true)
      .map((area) => `<span class="area"><span class="unseen">Area: </span><bdi>${escaped(area, 60)}</bdi></span>`),
    column === null || column === '' ? '' : `<span class="column">Board: <bdi>${escaped(column, 60)}</bdi></span>`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `<p class="facts">${parts.join(' ')}</p>`;
}

const details = (item: ViewItem, place: CardPlace): string =>
  references(item, place) + moves(item) + findings(item, place);

/** An item with more of them is a list of its own, and not to be read in a card. */
const MOST_REFERENCES = 40;

function references({ references }: ViewItem, { view, isWhole }: CardPlace): string {
  if (references.length === 0) return '';
  const shown = isWhole ? references : references.slice(0, MOST_REFERENCES);
  const rest = references.length - shown.length;
  const parts = shown.map((each) => reference(each, view));
  const all = rest === 0 ? parts : [...parts, `<span class="word">${rest} more</span>`];
  return `<ul class="references" aria-label="References">${all.map((part) => `<li>${part}</li>`).join('')}</ul>`;
}

const STATES: Readonly<Record<NonNullable<ViewReference['state']>, { icon: Icon; words: string }>> = {
  open: { icon: 'open', words: 'open' },
  done: { icon: 'done', words: 'done' },
  dropped: { icon: 'dropped', words: 'not planned' },
  missing: { icon: 'missing', words: 'missing' },
};

function reference({ label, url, title, state }: ViewReference, { serverUrl }: RoadmapView): string {
  const address = githubAddress(url, serverUrl);
  const words = `<bdi>${escaped(label, 120)}</bdi>`;
  const shown =
    address === null
      ? words
      : `<a${attribute('href', address)}${attribute('title', title === null ? null : title.slice(0, 200))}>${words}</a>`;
  if (state === null) return shown;
  return `<span class="state ${state}">${icon(STATES[state].icon)}</span>${shown} <span class="word">${STATES[state].words}</span>`;
}

function moves({ moves }: ViewItem): string {
  if (moves.length === 0) return '';
  const kind = moves.some(({ isSlip }) => isSlip) ? ' late' : '';
  const chain = moveChain(moves).map((text) => `<bdi>${escaped(text, 80)}</bdi>`);
  return `<p class="moves${kind}">${icon('moved')}<span>${movesWords(moves)}: ${chain.join(' → ')}</span></p>`;
}

function findings({ id }: ViewItem, place: CardPlace): string {
  const found = place.findingsByItem.get(id) ?? [];
  if (found.length === 0) return '';
  return `<details class="found"><summary>${findingWords(found)}</summary>${findingList(found, place, { withLines: false })}</details>`;
}

/** Nothing where it would only say the target again. */
const path = ({ path, target }: ViewItem): string => {
  const key = sectionKey(path);
  return key === '' || key === target?.text
    ? '<span></span>'
    : `<span class="path" dir="auto"><span class="unseen">Section: </span>${escaped(key, 160)}</span>`;
};
