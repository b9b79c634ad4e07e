/** What is said of cards and milestones: what from, what to, and why. */
import { describe, expect, it } from '@jest/globals';
import type { FieldWrite, Hold, Operation, Plan } from '../../src/plan/model.ts';
import { operationGroups } from '../../src/render/operation-groups.ts';
import { renderPlanMarkdown } from '../../src/render/plan-markdown.ts';
import { plainStyle } from '../../src/render/terminal-style.ts';

const shared = {
  item: { id: 'a', title: 'Dark mode', description: '', path: [], line: 5, endLine: 5, target: '1.8.0' },
  hold: null as Hold | null,
};
const issue = { owner: 'example-org', repo: 'lantern', number: 12 };
const board = { id: 'PVT_1', owner: 'example-org', number: 4, title: 'Voyage' };
const status = (shown: string, before: string | null): FieldWrite => ({
  facet: 'status',
  fieldId: 'F_1',
  fieldName: 'Status',
  value: { optionId: 'O_1' },
  shown,
  before,
});
const due: FieldWrite = {
  facet: 'date',
  fieldId: 'F_2',
  fieldName: 'Due',
  value: { date: '2026-09-30' },
  shown: '2026-09-30',
  before: null,
};

const move: Operation = {
  ...shared,
  kind: 'update-card',
  key: 'm',
  board,
  issue,
  fields: [status('Done', 'Todo'), due],
  cardId: 'C',
};
const fill: Operation = { ...shared, kind: 'update-card', key: 'f', board, issue, fields: [due], cardId: 'C' };
const add: Operation = {
  ...shared,
  kind: 'add-card',
  key: 'a',
  board,
  issue,
  fields: [status('Todo', null)],
  contentId: 'I',
};
const set: Operation = { ...shared, kind: 'set-milestone', key: 's', issue, milestone: 3, title: '1.8.0' };
const create: Operation = {
  ...shared,
  kind: 'create-milestone',
  key: 'c',
  title: '1.8.0',
  dueOn: '2026-09-30',
  repository: { owner: 'example-org', name: 'lantern', id: 42 },
};

const terminal = (operation: Operation): string => {
  const plan = { file: 'ROADMAP.md', repo: 'example-org/lantern', operations: [operation] };
  const entries = [{ operation, outcome: { state: 'withheld', reason: '' } } as const];
  return operationGroups('Milepost would ', entries, 'bare', plan, { style: plainStyle, width: null }).join('\n');
};
const markdown = (...operations: Operation[]): string => {
  const plan: Plan = {
    file: 'ROADMAP.md',
    repo: 'example-org/lantern',
    findings: [],
    operations,
    proposals: [],
    fingerprint: '0',
  };
  return renderPlanMarkdown(plan);
};

describe('on a terminal', () => {
  it.each<[string, Operation, string]>([
    [
      'a move',
      move,
      '\nMilepost would move 1 card:\n  ~ ROADMAP.md:5  #12  Dark mode\n                  Status: Todo → Done\n                  Due: 2026-09-30\n                  the roadmap or its issue has changed since they agreed',
    ],
    [
      'what is filled',
      fill,
      '\nMilepost would fill in 1 card:\n  ~ ROADMAP.md:5  #12  Dark mode\n                  Due: 2026-09-30\n                  the card says nothing there',
    ],
    [
      'a new card',
      add,
      '\nMilepost would add 1 card:\n  + ROADMAP.md:5  #12  Dark mode\n                  Status: Todo\n                  it is not on the board “Voyage”',
    ],
    [
      'a milestone that is set',
      set,
      '\nMilepost would set the milestone of 1 issue:\n  ~ ROADMAP.md:5  #12  Dark mode\n                  milestone: 1.8.0\n                  the roadmap plans it for that, and the issue has no milestone',
    ],
    [
      'a milestone that is created',
      create,
      '\nMilepost would create 1 milestone:\n  + ROADMAP.md:5  1.8.0\n                  due: 2026-09-30\n                  the roadmap names it, and there is none',
    ],
  ])('%s', (_what, operation, expected) => {
    expect(terminal(operation)).toBe(expected);
  });
});

describe('in Markdown', () => {
  it('each says what is there afterwards', () => {
    const text = markdown(create, set, add, move, fill);
    expect(text).toContain(
      '**Would create 1 milestone, set the milestone of 1 issue, add 1 card, move 1 card and fill in 1 card.**',
    );
    expect(text).toContain('- New milestone: 1.8.0 (line 5) – due on 2026-09-30\n');
    expect(text).toMatch(/- Milestone of .*12: Dark mode \(line 5\) – 1\.8\.0\n/);
    expect(text).toMatch(/- Card for .*12: Dark mode \(line 5\) – Status: Todo\n/);
    expect(text).toMatch(/- Card of .*12: Dark mode \(line 5\) – Status: Todo → Done, Due: 2026-09-30\n/);
  });

  it('says why cards wait', () => {
    expect(markdown({ ...move, hold: 'limit' })).toContain(
      "**1 card waits for a person's word:** more than half of the cards at once. Later syncs do not go on with this by themselves.",
    );
    expect(markdown({ ...add, hold: 'limit' })).toContain('finished work, more than a board can take at once.');
  });
});
