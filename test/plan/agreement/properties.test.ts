/** What holds of every story of people and syncs. */
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { reconcile } from '../../../src/plan/reconcile.ts';
import { STATUSES } from '../../../src/roadmap/model.ts';
import type { Work, World } from './world.ts';
import { COLUMNS, inputOf, LANES, merge, sync, TARGETS } from './world.ts';

const anyStatus = fc.constantFrom(...STATUSES);
const anyTarget = fc.constantFrom(...TARGETS, null);
const anyIssue = fc.constantFrom('open' as const, 'done' as const, 'dropped' as const);
const anyCard = fc
  .record({
    status: fc.constantFrom(...COLUMNS, null),
    release: anyTarget,
    area: fc.constantFrom(...LANES, null),
  })
  .map((values) =>
    Object.fromEntries(Object.entries(values).flatMap(([name, shown]) => (shown === null ? [] : [[name, shown]]))),
  );

const anyWork: fc.Arbitrary<Work> = fc.record({
  status: anyStatus,
  target: anyTarget,
  lane: fc.constantFrom(...LANES),
  issue: anyIssue,
  card: fc.option(anyCard, { freq: 4 }),
  milestone: fc.constantFrom(null, 1, 2),
});

const anyWorld: fc.Arbitrary<World> = fc
  .array(anyWork, { minLength: 1, maxLength: 3 })
  .map((works) => ({ works, base: null, ledger: new Map(), writes: 0 }));

type Step =
  | { kind: 'person'; work: number; change: (work: Work) => Partial<Work> }
  | { kind: 'sync'; killedAfter: number }
  | { kind: 'merge' };

const field = (name: string, value: fc.Arbitrary<string | null>): fc.Arbitrary<(work: Work) => Partial<Work>> =>
  value.map((shown) => ({ card }: Work) => {
    if (card === null) return {};
    const { [name]: _, ...rest } = card;
    return { card: shown === null ? rest : { ...rest, [name]: shown } };
  });

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('person' as const),
      work: fc.nat({ max: 2 }),
      change: fc.oneof(
        anyStatus.map((status) => () => ({ status })),
        anyTarget.map((target) => () => ({ target })),
        fc.constantFrom(...LANES).map((lane) => () => ({ lane })),
        anyIssue.map((issue) => () => ({ issue })),
        field('status', fc.constantFrom(...COLUMNS, null)),
        field('release', anyTarget),
        field('area', fc.constantFrom(...LANES, null)),
        fc.constant(() => ({ card: null })),
        anyCard.map((card) => (work: Work) => (work.card === null ? { card } : {})),
        fc.constantFrom(null, 1, 2).map((milestone) => () => ({ milestone })),
      ),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'sync' as const, killedAfter: Infinity }) },
  { weight: 1, arbitrary: fc.nat({ max: 2 }).map((killedAfter) => ({ kind: 'sync' as const, killedAfter })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'merge' as const }) },
);

const anyStory = fc.record({ world: anyWorld, steps: fc.array(anyStep, { maxLength: 14 }) });

const FIELDS = ['status', 'release', 'area'] as const;
const FACETS = { status: 'status', release: 'target', area: 'lane' } as const;

function hasAgreed({ base }: World, index: number, name: (typeof FIELDS)[number]): boolean {
  const agreed = base?.items[index]?.agreed;
  return name === 'status' ? agreed?.status?.column !== undefined : agreed?.[FACETS[name]] !== undefined;
}

/** Every field of every card, its card and its milestone can be written once without anybody's change. */
const FIRST_WRITES = FIELDS.length + 2;

function change(world: World, step: Extract<Step, { kind: 'person' }>): World {
  const works = world.works.map((work, index) => (index === step.work ? { ...work, ...step.change(work) } : work));
  return { ...world, works };
}

const goingOn = (world: World): string[] => reconcile(inputOf(world)).operations.map(({ key }) => key);

describe('every story of people and syncs', () => {
  it('ends with nothing left to write after a sync, whoever changed what and whenever a process died', () => {
    fc.assert(
      fc.property(anyStory, ({ world, steps }) => {
        let now = world;
        for (const step of steps) {
          if (step.kind === 'person') now = change(now, step);
          else if (step.kind === 'merge') now = merge(now, reconcile(inputOf(now)));
          else now = sync(now, step.killedAfter).world;
        }
        const { world: synced, plan } = sync(now);
        now = synced;
        expect(goingOn(now)).toEqual([]);
        // What is proposed keeps its key, by which a refusal is remembered.
        expect(reconcile(inputOf(now)).proposals).toEqual(plan.proposals);
        const again = sync(now).world;
        expect(again.base).toEqual(now.base);
        expect(again.writes).toBe(now.writes);
      }),
      { numRuns: 150 },
    );
  });

  it('writes no more often than people change something', () => {
    fc.assert(
      fc.property(anyStory, ({ world, steps }) => {
        let now = world;
        let changes = world.works.length * FIRST_WRITES;
        for (const step of steps) {
          const before = now;
          if (step.kind === 'person') now = change(now, step);
          else if (step.kind === 'merge') now = merge(now, reconcile(inputOf(now)));
          else now = sync(now, step.killedAfter).world;
          // A merge may take up several proposals of one item; each is somebody's word.
          if (step.kind === 'person') changes += 1;
          if (step.kind === 'merge')
            changes += 3 * now.works.filter((work, index) => work !== before.works[index]).length;
        }
        expect(sync(sync(now).world).world.writes).toBeLessThanOrEqual(changes);
      }),
      { numRuns: 100 },
    );
  });

  it('never writes over what a person moved since the last sync, nor takes a card or a milestone off', () => {
    fc.assert(
      fc.property(anyStory, ({ world, steps }) => {
        let now = sync(world).world;
        let seen = now;
        for (const step of steps) {
          if (step.kind === 'person') now = change(now, step);
          else if (step.kind === 'merge') now = merge(now, reconcile(inputOf(now)));
          else {
            const next = sync(now).world;
            next.works.forEach((work, index) => {
              const [before, known] = [now.works[index]!, seen.works[index]!];
              for (const name of FIELDS) {
                if (before.card?.[name] === known.card?.[name] || known.card === null || before.card === null) continue;
                // What never agreed and was cleared is at its first contact still: an empty field is filled.
                if (before.card[name] === undefined && !hasAgreed(seen, index, name)) continue;
                expect(work.card?.[name]).toBe(before.card[name]);
              }
              if (before.card !== null) expect(work.card).not.toBeNull();
              if (before.card === null && known.card !== null) expect(work.card).toBeNull();
              if (before.milestone !== null) expect(work.milestone).toBe(before.milestone);
              expect(work.issue).toBe(before.issue);
            });
            now = next;
            seen = next;
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('writes no field of which it says that it conflicts', () => {
    fc.assert(
      fc.property(anyStory, ({ world, steps }) => {
        let now = sync(world).world;
        for (const step of steps) {
          if (step.kind === 'person') now = change(now, step);
          else if (step.kind === 'merge') now = merge(now, reconcile(inputOf(now)));
          else {
            const { world: next, plan } = sync(now);
            const told = plan.findings.filter(({ rule }) => rule === 'conflict' || rule === 'column-mismatch');
            for (const { item, message } of told) {
              const operation = plan.operations.find((one) => one.kind === 'update-card' && one.item.id === item);
              if (operation?.kind !== 'update-card') continue;
              for (const { fieldName } of operation.fields) {
                expect(
                  message.includes(`in “${fieldName}”`) ||
                    (fieldName === 'Status' && !message.includes(' in “A') && !message.includes(' in “R')),
                ).toBe(false);
              }
            }
            now = next;
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('plans the same in whatever order the stores list things', () => {
    fc.assert(
      fc.property(anyStory, ({ world, steps }) => {
        let now = sync(world).world;
        for (const step of steps) if (step.kind === 'person') now = change(now, step);
        const input = inputOf(now);
        const { observed, base, ledger } = input;
        const other = {
          ...input,
          observed: { ...observed, references: Object.fromEntries(Object.entries(observed.references).toReversed()) },
          base: base && { ...base, items: base.items.toReversed() },
          ledger: new Map([...ledger].toReversed()),
        };
        expect(JSON.stringify(reconcile(other))).toBe(JSON.stringify(reconcile(input)));
      }),
      { numRuns: 100 },
    );
  });
});
