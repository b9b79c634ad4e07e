import { describe, expect, it } from '@jest/globals';
import type { Observation, Visibility } from '../../../src/plan/observation.ts';
import type { BaseItem } from '../../../src/plan/model.ts';
import type { OperationReport } from '../../../src/plan/report.ts';
import { isCurrentView } from '../../../src/plan/view/is-current-view.ts';
import { statusCounts } from '../../../src/plan/view/status-counts.ts';
import { viewOf, type ViewInput } from '../../../src/plan/view/view-of.ts';
import type { RoadmapView, ViewReference } from '../../../src/plan/view/view.ts';
import { lint } from '../../../src/plan/lint.ts';
import type { Reference } from '../../../src/roadmap/model.ts';
import {
  base,
  baseItem,
  board,
  card,
  closed,
  found,
  item,
  ledgerOf,
  marked,
  NOW,
  observation,
  OWN,
  planFor,
  policy,
  range,
  record,
  reference,
  repository,
  roadmap,
  section,
  target,
} from '../builders.ts';

const PLACE = { serverUrl: 'https://github.com', ref: 'main', committedOn: '2026-11-20' };

const view = (input: Partial<ViewInput>): RoadmapView =>
  viewOf({ desired: roadmap([]), observed: null, plan: null, base: null, place: PLACE, ...input });

const planned = (input: Partial<ViewInput> & Pick<ViewInput, 'desired' | 'observed'>): RoadmapView => {
  const { desired, observed, base: known = null } = input;
  return view({ ...input, plan: planFor([...desired.items], { desired, observed: observed!, base: known }) });
};

/** The reference as the page shows it. */
const shown = (written: string | Reference, observed: Observation | null): ViewReference => {
  const known = view({ desired: roadmap([item('Sail', 3, { references: [written] })]), observed });
  return known.items[0]!.references[0]!;
};

const sail = (visibility: Visibility) => [repository('sail', { visibility })];

const own = (visibility: Visibility) => ({ ...OWN, visibility });

const onBoard = (values: Record<string, string>) => found('#1', { nodeId: 'I_1', card: card(values) });

describe('the view of a roadmap', () => {
  it('says what the file says', () => {
    const sail = item('Sail', 4, { description: 'Far.', areas: ['Deck'], target: '2027-03-31', endLine: 5 });
    const rope = item('Rope', 5, { parent: 0, status: 'in-progress', path: ['Plans', 'Soon'] });
    const soon = section('Soon', 3, 6, { path: ['Plans'], level: 3, target: target('Later') });
    const lastUpdated = { text: 'May 2026', date: '2026-05-01', line: 2, range: range(2) };
    const desired = roadmap([sail, rope], { lastUpdated, sections: [section('Plans', 1, 6), soon] });
    expect(view({ desired })).toEqual({
      version: 1,
      repo: 'acme/anchor',
      file: 'ROADMAP.md',
      title: 'Anchor roadmap',
      lastUpdated: 'May 2026',
      ...PLACE,
      isObserved: false,
      sections: [
        { title: 'Plans', path: [], line: 1, level: 2, target: null },
        {
          title: 'Soon',
          path: ['Plans'],
          line: 3,
          level: 3,
          target: { text: 'Later', kind: 'horizon', start: null, end: null },
        },
      ],
      items: [
        {
          id: sail.id,
          line: 4,
          endLine: 5,
          title: 'Sail',
          description: 'Far.',
          path: ['Plans'],
          parent: null,
          status: 'planned',
          areas: ['Deck'],
          target: { text: '2027-03-31', kind: 'timeframe', start: '2027-03-31', end: '2027-03-31' },
          references: [],
          column: null,
          moves: [],
        },
        expect.objectContaining({
          id: rope.id,
          parent: 0,
          status: 'in-progress',
          path: ['Plans', 'Soon'],
          target: null,
        }),
      ],
      findings: [],
    });
  });

  it('is plain JSON, and the same for the same input', () => {
    const desired = roadmap([item('Sail', 4, { references: ['#1'], target: '2026-01-31' })]);
    const observed = observation({ references: { '#1': found('#1') } });
    const one = planned({ desired, observed });
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
    expect(planned({ desired, observed })).toEqual(one);
    expect([isCurrentView(one), isCurrentView({ ...one, version: 0 }), isCurrentView(null)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('calls slipped what the Plan calls late, and nothing that is done, dropped or only moved', () => {
    const late = '2026-06-30';
    const items = [
      item('Late', 3, { target: late, status: 'in-progress' }),
      item('Over', 4, { target: late, status: 'done' }),
      item('Given up', 5, { target: late, status: 'dropped' }),
      item('Told', 6, { status: 'slipped' }),
      item('Moved', 7, { target: '2027-06-30' }),
      item('Fine', 8, { target: '2027-06-30' }),
    ];
    const known = base(
      baseItem(items[4]!, { target: { text: '2026-12-31', kind: 'timeframe', start: null, end: '2026-12-31' } }),
    );
    const made = planned({ desired: roadmap(items), observed: observation(), base: known });
    expect(made.items.map(({ status }) => status)).toEqual([
      'slipped',
      'done',
      'dropped',
      'slipped',
      'planned',
      'planned',
    ]);
    expect(made.findings.filter(({ rule }) => rule === 'overdue').map(({ line }) => line)).toEqual([3, 6, 7]);
    expect(statusCounts(made)).toEqual({ planned: 2, 'in-progress': 0, done: 1, slipped: 2, dropped: 1 });
  });

  it('tells the findings of the Plan, or of the file alone', () => {
    const twins = [item('Sail', 3), item('Sail', 9, { id: 'other' })];
    const desired = roadmap(twins);
    const alone = view({ desired, plan: { findings: lint(desired, policy(), NOW) } });
    expect(alone.findings).toEqual([
      { rule: 'duplicate-item', severity: 'warning', line: 9, message: expect.stringContaining('Sail'), item: 'other' },
    ]);
    expect(alone.isObserved).toBe(false);
    expect(planned({ desired, observed: observation() }).findings).toEqual(expect.arrayContaining(alone.findings));
  });

  it('tells from which target to which an item was moved', () => {
    const sail = item('Sail', 3, { target: '2027-03-31' });
    const earlierTargets = [
      { text: '1.2', end: '2026-03-31' },
      { text: '1.1', end: '2025-12-31' },
      { text: 'Later', end: null },
    ];
    const known = base(baseItem(sail, { earlierTargets }));
    const [moved] = view({ desired: roadmap([sail]), base: known }).items;
    expect(moved!.moves).toEqual([
      {
        from: { text: '1.2', start: null, end: '2026-03-31' },
        to: { text: '1.1', start: null, end: '2025-12-31' },
        on: null,
        isSlip: false,
      },
      {
        from: { text: '1.1', start: null, end: '2025-12-31' },
        to: { text: 'Later', start: null, end: null },
        on: null,
        isSlip: false,
      },
      {
        from: { text: 'Later', start: null, end: null },
        to: { text: '2027-03-31', start: '2027-03-31', end: '2027-03-31' },
        on: null,
        isSlip: false,
      },
    ]);
    const slipped = (from: BaseItem['earlierTargets'][number], to: string) => {
      const rope = item('Rope', 3, { target: to });
      return view({ desired: roadmap([rope]), base: base(baseItem(rope, { earlierTargets: [from] })) }).items[0]!.moves;
    };
    const quarter = {
      text: 'Q1',
      kind: 'timeframe',
      start: '2026-01-01',
      end: '2026-03-31',
      leftOn: '2026-02-03',
    } as const;
    expect(slipped(quarter, '2027-03-31')).toEqual([
      {
        from: { text: 'Q1', start: '2026-01-01', end: '2026-03-31' },
        to: { text: '2027-03-31', start: '2027-03-31', end: '2027-03-31' },
        on: '2026-02-03',
        isSlip: true,
      },
    ]);
    expect(slipped(quarter, '2025-12-31')).toMatchObject([{ isSlip: false }]);
    expect(slipped(quarter, 'Later')).toMatchObject([{ isSlip: true }]);
    expect(slipped({ text: '1.2', end: null }, '1.3')).toMatchObject([{ isSlip: true, on: null }]);
    const [untold] = view({ desired: roadmap([{ ...sail, target: null }]), base: known }).items;
    expect(untold!.moves.at(-1)).toMatchObject({ from: { text: 'Later' }, to: null, isSlip: false });
  });
});

describe('a reference in the view', () => {
  it('is what the file says where nobody asked', () => {
    expect(shown('#12', null)).toEqual({
      kind: 'issue',
      label: '#12',
      url: 'https://github.com/acme/anchor/issues/12',
      title: null,
      state: null,
    });
    const labels = ['acme/sail#3', 'acme/anchor/milestone/4', 'acme/sail/discussions/5', 'acme/anchor/pull/6'];
    expect(labels.map((written) => shown(written, null)).map(({ label, url }) => [label, url])).toEqual([
      ['acme/sail#3', 'https://github.com/acme/sail/issues/3'],
      ['milestone 4', 'https://github.com/acme/anchor/milestone/4'],
      ['acme/sail discussion 5', 'https://github.com/acme/sail/discussions/5'],
      ['#6', 'https://github.com/acme/anchor/pull/6'],
    ]);
    const project: Reference = { ...reference('#4'), kind: 'project', repo: null };
    expect(shown(project, null)).toMatchObject({ label: 'acme project 4', url: null });
    const known = view({
      desired: roadmap([item('Sail', 3, { references: ['#1'] })]),
      place: { ...PLACE, serverUrl: null },
    });
    expect(known.items[0]!.references).toMatchObject([{ label: '#1', url: null }]);
  });

  it.each([
    ['open', found('#1'), 'open'],
    ['done', closed('#1'), 'done'],
    ['closed as not planned', closed('#1', { stateReason: 'not-planned' }), 'dropped'],
    ['closed as a duplicate', closed('#1', { stateReason: 'duplicate' }), 'dropped'],
    ['missing', { state: 'missing' }, 'missing'],
    ['not answered for', { state: 'unobserved', reason: 'GitHub was away' }, null],
  ] as const)('of the own repository is %s', (_, answer, state) => {
    const made = shown('#1', observation({ references: { '#1': answer } }));
    const title = answer.state === 'found' ? 'Title of #1' : null;
    expect(made).toEqual({ kind: 'issue', label: '#1', url: 'https://github.com/acme/anchor/issues/1', title, state });
  });

  const SAIL = 'acme/sail#3';
  const PRIVATE = { kind: 'issue', label: 'a private reference', url: null, title: null, state: null };

  it.each<[string, Observation]>([
    ['hidden', observation({ references: { [SAIL]: { state: 'hidden' } }, repositories: ['acme/sail'] })],
    [
      'missing in a private one',
      observation({ references: { [SAIL]: { state: 'missing' } }, repositories: sail('private') }),
    ],
    [
      'not answered for in a private one',
      observation({ references: { [SAIL]: { state: 'unobserved', reason: 'away' } }, repositories: sail('private') }),
    ],
    ['found in a private one', observation({ references: { [SAIL]: found(SAIL) }, repositories: sail('private') })],
    ['found in an internal one', observation({ references: { [SAIL]: found(SAIL) }, repositories: sail('internal') })],
    [
      'found in an internal one, from an internal one',
      observation({ repository: own('internal'), references: { [SAIL]: found(SAIL) }, repositories: sail('internal') }),
    ],
    [
      'found in a private one, from a private one',
      observation({ repository: own('private'), references: { [SAIL]: closed(SAIL) }, repositories: sail('private') }),
    ],
    [
      'moved from a public one into a private one',
      observation({
        references: { [SAIL]: found('acme/hull#8', { moved: true }) },
        repositories: [repository('sail'), repository('hull', { visibility: 'private' })],
      }),
    ],
  ])('of another repository that is %s reads the same', (_, observed) => {
    const desired = roadmap([item('Sail', 3, { references: [SAIL] })]);
    const made = planned({ desired, observed });
    expect(made.items[0]!.references).toEqual([PRIVATE]);
    expect(JSON.stringify({ ...made, findings: [] })).not.toMatch(/Title of|hull|sail#/);
  });

  it('of another repository that everybody can read tells all', () => {
    const answers = { repositories: sail('public') };
    expect(shown(SAIL, observation({ ...answers, references: { [SAIL]: closed(SAIL) } }))).toMatchObject({
      label: SAIL,
      title: 'Title of acme/sail#3',
      state: 'done',
    });
    const missing = shown(SAIL, observation({ ...answers, references: { [SAIL]: { state: 'missing' } } }));
    expect(missing).toMatchObject({ label: SAIL, state: 'missing' });
    const inside = observation({ ...answers, repository: own('private'), references: { [SAIL]: found(SAIL) } });
    expect(shown(SAIL, inside)).toMatchObject({ label: SAIL, state: 'open' });
  });

  it('is there for the issue that Milepost opened, and names it once', () => {
    const sails = item('Sail', 3, { placeholder: true });
    const desired = roadmap([sails]);
    const key = `open-issue:42:ROADMAP.md:${sails.id}`;
    const result = { number: 9, commentId: null, url: 'https://github.com/acme/anchor/issues/9', missedKey: null };
    const ledger = ledgerOf(record(key, { result }));
    const just = view({ desired, observed: observation(), ledger }).items[0]!.references;
    expect(just).toEqual([{ kind: 'issue', label: '#9', url: result.url, title: null, state: 'open' }]);
    const known = base(baseItem(sails, { issue: 9 }));
    const seen = observation({ references: { '#9': closed('#9') } });
    expect(view({ desired, observed: seen, base: known }).items[0]!.references).toMatchObject([
      { label: '#9', title: 'Title of #9', state: 'done' },
    ]);
    const alone = view({ desired, base: known }).items[0]!.references;
    expect(alone).toMatchObject([{ label: '#9', state: null }]);
    const named = roadmap([item('Sail', 3, { references: ['#9'] })]);
    expect(view({ desired: named, observed: seen, base: known }).items[0]!.references).toHaveLength(1);
    const other = observation({ markedIssues: [marked(12, sails)] });
    expect(view({ desired, observed: other }).items[0]!.references).toMatchObject([{ label: '#12', state: 'open' }]);
    // It was moved to where not everybody can read it.
    const away = observation({
      references: { '#9': found('acme/hull#8', { moved: true }) },
      repositories: [repository('hull', { visibility: 'private' })],
    });
    expect(view({ desired, observed: away, base: known }).items[0]!.references).toEqual([PRIVATE]);
  });
});

describe('the column of an item in the view', () => {
  const desired = roadmap([item('Sail', 3, { references: ['#1'] })]);
  const columnIn = (observed: Observation, rest: Partial<ViewInput> = {}): string | null =>
    view({ desired, observed, policy: policy(), ...rest }).items[0]!.column;
  const seen = { references: { '#1': onBoard({ status: 'In Progress' }) }, board: board() };

  it('is what its card shows as status', () => {
    expect(columnIn(observation(seen))).toBe('In Progress');
    expect(columnIn(observation({ ...seen, references: { '#1': onBoard({}) } }))).toBeNull();
    expect(
      columnIn(observation({ ...seen, references: { '#1': found('#1', { nodeId: 'I_1', card: null }) } })),
    ).toBeNull();
    const archived = found('#1', { nodeId: 'I_1', card: card({ status: 'Done' }, { archived: true }) });
    expect(columnIn(observation({ ...seen, references: { '#1': archived } }))).toBeNull();
    expect(view({ desired, observed: observation(seen) }).items[0]!.column).toBeNull();
  });

  it('is told where all who read the roadmap can see the board, and the issue', () => {
    const hidden = { ...seen, board: board({ public: false }) };
    expect(columnIn(observation(hidden))).toBeNull();
    expect(columnIn(observation({ ...hidden, repository: { ...OWN, visibility: 'internal' } }))).toBeNull();
    expect(columnIn(observation({ ...hidden, repository: { ...OWN, visibility: 'private' } }))).toBe('In Progress');
    const other = roadmap([item('Sail', 3, { references: ['acme/sail#3'] })]);
    const answer = found('acme/sail#3', { nodeId: 'I_3', card: card({ status: 'Done' }) });
    const columnOf = (visibility: 'public' | 'private') =>
      columnIn(
        observation({
          board: board(),
          references: { 'acme/sail#3': answer },
          repositories: [repository('sail', { visibility })],
        }),
        { desired: other },
      );
    expect([columnOf('public'), columnOf('private')]).toEqual(['Done', null]);
  });

  it('is what was written to the card just now', () => {
    const { id } = desired.items[0]!;
    const field = {
      facet: 'status',
      fieldId: 'F',
      fieldName: 'Status',
      value: { optionId: 'O' },
      shown: 'Done',
      before: null,
    } as const;
    const moved = (rest: object = {}): OperationReport => ({
      operation: {
        kind: 'update-card',
        key: 'k',
        item: { id, title: 'Sail', description: '', path: [], line: 3, endLine: 3, target: null },
        hold: null,
        board: { id: 'PVT_4', owner: 'acme', number: 4, title: 'Voyage' },
        issue: { owner: 'acme', repo: 'anchor', number: 1 },
        fields: [field],
        cardId: 'PVTI_1',
        ...rest,
      },
      outcome: {
        state: 'done',
        earlier: false,
        result: { number: null, commentId: null, url: null, missedKey: null },
      } as const,
    });
    expect(columnIn(observation(seen), { outcomes: [moved()] })).toBe('Done');
    expect(columnIn(observation(seen), { outcomes: [moved({ privateBoard: true })] })).toBe('In Progress');
    const refused = { ...moved(), outcome: { state: 'refused', reason: 'no' } as const };
    expect(columnIn(observation(seen), { outcomes: [refused] })).toBe('In Progress');
  });
});
