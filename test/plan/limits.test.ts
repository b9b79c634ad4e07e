import { describe, expect, it } from '@jest/globals';
import {
  base,
  baseItem,
  board,
  card,
  comment,
  found,
  item,
  ledgerOf,
  marked,
  observation,
  planFor,
  policy,
  record,
} from './builders.ts';

const announced = Array.from({ length: 4 }, (_, index) => item(`Work ${index}`, 5 + index, { placeholder: true }));
const limited = (new_issues: number, comments: number) => ({ policy: policy({ limits: { new_issues, comments } }) });
const holds = (plan: ReturnType<typeof planFor>) => plan.operations.map(({ hold }) => hold);
const keyOf = (index: number) => `open-issue:42:ROADMAP.md:${announced[index]!.id}`;

describe('limits', () => {
  it('lets the first so many go on, in document order', () => {
    expect(holds(planFor(announced, limited(2, 0)))).toEqual([null, null, 'limit', 'limit']);
  });

  it('holds all at zero', () => {
    expect(holds(planFor(announced, limited(0, 9)))).toEqual(['limit', 'limit', 'limit', 'limit']);
  });

  it('counts comments and their edits together, apart from new issues', () => {
    const late = Array.from({ length: 3 }, (_, index) =>
      item(`Late ${index}`, 20 + index, { target: '2026-10-31', references: [`#${index}`] }),
    );
    const observed = observation({
      references: Object.fromEntries(late.map((_, index) => [`#${index}`, found(`#${index}`)])),
      markedComments: [comment('#0', '2026-01-31')],
    });
    const plan = planFor([...announced.slice(0, 1), ...late], { observed, ...limited(1, 2) });
    expect(plan.operations.map(({ kind, hold }) => [kind, hold])).toEqual([
      ['open-issue', null],
      ['update-slip-comment', null],
      ['comment-slip', null],
      ['comment-slip', 'limit'],
    ]);
  });

  it('does not count what is only offered', () => {
    const late = item('Late', 1, { target: '2026-10-31' });
    expect(holds(planFor([late, ...announced.slice(0, 2)], limited(1, 0)))).toEqual(['offered', null, 'limit']);
  });

  it('keeps what waited waiting, though there would be room now', () => {
    const ledger = ledgerOf(record(keyOf(0), { state: 'waiting' }));
    expect(holds(planFor(announced.slice(0, 2), { ledger }))).toEqual(['limit', null]);
  });

  it('knows what waited from the markers where there is no Ledger', () => {
    const opened = marked(7, announced[3]!, {
      marker: { ...marked(7, announced[3]!).marker, waiting: [announced[1]!.id] },
    });
    expect(holds(planFor(announced, { observed: observation({ markedIssues: [opened] }) }))).toEqual([
      null,
      'limit',
      null,
    ]);
  });

  it('lets go on what was only offered once it has an occasion of its own', () => {
    const ledger = ledgerOf(record(keyOf(0), { state: 'waiting', hold: 'offered' }));
    expect(holds(planFor(announced.slice(0, 1), { ledger }))).toEqual([null]);
  });

  it('goes on with what was begun and cut off, whatever stands before it', () => {
    const ledger = ledgerOf(record(keyOf(3), { state: 'begun' }));
    expect(holds(planFor(announced, { ledger, ...limited(2, 0) }))).toEqual([null, null, 'limit', null]);
  });

  it('are lifted by an approval of exactly this plan', () => {
    const late = item('Late', 1, { target: '2026-10-31' });
    const rest = { ...limited(1, 0), ledger: ledgerOf(record(keyOf(0), { state: 'waiting' })) };
    const { fingerprint } = planFor([late, ...announced], rest);
    const approved = planFor([late, ...announced], { ...rest, approvals: { fingerprint } });
    expect(holds(approved)).toEqual([null, null, null, null, null]);
    expect(approved.fingerprint).toBe(fingerprint);
    expect(holds(planFor([late, ...announced], { ...rest, approvals: { fingerprint: '0123456789abcdef' } }))).toContain(
      'limit',
    );
  });
});

const of = (...parameters: Parameters<typeof planFor>) => planFor(...parameters).fingerprint;

describe('fingerprint', () => {
  it('is sixteen hexadecimal digits, and one fixed value for nothing', () => {
    expect(of(announced)).toMatch(/^[0-9a-f]{16}$/);
    expect(of([])).toBe('4f53cda18c2baa0c');
    expect(of([item('Fine', 5)])).toBe(of([]));
  });

  it('stays when lines shift and limits change', () => {
    const shifted = announced.map((one) => ({ ...one, line: one.line + 7, endLine: one.endLine + 8 }));
    expect(of(shifted, limited(1, 1))).toBe(of(announced));
  });

  it('changes with what would be written', () => {
    expect(of(announced.map((one) => ({ ...one, description: 'More.' })))).not.toBe(of(announced));
    expect(of(announced.slice(1))).not.toBe(of(announced));
  });
});

/** Items with a card in Todo, of which the first so many were begun since. */
const moved = (count: number, ofCards = count) => {
  const items = Array.from({ length: ofCards }, (_, index) =>
    item(`Card ${index}`, 5 + index, {
      references: [`#${index + 1}`],
      status: index < count ? 'in-progress' : 'planned',
    }),
  );
  const observed = observation({
    board: board(),
    references: Object.fromEntries(
      items.map((_, index) => [
        `#${index + 1}`,
        found(`#${index + 1}`, { nodeId: `I_${index}`, card: card({ status: 'Todo' }, { id: `C_${index}` }) }),
      ]),
    ),
  });
  const known = base(
    ...items.map((one, index) =>
      baseItem(one, {
        agreed: {
          revision: 3,
          card: { board: 'acme/4', issue: `acme/anchor#${index + 1}` },
          status: { revision: 1, on: '2026-11-01', roadmap: 'planned', issue: 'open', column: 'Todo' },
        },
      }),
    ),
  );
  return { items, rest: { observed, base: known } };
};

const count = (plan: ReturnType<typeof planFor>, hold: string | null) =>
  plan.operations.filter((operation) => operation.kind === 'update-card' && operation.hold === hold).length;

describe('the brake on cards', () => {
  it.each<[string, number, number, number | null]>([
    ['25 of 25 move', 25, 25, null],
    ['26 of 26 wait', 26, 26, 26],
    ['26 of 52 move: no more than half', 26, 52, null],
    ['27 of 52 wait', 27, 52, 27],
  ])('%s', (_what, moving, cards, held) => {
    const { items, rest } = moved(moving, cards);
    const plan = planFor(items, rest);
    expect([count(plan, null), count(plan, 'limit')]).toEqual(held === null ? [moving, 0] : [0, held]);
  });

  it('is lifted by an approval of exactly this plan, and what waited stays waiting when fewer are left', () => {
    const { items, rest } = moved(26);
    const plan = planFor(items, rest);
    expect(count(planFor(items, { ...rest, approvals: { fingerprint: plan.fingerprint } }), null)).toBe(26);
    const ledger = new Map(
      plan.operations.map(({ key, kind }) => [
        key,
        { key, kind, state: 'waiting' as const, hold: 'limit' as const, result: null },
      ]),
    );
    const fewer = planFor(items.slice(0, 10), { ...rest, ledger });
    expect(count(fewer, 'limit')).toBe(10);
  });

  it('lets any number of empty fields be filled, and of finished work the first 25 come to the board', () => {
    const items = Array.from({ length: 40 }, (_, index) =>
      item(`Card ${index}`, 5 + index, { references: [`#${index + 1}`], status: index % 2 === 0 ? 'planned' : 'done' }),
    );
    const seen = (state: 'empty' | 'absent') =>
      observation({
        board: board(),
        references: Object.fromEntries(
          items.map((_, index) => [
            `#${index + 1}`,
            found(`#${index + 1}`, {
              nodeId: `I_${index}`,
              card: state === 'absent' ? null : card({}, { id: `C_${index}` }),
            }),
          ]),
        ),
      });
    expect(count(planFor(items, { observed: seen('empty') }), null)).toBe(40);
    const done = items.map((one) => ({ ...one, status: 'done' as const }));
    const added = planFor(done, { observed: seen('absent') }).operations;
    expect(added.map(({ kind, hold }) => `${kind} ${hold}`)).toEqual([
      ...Array<string>(25).fill('add-card null'),
      ...Array<string>(15).fill('add-card limit'),
    ]);
  });
});
