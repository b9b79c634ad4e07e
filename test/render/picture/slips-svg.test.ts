import { describe, expect, it } from '@jest/globals';
import { slipsSvg } from '../../../src/render/picture/slips-svg.ts';
import { arrowsIn, horizon, item, Q1, Q2, release, rowOf, TODAY, view, wordsIn } from './views.ts';

const slipped = item({ title: 'One', target: Q2, moves: [{ from: Q1, to: Q2, on: '2026-10-01', isSlip: true }] });

describe('the picture of slips', () => {
  it('is none where nothing moved', () => {
    expect(slipsSvg(view([item({ target: Q1 })]), { today: TODAY })).toBeNull();
  });

  it('has a diamond for each last day, the one that is meant now filled, and an arrow between', () => {
    const svg = slipsSvg(view([slipped]), { today: TODAY })!;
    const row = rowOf(svg, 'One');
    const at = (name: string): number[] =>
      [...row.matchAll(new RegExp(`<path class="${name}" d="M([\\d.]+) `, 'g'))].map(([, x]) => Number(x));
    expect(arrowsIn(row)).toEqual([{ kind: 'slip', from: at('mp-old')[0], to: at('mp-old-last')[0] }]);
    expect(wordsIn(svg)).toEqual(expect.arrayContaining(['1× · +91 d', 'Q1 2027 → Q2 2027', '1 item slipped 1 time']));
  });

  it('begins with what slipped most often', () => {
    const twice = item({
      title: 'Two',
      target: horizon('Later'),
      moves: [...slipped.moves, { from: Q2, to: horizon('Later'), on: '2026-11-01', isSlip: true }],
    });
    const back = item({ title: 'Back', target: Q1, moves: [{ from: Q2, to: Q1, on: null, isSlip: false }] });
    const svg = slipsSvg(view([back, slipped, twice]), { today: TODAY })!;
    const titles = wordsIn(svg).filter((words) => ['One', 'Two', 'Back'].includes(words));
    expect(titles).toEqual(['Two', 'One', 'Back']);
    expect(rowOf(svg, 'Two')).toMatch(/<path class="mp-slip" d="M[\d.]+ [\d.]+l4 4.5-4 4.5"\/>/);
    expect(wordsIn(svg)).toEqual(
      expect.arrayContaining([
        '2 items slipped 3 times; 1 moved, not later',
        'moved 1×',
        'slipped that day, to no date',
      ]),
    );
  });

  it('tells targets in words where none of them says a time', () => {
    const moves = [{ from: release('1.7'), to: release('1.8'), on: null, isSlip: true }];
    const svg = slipsSvg(view([item({ title: 'One', target: release('1.8'), moves })]), { today: TODAY })!;
    expect(wordsIn(svg)).toEqual(expect.arrayContaining(['1.7 → 1.8', '1×']));
    expect(svg).not.toContain('class="mp-today"');
  });

  it('counts what it has no room for', () => {
    const svg = slipsSvg(view(Array.from({ length: 50 }, () => slipped)), { today: TODAY })!;
    expect(svg.match(/class="mp-hit"/g)).toHaveLength(40);
    expect(wordsIn(svg)).toContain('and 10 more');
  });
});
