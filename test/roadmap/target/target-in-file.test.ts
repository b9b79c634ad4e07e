import { describe, expect, it } from '@jest/globals';
import { parse } from '../../../src/roadmap/parse.ts';

const context = { file: 'ROADMAP.md', repo: 'acme/lantern', host: 'github.com', asOf: '2021-07-01' };

/** What the first item of the file is planned for, as `text start..end`. */
function targetIn(lines: string[]): string | null {
  const target = parse(lines.join('\n'), context).items[0]?.target ?? null;
  return target === null ? null : `${target.text} ${target.start}..${target.end}`;
}

describe('the target of an item in a file', () => {
  it.each([
    ['its own before the heading’s', ['## Q1 2022', '', '- Add groups (Q3 2021)'], 'Q3 2021 2021-07-01..2021-09-30'],
    ['the nearest heading’s', ['## 2021', '', '### v2.0 (Q3)', '', '- Add groups'], 'v2.0 2021-07-01..2021-09-30'],
    ['the parent bullet’s', ['## Plans', '', '- Q4 2021', '  - Add groups'], 'Q4 2021 2021-10-01..2021-12-31'],
    [
      'without a year, after “Last updated”',
      ['Last updated: 2019-05-02', '', '## Plans', '', '- Add groups (March)'],
      'March 2020-03-01..2020-03-31',
    ],
    ['without a year, in the heading’s', ['## 2023', '', '- Add groups (March)'], 'March 2023-03-01..2023-03-31'],
    ['in Chinese', ['## 2024年第三季度', '', '- 支持分组管理功能'], '2024年第三季度 2024-07-01..2024-09-30'],
    ['not what stands in code', ['## Support the `2021` format', '', '- Add groups'], null],
    ['not a platform’s version', ['## Support k8s 1.20', '', '- Add groups'], null],
    ['not a word that is also a month', ['## What may break', '', '- Add groups'], null],
    ['not an address', ['## Plans', '', '- Add groups (https://example.org/2021/03/04)'], null],
  ])('is %s', (_, lines, expected) => {
    expect(targetIn(lines)).toBe(expected);
  });
});
