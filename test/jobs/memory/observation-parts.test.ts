import { describe, expect, it } from '@jest/globals';
import type { KeptObservation } from '../../../src/jobs/memory/memory.ts';
import { observationOf, partsOf } from '../../../src/jobs/memory/observation-parts.ts';
import type { FoundReference, ObservedReference, ObservedRepository } from '../../../src/plan/observation.ts';

const repository: ObservedRepository = {
  id: 7,
  owner: 'quill',
  name: 'ink',
  visibility: 'public',
  archived: false,
  issuesEnabled: true,
  writable: true,
};

const found = (number: number, more: Partial<FoundReference> = {}): FoundReference => ({
  state: 'found',
  kind: 'issue',
  owner: 'quill',
  repo: 'ink',
  number,
  moved: false,
  title: `Work ${number}`,
  url: `https://github.com/quill/ink/issues/${number}`,
  open: true,
  stateReason: null,
  createdAt: '2026-01-01T00:00:00Z',
  closedAt: null,
  milestone: null,
  ownIssue: false,
  ...more,
});

function kept(count: number, more: Record<string, ObservedReference> = {}): KeptObservation {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const references = Object.fromEntries(numbers.map((number) => [`quill/ink#${number}`, found(number)]));
  return {
    now: '2026-02-01T00:00:00Z',
    observed: {
      repository,
      references: { ...references, ...more },
      repositories: { 'quill/ink': repository, 'quill/secret': null },
      milestones: [],
      releases: [],
      markedIssues: null,
      markedComments: null,
      board: null,
    },
  };
}

const asStored = (value: KeptObservation): unknown[] => JSON.parse(JSON.stringify(partsOf(value))) as unknown[];

describe('an Observation in parts', () => {
  it('is whole again afterwards, in whatever order its references come', () => {
    for (const count of [0, 1, 51, 1_000]) {
      expect(observationOf(asStored(kept(count)))).toEqual(kept(count));
    }
    expect(observationOf([])).toBeNull();
  });

  it('changes in one part of some dozens where one reference changes', () => {
    const [before, after] = [
      partsOf(kept(1_000)),
      partsOf(kept(1_000, { 'quill/ink#500': found(500, { open: false }) })),
    ];
    const changed = before.filter((part, index) => JSON.stringify(part) !== JSON.stringify(after[index]));
    expect(changed).toHaveLength(1);
    expect(Object.keys(changed[0] as object).length).toBeLessThan(80);
    expect(after).toHaveLength(before.length);
  });

  it('keeps the names of fields that JavaScript knows too', () => {
    const card = { id: 'PVTI_1', archived: false, values: Object.assign(Object.create(null), { status: 'Done' }) };
    const again = observationOf(asStored(kept(0, { 'quill/ink#1': found(1, { card }) })));
    const reference = again?.observed.references['quill/ink#1'];
    const values = reference?.state === 'found' ? reference.card?.values : undefined;
    expect(values).toEqual({ status: 'Done' });
    expect(values?.['constructor']).toBeUndefined();
  });
});
