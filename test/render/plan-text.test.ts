import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { displayWidth } from '../../src/render/display-width.ts';
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
      'Milepost would open 2 issues:\n  each: label roadmap; the roadmap says that its issue is still to come\n  + ROADMAP.md:5  Resumable uploads  in “Later”\n  + ROADMAP.md:7  Themes  in “Roadmap”\n',
    );
    expect(text).toContain(
      'Milepost would write 1 comment:\n  + ROADMAP.md:6  #12  Faster start  it was planned for Q4 2025, which ended on 2025-12-31\n',
    );
    expect(text).toMatch(/Waiting, above the limit of one sync: open 1 issue:\n {2}! ROADMAP\.md:8 {2}/);
    expect(text).toMatch(/1 warning:\n {2}ROADMAP\.md:6:1 {2}“Faster start” is planned for .* {2}overdue\n/);
    expect(text).toContain('To do: open 2 issues and write 1 comment; 1 waits for your word; 1 warning and 4 notes.\n');
    const { fingerprint } = planned().roadmaps[0]!.plan;
    expect(text).toContain(`With what waits:  milepost apply lanternhq/lantern --approve ${fingerprint}\n`);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('says what was done, with the numbers that GitHub gave', () => {
    const text = planText(applied(), 'apply', plainStyle);
    expect(text).toMatch(/Opened 2 issues:\n.*\n {2}✓ ROADMAP\.md:5 {2}#401 {2}Resumable uploads {2}in “Later”\n/);
    expect(text).toMatch(/Wrote 1 comment:\n {2}✓ ROADMAP\.md:6 {2}#12 {2}Faster start {2}it was planned/);
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
      /Refused by GitHub: open 1 issue:\n {2}✗ ROADMAP\.md:5 {2}Resumable uploads .*\n {18}Issues are switched off\[2J\.\n/,
    );
    expect(text).toMatch(/Not done, `mode: plan` is configured: write 1 comment:\n {2}\+ ROADMAP\.md:6/);
    expect(text).toContain('1 refused');
  });

  it('tells the edits of the file for its pull request, also where there is nothing else', () => {
    const report = quiet();
    report.roadmaps[0]!.plan.proposals = [
      {
        key: 'set-status:5',
        edits: [],
        item: { id: '5', title: 'Faster start', line: 5 },
        summary: 'Mark “Faster start” as done',
        reason: '#12 was closed as completed on 2026-03-01',
        source: { kind: 'github' },
      },
    ];
    const text = planText(report, 'plan', plainStyle);
    expect(text).toContain(
      'Milepost keeps 1 edit of ROADMAP.md in its pull request:\n  ~ ROADMAP.md:5  Mark “Faster start” as done\n                  #12 was closed as completed on 2026-03-01\n',
    );
    expect(text).toMatch(
      /\n1 edit for the pull request; .*\.\nTo bring the pull request up to date: milepost apply lanternhq\/lantern\n$/,
    );
  });

  it.each([
    ['open', null, /Pull request #9 proposes 1 edit:\n {2}https:\/\/github\.test\/9\n {2}✓ Link #401\n/],
    [
      'refused',
      'The branch is protected.',
      /Not proposed in pull request #9:\n.*\n {2}The branch is protected\.\n {2}✗ Link/,
    ],
    ['merged', null, /Merged since the last sync: pull request #9:\n/],
  ] as const)('tells of the pull request that is %s', (state, reason, expected) => {
    const report = applied();
    const edits = [{ key: 'k', summary: 'Link #401' }];
    const pull = {
      state,
      number: 9,
      url: 'https://github.test/9',
      reason,
      edits,
      refusedEdits: [],
      said: [],
      isWritten: true,
    };
    report.roadmaps[0]!.pull = pull;
    expect(planText(report, 'apply', plainStyle)).toMatch(expected);
  });

  it('tells the first of many findings of one rule, and of the others their lines', () => {
    const report = planned();
    const [finding] = report.roadmaps[0]!.plan.findings;
    report.roadmaps[0]!.plan.findings = [6, 7, 8, 9, 10, 14].map((line) => ({
      ...finding!,
      severity: 'warning',
      range: { ...finding!.range, line },
    }));
    const text = planText(report, 'plan', plainStyle);
    expect(text.match(/^ {2}ROADMAP\.md:\d+:1 /gm)).toHaveLength(3);
    expect(text).toMatch(/^ +3 more like it, on lines 9–10 and 14 {2}[a-z-]+$/m);
    expect(text).toMatch(/6 warnings\.$/m);
  });

  it('says what GitHub did not tell this time', () => {
    const report = planned();
    report.roadmaps[0] = { ...report.roadmaps[0]!, unobserved: 2, boardUnobserved: 'the token may not read projects' };
    const text = planText(report, 'plan', plainStyle);
    expect(text).toContain('! GitHub did not answer for 2 references: nothing is concluded about them.\n');
    expect(text).toContain('! The board was not looked at: the token may not read projects.\n');
  });

  it.each([80, 120])('keeps to %d columns, with what goes on under where it began', (width) => {
    const text = planText(planned(), 'plan', plainStyle, width);
    const lines = text.split('\n').filter((line) => !line.startsWith('With what waits'));
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    expect(text).toMatch(/^ {2}ROADMAP\.md:6:1 {2}“Faster.*\n {18}\S/m);
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
    for (const text of [
      planText(planned(), 'plan', plainStyle),
      planText(applied(), 'apply', plainStyle),
      planText(planned(), 'plan', plainStyle, 60),
    ]) {
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
