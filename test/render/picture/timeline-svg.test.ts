import { describe, expect, it } from '@jest/globals';
import type { ViewItem, ViewMove } from '../../../src/plan/view/view.ts';
import { timelineSvg } from '../../../src/render/picture/timeline-svg.ts';
import { PICTURE_STYLE } from '../../../src/render/picture/picture-style.ts';
import {
  arrowsIn,
  barIn,
  horizon,
  item,
  manyItems,
  Q1,
  Q2,
  release,
  rowOf,
  timeframe,
  TODAY,
  view,
  wordsIn,
  xmlFault,
} from './views.ts';

const draw = (items: ViewItem[], more = {}): string => timelineSvg(view(items), { today: TODAY, ...more });
const slip = (from: ViewMove['from'], to: ViewMove['to'], isSlip = true): ViewMove => ({
  from,
  to,
  on: '2026-10-01',
  isSlip,
});

const quarter = (index: number) => {
  const [year, month] = [2015 + Math.floor(index / 4), (index % 4) * 3];
  const day = (at: number): string => new Date(Date.UTC(year, at, 0)).toISOString().slice(0, 10);
  return timeframe(`Q${(index % 4) + 1} ${year}`, day(month), day(month + 3));
};

describe('the time of an item', () => {
  it('is a bar from the first day to the last, where the next one begins', () => {
    const svg = draw([item({ title: 'One', target: Q1 }), item({ title: 'Two', target: Q2, status: 'done' })]);
    const [first, second] = [barIn(rowOf(svg, 'One'), 'mp-planned'), barIn(rowOf(svg, 'Two'), 'mp-done')];
    expect(first.right).toBeCloseTo(second.x, 0);
    expect((second.right - second.x) / (first.right - first.x)).toBeCloseTo(91 / 90, 1);
  });

  it('is a diamond where only one of its days is known', () => {
    const svg = draw([item({ title: 'One', target: timeframe('by March', null, '2027-03-31') })]);
    expect(rowOf(svg, 'One')).toMatch(/<path class="mp-planned" d="M[\d.]+ [\d.]+l6 6-6 6-6-6z"\/>/);
    expect(wordsIn(svg)).toContain('one day');
  });

  it('has a form of its own for each status, beside the colour', () => {
    const signs = (['planned', 'in-progress', 'done', 'slipped', 'dropped'] as const).map((status) => {
      const row = rowOf(draw([item({ title: 'One', target: Q1, status })]), 'One');
      return row.replace(/^.*?<rect class="mp-hit"[^>]*>/, '').replaceAll(/(?:mp-[a-z-]+|<text.*)/g, '');
    });
    expect(new Set(signs.map((sign) => sign.replaceAll(/[\d.]+/g, '0'))).size).toBeGreaterThanOrEqual(4);
    expect(draw([item({ target: Q1, status: 'slipped' })])).toContain('<pattern id="timeline-hatch"');
  });

  it('turns a target round whose last day is before its first', () => {
    const row = rowOf(draw([item({ title: 'One', target: timeframe('odd', '2027-03-31', '2027-01-01') })]), 'One');
    expect(barIn(row, 'mp-planned').right).toBeGreaterThan(barIn(row, 'mp-planned').x + 20);
  });
});

describe("today's line", () => {
  it('stands between what is over and what is to come, with its date', () => {
    const past = timeframe('Q3 2026', '2026-07-01', '2026-09-30');
    const svg = draw([item({ title: 'One', target: past, status: 'slipped' }), item({ title: 'Two', target: Q1 })]);
    const today = Number(/<path class="mp-today" d="M([\d.]+) /.exec(svg)?.[1]);
    expect(today).toBeGreaterThan(barIn(rowOf(svg, 'One'), 'mp-slipped').right);
    expect(today).toBeLessThan(barIn(rowOf(svg, 'Two'), 'mp-planned').x);
    expect(wordsIn(svg)).toContain('today, 22 Nov 2026');
    const late = /<path class="mp-late" d="M([\d.]+) [\d.]+H([\d.]+)"/.exec(rowOf(svg, 'One'));
    expect(late?.slice(1).map(Number)).toEqual([barIn(rowOf(svg, 'One'), 'mp-slipped').right, today]);
  });

  it('is not drawn where nothing has a time', () => {
    expect(draw([item({ target: horizon('Later') })])).not.toContain('class="mp-today"');
  });
});

describe('moves', () => {
  it('are arrows from the end of each earlier target to the end of the next', () => {
    const svg = draw([
      item({ title: 'One', target: Q2, status: 'slipped', moves: [slip(Q1, Q2)] }),
      item({ title: 'Two', target: Q1 }),
      item({ title: 'Three', target: Q1, moves: [slip(Q2, Q1, false)] }),
    ]);
    const end = (title: string, name: string): number => barIn(rowOf(svg, title), name).right;
    const [arrow] = arrowsIn(rowOf(svg, 'One'));
    expect(arrow?.kind).toBe('slip');
    expect(Math.abs(arrow!.from - end('Two', 'mp-planned'))).toBeLessThan(3);
    expect(Math.abs(arrow!.to - end('One', 'mp-slipped'))).toBeLessThan(3);
    expect(arrowsIn(rowOf(svg, 'Three'))).toMatchObject([{ kind: 'move' }]);
    expect(wordsIn(svg)).toEqual(expect.arrayContaining(['moved later', 'moved, not later', 'Q2 2027 · slipped once']));
  });

  it('lead into the column of a horizon', () => {
    const svg = draw([item({ title: 'One', target: horizon('Later'), moves: [slip(Q1, horizon('Later'))] })]);
    const [arrow] = arrowsIn(rowOf(svg, 'One'));
    const bar = barIn(rowOf(svg, 'One'), 'mp-planned');
    expect(arrow!.to).toBeGreaterThan(bar.x);
    expect(arrow!.to).toBeLessThan(bar.right);
  });

  it('are the newest twelve of forty, which are counted', () => {
    const moves = Array.from({ length: 40 }, (_, index) => slip(quarter(index), quarter(index + 1)));
    const svg = draw([item({ title: 'One', target: quarter(40), status: 'slipped', moves })]);
    expect(arrowsIn(rowOf(svg, 'One'))).toHaveLength(12);
    expect(wordsIn(svg).join('\n')).toContain('slipped 40×');
    expect(rowOf(svg, 'One')).toContain('slipped 40 times');
  });
});

describe('what has no time', () => {
  it('stands in columns from the nearest to the farthest, those without target last', () => {
    const targets = [release('v1.10'), null, release('v1.2'), release('v1.10')];
    const svg = draw(targets.map((target, index) => item({ title: `Work ${index}`, target })));
    const x = (index: number): number => barIn(rowOf(svg, `Work ${index}`), 'mp-planned').x;
    expect(x(2)).toBeLessThan(x(0));
    expect(x(3)).toBe(x(0));
    expect(x(1)).toBeGreaterThan(x(0));
    expect(wordsIn(svg)).toEqual(expect.arrayContaining(['v1.2', 'v1.10', 'no target']));
  });

  it('shares one column where there are many targets, each told beside its mark', () => {
    const svg = draw(
      Array.from({ length: 30 }, (_, index) => item({ title: `Work ${index}`, target: release(`1.${index}`) })),
    );
    expect(wordsIn(svg)).toEqual(expect.arrayContaining(['planned for', '1.0', '1.29']));
    const bars = [0, 29].map((index) => barIn(rowOf(svg, `Work ${index}`), 'mp-planned').x);
    expect(bars[0]).toBe(bars[1]);
  });

  it('is at the right of the axis', () => {
    const svg = draw([item({ title: 'One', target: Q1 }), item({ title: 'Two', target: horizon('Later') })]);
    expect(barIn(rowOf(svg, 'Two'), 'mp-planned').x).toBeGreaterThan(barIn(rowOf(svg, 'One'), 'mp-planned').right);
  });

  it('is a list of titles where no target is known at all', () => {
    const svg = draw([item({ title: 'One' }), item({ title: 'Two', status: 'done' })]);
    expect(wordsIn(svg)).toEqual(expect.arrayContaining(['One', 'Two', 'planned', 'done']));
    expect(svg).not.toContain('<rect class="mp-planned"');
  });
});

describe('far days', () => {
  it('are at the edges, and leave the others their room', () => {
    const near = [Q1, Q2].map((target, index) => item({ title: `Near ${index}`, target }));
    const far = item({ title: 'Far', target: timeframe('2099', '2099-01-01', '2099-12-31') });
    const old = item({ title: 'Old', target: timeframe('1998', '1998-01-01', '1998-12-31'), status: 'done' });
    const svg = draw([...near, far, old]);
    const bar = barIn(rowOf(svg, 'Near 0'), 'mp-planned');
    expect(bar.right - bar.x).toBeGreaterThan(100);
    expect(barIn(rowOf(svg, 'Far'), 'mp-planned').x).toBeGreaterThan(barIn(rowOf(svg, 'Near 1'), 'mp-planned').right);
    expect(barIn(rowOf(svg, 'Old'), 'mp-done').right).toBeLessThan(bar.x);
    expect(wordsIn(svg)).toEqual(expect.arrayContaining(['‹ 1998', '2099 ›']));
  });

  it('may be the last that there are', () => {
    const ends = [timeframe('9999', '9999-01-01', '9999-12-31'), timeframe('0001', '0001-01-01', '0001-12-31')];
    const svg = draw(ends.map((target) => item({ target })));
    expect(svg).not.toContain('NaN');
    expect(xmlFault(svg)).toBe('');
  });
});

describe('sections', () => {
  const sections = [
    { title: 'Roadmap', path: [], line: 1, level: 1, target: null },
    { title: 'Spring', path: ['Roadmap'], line: 2, level: 2, target: Q1 },
    { title: 'Doors', path: ['Roadmap', 'Spring'], line: 3, level: 3, target: null },
    { title: 'Rest', path: ['Roadmap'], line: 9, level: 2, target: null },
  ];

  it('are headings without what all share, each once, with the time of the nearest that has one behind', () => {
    const items = [
      item({ title: 'Hinge', path: ['Roadmap', 'Spring', 'Doors'], line: 4, target: Q1 }),
      item({ title: 'Stairs', path: ['Roadmap', 'Rest'], line: 10 }),
      item({ title: 'Latch', path: ['Roadmap', 'Spring', 'Doors'], line: 11, target: Q2 }),
    ];
    const svg = timelineSvg(view(items, { sections }), { today: TODAY });
    const heads = wordsIn(svg).filter((words) => /Doors|Rest/.test(words));
    expect(heads).toEqual(['Spring › DoorsQ1 2027', 'Rest']);
    const [band, ...others] = [...svg.matchAll(/<rect class="mp-band" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g)];
    expect(Number(band![1])).toBeCloseTo(barIn(rowOf(svg, 'Hinge'), 'mp-planned').x, 0);
    expect(others).toHaveLength(0);
    expect(wordsIn(svg).indexOf('Latch')).toBe(wordsIn(svg).indexOf('Hinge') + 1);
    expect(rowOf(svg, 'Hinge')).not.toContain('>Q1 2027<');
    expect(rowOf(svg, 'Latch')).toContain('>Q2 2027<');
  });

  it('indent a sub-item under its item', () => {
    const svg = draw([item({ title: 'Door', target: Q1 }), item({ title: 'Hinge', parent: 0, target: Q1 })]);
    const x = (title: string): number => Number(new RegExp(`<text x="([\\d.]+)"[^>]*>${title}<`).exec(svg)?.[1]);
    expect(x('Hinge') - x('Door')).toBe(14);
  });
});

describe('two thousand items', () => {
  const items = manyItems(2_000);

  it('are sixty rows of all sections in turn, and the rest is counted', () => {
    const svg = draw(items);
    expect(svg.match(/class="mp-hit"/g)).toHaveLength(60);
    expect(wordsIn(svg)).toContain('and 1,940 more: 400 planned, 400 in progress, 400 done, 340 slipped, 400 dropped');
    expect(wordsIn(svg).filter((words) => words.startsWith('Section ')).length).toBe(60);
    expect(svg.length).toBeLessThan(80_000);
  });

  it('are fewer where fewer are asked for: what slipped first', () => {
    const svg = draw(items, { rows: 3 });
    expect(svg.match(/class="mp-hit"/g)).toHaveLength(3);
    expect(wordsIn(svg)).toEqual(expect.arrayContaining(['Work 3', 'Work 13', 'Work 23']));
  });
});

describe('the picture', () => {
  const items = [item({ target: Q1 }), item({ target: horizon('Later') })];

  it('has a name, a description and a style of its own with dark colours', () => {
    const svg = draw(items);
    expect(svg).toMatch(
      /^<svg xmlns="[^"]+" class="mp-picture" width="1080" height="[\d.]+" viewBox="0 0 1080 [\d.]+" role="img" aria-labelledby="timeline-title timeline-desc">\n<title id="timeline-title">Roadmap of lanternhq\/lantern<\/title>\n<desc id="timeline-desc">Sections and items over time, as of 2026-11-22\. 2 items: 2 planned\.<\/desc>\n<style>/,
    );
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
    expect(svg).toContain('class="mp-card"');
  });

  it('has, for a page, no style, no background and no size, and ids of the page', () => {
    const svg = draw(items, { fragment: true, idPrefix: 'first' });
    expect(svg).toMatch(/^<svg xmlns="[^"]+" class="mp-picture" viewBox=/);
    expect(svg).not.toMatch(/<style|mp-card| style=|id="(?!first-)/);
  });

  it('has a rule in the style for each of its classes', () => {
    const many = [
      ...manyItems(20),
      item({ target: horizon('Later'), moves: [slip(Q1, horizon('Later')), slip(Q2, Q1, false)] }),
    ];
    const svg = draw([...many, item({ target: timeframe('2099', null, '2099-01-01') })], { fragment: true });
    const names = new Set([...svg.matchAll(/class="([^"]+)"/g)].flatMap(([, all]) => all!.split(' ')));
    for (const name of names) expect(PICTURE_STYLE).toContain(`.${name}`);
    expect(PICTURE_STYLE).not.toMatch(/url\(|@import|expression/);
  });

  it('is never narrower than 480 pixels', () => {
    expect(draw(items, { width: 10 })).toContain('width="480"');
    expect(draw(items, { width: 720 })).toContain('viewBox="0 0 720 ');
  });

  it('says so when there are no items', () => {
    expect(wordsIn(draw([]))).toEqual(expect.arrayContaining(['No items were found in this roadmap.', 'No items']));
  });
});
