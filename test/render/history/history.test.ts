import { describe, expect, it } from '@jest/globals';
import { displayWidth } from '../../../src/render/display-width.ts';
import { historyJson } from '../../../src/render/history/history-json.ts';
import { sortLives } from '../../../src/render/history/history-order.ts';
import { historySvg } from '../../../src/render/history/history-svg.ts';
import { historyText } from '../../../src/render/history/history-text.ts';
import { colourStyle, plainStyle } from '../../../src/render/terminal-style.ts';
import { HOSTILE_TEXTS } from '../hostile-texts.ts';
import { historyOf, lanternHistory } from './sample-history.ts';

const TODAY = '2026-04-02';
const history = lanternHistory();
const text = (width = 160): string => historyText(history, { width, style: plainStyle });
const lineOf = (title: string, of = text()): string => of.split('\n').find((line) => line.startsWith(title)) ?? '';
const rowOf = (title: string, svg: string): string => svg.split('\n').find((line) => line.includes(`>${title}<`)) ?? '';
/** Controls, bidirectional marks, zero-width spaces, and what no XML may hold. */
const UNSEEN = /[^\P{Cc}\n]|[\u200B\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/u;
const hostile = historyOf({
  '2024-01-01': `# Plans\n\n${HOSTILE_TEXTS.map((each, index) => `- Item ${index} ${each.replaceAll('\n', ' ')} (Q3 2024)`).join('\n')}\n`,
  '2024-06-01': `# Plans\n\n${HOSTILE_TEXTS.map((each, index) => `- Item ${index} ${each.replaceAll('\n', ' ')} (Q4 2025)`).join('\n')}\n`,
});

describe('the table', () => {
  it('begins with a summary', () => {
    expect(text()).toMatch(
      /^ROADMAP\.md of lanternhq\/lantern\n12 items in 6 revisions from 2023-02-06 to 2025-09-01; 5 slipped 10 times, [\d,]+ days in all; \d done, 1 dropped, \d vanished while still open\.\n/,
    );
  });

  it('says of an item how often and how far it slipped, along which targets, and how it stands', () => {
    expect(lineOf('Encrypted albums')).toMatch(
      /^Encrypted albums +4 +\+821 +Q4 2023 → Q2 2024 → Q4 2024 → Q2 2025 → Q1 2026 +in-progress +2023-02-06$/,
    );
    expect(lineOf('Shared albums')).toMatch(
      / 1 +\+183 +Q1 2025 → Q3 2025 +done 2025-09-01 +2024-05-20 +0606060 lantern bot$/,
    );
    expect(lineOf('Keyboard shortcuts')).toMatch(/^Keyboard shortcuts +Q3 2024 → Q2 2024 +done 2025-01-13/);
  });

  it('has a part for what vanished while it was still open, with who took it out', () => {
    const [, vanished = ''] = text().split(/^Vanished while still open: 2 items\n/m);
    expect(lineOf('Map of all places', vanished)).toMatch(/ +2025-01-13 +0505050 bob +2024 +planned +2024-01-15$/);
    expect(lineOf('Printed photo books', vanished)).toContain('2024-01-15');
  });

  it.each([60, 72, 80, 100, 133, 200])('fits %i columns', (width) => {
    const wide = historyOf({
      '2024-01-01': `# Plans\n\n- ${'照片库的时间线'.repeat(20)} (Q3 2024)\n- ${'🎞️ reel '.repeat(40)}\n`,
    });
    for (const each of [text(width), historyText(wide, { width, style: plainStyle })])
      for (const line of each.split('\n').slice(2)) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    expect(text(width)).toContain('Encrypted');
  });

  it('tells the ends of a chain that does not fit, and on a narrow terminal what matters most', () => {
    expect(lineOf('Encrypted albums', text(130))).toContain(' Q4 2023 → … → Q1 2026 ');
    expect(text(80)).toMatch(/^Item +Slips +Days +Planned for +Now$/m);
    expect(text(80)).toMatch(/^Item +Gone since +Taken out by +Planned for/m);
  });

  it('has colours only where they are wanted, and then in the same places', () => {
    const coloured = historyText(history, { width: 160, style: colourStyle });
    expect(coloured).toContain('\u001b[33m');
    expect(coloured.replace(/\p{Cc}\[\d+m/gu, '')).toBe(text());
  });

  it('says so when there are no items', () => {
    const empty = historyOf({ '2024-01-01': '# Plans\n\nSee the board.\n' });
    expect(historyText(empty, { width: 80, style: plainStyle })).toMatch(
      /^0 items in 1 revision [^]*No revision of ROADMAP\.md has an item/m,
    );
  });

  it('tells the revisions that could not be read', () => {
    const skipped = [{ ...history.first!, message: 'ROADMAP.md is not UTF-8.' }];
    expect(historyText({ ...history, skipped }, { width: 120, style: plainStyle })).toMatch(
      /Not read: 1 revision of ROADMAP\.md\n2023-02-06 {2}0101010 alice {2}ROADMAP\.md is not UTF-8\.\n$/,
    );
  });

  it('keeps hostile text inert', () => {
    const told = historyText(hostile, { width: 300, style: plainStyle });
    expect(told).not.toMatch(UNSEEN);
    expect(hostile.lives.length).toBeGreaterThan(HOSTILE_TEXTS.length / 2);
    expect(told.split('\n').length).toBeLessThan(HOSTILE_TEXTS.length + 8);
  });
});

const titles = (order: 'slips' | 'file' | 'age'): string[] => sortLives(history, order).lives.map(({ title }) => title);

describe('the order', () => {
  it('begins with what slipped most often, and leaves the rest as in the file', () => {
    expect(titles('slips').slice(0, 3)).toEqual([
      'Encrypted albums',
      'Face grouping on the device',
      'Deduplicate by content',
    ]);
    expect(titles('slips').toSorted()).toEqual(titles('file').toSorted());
  });

  it('begins with what is oldest', () => {
    expect(titles('age').at(-1)).toBe('Timeline of a life');
    expect(titles('age')[0]).toBe('Encrypted albums');
  });

  it('is that of the file', () => {
    expect(titles('file').slice(0, 2)).toEqual(['Encrypted albums', 'Face grouping on the device']);
  });
});

const body = (from: number, to: number): string =>
  `# Plans\n\n${Array.from({ length: to - from }, (_, index) => `- Reel ${from + index}\n`).join('')}`;
const put = (day: string): string => `# Plans\n\n## 1.7 (${day})\n\n- Album covers\n`;

describe('the picture', () => {
  const svg = historySvg(history, { today: TODAY });

  it('is the same bytes for the same History and day', () => {
    expect(historySvg(lanternHistory(), { today: TODAY })).toBe(svg);
    expect(historySvg(history, { today: '2026-04-03' })).not.toBe(svg);
  });

  it('is one file without anything from elsewhere that could run', () => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).not.toMatch(/<script|<foreignObject|href=|url\((?!#titles\))|@import|\son\w+=/i);
    expect(svg).toMatch(/role="img" aria-labelledby="name summary"/);
    expect(svg).toContain('<title id="name">History of ROADMAP.md of lanternhq/lantern</title>');
  });

  it('has an arc for each slip between two days, in the warm colour', () => {
    expect(rowOf('Encrypted albums', svg).match(/class="slip"/g)).toHaveLength(4);
    expect(rowOf('Keyboard shortcuts', svg).match(/class="move"/g)).toHaveLength(1);
    expect(rowOf('Keyboard shortcuts', svg)).not.toContain('class="slip"');
  });

  it('says in the tooltip all that the row shows', () => {
    expect(rowOf('Encrypted albums', svg)).toContain(
      '<title>Encrypted albums (first seen 2023-02-06; planned for Q4 2023 → Q2 2024 → Q4 2024 → Q2 2025 → Q1 2026; slipped 4 times, 821 days; in-progress)</title>',
    );
  });

  it('ends each row as the item ended', () => {
    expect(rowOf('Shared albums', svg)).toContain('class="dot-done"');
    expect(rowOf('Import from memory cards', svg)).toContain('class="dot-dropped"');
    expect(rowOf('Map of all places', svg)).toContain('class="gone"');
    expect(rowOf('Timeline of a life', svg)).toContain('planned</text>');
  });

  it('places a later day further to the right, within the picture', () => {
    const days = [...svg.matchAll(/<text class="small year" x="([\d.]+)" y="[\d.]+">(\d{4})/g)].map((found) => [
      Number(found[2]),
      Number(found[1]),
    ]);
    expect(days.map(([year]) => year)).toEqual([2023, 2024, 2025, 2026]);
    expect(days.map(([, x]) => x)).toEqual(days.map(([, x]) => x).toSorted((one, other) => one! - other!));
    for (const [, x] of days) expect(x).toBeLessThan(920);
  });

  it('shows only so many rows, those that slipped first, and says how many it leaves out', () => {
    const few = historySvg(history, { today: TODAY, rows: 3 });
    expect(few).toContain('9 more items not shown');
    expect(rowOf('Encrypted albums', few)).not.toBe('');
    expect(rowOf('Shared albums', few)).toBe('');
    expect(few).toMatch(/>Slipped<tspan[^>]*> {2}5, 3 shown</);
  });

  it('shares the rows out, so that one kind does not take them all', () => {
    const many = historySvg(historyOf({ '2024-01-01': body(0, 60), '2024-03-01': body(40, 100) }), { today: TODAY });
    expect(many).toMatch(/>Vanished while still open<tspan[^>]*> {2}40, 21 shown</);
    expect(many).toMatch(/>Open<tspan[^>]*> {2}60, 19 shown</);
    expect(many).toContain('60 more items not shown');
  });

  it('draws the slip of a release from the day that it was due before', () => {
    const off = historyOf({ '2024-01-01': put('March 2024'), '2024-03-01': put('June 2024') });
    const row = rowOf('Album covers', historySvg(off, { today: '2024-08-01' }));
    expect(row).toMatch(/class="slip" d="M[^>]+C/);
    expect(row).toContain('1.7 (2024-03-31) → 1.7 (2024-06-30)');
  });

  it('sets a target that is beyond all reason at its edge', () => {
    const far = historyOf({ '2024-01-01': '# Plans\n\n- Album covers (Q3 2024)\n- Moon base (Q4 2099)\n' });
    const row = rowOf('Moon base', historySvg(far, { today: '2024-06-01' }));
    expect(row).toMatch(/class="plan plan-last" d="M916 /);
  });

  it('is well-formed and inert for hostile text', () => {
    const told = historySvg(hostile, { today: TODAY });
    expect(told.replace(/<\/?[a-zA-Z][^<>]*>/g, '')).not.toMatch(/[<>]/);
    expect(told).not.toMatch(UNSEEN);
    expect(told).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
    const opened = told.match(/<(?!\/)[a-zA-Z][^<>]*(?<!\/)>/g)?.length;
    expect(told.match(/<\/[a-zA-Z]+>/g)).toHaveLength(opened!);
  });

  it('says so when there are no items', () => {
    expect(historySvg(historyOf({ '2024-01-01': '# Plans\n' }), { today: TODAY })).toContain('No item was found');
    expect(historySvg(historyOf({}), { today: TODAY })).toContain('</svg>');
  });
});

describe('JSON', () => {
  it('is the History, with targets as `milepost parse` prints them', () => {
    const json = historyJson(history);
    expect(json).toMatchObject({ file: 'ROADMAP.md', repo: 'lanternhq/lantern', revisions: 6, skipped: [] });
    const album = json.lives.find(({ title }) => title === 'Encrypted albums')!;
    expect(album).toMatchObject({
      timesSlipped: 4,
      daysSlipped: 821,
      state: 'open',
      target: { text: 'Q1 2026', horizon: null },
    });
    expect(album.events.filter(({ slip }) => slip).map(({ slippedDays }) => slippedDays)).toEqual([182, 184, 181, 274]);
    expect(JSON.stringify(json)).not.toContain('"range"');
  });
});
