/** What holds of every Plan, whatever the roadmap and whatever GitHub says. */
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { nextBase } from '../../src/plan/base.ts';
import type { LedgerRecord, Operation, Plan } from '../../src/plan/model.ts';
import type {
  FoundReference,
  MarkedComment,
  MarkedIssue,
  Observation,
  ObservedReference,
} from '../../src/plan/observation.ts';
import { referenceKey } from '../../src/plan/observation.ts';
import type { ReconcileInput } from '../../src/plan/reconcile.ts';
import { reconcile } from '../../src/plan/reconcile.ts';
import type { Item } from '../../src/roadmap/model.ts';
import {
  baseItem,
  found,
  item,
  milestone,
  NOW,
  observation,
  policy,
  reference,
  release,
  repository,
  roadmap,
} from './builders.ts';

const places = ['#1', '#2', '#3', 'acme/sail#1', 'acme/vault#1', 'acme/anchor/milestone/1'];
const targets = ['2026-03-31', '2026-10-31', '2027-03-31', '1.7.0', 'v1.8.0', 'Later', null];

const anyItem = fc.record({
  status: fc.constantFrom('planned', 'in-progress', 'done', 'slipped', 'dropped'),
  target: fc.constantFrom(...targets),
  references: fc.subarray(places, { maxLength: 2 }),
  placeholder: fc.boolean(),
  path: fc.constantFrom(['Plans'], ['Ideas'], ['Plans', 'UI']),
}) satisfies fc.Arbitrary<Parameters<typeof item>[2]>;

const anyRoadmap = fc
  .array(anyItem, { maxLength: 12 })
  .map((sketches) =>
    roadmap(
      sketches.map((sketch, index) =>
        item(`Work ${index % 9}`, 5 + index * 2, { ...sketch, id: `${index}`.padStart(10, '0') }),
      ),
    ),
  );

const answerFor = (place: string): fc.Arbitrary<ObservedReference> =>
  fc.oneof(
    fc
      .record({
        open: fc.boolean(),
        moved: fc.boolean(),
        ownIssue: fc.boolean(),
        createdAt: fc.constantFrom('2025-01-01T00:00:00Z', '2026-11-20T00:00:00Z'),
      })
      .map((rest): FoundReference => found(place, { ...rest, stateReason: rest.open ? null : 'completed' })),
    fc.constantFrom<ObservedReference>(
      { state: 'missing' },
      { state: 'hidden' },
      { state: 'unobserved', reason: '502' },
    ),
  );

const anyObservation = fc
  .record({
    answers: fc.tuple(...places.map(answerFor)),
    visibility: fc.constantFrom('public', 'internal', 'private'),
    milestones: fc.subarray([
      milestone(1, '1.7.0'),
      milestone(2, 'v1.7.0', { state: 'closed' }),
      milestone(3, '1.8.0', { state: 'closed' }),
      milestone(4, 'Harbour'),
    ]),
    releases: fc.subarray([
      release('v1.7.0'),
      release('1.7.0', { publishedAt: '2026-01-01T00:00:00Z' }),
      release('v1.8.0', { prerelease: true }),
    ]),
  })
  .map(({ answers, visibility, milestones, releases }) =>
    observation({
      repository: repository('anchor', { id: 42, visibility: visibility as 'public' }),
      repositories: [repository('sail'), repository('vault', { visibility: 'private' })],
      references: Object.fromEntries(places.map((place, index) => [place, answers[index]!])),
      milestones,
      releases,
    }),
  );

const anyInput: fc.Arbitrary<ReconcileInput> = fc
  .record({
    desired: anyRoadmap,
    before: anyRoadmap,
    isKnown: fc.boolean(),
    observed: anyObservation,
    unreferenced: fc.boolean(),
    limit: fc.constantFrom(2, 10),
  })
  .map(({ desired, before, isKnown, observed, unreferenced, limit }) => ({
    desired,
    observed,
    base: isKnown ? { items: before.items.map((known) => baseItem(known)) } : null,
    ledger: new Map<string, LedgerRecord>(),
    approvals: { fingerprint: null },
    policy: policy({
      issues: {
        open_for: ['placeholders', 'slipped', ...(unreferenced ? (['unreferenced'] as const) : [])],
        labels: ['roadmap'],
      },
      limits: { new_issues: limit, comments: limit },
    }),
    now: NOW,
  }));

/** A GitHub and a Ledger in which everything that is not held was done; what is held waits. */
function applied(
  input: ReconcileInput,
  plan: Plan,
  doors: { withLedger: boolean; withMarkers: boolean },
): ReconcileInput {
  const ledger = new Map(input.ledger);
  const issues: MarkedIssue[] = [...(input.observed.markedIssues ?? [])];
  const comments = new Map((input.observed.markedComments ?? []).map((comment) => [comment.issue, comment]));
  const waiting = plan.operations.filter(({ hold }) => hold !== null).map(({ item: { id } }) => id);
  plan.operations.forEach((operation, index) => {
    if (operation.hold === null) carryOut(operation, 100 + index, { ledger, issues, comments, waiting });
    else
      ledger.set(operation.key, {
        key: operation.key,
        kind: operation.kind,
        state: 'waiting',
        hold: operation.hold,
        result: null,
      });
  });
  const observed: Observation = {
    ...input.observed,
    references: withMilestones(input.observed, plan),
    markedIssues: doors.withMarkers ? issues : null,
    markedComments: doors.withMarkers ? [...comments.values()] : null,
  };
  return { ...input, observed, ledger: doors.withLedger ? ledger : new Map() };
}

/** The references with what the plan's milestone operations wrote. */
function withMilestones({ references, milestones }: Observation, plan: Plan): Observation['references'] {
  const set = plan.operations.flatMap((operation) =>
    operation.kind === 'set-milestone'
      ? [[referenceKey({ kind: 'issue', ...operation.issue }), operation] as const]
      : [],
  );
  const written = set.flatMap(([key, { milestone: number }]) => {
    const answer = references[key];
    const to = milestones.find((known) => known.number === number) ?? null;
    return answer?.state === 'found' ? [[key, { ...answer, milestone: to }] as const] : [];
  });
  return { ...references, ...Object.fromEntries(written) };
}

interface World {
  ledger: Map<string, LedgerRecord>;
  issues: MarkedIssue[];
  comments: Map<string, MarkedComment>;
  waiting: string[];
}

function carryOut(operation: Operation, number: number, { ledger, issues, comments, waiting }: World): void {
  const {
    key,
    kind,
    item: { id, title, path },
  } = operation;
  const url = `https://github.com/acme/anchor/issues/${number}`;
  if (operation.kind === 'open-issue') {
    issues.push({
      number,
      url,
      open: true,
      createdAt: NOW,
      marker: { roadmap: '42:ROADMAP.md', item: id, title, path, waiting },
    });
    ledger.set(key, { key, kind, state: 'done', result: { number, commentId: null, url, missedKey: null } });
    return;
  }
  if (operation.kind !== 'comment-slip' && operation.kind !== 'update-slip-comment') return;
  const issue = referenceKey({ kind: 'issue', ...operation.issue });
  const commentId = operation.kind === 'comment-slip' ? number : operation.commentId;
  comments.set(issue, {
    issue,
    commentId,
    marker: { roadmap: '42:ROADMAP.md', item: id, missed: operation.slip.missedKey },
  });
  ledger.set(key, {
    key,
    kind,
    state: 'done',
    result: { number: operation.issue.number, commentId, url, missedKey: operation.slip.missedKey },
  });
}

const goingOn = (plan: Plan): string[] => plan.operations.filter(({ hold }) => hold === null).map(({ key }) => key);
const isOrdered = <Value>(values: Value[], key: (value: Value) => string): boolean =>
  values.every((value, index) => index === 0 || key(values[index - 1]!) <= key(value));

const shuffled = <Value>(values: Value[]) => fc.shuffledSubarray(values, { minLength: values.length });
const place = (line: number): string => `${line}`.padStart(6, '0');

describe('every plan', () => {
  it('is the same, byte for byte, in whatever order GitHub and the stores list things', () => {
    const inputs = anyInput.chain((input) => {
      const done = applied(input, reconcile(input), { withLedger: true, withMarkers: true });
      const { observed, base, ledger } = done;
      return fc
        .record({
          references: shuffled(Object.entries(observed.references)),
          repositories: shuffled(Object.entries(observed.repositories)),
          milestones: shuffled(observed.milestones),
          releases: shuffled(observed.releases),
          markedIssues: shuffled(observed.markedIssues ?? []),
          markedComments: shuffled(observed.markedComments ?? []),
          known: shuffled(base?.items ?? []),
          records: shuffled([...ledger]),
        })
        .map(({ references, repositories, known, records, ...lists }) => ({
          one: done,
          other: {
            ...done,
            observed: {
              ...observed,
              ...lists,
              references: Object.fromEntries(references),
              repositories: Object.fromEntries(repositories),
            },
            base: base && { items: known },
            ledger: new Map(records),
          },
        }));
    });
    fc.assert(
      fc.property(inputs, ({ one, other }) => {
        expect(JSON.stringify(reconcile(other))).toBe(JSON.stringify(reconcile(one)));
      }),
    );
  });

  const doors = [
    ['the Ledger and the markers', { withLedger: true, withMarkers: true }],
    ['the Ledger alone', { withLedger: true, withMarkers: false }],
    ['the markers alone', { withLedger: false, withMarkers: true }],
  ] as const;

  it.each(doors)('once applied, leaves nothing to do for a door that has %s', (_name, door) => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const plan = reconcile(input);
        const after = applied(input, plan, door);
        // A door without a Ledger remembers what waits through the markers of what was opened, so it needs one.
        const remembersWaiting =
          door.withLedger || plan.operations.some(({ kind, hold }) => kind === 'open-issue' && hold === null);
        fc.pre(remembersWaiting || plan.operations.every(({ hold }) => hold !== 'limit'));
        expect(goingOn(reconcile(after))).toEqual([]);
      }),
    );
  });

  it('once applied and remembered, finds the same slips and leaves nothing to do', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const plan = reconcile(input);
        const after = applied(input, plan, { withLedger: true, withMarkers: true });
        const next = { ...after, base: nextBase({ ...input, ledger: after.ledger }) };
        const again = reconcile(next);
        expect(goingOn(again)).toEqual([]);
        // An item that had only closed issues is late again once a new one was opened for its placeholder.
        const opened = new Set(
          plan.operations.flatMap(({ kind, item: { id } }) => (kind === 'open-issue' ? [id] : [])),
        );
        const overdue = (of: Plan) =>
          of.findings.filter(({ rule, item }) => rule === 'overdue' && item !== null && !opened.has(item));
        expect(overdue(again)).toEqual(overdue(plan));
        const third = reconcile({ ...next, base: nextBase({ ...next }) });
        expect(JSON.stringify(third)).toBe(JSON.stringify(again));
      }),
    );
  });

  it('is in order: findings by line, operations by document', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const plan = reconcile(input);
        expect(
          isOrdered(plan.findings, ({ range, rule, message }) =>
            [place(range.line), place(range.column), rule, message].join('\n'),
          ),
        ).toBe(true);
        expect(isOrdered(plan.operations, ({ item: { line }, kind, key }) => [place(line), kind, key].join('\n'))).toBe(
          true,
        );
        expect(new Set(plan.operations.map(({ key }) => key)).size).toBe(plan.operations.length);
      }),
    );
  });

  it('goes on with no more of a kind than the limits allow', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const counts = goingOn(reconcile(input))
          .filter((key) => !key.startsWith('set-milestone'))
          .map((key) => (key.startsWith('open-issue') ? 'issue' : 'comment'));
        expect(counts.filter((kind) => kind === 'issue').length).toBeLessThanOrEqual(input.policy.limits.new_issues);
        expect(counts.filter((kind) => kind === 'comment').length).toBeLessThanOrEqual(input.policy.limits.comments);
      }),
    );
  });

  it('says the same of a private repository whatever goes on there', () => {
    fc.assert(
      fc.property(anyInput, answerFor('acme/vault#1'), (input, answer) => {
        const other = {
          ...input,
          observed: { ...input.observed, references: { ...input.observed.references, 'acme/vault#1': answer } },
        };
        expect(reconcile(other).findings).toEqual(reconcile(input).findings);
      }),
    );
  });

  it('never opens an issue for an item that is done or dropped, nor comments for one', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const over = new Set(
          input.desired.items
            .filter(({ status }: Item) => status === 'done' || status === 'dropped')
            .map(({ id }) => id),
        );
        expect(reconcile(input).operations.some(({ item: { id } }) => over.has(id))).toBe(false);
      }),
    );
  });

  it('changes none of its arguments', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const before = structuredClone(input);
        reconcile(input);
        expect(input).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });
});

it('knows every kind of operation', () => {
  const items = [
    item('A', 5, { placeholder: true }),
    item('B', 6, { target: '2026-10-31', references: [reference('#1')] }),
    item('C', 7, { target: '2026-10-31', references: [reference('#2')] }),
  ];
  const observed = observation({
    references: { '#1': found('#1'), '#2': found('#2') },
    markedComments: [
      { issue: 'acme/anchor#2', commentId: 5, marker: { roadmap: '42:ROADMAP.md', item: 'x', missed: '2026-01-31' } },
    ],
  });
  const plan = reconcile({
    desired: roadmap(items),
    observed,
    base: null,
    ledger: new Map(),
    approvals: { fingerprint: null },
    policy: policy(),
    now: NOW,
  });
  expect(plan.operations.map(({ kind }) => kind)).toEqual(['open-issue', 'comment-slip', 'update-slip-comment']);
});
