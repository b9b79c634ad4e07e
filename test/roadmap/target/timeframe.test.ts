import { describe, expect, it } from '@jest/globals';
import { array, assert, boolean, constantFrom, integer, property } from 'fast-check';
import { findTimeframes } from '../../../src/roadmap/target/timeframe.ts';

const anchor = { notBefore: '2021-07-01', year: null };

const lastDay = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

describe('timeframes', () => {
  it.each([
    ['2021', '2021-01-01', '2021-12-31'],
    ['Q3 2021', '2021-07-01', '2021-09-30'],
    ['2021 Q3', '2021-07-01', '2021-09-30'],
    ['2021-Q3', '2021-07-01', '2021-09-30'],
    ['2022 H2', '2022-07-01', '2022-12-31'],
    ['H1 2022', '2022-01-01', '2022-06-30'],
    ["Q4'22", '2022-10-01', '2022-12-31'],
    ['Q4’22/Q1’23', '2022-10-01', '2023-03-31'],
    ['Aug 2020', '2020-08-01', '2020-08-31'],
    ['Feb 2024', '2024-02-01', '2024-02-29'],
    ['Sept. 2021', '2021-09-01', '2021-09-30'],
    ['early 2021', '2021-01-01', '2021-04-30'],
    ['mid-2021', '2021-05-01', '2021-08-31'],
    ['Late 2021', '2021-09-01', '2021-12-31'],
    ['beginning of 2022', '2022-01-01', '2022-04-30'],
    ['middle of Q2 2022', '2022-05-01', '2022-05-31'],
    ['end of Q2 2022', '2022-06-01', '2022-06-30'],
    ['Mid-May 2018', '2018-05-11', '2018-05-20'],
    ['end of February 2024', '2024-02-21', '2024-02-29'],
    ['Early June 2018', '2018-06-01', '2018-06-10'],
    ['Summer 2022', '2022-06-01', '2022-08-31'],
    ['early fall 2021', '2021-09-01', '2021-09-30'],
    ['winter 2021', '2021-12-01', '2022-02-28'],
    ['late winter 2023', '2024-02-01', '2024-02-29'],
    ['EOY 2020', '2020-09-01', '2020-12-31'],
    ['end of year 2020', '2020-09-01', '2020-12-31'],
    ['March-May 2021', '2021-03-01', '2021-05-31'],
    ['January to September 2020', '2020-01-01', '2020-09-30'],
    ['October 2019 - January 2020', '2019-10-01', '2020-01-31'],
    ['November–January 2022', '2021-11-01', '2022-01-31'],
    ['Summer - Early Fall 2020', '2020-06-01', '2020-09-30'],
    ['2020 and 2021', '2020-01-01', '2021-12-31'],
    ['2023/2024', '2023-01-01', '2024-12-31'],
    ['July 8, 2020', '2020-07-08', '2020-07-08'],
    ['27 Feb 2021', '2021-02-27', '2021-02-27'],
    ['2018-04-26', '2018-04-26', '2018-04-26'],
    ['2018/04/20', '2018-04-20', '2018-04-20'],
    ['4/2 - 5/28/2020', '2020-04-02', '2020-05-28'],
    ['02/15/2022', '2022-02-15', '2022-02-15'],
    ['third quarter of 2021', '2021-07-01', '2021-09-30'],
    ['first half 2023', '2023-01-01', '2023-06-30'],
    ['End of CY24', '2024-09-01', '2024-12-31'],
    ['2023年3月', '2023-03-01', '2023-03-31'],
  ])('%s is %s to %s', (text, start, end) => {
    const [found] = findTimeframes(text, anchor);
    expect(found).toMatchObject({ text, start, end, dated: true });
  });

  it.each([
    ['early fall', '2021-09-01', '2021-09-30'],
    ['June', '2022-06-01', '2022-06-30'],
    ['July', '2021-07-01', '2021-07-31'],
    ['Q2', '2022-04-01', '2022-06-30'],
    ['winter', '2021-12-01', '2022-02-28'],
    ['November–January', '2021-11-01', '2022-01-31'],
    ['January 29', '2022-01-29', '2022-01-29'],
  ])('without a year, %s is the first such range not ended before the anchor', (text, start, end) => {
    expect(findTimeframes(text, anchor)[0]).toMatchObject({ text, start, end, dated: false });
  });

  it('takes the year that a heading around it names', () => {
    expect(findTimeframes('Q1', { notBefore: '2021-07-01', year: 2019 })[0]).toMatchObject({
      start: '2019-01-01',
      end: '2019-03-31',
    });
  });

  it.each([
    '1.20.21',
    'v2.2021.1',
    'port 8080',
    'RFC 8879',
    '1/2 of it',
    '2021x',
    'TLS 1.3',
    'http://example.org/2021a',
    '99% of 5000',
  ])('finds none in “%s”', (text) => {
    expect(findTimeframes(text, anchor)).toEqual([]);
  });

  it('says that an open end names no last day', () => {
    expect(findTimeframes('2026 and beyond', anchor)[0]).toMatchObject({ text: '2026', open: true });
    expect(findTimeframes('2024 onwards', anchor)[0]).toMatchObject({ open: true });
    expect(findTimeframes('2024', anchor)[0]).toMatchObject({ open: false });
  });

  const months = [
    'January',
    'Feb',
    'March',
    'apr',
    'MAY',
    'June',
    'Jul',
    'August',
    'Sept',
    'October',
    'Nov',
    'December',
  ];

  it('gives back the quarter, half or month that a phrase was made from', () => {
    const year = integer({ min: 1990, max: 2090 });
    assert(
      property(
        year,
        integer({ min: 1, max: 12 }),
        constantFrom('quarter', 'half', 'month'),
        boolean(),
        (at, month, kind, yearFirst) => {
          const length = kind === 'quarter' ? 3 : kind === 'half' ? 6 : 1;
          const first = Math.floor((month - 1) / length) * length + 1;
          const unit =
            kind === 'month'
              ? (months[month - 1] ?? '')
              : `${kind === 'quarter' ? 'Q' : 'H'}${(first - 1) / length + 1}`;
          const phrase = yearFirst ? `${at} ${unit}` : `${unit} ${at}`;
          const [found] = findTimeframes(`to be done in ${phrase}, we hope`, anchor);
          expect(found).toMatchObject({
            text: phrase,
            start: `${at}-${String(first).padStart(2, '0')}-01`,
            end: lastDay(at, first + length - 1),
          });
        },
      ),
    );
  });

  it('never begins after it ends, whatever the text', () => {
    const word = constantFrom(
      ...months,
      'Q1',
      'H2',
      'early',
      'mid',
      'end of',
      '2021',
      "'22",
      '-',
      'to',
      'and',
      '5',
      '2018-04-26',
      'fall',
      'the',
      ',',
    );
    assert(
      property(array(word, { maxLength: 8 }), (words) => {
        const text = words.join(' ');
        for (const { start, end, from, to, text: said } of findTimeframes(text, anchor)) {
          expect(start <= end).toBe(true);
          expect(text.slice(from, to)).toBe(said);
        }
      }),
    );
  });
});
