import { describe, expect, it } from '@jest/globals';
import type { CommentSlip, Finding, Plan, Severity } from '../../../src/plan/model.ts';
import { fingerprintOf } from '../../../src/plan/fingerprint.ts';
import type { OperationReport, SyncReport } from '../../../src/plan/report.ts';
import { renderCheck } from '../../../src/render/check/check.ts';
import type { CheckContext } from '../../../src/render/check/check.ts';
import {
  done,
  item,
  planFor,
  reference,
  release,
  roadmapOf,
  roadmapReport,
  syncReport,
  withheld,
} from '../sample-project.ts';

const context: CheckContext = { serverUrl: 'https://github.com', failOn: 'never' };

const finding = (severity: Severity, rule = 'overdue', line = 3): Finding => ({
  rule,
  severity,
  message: `Found by ${rule}.`,
  file: 'ROADMAP.md',
  range: { line, column: 2, endLine: line, endColumn: 9, startOffset: 0, endOffset: 7 },
  item: `item-${line}`,
  suggestion: null,
});

const planWith = (findings: Finding[]): Plan => ({ ...planFor(roadmapOf([])), findings });

const checkOf = (findings: Finding[], fields: Partial<CheckContext> = {}) =>
  renderCheck(syncReport([{ file: 'ROADMAP.md', items: 5, plan: planWith(findings), outcomes: [] }]), {
    ...context,
    ...fields,
  });

const slipping = roadmapOf([
  item(4, 'Resumable uploads', { references: [reference(118)], target: release('2.3.0') }),
  item(5, 'Encrypted albums', { placeholder: true }),
]);

const title = (report: SyncReport): string => renderCheck(report, context).title;

/** On a board that not everybody can see. */
const refusedCard = (number: number): OperationReport => ({
  operation: {
    kind: 'add-card',
    key: `add-card:${number}`,
    item: { id: 'a', title: 'Dark room', description: '', path: [], line: 7, endLine: 7, target: null },
    hold: null,
    board: { id: 'PVT_1', owner: 'lanternhq', number: 4, title: 'Secret voyage' },
    issue: { owner: 'lanternhq', repo: 'lantern', number },
    privateBoard: true,
    fields: [],
    contentId: `I_${number}`,
  },
  outcome: { state: 'refused', reason: 'Milepost may not change project 4 of lanternhq.' },
});

describe('the conclusion', () => {
  it.each([
    [[], 'never', 'success'],
    [['info'], 'warning', 'success'],
    [['warning'], 'never', 'neutral'],
    [['error'], 'never', 'neutral'],
    [['warning'], 'error', 'neutral'],
    [['warning', 'error'], 'error', 'failure'],
    [['warning'], 'warning', 'failure'],
    [['error'], 'warning', 'failure'],
  ] as const)('of findings %j with fail_on %s is %s', (severities, failOn, conclusion) => {
    expect(
      checkOf(
        severities.map((severity) => finding(severity)),
        { failOn },
      ).conclusion,
    ).toBe(conclusion);
  });

  it('is neutral where there was nothing to check, or GitHub refused something', () => {
    expect(renderCheck(syncReport([]), context).conclusion).toBe('neutral');
    expect(
      renderCheck(syncReport([{ file: 'ROADMAP.md', items: 0, plan: planWith([]), outcomes: [] }]), context).conclusion,
    ).toBe('neutral');
    const placeholder = roadmapOf([item(5, 'Encrypted albums', { placeholder: true })]);
    const refused = roadmapReport(placeholder, planFor(placeholder), () => ({ state: 'refused', reason: 'No.' }));
    expect(renderCheck(syncReport([refused]), context).conclusion).toBe('neutral');
  });

  it('is failure where the configuration is wrong, whatever fail_on says', () => {
    const problem = { file: '.github/milepost.yml', key: 'mode', line: 2, column: 7, message: 'Found `x`.' };
    const check = renderCheck(syncReport([], { policyProblems: [problem], mode: null }), context);
    expect(check).toMatchObject({ conclusion: 'failure', title: '.github/milepost.yml is wrong: nothing was written' });
    expect(check.annotations).toEqual([
      {
        path: '.github/milepost.yml',
        start_line: 2,
        end_line: 2,
        start_column: 7,
        end_column: 7,
        annotation_level: 'failure',
        message: 'Found `x`.',
        title: 'mode',
      },
    ]);
  });
});

describe('the title', () => {
  it('says the result in one line', () => {
    const plan = planFor(slipping);
    expect(title(syncReport([roadmapReport(slipping, plan)]))).toBe(
      'Opened 1 issue and wrote 1 comment; 1 thing to look at',
    );
    expect(title(syncReport([roadmapReport(slipping, plan, withheld('mode: plan'))], { mode: 'plan' }))).toBe(
      'Would open 1 issue and write 1 comment; 1 thing to look at',
    );
    expect(title(syncReport([roadmapReport(slipping, plan, withheld('first look'))], { occasion: 'first-look' }))).toBe(
      'First look: would open 1 issue and write 1 comment; 1 thing to look at',
    );
    expect(title(syncReport([roadmapReport(slipping, plan, () => ({ state: 'held', hold: 'limit' }))]))).toBe(
      "1 issue and 1 comment wait for a person's word; 1 thing to look at",
    );
    expect(title(syncReport([]))).toBe('No roadmap found');
    expect(title(syncReport([], { mode: 'off' }))).toBe('Switched off: nothing was looked at');
    expect(checkOf([]).title).toBe('All 5 items agree with GitHub');
    expect(checkOf([finding('info')]).title).toBe('5 items, nothing out of step; 1 note');
  });

  it('counts what had been done before as done by nobody now', () => {
    const earlier = roadmapReport(
      slipping,
      planFor(slipping),
      (operation, index) => ({ ...done(operation, index), earlier: true }) as ReturnType<typeof done>,
    );
    expect(title(syncReport([earlier]))).toBe('1 thing to look at');
  });
});

describe('the summary', () => {
  it('of a healthy roadmap has three lines', () => {
    expect(checkOf([]).summary).toBe(
      `All 5 items of [ROADMAP.md](https://github.com/lanternhq/lantern/blob/${syncReport([]).headOid}/ROADMAP.md?plain=1#L1) agree with GitHub.\n\n4 GitHub requests: 2 GraphQL, 2 REST.`,
    );
  });

  it('leads from what waits to the dashboard, and says that a first look opened it', () => {
    const plan = planFor(slipping, { policy: { limits: { new_issues: 0, comments: 10 } } });
    const dashboard = { state: 'written' as const, number: 31 };
    const report = syncReport([roadmapReport(slipping, plan)], { occasion: 'first-look', dashboard });
    const { summary } = renderCheck(report, context);
    const link = '[#31](https://github.com/lanternhq/lantern/issues/31)';
    expect(summary).toContain(
      `This is the first look at this repository: nothing was written but the dashboard ${link}.`,
    );
    expect(summary).toContain(`To go on with it: tick it on the dashboard ${link}, or run \`milepost apply`);
  });

  it('says the limit, how to go on, and with which fingerprint', () => {
    const plan = planFor(slipping, { policy: { limits: { new_issues: 0, comments: 10 } } });
    const { summary } = renderCheck(syncReport([roadmapReport(slipping, plan)]), {
      ...context,
      limits: { new_issues: 0, comments: 10 },
    });
    expect(summary).toContain("**1 issue waits for a person's word:** above `limits.new_issues` (0) in one sync.");
    const left = fingerprintOf(plan.operations.filter(({ hold }) => hold !== null));
    expect(left).not.toBe(plan.fingerprint);
    expect(summary).toContain(`To go on with it: \`milepost apply lanternhq/lantern --approve ${left}\``);
  });

  it('names the app to the command line where it is not called milepost', () => {
    const many = roadmapOf([item(5, 'Encrypted albums', { placeholder: true })]);
    const plan = planFor(many, { policy: { limits: { new_issues: 0, comments: 0 } } });
    const report = syncReport([roadmapReport(many, plan)]);
    expect(renderCheck(report, { ...context, app: 'our-milepost' }).summary).toMatch(
      /--approve \w{16} --app our-milepost`/,
    );
    expect(renderCheck(report, context).summary).not.toContain(' --app ');
  });

  it('does not offer an approval while the mode is plan, where apply would write nothing', () => {
    const plan = planFor(slipping, { policy: { limits: { new_issues: 0, comments: 0 } } });
    const { summary } = renderCheck(syncReport([roadmapReport(slipping, plan)], { mode: 'plan' }), context);
    expect(summary).not.toContain('--approve');
  });

  it('tells a comment on an issue elsewhere only where everybody can read that issue, and through redirect.github.com', () => {
    const elsewhere = roadmapOf([
      item(4, 'Shared parser', { references: [reference(9, 'lanternhq', 'parser')], target: release('2.3.0') }),
    ]);
    const plan = planFor(elsewhere);
    const operation: CommentSlip = {
      kind: 'comment-slip' as const,
      key: 'k',
      item: { id: 'a', title: 'Shared parser', description: '', path: [], line: 4, endLine: 4, target: null },
      hold: null,
      issue: { owner: 'lanternhq', repo: 'parser', number: 9 },
      slip: { reason: 'file-says-so' as const, missedKey: 'undated', missed: null, missedOn: null, now: null },
    };
    const reportOn = (comment: CommentSlip): SyncReport =>
      syncReport([
        {
          file: 'ROADMAP.md',
          items: 1,
          plan: { ...plan, findings: [] },
          outcomes: [{ operation: comment, outcome: done(comment, 0) }],
        },
      ]);
    const hidden = reportOn({ ...operation, privateIssue: true });
    expect(renderCheck(hidden, context).summary).not.toContain('parser');
    expect(renderCheck(hidden, context).title).toBe('The one item agrees with GitHub');
    const report = reportOn(operation);
    expect(renderCheck(report, context).summary).toContain('](https://redirect.github.com/lanternhq/parser/issues/9)');
    const onServer = renderCheck(report, { ...context, serverUrl: 'https://git.example' }).summary;
    expect(onServer).toContain('lanternhq/parser#\u200B9');
    expect(onServer).not.toContain('/issues/9');
  });

  it('links the issues that Milepost names, never a number within what it quotes', () => {
    const named = { ...finding('warning'), message: '“Fix #7 at last” is planned for “#8”, but #131 is open.' };
    const { summary } = checkOf([named]);
    expect(summary).toContain('[#131](https://github.com/lanternhq/lantern/issues/131)');
    expect(summary).not.toMatch(/issues\/[78]\b/);
    const cut = { ...finding('warning'), message: `#131: “${'long '.repeat(300)}#7` };
    expect(checkOf([cut]).summary).toContain('/issues/131)');
    expect(checkOf([{ ...cut, message: '#131: “the quotation has no end #7' }]).summary).not.toContain('/issues/7');
  });

  it('says for how many references GitHub did not answer', () => {
    const roadmap = { file: 'ROADMAP.md', items: 5, plan: planWith([]), outcomes: [] };
    const { summary } = renderCheck(syncReport([{ ...roadmap, unobserved: 3 }]), context);
    expect(summary).toContain('GitHub did not answer for 3 references this time');
    expect(renderCheck(syncReport([{ ...roadmap, unobserved: 0 }]), context).summary).not.toContain('did not answer');
  });

  it('says once why cards of a board that not everybody can see were refused, and whose they are not at all', () => {
    const roadmap = { file: 'ROADMAP.md', items: 5, plan: planWith([]), outcomes: [refusedCard(1), refusedCard(2)] };
    const { summary, conclusion } = renderCheck(syncReport([roadmap]), context);
    expect(summary.match(/Milepost may not change project 4 of lanternhq/g)).toHaveLength(1);
    expect(summary).not.toMatch(/Dark room|Secret voyage/);
    expect(conclusion).toBe('neutral');
  });

  it('says why no card was looked at', () => {
    const roadmap = { file: 'ROADMAP.md', items: 5, plan: planWith([]), outcomes: [] };
    const { summary } = renderCheck(syncReport([{ ...roadmap, boardUnobserved: 'GitHub answered 502' }]), context);
    expect(summary).toContain('No card was looked at or moved: GitHub answered 502.');
    expect(renderCheck(syncReport([roadmap]), context).summary).not.toContain('No card');
  });

  it('tells a placeholder once: with its issue, not again as a finding', () => {
    const { summary } = renderCheck(syncReport([roadmapReport(slipping, planFor(slipping))]), context);
    expect(summary.match(/Encrypted albums/gu)).toHaveLength(1);
  });

  it('folds a long list, and puts the gravest findings first', () => {
    const many = Array.from({ length: 11 }, (_, index) => finding('info', 'mojibake', index + 1));
    const { summary } = checkOf([...many, finding('error', 'broken-reference', 50)]);
    expect(summary).toContain('**`mojibake`**: 11 notes\n\n<details><summary>All 11</summary>\n\n- [line 1]');
    expect(summary.indexOf('broken-reference')).toBeLessThan(summary.indexOf('mojibake'));
  });

  it('names each roadmap where there are several', () => {
    const one = { items: 5, plan: planWith([]), outcomes: [] };
    const { summary, title: shown } = renderCheck(
      syncReport([
        { ...one, file: 'ROADMAP.md' },
        { ...one, file: 'docs/PLAN.md' },
      ]),
      context,
    );
    expect(summary.match(/^### /gmu)).toHaveLength(2);
    expect(shown).toBe('All 10 items agree with GitHub');
  });

  it('says what the reader saw where there is no item, and where it looked where there is no file', () => {
    const none = { file: 'ROADMAP.md', items: 0, plan: planWith([finding('info', 'no-items', 1)]), outcomes: [] };
    expect(renderCheck(syncReport([none]), context).summary).toContain('Found by no-items.');
    const unreadable = { ...none, plan: planWith([finding('error', 'unreadable-file', 1)]) };
    expect(renderCheck(syncReport([unreadable]), context)).toMatchObject({
      title: 'The roadmap could not be read',
      conclusion: 'neutral',
    });
    expect(renderCheck(syncReport([], { searched: ['ROADMAP.md', 'docs/ROADMAP.md'] }), context).summary).toContain(
      'No roadmap at `ROADMAP.md` or `docs/ROADMAP.md`.',
    );
  });

  it("says that Milepost's own event changes nothing", () => {
    const report = syncReport([roadmapReport(slipping, planFor(slipping), withheld('own event'))], {
      occasion: 'own-event',
    });
    expect(renderCheck(report, context).summary).toContain(
      'Milepost itself caused this event, so it only looked: nothing was written.',
    );
  });
});

const messages = (outcomeOf: Parameters<typeof roadmapReport>[2]): string[] =>
  renderCheck(syncReport([roadmapReport(slipping, planFor(slipping), outcomeOf)]), context)
    .annotations.filter((one) => one.title === 'placeholder')
    .map((one) => one.message);

describe('the annotations', () => {
  it('stand on the lines, with columns only within one line', () => {
    const long = { ...finding('warning'), range: { ...finding('warning').range, endLine: 5 } };
    expect(checkOf([finding('error'), long]).annotations).toEqual([
      {
        path: 'ROADMAP.md',
        start_line: 3,
        end_line: 3,
        start_column: 2,
        end_column: 8,
        annotation_level: 'failure',
        message: 'Found by overdue.',
        title: 'overdue',
      },
      {
        path: 'ROADMAP.md',
        start_line: 3,
        end_line: 5,
        annotation_level: 'warning',
        message: 'Found by overdue.',
        title: 'overdue',
      },
    ]);
  });

  it('leave out items without an issue, which one line of the summary tells', () => {
    const findings = [1, 2, 3].map((line) => finding('info', 'unreferenced-item', line));
    expect(checkOf(findings).annotations).toEqual([]);
    expect(checkOf(findings).summary).toMatch(
      /\*\*`unreferenced-item`\*\*: 3 items name no issue \(lines \[1\]\(.*\), \[2\]\(.*\), \[3\]\(.*\)\)/u,
    );
  });

  it('of more than five hundred findings are the gravest, in the order of the file', () => {
    const findings = Array.from({ length: 750 }, (_, index) =>
      finding(index % 3 === 0 ? 'error' : 'info', 'mojibake', index + 1),
    );
    const { annotations } = checkOf(findings);
    expect(annotations).toHaveLength(500);
    expect(annotations.filter((one) => one.annotation_level === 'failure')).toHaveLength(250);
    expect(annotations.map((one) => one.start_line)).toEqual(
      annotations.map((one) => one.start_line).toSorted((a, b) => a - b),
    );
  });

  it('say what became of a placeholder', () => {
    expect(messages(done)).toEqual(['Milepost opened #\u200B402 for this. Name it here, in place of the placeholder.']);
    expect(messages(() => ({ state: 'refused', reason: 'Issues are switched off.' }))).toEqual([
      'GitHub refused to open an issue for this: Issues are switched off.',
    ]);
    expect(messages(() => ({ state: 'held', hold: 'limit' }))[0]).toMatch(/waits for a person's word/u);
  });

  it("leave out a fault of the organisation's file, which is in another repository", () => {
    const problem = {
      file: 'lanternhq/.github: .github/milepost.yml',
      key: 'mode',
      line: 2,
      column: 7,
      message: 'Found `x`.',
    };
    const { annotations, summary } = renderCheck(syncReport([], { policyProblems: [problem] }), context);
    expect(annotations).toEqual([]);
    expect(summary).toContain('| lanternhq/.github: .github/milepost.yml, line 2 | `mode` | Found `x`. |');
  });
});
