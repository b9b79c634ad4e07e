import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/plan/model.ts';
import { codeFrame } from '../../src/render/code-frame.ts';
import { displayWidth } from '../../src/render/display-width.ts';
import { findingsGithub } from '../../src/render/findings-github.ts';
import { findingsText } from '../../src/render/findings-text.ts';
import { plainStyle } from '../../src/render/terminal-style.ts';
import { range } from '../plan/builders.ts';
import { HOSTILE } from './terminal-project.ts';

const TEXT = '# Lantern\r\n\r\n| Faster start | Futire |\r\n';

const finding = (rest: Partial<Finding> = {}): Finding => ({
  rule: 'unreadable-timeframe',
  severity: 'info',
  message: '“Futire” names no time.',
  file: 'ROADMAP.md',
  range: range(3, 18, 6),
  item: null,
  suggestion: 'Future',
  ...rest,
});

const layout = { style: plainStyle, width: null };

describe('findings on a terminal', () => {
  it('stand with their line, carets under what is meant, the line as suggested, and the page of their rule', () => {
    const files = [{ path: 'docs/ROADMAP.md', findings: [finding()], text: TEXT }];
    expect(findingsText(files, plainStyle)).toBe(`docs/ROADMAP.md:3:18  info  unreadable-timeframe
  “Futire” names no time.
    3 │ | Faster start | Futire |
      │                  ^^^^^^
    3 + | Faster start | Future |
      = more: docs/rules/unreadable-timeframe.md

1 note in 1 file.
`);
  });

  it('name the page of a rule once', () => {
    const files = [{ path: 'a.md', findings: [finding(), finding()], text: TEXT }];
    expect(findingsText(files, plainStyle).match(/docs\/rules/g)).toHaveLength(1);
  });

  it('are counted over all files', () => {
    const graver = [
      finding({ severity: 'error', suggestion: null }),
      finding({ severity: 'error' }),
      finding({ severity: 'warning' }),
    ];
    const files = [
      { path: 'a.md', findings: graver, text: null },
      { path: 'b.md', findings: [], text: TEXT },
    ];
    const text = findingsText(files, plainStyle);
    expect(text).toMatch(/\n2 errors and 1 warning in 1 of 2 files\.\n$/);
    expect(text).toContain('      = suggestion: Future\n');
  });

  it('are one line when there are none', () => {
    expect(findingsText([{ path: 'a.md', findings: [], text: '' }], plainStyle)).toBe('a.md: no problems.\n');
    const two = ['a.md', 'b.md'].map((path) => ({ path, findings: [], text: '' }));
    expect(findingsText(two, plainStyle)).toBe('2 files: no problems.\n');
    expect(findingsText([], plainStyle)).toBe('');
  });

  it.each([80, 120])('keep to %d columns', (width) => {
    const message = 'Found what nobody expected, and there is much to say of it. '.repeat(4).trim();
    const text = `${'日本語'.repeat(60)}HERE${'🚀'.repeat(90)}`;
    const findings = [finding({ message, range: range(1, 181, 4), suggestion: 'THERE' })];
    const lines = findingsText([{ path: 'a.md', findings, text }], plainStyle, width).split('\n');
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    expect(lines.some((line) => /^ +1 \+ ….*THERE/.test(line))).toBe(true);
  });

  it('cannot command the terminal, by message, path or source', () => {
    const files = [
      {
        path: HOSTILE,
        findings: [finding({ message: HOSTILE, suggestion: HOSTILE })],
        text: `${HOSTILE}\n\n${HOSTILE}`,
      },
    ];
    expect(findingsText(files, plainStyle)).not.toMatch(/[^\P{Cc}\n]|[\u202e\u2066]/u);
  });
});

describe('a code frame', () => {
  it('shows the lines around, those without text left out', () => {
    expect(codeFrame('a\n\nb\nc\nd', range(4, 1, 1), layout)).toEqual([
      '    3 │ b',
      '    4 │ c',
      '      │ ^',
      '    5 │ d',
    ]);
    expect(codeFrame('a\n\nb\n\nd', range(3, 1, 1), layout)).toEqual(['    3 │ b', '      │ ^']);
  });

  it('shows the stretch around the range of a long line', () => {
    const text = `${'x'.repeat(400)}HERE${'y'.repeat(400)}`;
    const [shown, mark] = codeFrame(text, range(1, 401, 4), layout);
    expect(shown!.length).toBeLessThan(120);
    expect(shown!.indexOf('HERE')).toBe(mark!.indexOf('^^^^'));
    expect(mark).toMatch(/ \^{4}$/);
  });

  it('marks the right place after wide characters and tabs', () => {
    const text = '| 日本語 🚀\t| Futire |';
    const column = text.indexOf('Futire') + 1;
    const [shown, mark] = codeFrame(text, range(1, column, 6), layout);
    expect(displayWidth(shown!.slice(0, shown!.indexOf('Futire')))).toBe(mark!.indexOf('^^^^^^'));
  });

  it('cuts no character in half', () => {
    for (const column of [201, 203, 205]) {
      const [shown] = codeFrame('🚀'.repeat(200), range(1, column, 2), layout);
      expect(shown).not.toMatch(/\p{Surrogate}/u);
    }
  });

  it('marks a range of several lines to the end of its first, and an empty one with one sign', () => {
    expect(codeFrame('abcdef\ng', { ...range(1, 3), endLine: 2, endColumn: 2 }, layout)[1]).toMatch(/ {3}\^{4}$/);
    expect(codeFrame('', range(1, 1, 0), layout)[1]).toMatch(/│ \^$/);
  });

  it('is nothing for a line that is not there', () => {
    expect(codeFrame('one line', range(7), layout)).toEqual([]);
  });
});

describe('findings as workflow commands', () => {
  it('name file, lines and columns', () => {
    expect(findingsGithub([finding()])).toBe(
      '::notice file=ROADMAP.md,line=3,endLine=3,col=18,endColumn=24,title=Milepost%3A unreadable-timeframe::“Futire” names no time.\n',
    );
  });

  it('leave out columns where they mean nothing', () => {
    expect(findingsGithub([finding({ severity: 'error', range: { ...range(3), endLine: 5 } })])).toMatch(
      /^::error file=ROADMAP\.md,line=3,endLine=5,title=/,
    );
  });

  it('escape what would end a property or begin another command', () => {
    const [line, rest] = findingsGithub([
      finding({ severity: 'warning', file: 'a,b:c%.md', message: '100%\n::error::x' }),
    ]).split('\n');
    expect(line).toBe(
      '::warning file=a%2Cb%3Ac%25.md,line=3,endLine=3,col=18,endColumn=24,title=Milepost%3A unreadable-timeframe::100%25 ::error::x',
    );
    expect(rest).toBe('');
  });

  it('are nothing for no findings', () => {
    expect(findingsGithub([])).toBe('');
  });
});
