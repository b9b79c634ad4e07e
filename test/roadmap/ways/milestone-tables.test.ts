import { describe, expect, it } from '@jest/globals';
import { told } from './told.ts';

const table = (header: string, ...rows: string[]): string[] => [header, header.replaceAll(/[^|]+/g, '---'), ...rows];

describe('tables of milestones', () => {
  it('name the works in the column "Milestone" where its cells are no releases', () => {
    expect(told(...table('| Milestone | Target | Status |', '| Offline | Q3 2026 | Planned |'))).toEqual([
      'Offline | planned | Q3 2026',
    ]);
    expect(told(...table('| Release | Milestone | Status |', '| Core | v0.2 | Complete |'))).toEqual([
      'Core | done | v0.2',
    ]);
  });

  it('take the column "Milestone" for the target where its cells are releases', () => {
    expect(told(...table('| Feature | Milestone |', '| Offline | v0.2 |'))).toEqual(['Offline | planned | v0.2']);
  });

  it('keep a milestone that is only a word as what it is beside a column of names', () => {
    expect(told(...table('| Feature | Milestone |', '| Offline | Beta |', '| Plugins | GA |'))).toEqual([
      'Offline | planned | -',
      'Plugins | planned | -',
    ]);
  });

  it.each(['M1', 'Phase 1', '1', '第一阶段'])('do not take the count %s for a name', (count) => {
    expect(told(...table('| Phase | Description | Due |', `| ${count} | Build the core | Mar 2026 |`))).toEqual([
      'Build the core | planned | Mar 2026',
    ]);
  });

  it('are no plan where they hold nothing but releases and dates', () => {
    expect(told(...table('| Version | Date |', '| v0.1 | Jan 2026 |', '| v0.2 | Feb 2026 |'))).toEqual([]);
  });

  it('name no work by a cell that only points to an issue', () => {
    const rows = ['| Offline | - | example-org/lantern#4 (request access) |'];
    expect(told(...table('| Milestone | Expected | Notes |', ...rows))).toEqual(['Offline | planned | -']);
  });

  it('say the end of the work in the column "End", not its start', () => {
    expect(told(...table('| Phase | Start | End |', '| Offline mode | Jan 2026 | Mar 2026 |'))).toEqual([
      'Offline mode | planned | Mar 2026',
    ]);
  });
});

describe('tables with marks', () => {
  it('plan a work from its first marked time to its last', () => {
    const rows = ['| Offline mode | X | X | |', '| Plugins | | | X |'];
    expect(told(...table('| Activity | Q1 2026 | Q2 2026 | Q3 2026 |', ...rows))).toEqual([
      'Offline mode | planned | Q1 2026 – Q2 2026',
      'Plugins | planned | Q3 2026',
    ]);
  });

  it('name works where the cells have words', () => {
    expect(told(...table('| Team | Q1 2026 | Q2 2026 |', '| Core | Offline | X11 |'))).toEqual([
      'Offline | planned | Q1 2026',
      'X11 | planned | Q2 2026',
    ]);
  });

  it.each([
    ['[x]', 'done'],
    ['`[x]`', 'done'],
    ['[~]', 'in-progress'],
    ['[ ]', 'planned'],
    ['🔜 Planned', 'planned'],
    ['🚧 Done', 'done'],
  ])('read the status cell %s', (cell, status) => {
    expect(told(...table('| Feature | Status |', `| Offline | ${cell} |`))).toEqual([`Offline | ${status} | -`]);
  });
});

describe('tables of something else', () => {
  it.each(['Metric', 'Aspect', 'Risk', 'Kennzahl', 'Métrique', '指标'])('measure under the header %s', (header) => {
    expect(told(...table(`| ${header} | Now | Status |`, '| Startup time | 3 s | Planned |'))).toEqual([]);
  });

  it('speak of files where each row begins with one', () => {
    expect(told(...table('| File | Change |', '| `src/main.ts` | Add the flag |'))).toEqual([]);
    expect(told(...table('| Command | Status |', '| `lint` | Planned |'))).toEqual(['lint | planned | -']);
  });
});

describe('headers in other languages', () => {
  it.each([
    ['| Fonctionnalité | Statut | Échéance |', 'Terminé'],
    ['| Funktion | Stand | Termin |', 'Erledigt'],
    ['| Tarea | Estado | Fecha |', 'Completado'],
    ['| Tarefa | Estado | Prazo |', 'Concluído'],
    ['| Функция | Статус | Срок |', 'Готово'],
    ['| 功能 | 状态 | 时间 |', '已完成'],
    ['| 機能 | 状態 | 予定 |', '完了'],
    ['| 기능 | 상태 | 일정 |', '완료'],
  ])('say what the columns of %s hold', (header, done) => {
    expect(told(...table(header, `| Lantern | ${done} | 2026-03-01 |`))).toEqual(['Lantern | done | 2026-03-01']);
  });
});

describe('a column of versions', () => {
  it('is no target where its header says what the work runs with', () => {
    const rows = ['| Offline | 3.x, 4.x |', '| Plugins | 4.x |'];
    expect(told(...table('| Feature | Lantern support |', ...rows))).toEqual([
      'Offline | planned | -',
      'Plugins | planned | -',
    ]);
  });
});
