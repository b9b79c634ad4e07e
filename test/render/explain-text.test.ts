import { describe, expect, it } from '@jest/globals';
import { cutToWidth, displayWidth } from '../../src/render/display-width.ts';
import { explainText } from '../../src/render/explain-text.ts';
import { colourStyle, plainStyle } from '../../src/render/terminal-style.ts';
import { explain } from '../../src/roadmap/parse.ts';

const explained = (text: string) =>
  explain(text, { file: 'ROADMAP.md', repo: 'acme/anchor', host: 'github.com', asOf: '2026-07-01' });
const shown = (text: string, width?: number): string[] => explainText(explained(text), plainStyle, width).split('\n');

describe('the explanation as text', () => {
  it('cuts what the file says to the width of the terminal, wide characters as two columns', () => {
    const text = `- ${'日本語の検索'.repeat(20)}\n- ${'word '.repeat(60)}\n`;
    for (const width of [60, 80, 121]) {
      const lines = shown(text, width).filter((line) => /^ +\d/.test(line));
      expect(lines).toHaveLength(2);
      for (const line of lines) expect(width - displayWidth(line)).toBeLessThanOrEqual(6);
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it('puts ranges of lines into the gutter, however many digits they have', () => {
    const text = `# Plans\n${'\n'.repeat(1200)}Text.\nMore.\n`;
    const lines = shown(text);
    expect(lines[1]).toMatch(/^ {8}1 {2}section {7}# Plans$/);
    expect(lines[3]).toBe('');
    expect(lines[4]).toMatch(/^1202–1203 {2}introduction/);
  });

  it('says problems and counts at the end', () => {
    const lines = shown('- Undo <!-- milepost: ingore -->\n');
    expect(lines).toContainEqual(expect.stringMatching(/^! line 1: A comment says “ingore”.* broken-hatch$/));
    expect(lines.slice(-4)).toEqual([
      '',
      expect.stringMatching(/^Read otherwise than you meant\?.*docs\/reading\.md/),
      '1 line, 1 item, 1 problem',
      '',
    ]);
  });

  it('tells areas, placeholders and untracked items', () => {
    const text = '- [CLI] Undo (issue coming soon) <!-- milepost: untracked -->\n';
    expect(shown(text)[3]).toMatch(/title “Undo” · .*area CLI · placeholder · untracked: wants no issue$/);
  });

  it('tells the title where it is not all that the line says', () => {
    expect(shown('- [x] Undo\n')[3]).toBe(`${' '.repeat(20)}done: box ticked`);
    expect(shown('3. Undo (done)\n')[3]).toMatch(/^ +title “Undo” · done: /);
  });

  it('tells the last day of a target', () => {
    expect(shown('- Undo (Q3 2026)\n')[3]).toMatch(/target Q3 2026, to 2026-09-30: /);
    expect(shown('## Later\n\n- Undo\n')[6]).toMatch(/target Later: from the heading on line 1$/);
  });

  it('makes one entry of what a heading leaves out, as far as its next heading', () => {
    const text = '# Plans\n\n## How to help?\n\nAsk.\n\n- So\n\n### Where to ask?\nHere.\n\n## Later\n\n- Undo\n';
    const numbers = shown(text).flatMap((line) => /^ *([\d–]+) {2}/.exec(line)?.[1] ?? []);
    expect(numbers).toEqual(['1', '3–7', '9–10', '12', '14']);
  });

  it('colours only where it is told to, and lets nothing in the file command the terminal', () => {
    const text = '# Plans\n\n- Undo \u001b[2Jit\u202e\n';
    for (const hidden of ['\u001b', '\u202e']) expect(shown(text).join('\n')).not.toContain(hidden);
    const coloured = explainText(explained(text), colourStyle);
    expect(coloured).toContain('\u001b[32mitem        \u001b[39m');
    expect(coloured).not.toContain('\u001b[2J');
  });
});

describe('cutToWidth', () => {
  it.each([
    ['short', 5, 'short'],
    ['shorter', 5, 'shor…'],
    ['日本語', 6, '日本語'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['a b c', 3, 'a…'],
    ['', 3, ''],
  ])('%j in %d columns is %j', (text, width, expected) => {
    expect(cutToWidth(text, width)).toBe(expected);
    expect(displayWidth(cutToWidth(text, width))).toBeLessThanOrEqual(width);
  });
});
