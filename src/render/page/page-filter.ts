/** Which items a page shows, as its address says it: `?text=…&status=planned&status=slipped&area=…&section=…&file=…&page=2`. */
import { STATUSES, type Status } from '../../roadmap/model.ts';
import { plainText, shorten } from '../plain-text.ts';

export interface PageFilter {
  /** Words that an item must all have, in any case; '' for any item. */
  text: string;
  /** In the order of STATUSES; none for any. */
  statuses: readonly Status[];
  /** '' for any. */
  area: string;
  /** A section's titles, outermost first, joined as by `sectionKey`, or one title; '' for any. */
  section: string;
  /** Path of the one roadmap file that is shown; '' for all of the repository. */
  file: string;
  /** From 1; null for the overview, which shows the beginning of every lane. */
  page: number | null;
  /** What was asked for and is not heeded, each a phrase: `status “lost”`. */
  ignored: readonly string[];
}

export const NO_FILTER: PageFilter = {
  text: '',
  statuses: [],
  area: '',
  section: '',
  file: '',
  page: null,
  ignored: [],
};

/** UTF-16 units. What is longer is in no roadmap that anybody reads. */
export const MAX_FILTER_LENGTH = { text: 200, area: 100, section: 400, file: 300 };
const MAX_PAGE = 100_000;
/** More than that many values of one name are nobody's choice. */
const MAX_STATUSES = 20;

/** What stands between a section and the one within it. */
const SECTION_SEPARATOR = ' › ';

export const sectionKey = (path: readonly string[]): string =>
  path
    .map(plainText)
    .filter((title) => title !== '')
    .join(SECTION_SEPARATOR);

/** Never throws: what cannot be read is told in `ignored`, what is too long is cut. Names that it does not know are nobody's business. */
export function readPageFilter(parameters: URLSearchParams): PageFilter {
  const asked = parameters
    .getAll('status')
    .slice(0, MAX_STATUSES)
    .map((value) => plainText(value).toLowerCase())
    .filter((value) => value !== '');
  const unknown = asked.filter((value) => !isStatus(value));
  const { page, ignored } = readPage(parameters.get('page'));
  const read = (name: keyof typeof MAX_FILTER_LENGTH): string =>
    // The cut may halve a character.
    plainText((parameters.get(name) ?? '').slice(0, MAX_FILTER_LENGTH[name])).replace(/\uFFFD$/, '');
  return {
    text: read('text'),
    statuses: STATUSES.filter((status) => asked.includes(status)),
    area: read('area'),
    section: read('section'),
    file: read('file'),
    page,
    ignored: [...[...new Set(unknown)].map((value) => `status “${shorten(value, 40)}”`), ...ignored],
  };
}

const isStatus = (value: string): boolean => (STATUSES as readonly string[]).includes(value);

function readPage(value: string | null): { page: number | null; ignored: string[] } {
  const text = plainText(value ?? '');
  if (text === '') return { page: null, ignored: [] };
  const page = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return page >= 1 && page <= MAX_PAGE
    ? { page, ignored: [] }
    : { page: null, ignored: [`page “${shorten(text, 40)}”`] };
}

/** Whether it leaves any item out. */
export const isFiltering = ({ text, statuses, area, section }: PageFilter): boolean =>
  text !== '' || statuses.length > 0 || area !== '' || section !== '';

/** The address of the same page with that filter; the path alone for none. */
export function filterAddress(path: string, filter: PageFilter): string {
  const parameters = new URLSearchParams();
  for (const name of ['text', 'area', 'section', 'file'] as const)
    if (filter[name] !== '') parameters.append(name, filter[name]);
  for (const status of filter.statuses) parameters.append('status', status);
  if (filter.page !== null) parameters.append('page', String(filter.page));
  const query = parameters.toString();
  return query === '' ? path : `${path}?${query}`;
}
