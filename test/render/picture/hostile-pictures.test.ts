import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { RoadmapView, ViewItem } from '../../../src/plan/view/view.ts';
import { badgeSvg } from '../../../src/render/picture/badge-svg.ts';
import { slipsSvg } from '../../../src/render/picture/slips-svg.ts';
import { timelineSvg } from '../../../src/render/picture/timeline-svg.ts';
import { reportMarkdown } from '../../../src/render/report-markdown.ts';
import { STATUSES } from '../../../src/roadmap/model.ts';
import { item, TODAY, view, xmlFault } from './views.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '</text><script>alert(1)</script>',
    '" onload="alert(1)',
    "' & < > ]]> <!-- -->",
    '\u202Eevil\u0000\u0007\u001b[31m',
    '開発計画'.repeat(40),
    '🏳️‍🌈'.repeat(30),
    '',
    ' ',
  ),
);
const day = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const time = fc.record({ text, start: fc.option(day), end: fc.option(day) });
const target = fc.record({
  text,
  kind: fc.constantFrom('release' as const, 'timeframe' as const, 'horizon' as const),
  start: fc.option(day),
  end: fc.option(day),
});
const anyItem: fc.Arbitrary<ViewItem> = fc
  .record({
    title: text.map((title) => title || 'x'),
    path: fc.array(text, { maxLength: 3 }),
    parent: fc.option(fc.nat(6)),
    status: fc.constantFrom(...STATUSES),
    target: fc.option(target),
    moves: fc.array(fc.record({ from: time, to: fc.option(time), on: fc.option(day), isSlip: fc.boolean() }), {
      maxLength: 5,
    }),
  })
  .map((changes) => item(changes));
const anyView: fc.Arbitrary<RoadmapView> = fc
  .record({
    items: fc.array(anyItem, { maxLength: 7 }),
    title: fc.option(text),
    repo: fc.option(fc.constant('lanternhq/lantern')),
    file: text,
    sections: fc.array(
      fc.record({
        title: text,
        path: fc.array(text, { maxLength: 2 }),
        line: fc.constant(1),
        level: fc.constant(1),
        target: fc.option(target),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ items, ...changes }) => view(items, changes));

describe('pictures of any view', () => {
  it('are well-formed, hold no number that is none, and are the same twice', () => {
    fc.assert(
      fc.property(anyView, fc.boolean(), (any, fragment) => {
        const options = { today: TODAY, fragment, width: fragment ? 720 : 1080, rows: 5 };
        const pictures = [timelineSvg(any, options), slipsSvg(any, options) ?? '', badgeSvg(any)];
        for (const picture of pictures) {
          expect(xmlFault(picture)).toBe('');
          expect(picture).not.toMatch(/NaN|Infinity|undefined|<script|<[^>]* (?:on[a-z]+|style)=/);
          expect(picture).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u);
        }
        expect(timelineSvg(structuredClone(any), options)).toBe(pictures[0]);
      }),
      { numRuns: 80 },
    );
  });

  it('keep everything within their width', () => {
    fc.assert(
      fc.property(anyView, (any) => {
        const svg = timelineSvg(any, { today: TODAY });
        for (const [, x] of svg.matchAll(/(?: x="|d="M)(-?[\d.]+)/g)) {
          expect(Number(x)).toBeGreaterThanOrEqual(-1);
          expect(Number(x)).toBeLessThanOrEqual(1_080);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('have a report in Markdown beside them in which the roadmap does nothing', () => {
    const hostile = view([
      item({ title: '@alice closes #1 <img src=x> | [a](http://x.test) `b`', path: ['One | @bob'] }),
      item({ title: 'Two', path: ['Two'], status: 'done' }),
    ]);
    const markdown = reportMarkdown([hostile], { today: TODAY });
    expect(markdown).not.toMatch(/@bob|<img|[^\\]\| @/);
    expect(markdown.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(4);
  });
});
