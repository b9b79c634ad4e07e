import type { RoadmapView } from '../../plan/view/view.ts';
import type { Status } from '../../roadmap/model.ts';
import { count, enumerate } from '../count.ts';
import { attribute, escaped } from './escape.ts';
import { areaChoices, fileChoices, sectionChoices, type Choice } from './filter-choices.ts';
import { MAX_FILTER_LENGTH, type PageFilter } from './page-filter.ts';
import { countStatuses, LANE_ORDER, STATUS_WORDS } from './statuses.ts';

/**
 * The form that asks for some of the items. Only what there is can be chosen. `action` null: a script of the page filters, and
 * the form is hidden until it does.
 */
export function filterForm(views: readonly RoadmapView[], filter: PageFilter, action: string | null): string {
  const items = views.flatMap(({ items }) => items);
  const counts = countStatuses(items);
  const statuses = LANE_ORDER.filter((status) => counts[status] > 0 || filter.statuses.includes(status));
  return `<form class="filter" role="search" aria-label="Filter the items"${action === null ? ' hidden' : ` method="get"${attribute('action', action)}`}>
<div class="field search"><label for="filter-text">Search</label><input type="search" id="filter-text" name="text" maxlength="${MAX_FILTER_LENGTH.text}"${attribute('value', filter.text === '' ? null : filter.text)} autocomplete="off"></div>
${select('area', 'Area', 'All areas', areaChoices(items), filter.area)}${select('section', 'Section', 'All sections', sectionChoices(items), filter.section)}${select('file', 'File', 'All files', fileChoices(views), filter.file)}${statuses.length < 2 && filter.statuses.length === 0 ? '' : statusBoxes(statuses, filter)}
${action === null ? '' : '<button class="button strong" type="submit">Filter</button>'}
</form>`;
}

const statusBoxes = (statuses: readonly Status[], filter: PageFilter): string =>
  `<fieldset class="field boxes"><legend>Status</legend>${statuses.map((status) => statusBox(status, filter)).join('')}</fieldset>`;

const statusBox = (status: Status, filter: PageFilter): string =>
  `<label class="box ${status}"><input type="checkbox" name="status" value="${status}"${filter.statuses.includes(status) ? ' checked' : ''}>${STATUS_WORDS[status]}</label>`;

/** Nothing where there is nothing to choose. What the address asks for is offered also where the list is too long for it. */
function select(name: string, label: string, all: string, choices: readonly Choice[], chosen: string): string {
  if (choices.length < 2 && chosen === '') return '';
  const key = chosen.toLowerCase();
  const isOffered = choices.some(({ value }) => value.toLowerCase() === key);
  const offered = chosen === '' || isOffered ? choices : [{ value: chosen, label: chosen }, ...choices];
  const options = offered.map(
    ({ value, label }) =>
      `<option${attribute('value', value)}${chosen !== '' && value.toLowerCase() === key ? ' selected' : ''}>${indented(label)}</option>`,
  );
  return `<div class="field"><label for="filter-${name}">${label}</label><select id="filter-${name}" name="${name}"><option value="">${all}</option>${options.join('')}</select></div>\n`;
}

const indented = (label: string): string =>
  '&#160;'.repeat(label.length - label.trimStart().length) + escaped(label, 80);

/** What the filter lets through, in words: for a live region. `clear` is the address without it; null for none. */
export function filterResult(
  filter: PageFilter,
  {
    matching,
    total,
    isFiltered,
    clear,
  }: { matching: number; total: number; isFiltered: boolean; clear: string | null },
): string {
  const words = isFiltered ? `${matching} of ${count(total, 'item')} ${matching === 1 ? 'matches' : 'match'}.` : '';
  const ignored =
    filter.ignored.length === 0
      ? ''
      : ` <span class="ignored">Not known here, so left out: <bdi>${escaped(enumerate(filter.ignored))}</bdi>.</span>`;
  const link =
    clear === null || (!isFiltered && filter.ignored.length === 0)
      ? ''
      : ` <a${attribute('href', clear)}>Clear the filter</a>`;
  return `<p class="result" role="status" id="filter-result">${words}${ignored}${link}</p>`;
}
