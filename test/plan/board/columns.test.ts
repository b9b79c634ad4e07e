import { describe, expect, it } from '@jest/globals';
import { columnFor, isColumnOf, statusesOfColumn, unknownColumns } from '../../../src/plan/board/columns.ts';
import { foldName } from '../../../src/plan/board/names.ts';
import { STATUSES, type Status } from '../../../src/roadmap/model.ts';

const usual = { columns: {} };
const field = (...names: string[]) => ({ options: names.map((name) => ({ id: `id of ${name}`, name })) });
const nameFor = (
  status: Status,
  names: string[],
  columns: Record<string, string[]> = {},
  current: string | null = null,
): string | null => columnFor(status, field(...names), { columns }, current)?.name ?? null;

describe('what a column stands for', () => {
  it.each<[Status, string[]]>([
    ['planned', ['Todo', 'To do', 'TO-DO', '📋 Backlog', 'Planned', 'Ready', 'Up next…', 'Not started', 'New']],
    ['in-progress', ['In progress', '🏗 In Progress', 'in_progress', 'Doing', 'In review', 'Active', 'WIP', 'Testing']],
    ['done', ['Done', '✅ Done', 'Shipped', 'Released!', 'Complete', 'Completed', 'Closed', 'Merged']],
    ['slipped', ['Slipped', 'Delayed', 'At risk', 'At-Risk ⚠️', 'Postponed']],
    ['dropped', ['Dropped', 'Cancelled', 'Canceled', "Won't do", 'Won’t Do', 'Not planned', 'Wontfix', 'Abandoned']],
  ])('%s, by its usual names', (status, names) => {
    for (const name of names) expect([name, statusesOfColumn(name, usual)]).toEqual([name, [status]]);
  });

  it.each(['Blocked', 'Sprint 4', '', '🚀', 'Done-ish things', 'constructor', '__proto__'])(
    'nobody can tell: %p',
    (name) => {
      expect(statusesOfColumn(name, usual)).toBeNull();
    },
  );

  it('the configuration goes before the usual names, and may give one column to several statuses', () => {
    const policy = { columns: { 'in-progress': ['In flight', 'Ready'], planned: ['in  FLIGHT'] } };
    expect(statusesOfColumn('In flight', policy)).toEqual(['planned', 'in-progress']);
    expect(statusesOfColumn('Ready', policy)).toEqual(['in-progress']);
    expect(statusesOfColumn('Todo', policy)).toEqual(['planned']);
  });
});

describe('the column of a status', () => {
  const board = ['Todo', 'In Progress', 'Done'];
  it.each<[string, Status, string[], Record<string, string[]>, string | null, string | null]>([
    ['the one of the usual name', 'in-progress', board, {}, null, 'In Progress'],
    ['the one that the card is in, where that will do', 'planned', ['Todo', 'Backlog'], {}, 'Backlog', 'Backlog'],
    ['not the one that the card is in, where it will not', 'done', board, {}, 'Todo', 'Done'],
    ['the likeliest of several', 'planned', ['Icebox', 'Backlog', 'Todo'], {}, null, 'Todo'],
    ['the configured one', 'done', ['Done', 'Live'], { done: ['Live'] }, null, 'Live'],
    ['the first configured one that is there', 'done', ['Done', 'B'], { done: ['A', 'B'] }, null, 'B'],
    ['none where no configured one is there', 'done', ['Done'], { done: ['A'] }, null, null],
    ['none that the configuration gives to another status', 'planned', ['Todo'], { done: ['Todo'] }, null, null],
    ['for what slips, where the card is among what is planned', 'slipped', board, {}, 'Todo', 'Todo'],
    ['for what slips, where the card is in progress', 'slipped', board, {}, 'In Progress', 'In Progress'],
    ['for what slips, that of what is planned', 'slipped', board, {}, 'Done', 'Todo'],
    ['for what slips, its own', 'slipped', [...board, 'At risk'], {}, 'Todo', 'At risk'],
    ['never that of done work for what is dropped', 'dropped', board, {}, null, null],
    ['none where the board has no usual name', 'planned', ['Red', 'Green'], {}, null, null],
  ])('%s', (_what, status, names, columns, current, expected) => {
    expect(nameFor(status, names, columns, current)).toBe(expected);
  });

  it('and what a card there says, go together', () => {
    const policy = { columns: { done: ['Live'], dropped: ['Live'] } };
    const options = field('Todo', 'Doing', 'Live', 'Blocked', 'Review');
    for (const status of STATUSES) {
      for (const { name } of options.options) {
        const column = columnFor(status, options, policy, name);
        if (column !== null) expect(isColumnOf(column.name, status, options, policy)).toBe(true);
      }
    }
  });
});

describe('columns that the configuration names', () => {
  it('and the field lacks, are found', () => {
    const policy = { columns: { done: ['Live', 'Doen'], 'in-progress': ['doing'] } };
    expect(unknownColumns(field('Doing', 'LIVE'), policy)).toEqual([{ status: 'done', name: 'Doen' }]);
  });
});

describe('names', () => {
  it('are compared as people read them, emoji alone as they are', () => {
    expect(foldName('🏗 In-Progress…')).toBe('inprogress');
    expect(foldName(' 🚀 ')).toBe('🚀');
    expect(foldName('C++')).not.toBe(foldName('C'));
  });
});
