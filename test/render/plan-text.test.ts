import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { planText } from '../../src/render/plan-text.ts';
import { colourStyle, plainStyle } from '../../src/render/terminal-style.ts';
import { syncReport } from './sample-project.ts';
import { applied, planned, quiet } from './terminal-project.ts';

/** What must not reach a terminal. */
const OBEYED = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;

describe('a plan on a terminal', () => {
  it('says what would be done, what waits and why, the findings, and how to go on', () => {
    const text = planText(planned(), 'plan', plainStyle);
    expect(text).toMatch(/^ROADMAP\.md of lanternhq\/lantern at 5f0c2a9, 5 items\n/);
    expect(text).toContain(
      'Milepost would:\n  + open issue “Resumable uploads” in “Later”, label roadmap  ROADMAP.md:5\n',
    );
    expect(text).toContain(
      '  + comment on lanternhq/lantern#12 “Faster start”  ROADMAP.md:6\n      it was planned for Q4 2025, which ended on 2025-12-31\n',
    );
    expect(text).toMatch(/Waiting, above the limit of one sync:\n {2}\+ open issue “/);
    expect(text).toMatch(/1 warning:\n {2}ROADMAP\.md:6:1 {2}“Faster start” is planned for .* {2}overdue\n/);
    expect(text).toContain('To do: open 2 issues and write 1 comment; 1 waits for your word; 1 warning and 4 notes.\n');
    const { fingerprint } = planned().roadmaps[0]!.plan;
    expect(text).toContain(`With what waits:  milepost apply lanternhq/lantern --approve ${fingerprint}\n`);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('says what was done, with the numbers that GitHub gave', () => {
    const text = planText(applied(), 'apply', plainStyle);
    expect(text).toContain('Done:\n  ✓ opened issue #401 “Resumable uploads” in “Later”');
    expect(text).toContain('✓ commented on lanternhq/lantern#12 “Faster start”');
    expect(text).toContain('Opened 2 issues and wrote 1 comment; 1 waits for your word;');
    expect(text).not.toContain('To carry it out');
  });

  it('says why something was not done', () => {
    const report = applied();
    const [first, second, ...rest] = report.roadmaps[0]!.outcomes;
    report.roadmaps[0]!.outcomes = [
      { ...first!, outcome: { state: 'refused', reason: 'Issues are switched off\u001b[2J.' } },
      { ...second!, outcome: { state: 'withheld', reason: '`mode: plan` is configured' } },
      ...rest,
    ];
    const text = planText(report, 'apply', plainStyle);
    expect(text).toMatch(
      /Refused by GitHub:\n {2}✗ open issue “Resumable uploads”.*\n.*\n {6}Issues are switched off\[2J\.\n/,
    );
    expect(text).toMatch(/Not done: `mode: plan` is configured\n {2}\+ comment on/);
    expect(text).toContain('1 refused');
  });

  it('is one line when there is nothing to do', () => {
    expect(planText(quiet(), 'plan', plainStyle)).toBe(
      'Nothing to do: ROADMAP.md and GitHub agree (1 item, 1 reference).\n',
    );
  });

  it('offers no apply where the configuration forbids it', () => {
    const text = planText({ ...planned(), mode: 'plan' }, 'plan', plainStyle);
    expect(text).toContain('nothing of it will be written');
    expect(text).not.toContain('milepost apply');
  });

  it('shows what is wrong with the configuration', () => {
    const problem = {
      file: '.github/milepost.yml',
      key: 'mode',
      line: 3,
      column: 7,
      message: 'Found "x", expected y.',
    };
    const text = planText(syncReport([], { policyProblems: [problem], mode: null }), 'plan', plainStyle);
    expect(text).toBe(
      '.github/milepost.yml:3:7  error  Found "x", expected y.\n\nThe configuration is wrong: nothing was planned or written.\n',
    );
  });

  it.each([
    [
      'no roadmap',
      syncReport([], { searched: ['ROADMAP.md', 'docs/ROADMAP.md'] }),
      'No roadmap found. Looked for ROADMAP.md and docs/ROADMAP.md.\n',
    ],
    ['being switched off', syncReport([], { mode: 'off' }), '`mode: off`: nothing was looked at.\n'],
  ])('meets %s with a line', (_, report, expected) => {
    expect(planText(report, 'plan', plainStyle)).toBe(expected);
  });

  it('lets no roadmap text command the terminal', () => {
    for (const text of [planText(planned(), 'plan', plainStyle), planText(applied(), 'apply', plainStyle)]) {
      expect(text).not.toMatch(OBEYED);
      expect(text).not.toMatch(/^\s*::/m);
    }
  });

  it('is the same text with colours', () => {
    const coloured = planText(planned(), 'plan', colourStyle);
    expect(coloured).toContain('\u001b[1m');
    expect(stripVTControlCharacters(coloured)).toBe(planText(planned(), 'plan', plainStyle));
  });
});
