/** Roadmap, issue and board, changed or not, with and without a Base: what is written, proposed and told. */
import { describe, expect, it } from '@jest/globals';
import { nextBase } from '../../../src/plan/base.ts';
import { NO_CONVERSATION } from '../../../src/plan/conversation.ts';
import type { Agreed, Plan } from '../../../src/plan/model.ts';
import type { FoundReference, Observation } from '../../../src/plan/observation.ts';
import { reconcile, type ReconcileInput } from '../../../src/plan/reconcile.ts';
import type { Status } from '../../../src/roadmap/model.ts';
import {
  base,
  baseItem,
  board,
  card,
  closed,
  found,
  item,
  NOW,
  observation,
  planFor,
  policy,
  repository,
  roadmap,
  section,
} from '../builders.ts';

type Column = 'Todo' | 'In Progress' | 'Done' | 'Blocked' | 'Dropped' | null;
type Issue = 'open' | 'done' | 'dropped';

const FIELDS = board().fields.map((field) => ({
  ...field,
  options: ['Todo', 'In Progress', 'Done', 'Blocked', 'Dropped'].map((name) => ({ id: `O_${name}`, name })),
}));

const issueIn = (state: Issue, rest: Partial<FoundReference>): FoundReference =>
  state === 'open'
    ? found('#12', rest)
    : closed('#12', {
        ...rest,
        stateReason: state === 'done' ? 'completed' : 'not-planned',
        closedAt: '2026-05-04T08:00:00Z',
      });

const seen = (issue: Issue, column: Column, rest: Partial<Observation> = {}): Observation => ({
  ...observation({
    board: board({ fields: FIELDS }),
    references: { '#12': issueIn(issue, { nodeId: 'I_12', card: card(column === null ? {} : { status: column }) }) },
  }),
  ...rest,
});

const agreedOn = (status: Status, issue: Issue, column: Column): Agreed => ({
  revision: 4,
  card: { board: 'acme/4', issue: 'acme/anchor#12' },
  status: { revision: 2, on: '2026-11-01', roadmap: status, issue, column },
});

const work = (status: Status) => item('Dark mode', 5, { status, references: ['#12'] });

interface Case {
  roadmap: Status;
  issue: Issue;
  column: Column;
  base?: [Status, Issue, Column];
}

function inputFor(
  { roadmap: status, issue, column, base: before }: Case,
  rest: Partial<ReconcileInput> = {},
): ReconcileInput {
  const known = before === undefined ? {} : { agreed: agreedOn(...before) };
  return {
    desired: roadmap([work(status)]),
    observed: seen(issue, column),
    base: base(baseItem(work(before?.[0] ?? status), known)),
    ledger: new Map(),
    approvals: { fingerprint: null },
    policy: policy(),
    now: NOW,
    ...rest,
  };
}

/** `card Done`, `propose done`, `tell conflict`; none for silence. */
function outcome(plan: Plan): string[] {
  return [
    ...plan.operations.flatMap((operation) =>
      operation.kind === 'update-card' ? operation.fields.map(({ shown }) => `card ${shown}`) : [operation.kind],
    ),
    ...plan.proposals.flatMap(({ edits: [edit] }) => (edit?.kind === 'set-status' ? [`propose ${edit.status}`] : [])),
    ...plan.findings.flatMap(({ rule }) =>
      rule === 'conflict' || rule === 'column-mismatch' || rule === 'done-not-closed' ? [`tell ${rule}`] : [],
    ),
  ];
}

const AGREED: [Status, Issue, Column] = ['planned', 'open', 'Todo'];
const DONE: [Status, Issue, Column] = ['done', 'done', 'Done'];

const completed = (number: number) => ({
  nodeId: `I_${number}`,
  card: card({ status: 'Todo' }, { id: `C_${number}` }),
  stateReason: 'completed' as const,
});

describe('status, with a Base', () => {
  it.each<[string, Case, string[]]>([
    ['nothing changed', { roadmap: 'planned', issue: 'open', column: 'Todo', base: AGREED }, []],
    [
      'the roadmap was edited',
      { roadmap: 'in-progress', issue: 'open', column: 'Todo', base: AGREED },
      ['card In Progress'],
    ],
    [
      'the roadmap says done, the issue is open',
      { roadmap: 'done', issue: 'open', column: 'Todo', base: AGREED },
      ['card Done', 'tell done-not-closed'],
    ],
    [
      'the card was moved',
      { roadmap: 'planned', issue: 'open', column: 'In Progress', base: AGREED },
      ['propose in-progress', 'tell column-mismatch'],
    ],
    [
      'the card was moved to done',
      { roadmap: 'planned', issue: 'open', column: 'Done', base: AGREED },
      ['propose done', 'tell column-mismatch'],
    ],
    [
      'the card was moved to a column of no status',
      { roadmap: 'planned', issue: 'open', column: 'Blocked', base: AGREED },
      [],
    ],
    ['the card was cleared', { roadmap: 'planned', issue: 'open', column: null, base: AGREED }, []],
    [
      'both were changed to the same',
      { roadmap: 'in-progress', issue: 'open', column: 'In Progress', base: AGREED },
      [],
    ],
    [
      'both were changed, differently',
      { roadmap: 'in-progress', issue: 'open', column: 'Done', base: AGREED },
      ['tell conflict'],
    ],
    [
      'the issue was closed',
      { roadmap: 'planned', issue: 'done', column: 'Todo', base: AGREED },
      ['card Done', 'propose done'],
    ],
    [
      'the issue was closed as not planned',
      { roadmap: 'planned', issue: 'dropped', column: 'Todo', base: AGREED },
      ['card Dropped', 'propose dropped'],
    ],
    [
      'the issue was closed, and the card followed by itself',
      { roadmap: 'planned', issue: 'done', column: 'Done', base: AGREED },
      ['propose done'],
    ],
    [
      'it was closed as not planned, and its card went to Done by itself',
      { roadmap: 'planned', issue: 'dropped', column: 'Done', base: AGREED },
      ['propose dropped'],
    ],
    ['issue and roadmap are done', { roadmap: 'done', issue: 'done', column: 'Todo', base: AGREED }, ['card Done']],
    [
      'the issue was closed, the card moved elsewhere',
      { roadmap: 'planned', issue: 'done', column: 'In Progress', base: AGREED },
      ['propose done', 'tell conflict'],
    ],
    [
      'the card was moved against the closed issue',
      { roadmap: 'done', issue: 'done', column: 'Todo', base: DONE },
      ['tell column-mismatch'],
    ],
    [
      'the issue was reopened',
      { roadmap: 'done', issue: 'open', column: 'Done', base: DONE },
      ['card Todo', 'propose planned', 'tell done-not-closed'],
    ],
    [
      'it was reopened and its card moved',
      { roadmap: 'done', issue: 'open', column: 'In Progress', base: DONE },
      ['propose in-progress', 'tell done-not-closed'],
    ],
    [
      'it was reopened, and the roadmap took it back',
      { roadmap: 'planned', issue: 'open', column: 'Done', base: DONE },
      ['card Todo'],
    ],
    [
      'the roadmap says done against an issue that always was open',
      { roadmap: 'done', issue: 'open', column: 'Done', base: ['done', 'open', 'Done'] },
      ['tell done-not-closed'],
    ],
    [
      'the roadmap takes back what its closed issue says',
      { roadmap: 'planned', issue: 'done', column: 'Done', base: DONE },
      ['propose done'],
    ],
    [
      'the roadmap dropped what was closed as completed',
      { roadmap: 'dropped', issue: 'done', column: 'Done', base: DONE },
      ['card Dropped'],
    ],
  ])('%s', (_what, one, expected) => {
    expect(outcome(reconcile(inputFor(one)))).toEqual(expected);
  });
});

describe('status, at first contact', () => {
  it.each<[string, Case, string[]]>([
    ['an empty column is filled', { roadmap: 'in-progress', issue: 'open', column: null }, ['card In Progress']],
    ['the same column is left', { roadmap: 'planned', issue: 'open', column: 'Todo' }, []],
    ['a different one is told', { roadmap: 'planned', issue: 'open', column: 'Done' }, ['tell column-mismatch']],
    ['one of no status is left', { roadmap: 'planned', issue: 'open', column: 'Blocked' }, []],
    [
      'a closed issue speaks, the column is not written',
      { roadmap: 'planned', issue: 'done', column: 'Todo' },
      ['propose done', 'tell column-mismatch'],
    ],
    [
      'a closed issue fills an empty column',
      { roadmap: 'planned', issue: 'done', column: null },
      ['card Done', 'propose done'],
    ],
    ['an open issue takes nothing back', { roadmap: 'done', issue: 'open', column: 'Done' }, ['tell done-not-closed']],
  ])('%s', (_what, one, expected) => {
    expect(outcome(reconcile(inputFor(one)))).toEqual(expected);
    expect(outcome(reconcile(inputFor(one, { base: null })))).toEqual(expected);
  });
});

describe('what is told', () => {
  const told = (one: Case): string[] =>
    reconcile(inputFor(one)).findings.flatMap(({ rule, message }) =>
      rule === 'conflict' || rule === 'column-mismatch' ? [message] : [],
    );

  it.each<[string, Case, string]>([
    [
      'at first contact',
      { roadmap: 'planned', issue: 'open', column: 'Done' },
      'The card of #12 is in “Done”, but “Dark mode” is planned here. Milepost writes over neither: move the card, or correct the roadmap.',
    ],
    [
      'at first contact, where the issue is closed',
      { roadmap: 'planned', issue: 'done', column: 'Todo' },
      'The card of #12 is in “Todo”, but #12 was closed as completed on 2026-05-04. Milepost writes over neither: move the card, or correct the roadmap.',
    ],
    [
      'of a card that was moved',
      { roadmap: 'planned', issue: 'open', column: 'In Progress', base: AGREED },
      'The card of #12 was moved from “Todo” to “In Progress”, but “Dark mode” is planned here. Correct the roadmap, or move the card back.',
    ],
    [
      'of a card that was moved against its issue',
      { roadmap: 'done', issue: 'done', column: 'Todo', base: DONE },
      'The card of #12 was moved from “Done” to “Todo”, but #12 was closed as completed on 2026-05-04. Reopen the issue if the work goes on, or move the card back.',
    ],
    [
      'of a conflict with the roadmap',
      { roadmap: 'in-progress', issue: 'open', column: 'Done', base: AGREED },
      'The card of #12 was moved from “Todo” to “Done”, and the roadmap was changed: “Dark mode” is in progress here, both since they agreed on 2026-11-01. Nothing is written: make one of the two say what the other says.',
    ],
    [
      'of a conflict with the issue',
      { roadmap: 'planned', issue: 'done', column: 'In Progress', base: AGREED },
      'The card of #12 was moved from “Todo” to “In Progress”, and #12 was closed as completed on 2026-05-04, both since they agreed on 2026-11-01. Nothing is written: make one of the two say what the other says.',
    ],
  ])('%s', (_what, one, message) => {
    expect(told(one)).toEqual([message]);
  });
});

describe('the Base', () => {
  const next = (one: Case, done: boolean): Agreed | undefined => {
    const input = inputFor(one);
    const ledger = new Map(
      reconcile(input).operations.map(({ key, kind }) => [key, { key, kind, state: 'done' as const, result: null }]),
    );
    return nextBase({ ...input, ledger: done ? ledger : new Map() }).items[0]?.agreed;
  };

  it('moves to what was written once it is written, and not before', () => {
    const edited: Case = { roadmap: 'in-progress', issue: 'open', column: 'Todo', base: AGREED };
    expect(next(edited, false)).toEqual(agreedOn(...AGREED));
    expect(next(edited, true)).toMatchObject({
      revision: 5,
      status: { roadmap: 'in-progress', column: 'In Progress', revision: 5, on: '2026-11-21' },
    });
  });

  it.each<[string, Case]>([
    [
      'a move that the roadmap is to follow',
      { roadmap: 'planned', issue: 'open', column: 'In Progress', base: AGREED },
    ],
    ['a conflict', { roadmap: 'in-progress', issue: 'open', column: 'Done', base: AGREED }],
    ['a card against its issue', { roadmap: 'done', issue: 'done', column: 'Todo', base: DONE }],
  ])('stays while %s is open', (_what, one) => {
    expect(next(one, true)).toEqual(agreedOn(...one.base!));
  });

  it('keeps in mind that an issue was reopened until the roadmap takes it back', () => {
    const reopened: Case = { roadmap: 'done', issue: 'open', column: 'Done', base: DONE };
    expect(next(reopened, true)?.status).toMatchObject({ roadmap: 'done', issue: 'done', column: 'Todo' });
    const still: Case = { ...reopened, column: 'Todo', base: ['done', 'done', 'Todo'] };
    expect(outcome(reconcile(inputFor(still)))).toEqual(['propose planned', 'tell done-not-closed']);
    const confirmed: Case = { ...still, column: 'Done' };
    expect(outcome(reconcile(inputFor(confirmed)))).toEqual(['tell done-not-closed']);
    expect(next(confirmed, true)?.status).toMatchObject({ roadmap: 'done', issue: 'open', column: 'Done' });
  });

  it('writes A, B and A again, though the Ledger knows the first', () => {
    let ledger: ReconcileInput['ledger'] = new Map();
    let [column, agreed]: [Column, Agreed] = ['Todo', agreedOn(...AGREED)];
    const written: string[] = [];
    for (const status of ['in-progress', 'planned', 'in-progress', 'planned'] as const) {
      const input = inputFor(
        { roadmap: status, issue: 'open', column },
        { ledger, base: base(baseItem(work(status), { agreed })) },
      );
      const [operation] = reconcile(input).operations;
      if (operation?.kind !== 'update-card') throw new Error('Nothing is written.');
      expect(ledger.has(operation.key)).toBe(false);
      ledger = new Map(ledger).set(operation.key, {
        key: operation.key,
        kind: operation.kind,
        state: 'done',
        result: null,
      });
      column = operation.fields[0]!.shown as Column;
      written.push(operation.fields[0]!.shown);
      agreed = nextBase({ ...input, ledger }).items[0]!.agreed!;
    }
    expect(written).toEqual(['In Progress', 'Todo', 'In Progress', 'Todo']);
  });

  it('takes a write that a killed process did not remember for agreement at the next look', () => {
    const input = inputFor({ roadmap: 'in-progress', issue: 'open', column: 'In Progress', base: AGREED });
    expect(reconcile(input).operations).toEqual([]);
    expect(nextBase(input).items[0]?.agreed?.status).toMatchObject({ roadmap: 'in-progress', column: 'In Progress' });
  });

  it('stays as it is while the board does not answer, and starts anew on another board', () => {
    const away = inputFor({ roadmap: 'done', issue: 'open', column: 'Todo', base: AGREED });
    const silent = { ...away, observed: { ...away.observed, board: { state: 'unobserved' as const, reason: '502' } } };
    expect(reconcile(silent).operations).toEqual([]);
    expect(nextBase(silent).items[0]?.agreed).toEqual(agreedOn(...AGREED));
    const other = { ...away, observed: { ...away.observed, board: board({ number: 5, fields: FIELDS }) } };
    expect(outcome(reconcile(other))).toEqual(['tell column-mismatch', 'tell done-not-closed']);
  });
});

const absent = (rest: Partial<FoundReference> = {}): Observation =>
  observation({
    board: board({ fields: FIELDS }),
    references: { '#12': found('#12', { nodeId: 'I_12', card: null, ...rest }) },
  });

describe('cards', () => {
  it('are added with their fields, once, and not again when somebody takes them off', () => {
    const plan = planFor([work('in-progress')], { observed: absent() });
    expect(plan.operations).toMatchObject([
      { kind: 'add-card', contentId: 'I_12', fields: [{ shown: 'In Progress', before: null }] },
    ]);
    const removed = inputFor(
      { roadmap: 'planned', issue: 'open', column: 'Todo', base: AGREED },
      { observed: absent() },
    );
    const told = reconcile(removed);
    expect(told.operations).toEqual([]);
    expect(told.findings.map(({ rule, severity }) => [rule, severity])).toEqual([['card-removed', 'info']]);
    const later = { ...removed, base: nextBase(removed) };
    expect(reconcile(later).operations).toEqual([]);
    const key = plan.operations[0]!.key;
    const ledger = new Map([[key, { key, kind: 'add-card' as const, state: 'done' as const, result: null }]]);
    expect(planFor([work('planned')], { observed: absent(), ledger }).operations).toEqual([]);
  });

  it('that were put back by hand are filled as at first contact', () => {
    const removed = inputFor(
      { roadmap: 'planned', issue: 'open', column: 'Todo', base: AGREED },
      { observed: absent() },
    );
    const back = { ...removed, base: nextBase(removed), observed: seen('open', null) };
    expect(outcome(reconcile(back))).toEqual(['card Todo']);
  });

  it.each<[string, Partial<Extract<Observation['board'], { state: 'found' }>>]>([
    ['closed', { closed: true }],
    ['not to be written by Milepost', { writable: false }],
  ])('of a board that is %s are left alone', (_what, rest) => {
    const observed = { ...absent(), board: board({ fields: FIELDS, ...rest }) };
    expect(planFor([work('planned')], { observed }).operations).toEqual([]);
  });

  it('that are archived are left alone', () => {
    const observed = absent({ card: card({ status: 'Todo' }, { archived: true }) });
    expect(outcome(planFor([work('done')], { observed }))).toEqual(['tell done-not-closed']);
  });

  it('are those of the first open issue, and of two items with one issue the first speaks', () => {
    const many = item('Both', 5, { references: ['#1', '#2', '#3'] });
    const other = item('Other', 6, { references: ['#2'], status: 'done' });
    const observed = observation({
      board: board({ fields: FIELDS }),
      references: {
        '#1': closed('#1', { nodeId: 'I_1', card: null }),
        '#2': found('#2', { nodeId: 'I_2', card: null }),
        '#3': found('#3', { nodeId: 'I_3', card: null }),
      },
    });
    expect(planFor([many, other], { observed }).operations).toMatchObject([
      { kind: 'add-card', contentId: 'I_2', item: { title: 'Both' } },
    ]);
  });

  it('stay those of the issue that was closed last, once all are closed', () => {
    const many = item('Both', 5, { references: ['#1', '#2'] });
    const observed = observation({
      board: board({ fields: FIELDS }),
      references: { '#1': closed('#1', completed(1)), '#2': closed('#2', completed(2)) },
    });
    const agreed = { ...agreedOn('planned', 'open', 'Todo'), card: { board: 'acme/4', issue: 'acme/anchor#2' } };
    const { findings, operations } = planFor([many], { observed, base: base(baseItem(many, { agreed })) });
    expect(operations).toMatchObject([{ kind: 'update-card', cardId: 'C_2', fields: [{ shown: 'Done' }] }]);
    expect(findings.map(({ rule }) => rule)).not.toContain('column-mismatch');
  });

  it('of private issues and boards are written, and nothing is told or proposed of them', () => {
    const hidden = item('Dark mode', 5, { status: 'in-progress', references: ['acme/vault#12'] });
    const vault = { repositories: [repository('vault', { visibility: 'private' })] };
    const privateCard = (column: string | null) =>
      observation({
        ...vault,
        board: board({ fields: FIELDS }),
        references: {
          'acme/vault#12': found('acme/vault#12', {
            nodeId: 'I_v',
            card: card(column === null ? {} : { status: column }),
          }),
        },
      });
    // On a board that everybody sees, those who read the issue read the card.
    expect(planFor([hidden], { observed: privateCard(null) }).operations).toMatchObject([{ privateIssue: true }]);
    const differs = planFor([hidden], { observed: privateCard('Done') });
    expect([differs.findings.filter(({ rule }) => rule === 'column-mismatch'), differs.proposals]).toEqual([[], []]);

    const privateBoard = { board: board({ fields: FIELDS, public: false }) };
    const moved = inputFor({ roadmap: 'planned', issue: 'open', column: 'In Progress', base: AGREED });
    const quiet = { ...moved, observed: { ...moved.observed, ...privateBoard } };
    expect(outcome(reconcile(quiet))).toEqual([]);
    // Nobody could settle it: both words are left, and an edit of the roadmap from now on moves the card.
    const edited = { ...quiet, base: nextBase(quiet), desired: roadmap([work('dropped')]) };
    expect(reconcile(edited).operations).toMatchObject([{ kind: 'update-card', privateBoard: true }]);
  });

  it('on a board that everybody sees show no private roadmap', () => {
    const own = repository('anchor', { id: 42, visibility: 'private' });
    const item12 = item('Dark mode', 5, { references: ['acme/sail#12'] });
    const observed = observation({
      repository: own,
      repositories: [repository('sail')],
      board: board({ fields: FIELDS }),
      references: { 'acme/sail#12': found('acme/sail#12', { nodeId: 'I_s', card: null }) },
    });
    expect(planFor([item12], { observed }).operations).toEqual([]);
  });
});

const option = (name: string) => ({ id: `O_${name}`, name });

const planned = (target: Parameters<typeof item>[2] extends infer S ? S : never) =>
  item('Index', 5, { references: ['#12'], ...target });

const words = (plan: Plan): string[] => [
  ...plan.operations.flatMap((operation) =>
    operation.kind === 'update-card'
      ? operation.fields.map(({ fieldName, shown, value }) => `${fieldName}: ${shown} (${Object.keys(value)[0]})`)
      : [],
  ),
  ...plan.proposals.map(({ edits }) => JSON.stringify(edits[0])),
  ...plan.findings
    .filter(({ rule }) => /board|column|conflict/.test(rule))
    .map(({ rule, message }) => `${rule} ${message}`),
];

const known = (rest: Partial<Agreed>): Agreed => ({ ...agreedOn('planned', 'open', 'Todo'), ...rest });

const word = (said: string | null, shown: string | null) => ({
  revision: 3,
  on: '2026-11-01',
  roadmap: said,
  card: shown,
});

describe('target, day and section', () => {
  const fields = [
    ...FIELDS,
    { id: 'F_t', name: 'Release', type: 'iteration' as const, options: ['v1.7', '1.8.0', 'Q3 2026'].map(option) },
    { id: 'F_d', name: 'Due', type: 'date' as const, options: [] },
    { id: 'F_l', name: 'Area', type: 'single-select' as const, options: ['Storage 📦', 'Search'].map(option) },
  ];
  const configured = policy({
    board: { ...policy().board, target_field: 'release', date_field: 'Due', lane_field: 'Area' },
    slips: { comment: false, grace_days: 0 },
  });
  const at = (values: Record<string, string>) =>
    observation({
      board: board({ fields }),
      references: { '#12': found('#12', { nodeId: 'I_12', card: card({ status: 'Todo', ...values }) }) },
    });
  const sections = [section('Storage', 1, 50), section('Search', 51, 90), section('Anything', 91, 99)];
  const run = (one: ReturnType<typeof item>, values: Record<string, string>, agreed?: Agreed): Plan =>
    planFor([one], {
      desired: roadmap([one], { sections }),
      observed: at(values),
      policy: configured,
      base: base(baseItem(one, agreed === undefined ? {} : { agreed })),
    });

  it('fill what is empty: an option, an iteration, a day, whatever way the names are written', () => {
    const index = planned({
      target: { ...item('x', 1, { target: '1.7.0' }).target!, end: '2026-12-31' },
      path: ['2026', 'Storage'],
    });
    expect(words(run(index, {}))).toEqual([
      'Release: v1.7 (iterationId)',
      'Due: 2026-12-31 (date)',
      'Area: Storage 📦 (optionId)',
    ]);
  });

  it('tell of a target and a section without an option, and write nothing', () => {
    expect(words(run(planned({ target: '2.0.0', path: ['Anything'] }), {}))).toEqual([
      expect.stringMatching(/^board-unknown-option “Index” has “2\.0\.0”, .*“v1\.7”, “1\.8\.0” and “Q3 2026”/),
      expect.stringMatching(/^board-unknown-option “Index” has “Anything”, .*“Storage 📦” and “Search”/),
    ]);
  });

  it('miss no option for a section that names the target alone', () => {
    const told = words(run(planned({ target: '2.0.0', path: ['2.0.0'] }), {}));
    expect(told).toEqual([expect.stringMatching(/^board-unknown-option “Index” has “2\.0\.0”, .*“Release”/)]);
  });

  it('follow a card that was moved, by a target or a section that the file has', () => {
    const index = planned({ target: '1.7.0', path: ['Storage'] });
    const agreed = known({ target: word('1.7.0', 'v1.7'), lane: word('storage', 'Storage 📦') });
    expect(words(run(index, { release: '1.8.0', area: 'Search' }, agreed))).toEqual([
      '{"kind":"set-target","item":"' + index.id + '","target":"1.8.0"}',
      '{"kind":"move-item","item":"' + index.id + '","to":["Search"]}',
      expect.stringMatching(/^column-mismatch The card of #12 was moved from “Storage 📦” to “Search” in “Area”/),
      expect.stringMatching(/^column-mismatch The card of #12 was moved from “v1\.7” to “1\.8\.0” in “Release”/),
    ]);
  });

  it('move the card when the roadmap is edited, and say when both were', () => {
    const index = planned({ target: '1.8.0', path: ['Search'] });
    const agreed = known({ target: word('1.7.0', 'v1.7'), lane: word('storage', 'Storage 📦') });
    expect(words(run(index, { release: 'v1.7', area: 'Storage 📦' }, agreed))).toEqual([
      'Release: 1.8.0 (iterationId)',
      'Area: Search (optionId)',
    ]);
    expect(words(run(index, { release: 'Q3 2026', area: 'Search' }, agreed))).toEqual([
      'conflict The card of #12 was moved from “v1.7” to “Q3 2026” in “Release”, and the roadmap was changed: “Index” is planned for “1.8.0” here, both since they agreed on 2026-11-01. Nothing is written: make one of the two say what the other says.',
    ]);
  });

  it('take a day within what is planned for a finer word, and propose one beyond it', () => {
    const quarter = { ...item('x', 1, { target: '2027-03-31' }).target!, text: 'Q1 2027', start: '2027-01-01' };
    const index = planned({ target: quarter, path: ['Search'] });
    const agreed = known({
      target: word('q1 2027', null),
      date: word('2027-03-31', '2027-03-31'),
      lane: word('search', 'Search'),
    });
    expect(words(run(index, { due: '2027-02-10', area: 'Search' }, agreed))).toEqual([]);
    expect(words(run(index, { due: '2027-06-30', area: 'Search' }, agreed))[0]).toContain('"target":"Q2 2027"');
    expect(words(run(index, { due: '2027-04-30', area: 'Search' }, agreed))[0]).toContain('"target":"April 2027"');
    expect(words(run(index, { due: '2027-04-10', area: 'Search' }, agreed))[0]).toContain('"target":"2027-04-10"');
  });
});

describe('proposals', () => {
  it('say what was closed, and when; a refusal is of this closing', () => {
    const input = inputFor({ roadmap: 'planned', issue: 'done', column: 'Done', base: AGREED });
    const [proposal] = reconcile(input).proposals;
    expect(proposal).toMatchObject({
      summary: 'Mark “Dark mode” as done',
      reason: '#12 was closed as completed on 2026-05-04',
      issue: { owner: 'acme', repo: 'anchor', number: 12 },
      source: { kind: 'github' },
    });
    const refused = { ...input, conversation: { ...NO_CONVERSATION, refused: [proposal!.key] } };
    expect(reconcile(refused).proposals).toEqual([]);
    const later = { '#12': issueIn('done', { nodeId: 'I_12', card: card({ status: 'Done' }) }) };
    later['#12'].closedAt = '2026-06-01T00:00:00Z';
    const again = { ...refused, observed: observation({ board: board({ fields: FIELDS }), references: later }) };
    expect(reconcile(again).proposals).toHaveLength(1);
  });

  it('offer the section for it where the file has one', () => {
    const input = inputFor({ roadmap: 'planned', issue: 'done', column: 'Done', base: AGREED });
    const desired = {
      ...input.desired,
      sections: [section('Plans', 1, 50), section('Shipped', 51, 90, { status: 'done' })],
    };
    expect(reconcile({ ...input, desired }).proposals[0]?.edits).toEqual([
      { kind: 'set-status', item: work('planned').id, status: 'done' },
      { kind: 'move-item', item: work('planned').id, to: ['Shipped'] },
      { kind: 'set-status', item: work('planned').id, status: 'done', inWords: true },
    ]);
  });

  it.each<[string, Partial<ReconcileInput>]>([
    [
      'the policy wants no pull request',
      { policy: policy({ pull_request: { ...policy().pull_request, enabled: false } }) },
    ],
    ['the rule is off', { policy: policy({ rules: { 'closed-not-done': 'off' } }) }],
    [
      'a command changes its status already',
      {
        conversation: {
          ...NO_CONVERSATION,
          wishes: [
            {
              key: 'command:1:0',
              edits: [{ kind: 'set-status', item: work('planned').id, status: 'dropped' }],
              item: work('planned').id,
              summary: '',
              by: 'alice',
              url: '',
            },
          ],
        },
      },
    ],
  ])('are none where %s', (_what, rest) => {
    const { proposals } = reconcile(
      inputFor({ roadmap: 'planned', issue: 'done', column: 'Done', base: AGREED }, rest),
    );
    expect(proposals.filter(({ source }) => source.kind === 'github')).toEqual([]);
  });
});
