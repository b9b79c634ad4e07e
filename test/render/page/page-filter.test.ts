import { describe, expect, it } from '@jest/globals';
import { filterView, heededFilter, matchingItems } from '../../../src/render/page/filter-view.ts';
import { filterAddress, NO_FILTER, readPageFilter } from '../../../src/render/page/page-filter.ts';
import { viewWith } from './views.ts';

const read = (query: string) => readPageFilter(new URLSearchParams(query));

describe('the filter of an address', () => {
  it('is empty for an empty address, and for empty fields of a form', () => {
    expect(read('')).toEqual(NO_FILTER);
    expect(read('text=&area=&section=&file=&status=&page=')).toEqual(NO_FILTER);
  });

  it('has several statuses, in the order of statuses', () => {
    expect(read('status=slipped&status=planned&status=SLIPPED').statuses).toEqual(['planned', 'slipped']);
  });

  it('tells what it does not know, and drops it', () => {
    const { statuses, page, ignored } = read('status=lost&status=done&page=0');
    expect([statuses, page]).toEqual([['done'], null]);
    expect(ignored).toEqual(['status “lost”', 'page “0”']);
  });

  it.each(['-1', '1e3', 'two', '9999999', '１'])('knows no page %s', (page) => {
    expect(read(`page=${page}`)).toMatchObject({ page: null, ignored: [`page “${page}”`] });
  });

  it('cuts what is too long, and takes nothing invisible', () => {
    expect(read(`text=${'x'.repeat(5_000)}`).text).toHaveLength(200);
    expect(read(`text=${encodeURIComponent('a\u202Eb\u0000c\n d')}`).text).toBe('abc d');
  });

  it('comes back from the address it makes', () => {
    const filter = {
      ...NO_FILTER,
      text: 'a & b=c?#%',
      statuses: ['planned', 'done'] as const,
      area: 'Server/UI',
      section: '1.7 › “Now”',
      file: 'docs/ROADMAP.md',
      page: 3,
    };
    const address = filterAddress('/example-org/lantern', filter);
    expect(readPageFilter(new URL(address, 'https://example.org').searchParams)).toEqual(filter);
    expect(filterAddress('/example-org/lantern', NO_FILTER)).toBe('/example-org/lantern');
  });
});

describe('the items that a filter lets through', () => {
  const view = viewWith(
    [
      { title: 'Faster start', areas: ['CLI'], path: ['1.7', 'Core'], status: 'done' },
      { title: 'Ärger with Straße', description: 'No more', areas: ['Server/UI'], path: ['1.7'] },
      { title: 'Part of it', parent: 1, path: ['1.7'], status: 'slipped' },
      { title: 'Later', path: ['1.7.1'] },
    ],
    {
      findings: [
        { rule: 'overdue', severity: 'warning', line: 3, message: 'Late', item: 'item-2' },
        { rule: 'overdue', severity: 'warning', line: 1, message: 'Late', item: 'item-0' },
        { rule: 'mojibake', severity: 'info', line: 9, message: 'Odd', item: null },
      ],
    },
  );
  const matching = (changes: object): number[] => matchingItems(view, { ...NO_FILTER, ...changes });

  it('have all the words, in any case and any order, in whatever they say', () => {
    expect(matching({ text: 'START faster' })).toEqual([0]);
    expect(matching({ text: 'more ÄRGER server' })).toEqual([1]);
    expect(matching({ text: 'faster later' })).toEqual([]);
    expect(matching({ text: ' ' })).toEqual([0, 1, 2, 3]);
  });

  it('have one of the statuses, the area, and stand in the section or within it', () => {
    expect(matching({ statuses: ['done', 'slipped'] })).toEqual([0, 2]);
    expect(matching({ area: 'server/ui' })).toEqual([1]);
    expect(matching({ section: '1.7' })).toEqual([0, 1, 2]);
    expect(matching({ section: '1.7 › core' })).toEqual([0]);
    expect(matching({ section: 'Core' })).toEqual([0]);
    expect(matching({ section: '1.7', statuses: ['planned'], text: 'ärger' })).toEqual([1]);
  });

  it('stay under their parents where these stay too, with their findings and those of the file', () => {
    const late = filterView(view, { ...NO_FILTER, statuses: ['slipped'] });
    expect(late.items).toEqual([{ ...view.items[2], parent: null }]);
    expect(late.findings.map(({ rule }) => rule)).toEqual(['overdue', 'mojibake']);
    const section = filterView(view, { ...NO_FILTER, section: '1.7', statuses: ['planned', 'slipped'] });
    expect(section.items.map(({ parent }) => parent)).toEqual([null, 0]);
    expect(filterView(view, NO_FILTER)).toBe(view);
  });

  it('are not asked for what no roadmap has', () => {
    const asked = { ...NO_FILTER, area: 'Nowhere', section: '1.7', file: 'OTHER.md', ignored: ['page “x”'] };
    expect(heededFilter(asked, [view])).toEqual({
      ...NO_FILTER,
      section: '1.7',
      ignored: ['page “x”', 'area “Nowhere”', 'file “OTHER.md”'],
    });
  });
});
