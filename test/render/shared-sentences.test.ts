import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/plan/model.ts';
import { findingSections, findingsToTell } from '../../src/render/finding-sections.ts';
import { createLinks } from '../../src/render/links.ts';
import { joinSections } from '../../src/render/sections.ts';
import { range } from '../plan/builders.ts';

const links = createLinks({ serverUrl: 'https://github.com', repo: 'example-org/lantern', ref: 'a'.repeat(40) });

const finding = (line: number, message: string): Finding => ({
  rule: 'overdue',
  severity: 'warning',
  message,
  file: 'ROADMAP.md',
  range: range(line, 1, 4),
  item: `item-${line}`,
  suggestion: null,
});

/** As a person reads it: without the addresses of links. */
const read = (findings: Finding[]): string =>
  joinSections(findingSections(findings, { links, rulesUrl: null }), { last: '', maxLength: 9_000, notice: () => '' })
    .replaceAll(/\]\([^)\s]{1,200}\)/g, ']')
    .replaceAll('\u200B', '');

const late = (title: string): string => `“${title}” is planned for “Q2 2026”, which ended, and is not done. Mark it.`;

describe('findings that say one sentence of several items', () => {
  it('say it once, with a line for each item', () => {
    expect(read([finding(3, late('Maps')), finding(4, late('Albums')), finding(9, late('Covers'))])).toBe(
      '**`overdue`**: 3 warnings. Each of these 3 is planned for “Q2 2026”, which ended, and is not done. Mark it.\n\n' +
        '- [line 3]: “Maps”\n- [line 4]: “Albums”\n- [line 9]: “Covers”',
    );
  });

  it('stay sentences where fewer than three share it, before those that are shared', () => {
    const other = '“Sync” is planned for “Q1 2026”, which ended, and is not done.';
    const all = [finding(2, late('Maps')), finding(3, late('Albums')), finding(4, other), finding(5, late('Covers'))];
    expect(read(all.slice(0, 3))).toBe(
      `**\`overdue\`**: 3 warnings\n\n- [line 2]: ${late('Maps')}\n- [line 3]: ${late('Albums')}\n- [line 4]: ${other}`,
    );
    expect(read(all)).toMatch(
      /^\*\*`overdue`\*\*: 4 warnings\n\n- \[line 4\]: .+\n\nEach of these 3 is planned .+\n\n- \[line 2\]: “Maps”\n/,
    );
  });

  it('are told of cards and issues as well', () => {
    const cards = [12, 13, 14].map((number) => finding(number, `The card of #${number} is in “Todo”, but not “Done”.`));
    expect(read(cards)).toContain('The card of each of these 3 is in “Todo”, but not “Done”.\n\n- [line 12]: [#12]\n');
    const issues = ['Maps', 'Albums', 'Covers'].map((title, index) =>
      finding(index + 1, `The issue of “${title}” is still to come.`),
    );
    expect(read(issues)).toContain('The issue of each of these 3 is still to come.\n\n- [line 1]: “Maps”\n');
  });

  it('are folded when they are many', () => {
    const many = Array.from({ length: 14 }, (_, index) => finding(index + 1, late(`Plugin ${index}`)));
    expect(read(many)).toMatch(/3? warnings\. Each of these 14 .+\n\n<details><summary>All 14<\/summary>\n\n- /);
  });

  it('take nothing for a subject that the roadmap wrote', () => {
    const hostile = ['a', 'b', 'c'].map((name, index) => finding(index + 1, `“@${name} #1 <!-- x” is late. #12 too.`));
    const body = read(hostile);
    expect(body).toContain('Each of these 3 is late. [#12] too.');
    expect(body).toContain('- [line 1]: “@a #1 &lt;!-- x”');
  });
});

describe('the findings to tell', () => {
  it('have no placeholder whose issue a proposed edit names', () => {
    const placeholder = { ...finding(3, 'The issue of “Maps” is still to come.'), rule: 'placeholder' };
    const proposal = {
      key: 'k',
      edits: [],
      item: { id: 'item-3', title: 'Maps', line: 3 },
      summary: 'Link #14 to “Maps”',
      reason: 'Milepost opened it',
      source: { kind: 'opened-issue' as const },
    };
    const plan = { findings: [placeholder], operations: [] };
    expect(findingsToTell(plan)).toEqual([placeholder]);
    expect(findingsToTell({ ...plan, proposals: [proposal] })).toEqual([]);
    expect(findingsToTell({ ...plan, proposals: [{ ...proposal, source: { kind: 'github' } }] })).toEqual([
      placeholder,
    ]);
  });
});
