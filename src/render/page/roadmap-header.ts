import type { RoadmapView } from '../../plan/view/view.ts';
import { plainText } from '../plain-text.ts';
import { sourceAddress } from './addresses.ts';
import { attribute, escaped } from './escape.ts';
import { findingWords } from './finding-list.ts';
import { icon } from './icons.ts';
import { progressBar } from './progress-bar.ts';
import { countStatuses, LANE_ORDER, shareDone, STATUS_WORDS, totalOf, type StatusCounts } from './statuses.ts';
import { dayWords } from './time-words.ts';
import type { Status } from '../../roadmap/model.ts';

/**
 * A roadmap's title, where it is from, and how far it is. `laneAddress` is where the items of a status are; null for nowhere.
 * With `isNamedAbove` the title is there for screen readers only.
 */
export function roadmapHeader(
  view: RoadmapView,
  {
    id,
    fileId,
    laneAddress,
    isNamedAbove,
  }: { id: string; fileId: string; laneAddress: (status: Status) => string | null; isNamedAbove: boolean },
): string {
  const counts = countStatuses(view.items);
  const title = plainText(view.title ?? '') === '' ? view.file : view.title!;
  return `<header class="roadmap-head"><h2${attribute('id', id)}${attribute('class', isNamedAbove ? 'unseen' : null)} dir="auto">${escaped(title, 200)}</h2>
<ul class="origin">${origin(view, fileId)
    .map((part) => `<li>${part}</li>`)
    .join('')}</ul>
${totalOf(counts) === 0 ? '' : progress(counts, laneAddress)}</header>`;
}

function origin(view: RoadmapView, fileId: string): string[] {
  const address = sourceAddress(view);
  const file = `<bdi class="file" id="${fileId}">${escaped(view.file, 200)}</bdi>`;
  return [
    address === null ? file : `<a${attribute('href', address)}>${file}</a>`,
    view.lastUpdated === null ? '' : `Last updated <bdi>${escaped(view.lastUpdated, 80)}</bdi>`,
    view.committedOn === null
      ? ''
      : `Last commit <time${attribute('datetime', view.committedOn)}>${escaped(dayWords(view.committedOn))}</time>`,
    view.findings.length === 0 ? '' : findingWords(view.findings),
    view.isObserved ? '' : 'GitHub was not asked about its issues',
  ].filter((part) => part !== '');
}

function progress(counts: StatusCounts, laneAddress: (status: Status) => string | null): string {
  const share = shareDone(counts);
  const done = share === null ? '' : `<p class="share"><b>${share} %</b> done</p>`;
  const parts = LANE_ORDER.map((status) => {
    const words = `${icon(status)}<b>${counts[status]}</b> ${STATUS_WORDS[status].toLowerCase()}`;
    const address = counts[status] === 0 ? null : laneAddress(status);
    return `<li class="${status}">${address === null ? words : `<a${attribute('href', address)}>${words}</a>`}</li>`;
  });
  return `<div class="progress">${done}${progressBar(counts)}<ul class="counts">${parts.join('')}</ul></div>`;
}
