import { describe, expect, it } from '@jest/globals';
import type { ItemChange } from '../../../src/plan/changed-items.ts';
import type { RoadmapChange } from '../../../src/plan/introduced.ts';
import type { Finding, Operation } from '../../../src/plan/model.ts';
import type { PullReport } from '../../../src/plan/pull-report.ts';
import { renderPullCheck, type PullCheckContext } from '../../../src/render/pull-check/pull-check.ts';
import { fixMarker, renderFixReview } from '../../../src/render/pull-check/pull-fix.ts';
import { createLinks } from '../../../src/render/links.ts';
import { HOSTILE_TEXTS } from '../hostile-texts.ts';
import { PULL_CONTEXT, pullReport } from './pull-check-pages.ts';
import { AUTOLINKS, whatActs } from '../reading-as-github.ts';
import { HEAD, item, planFor, reference, release, REPO, roadmapOf, timeframe } from '../sample-project.ts';

const render = (report: PullReport, more: Partial<PullCheckContext> = {}) =>
  renderPullCheck(report, { ...PULL_CONTEXT, ...more });

const OLD =
  '# Plans\n\n## 1.8.0\n\n- Grind the lens (#1)\n- Ring the bell (#2)\n\n## Later\n\n- Splice the rope (#3)\n';

const words = (text: string): string => text.replace(/\]\([^()]*\)/gu, ']');

const plannedFor = (target: string): string => `# Plans\n\n## ${target}\n\n- Grind the lens (#1)\n`;

describe('the check of a pull request, as it is read', () => {
  it('is a success where nothing is to be looked at', () => {
    const { title, conclusion } = render(pullReport({ before: OLD, after: OLD.replace('Splice', 'Mend') }));
    expect([title, conclusion]).toEqual(['1 item reworded; nothing to look at', 'success']);
  });

  it.each([
    ['never', 'neutral'],
    ['error', 'failure'],
    ['warning', 'failure'],
  ] as const)('with an error and `fail_on: %s` is a %s', (failOn, conclusion) => {
    const report = pullReport({
      before: OLD,
      after: OLD.replace('#2', '#9'),
      answers: { 'lanternhq/lantern#9': { state: 'missing' } },
    });
    expect(render(report, { failOn }).conclusion).toBe(conclusion);
  });

  it.each([
    ['error', 'neutral'],
    ['warning', 'failure'],
  ] as const)('with a warning and `fail_on: %s` is a %s', (failOn, conclusion) => {
    const report = pullReport({ before: OLD, after: `${OLD}- Splice the rope\n` });
    expect(render(report, { failOn }).conclusion).toBe(conclusion);
  });

  it('tells of an item that was put off how often, since when and for how long', () => {
    const earlierTargets = [
      { text: 'Q1 2026', end: '2026-03-31' },
      { text: 'Q2 2026', end: '2026-06-30' },
    ];
    const report = pullReport({
      before: plannedFor('Q3 2026'),
      after: plannedFor('Q4 2026'),
      earlier: { 'Grind the lens': { earlierTargets } },
    });
    expect(words(render(report).summary)).toContain(
      '**Put off**: 1 item\n\n- [line 5]: Grind the lens: Q3 2026 → Q4 2026, 92 days later; for the third time, after Q1 2026 and Q2 2026, 275 days in all',
    );
  });

  it('tells what else became of items: brought forward, moved, done, of unknown order', () => {
    const before =
      '# Plans\n\n## Q4 2026\n\n- Grind the lens\n- Ring the bell\n- Mend the rope\n\n## Later\n\n- Paint the door\n';
    const after =
      '# Plans\n\n## Q3 2026\n\n- Grind the lens\n\n## Q4 2026\n\n- [x] Ring the bell\n- Paint the door\n\n## Later\n\n- Mend the rope\n';
    const text = words(render(pullReport({ before, after })).summary);
    expect(text).toContain('Grind the lens: Q4 2026 → Q3 2026, 92 days earlier');
    expect(text).toContain('Ring the bell: planned → done');
    expect(text).toContain('**Retargeted**: 2 items');
    expect(text).toContain('Mend the rope: Q4 2026 → Later');
  });

  it('tells the days of a release that keeps its name, and of what is done that it is', () => {
    const before = '# Plans\n\n## 1.8.0 (Q1 2026)\n\n- Grind the lens\n- Ring the bell\n';
    const after = '# Plans\n\n## 1.8.0 (Q2 2026)\n\n- Grind the lens\n- [x] Ring the bell\n';
    const text = words(render(pullReport({ before, after })).summary);
    expect(text).toContain(
      '**Put off**: 1 item\n\n- [line 5]: Grind the lens: 1.8.0, 2026-03-31 → 2026-06-30, 91 days later',
    );
    expect(text).toContain('**Status changed**: 1 item\n\n- [line 6]: Ring the bell: 1.8.0, ');
  });

  it('does not say that no item changes in a file that cannot be read', () => {
    const report = pullReport({ before: OLD, after: OLD });
    const unread = { ...report, roadmaps: report.roadmaps.map((change) => ({ ...change, isCompared: false })) };
    expect(render(unread).title).toBe('Nothing to look at');
    expect(render(unread).summary).toContain('cannot be told, since one of the two versions cannot be read');
  });

  it('names each kind of write on merge', () => {
    const report = pullReport({ before: OLD, after: OLD });
    const [change] = report.roadmaps;
    const shared = { item: planFor(roadmapOf([item(5, 'Grind the lens', { placeholder: true })])).operations[0]!.item };
    const issue = { owner: 'lanternhq', repo: 'lantern', number: 7 };
    const board = { id: 'P', owner: 'lanternhq', number: 1, title: 'Board' };
    const fields = [
      {
        facet: 'status',
        fieldId: 'F',
        fieldName: 'Status',
        value: { optionId: 'o' },
        shown: 'Done',
        before: 'Todo',
      } as const,
    ];
    const introduced: Operation[] = [
      {
        ...shared,
        kind: 'create-milestone',
        key: 'a',
        hold: null,
        repository: { owner: 'lanternhq', name: 'lantern', id: 1 },
        title: '1.8.0',
        dueOn: null,
      },
      { ...shared, kind: 'set-milestone', key: 'b', hold: null, issue, milestone: 3, title: '1.8.0' },
      { ...shared, kind: 'update-card', key: 'c', hold: null, board, issue, fields, cardId: 'C' },
      { ...shared, kind: 'add-card', key: 'd', hold: 'limit', board, issue, fields: [], contentId: 'I' },
    ];
    const proposals = [
      {
        key: 'e',
        edits: [],
        item: null,
        summary: 'Link #12 to Grind the lens',
        reason: '',
        source: { kind: 'github' as const },
      },
    ];
    const text = words(render({ ...report, roadmaps: [{ ...change!, introduced, proposals }] }).summary);
    expect(text).toContain(
      '**On merge** Milepost will create 1 milestone, set the milestone of 1 issue, move 1 card and propose 1 edit of the file in a pull request:',
    );
    expect(text).toContain('- Card of [#7]: Grind the lens ([line 5]), Status Todo → Done');
    expect(text).toContain('- Proposed edit: Link #\u200B12 to Grind the lens');
    expect(text).toContain("**Waits for a person's word**, above the limits or only offered:\n\n- New card for [#7]:");
  });

  it('keeps to the limits of GitHub by whole rows, with a notice', () => {
    const items = Array.from({ length: 2_000 }, (_, index) => `- Polish number ${index}\n- Polish number ${index}\n`);
    const { summary, annotations } = render(pullReport({ before: OLD, after: `${OLD}${items.join('')}` }));
    expect(summary.length).toBeLessThanOrEqual(65_535);
    expect(summary).toMatch(/… and \d+ lines more, which do not fit into a check\./u);
    expect(annotations).toHaveLength(500);
  });
});

const isOurs = ({ url }: { url: string }): boolean =>
  url.startsWith(`https://github.com/${REPO}/`) ||
  /^https:\/\/redirect\.github\.com\/[\w.-]+\/[\w.-]+\/issues\/\d+$/u.test(url);

/** Every part of a report that others may have written, with one text. */
function hostileReport(text: string): PullReport {
  const title = text.trim() === '' ? 'Untitled' : text;
  const one = item(3, title, { path: [text], description: text, target: release(text), references: [reference(5)] });
  const other = item(4, `${title} again`, {
    path: [`${text} 2`],
    status: 'done',
    target: timeframe(text, '2026-01-01', '2026-03-31'),
  });
  const base = pullReport({ before: OLD, after: OLD });
  const finding: Finding = {
    rule: 'overdue',
    severity: 'warning',
    message: `“${text}” and \`${text}\` disagree. Do ${text}.`,
    file: text,
    range: one.range,
    item: null,
    suggestion: text,
  };
  const changes: ItemChange[] = [
    { before: null, after: one, changes: [], earlierTargets: [] },
    { before: one, after: null, changes: [], earlierTargets: [] },
    {
      before: one,
      after: other,
      changes: ['reworded', 'moved', 'retargeted', 'status-changed'],
      earlierTargets: [{ text, end: null }],
    },
  ];
  const plan = planFor(roadmapOf([{ ...one, references: [], placeholder: true }]));
  const change: RoadmapChange = {
    ...base.roadmaps[0]!,
    file: text,
    previousFile: `${text}.md`,
    changes,
    findings: [finding],
    introduced: plan.operations,
    withdrawn: plan.operations,
    proposals: [{ key: 'k', edits: [], item: null, summary: text, reason: text, source: { kind: 'github' } }],
  };
  const problem = { file: '.github/milepost.yml', key: text, line: 1, column: 1, message: text };
  return {
    ...base,
    baseBranch: text,
    roadmaps: [change, { ...change, state: 'removed', file: text }],
    policyProblems: [],
    changedPolicy: { state: 'changed', problems: [problem], keys: [text] },
    lost: [{ path: text, movedTo: text }],
    movedOn: [`${text}.md`],
    unobserved: 2,
    isOutside: true,
  };
}

describe('whatever others wrote', () => {
  it.each(HOSTILE_TEXTS.map((text) => [text]))('does nothing with %j in it', (text) => {
    const report = hostileReport(text);
    const variants: PullReport[] = [
      report,
      { ...report, baseBranch: 'main' },
      {
        ...report,
        policyProblems: report.changedPolicy!.problems,
        changedPolicy: { ...report.changedPolicy!, problems: [] },
      },
    ];
    for (const variant of variants) {
      const { title, summary, annotations } = render(variant, { fixable: 2, fix: `${text} may not do this.` });
      expect(whatActs(summary, isOurs)).toEqual([]);
      for (const plain of [title, ...annotations.flatMap((one) => [one.title, one.message])])
        for (const [, pattern] of AUTOLINKS.slice(0, 3)) expect(plain).not.toMatch(pattern);
    }
    const links = createLinks({ serverUrl: 'https://github.com', repo: REPO, ref: HEAD });
    const line = { path: text, line: 3, before: 'x', after: text.replace(/\s+/gu, ' '), isInDiff: false };
    expect(whatActs(renderFixReview([line], links).body, isOurs)).toEqual([]);
  });

  it('cannot leave the block that suggests it', () => {
    const links = createLinks({ serverUrl: 'https://github.com', repo: REPO, ref: HEAD });
    const after = '- a ``` b ````` @octocat #1';
    const line = { path: 'ROADMAP.md', line: 3, before: 'x', after, isInDiff: true };
    const { comments } = renderFixReview([line], links);
    expect(comments.map(({ body }) => body)).toEqual([`\`\`\`\`\`\`suggestion\n${after}\n\`\`\`\`\`\``]);
    expect(whatActs(comments[0]!.body)).toEqual([]);
    const marked = { ...line, after: '- a <!-- milepost:issue:e30 -->' };
    const review = renderFixReview([marked], links);
    expect(review.comments).toEqual([]);
    expect(whatActs(review.body, isOurs)).toEqual([]);
    expect(fixMarker([line])).toBe(fixMarker([{ ...line, line: 9 }]));
  });
});
