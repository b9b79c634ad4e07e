import { describe, expect, it } from '@jest/globals';
import { displayWidth } from '../../src/render/display-width.ts';
import { roadmapText } from '../../src/render/roadmap-text.ts';
import { plainStyle } from '../../src/render/terminal-style.ts';
import { item, problem, roadmap, section, target } from '../plan/builders.ts';
import { HOSTILE } from './terminal-project.ts';

const outline = roadmap(
  [
    item('Faster start', 4, { references: ['#12'], areas: ['CLI'], status: 'in-progress' }),
    item('Cache', 5, { parent: 0, status: 'done' }),
    item('Themes', 8, {
      path: ['Plans', 'Later'],
      placeholder: true,
      target: target('1.7.0', { start: '2026-07-01', end: '2026-09-30' }),
    }),
  ],
  {
    sections: [
      section('How to help', 1, 2),
      section('Plans', 3, 9),
      section('Later', 7, 9, { path: ['Plans'], status: 'slipped' }),
    ],
    problems: [problem('mojibake', 8)],
  },
);

describe('a roadmap as an outline', () => {
  it('shows sections with items, items with what is known of them, problems and counts', () => {
    expect(roadmapText(outline, plainStyle)).toBe(`ROADMAP.md  Anchor roadmap  acme/anchor
▸ Plans  :3
  ◐ [CLI] Faster start  in-progress  acme/anchor#12  :4
    ● Cache  done  :5
  ▸ Later  slipped  :7
    ○ Themes  → 1.7.0 (2026-07-01 – 2026-09-30)  placeholder  :8

! line 8: Something was found on line 8; write it otherwise. mojibake

3 items (1 planned, 1 in-progress, 1 done) in 3 sections, 1 reference, 1 placeholder, 1 problem
`);
  });

  it('lets no roadmap text command the terminal or the runner', () => {
    const hostile = roadmap(
      [item(HOSTILE, 4, { areas: [HOSTILE], target: target(HOSTILE), references: ['#1'], path: [HOSTILE] })],
      {
        title: HOSTILE,
        sections: [section('::stop-commands::x', 3, 9)],
        problems: [problem('mojibake', 3, { message: HOSTILE })],
      },
    );
    const text = roadmapText(hostile, plainStyle);
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202e\u2066]/u);
    expect(text).not.toMatch(/^\s*::/m);
  });

  it.each([80, 120])(
    'keeps items to %d columns: without days that a section tells too, then with a cut title',
    (width) => {
      const days = target('1.7.0', { start: '2026-07-01', end: '2026-09-30' });
      const items = ['Short', '日本語のとても長い題名'.repeat(9), 'Word '.repeat(40)].map((title, index) =>
        item(title, 4 + index, { target: days }),
      );
      const lines = roadmapText(roadmap(items), plainStyle, width).split('\n');
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(lines.some((line) => line.endsWith('…  → 1.7.0  :5'))).toBe(true);
      expect(lines.some((line) => line.endsWith('Short  → 1.7.0 (2026-07-01 – 2026-09-30)  :4'))).toBe(true);
    },
  );
});
