import { describe, expect, it } from '@jest/globals';
import { introducedBy, type PlannedReading, type RoadmapChange } from '../../src/plan/introduced.ts';
import type { ReconcileInput } from '../../src/plan/reconcile.ts';
import { reconcile } from '../../src/plan/reconcile.ts';
import type { Item, Roadmap } from '../../src/roadmap/model.ts';
import { changedLines } from '../../src/plan/changed-lines.ts';
import { base, baseItem, closed, item, NOW, observation, policy, problem, roadmap, target } from './builders.ts';

/** A reading of these items, planned; its lines are those of the items. */
function reading(items: Item[], rest: Partial<ReconcileInput> = {}, more: Partial<Roadmap> = {}): PlannedReading {
  const desired = roadmap(items, more);
  const text = Array.from({ length: 40 }, (_, index) => items.find(({ line }) => line === index + 1)?.title ?? '').join(
    '\n',
  );
  const plan = reconcile({
    desired,
    observed: observation(),
    base: null,
    ledger: new Map(),
    approvals: { fingerprint: null },
    policy: policy(),
    now: NOW,
    ...rest,
  });
  return { desired, text, plan };
}

const compare = (before: PlannedReading | null, after: PlannedReading | null, stored = base()): RoadmapChange =>
  introducedBy({ before, after, base: stored, policy: policy() });

const told = ({ changes }: RoadmapChange): string[] =>
  changes.map(
    ({ before, after, changes: kinds }) => `${before?.title ?? '–'} > ${after?.title ?? '–'}: ${kinds.join(' ')}`,
  );

const known = (...items: Item[]) => base(...items.map((one) => baseItem(one)));

const titles = (operations: RoadmapChange['introduced']): string[] => operations.map((one) => one.item.title);

describe('what a change introduces', () => {
  const lens = item('Grind the lens', 3, { target: '1.8.0', references: ['#1'] });
  const bell = item('Ring the bell', 4);

  it('is nothing for the same items at other lines', () => {
    const change = compare(
      reading([lens, bell]),
      reading([
        { ...lens, line: 9 },
        { ...bell, line: 11 },
      ]),
    );
    expect(change).toMatchObject({ state: 'changed', changes: [], findings: [], introduced: [], due: [] });
  });

  it('names items that were added, removed, reworded, moved, retargeted, and those whose status changed', () => {
    const rope = item('Splice the rope', 5);
    const after = [
      { ...lens, title: 'Grind the new lens', target: target('1.9.0') },
      { ...bell, path: ['Later'], status: 'in-progress' as const },
      item('Paint the door', 7),
    ];
    expect(told(compare(reading([lens, bell, rope]), reading(after)))).toEqual([
      'Grind the lens > Grind the new lens: reworded retargeted',
      'Ring the bell > Ring the bell: moved status-changed',
      '– > Paint the door: ',
      'Splice the rope > –: ',
    ]);
  });

  it('knows what an item was planned for before', () => {
    const earlier = [{ text: '1.6.0', end: '2026-03-31' }];
    const stored = base(baseItem(lens, { earlierTargets: earlier }));
    const change = compare(reading([lens]), reading([{ ...lens, target: target('1.9.0') }]), stored);
    expect(change.changes[0]?.earlierTargets).toEqual(earlier);
  });

  it('says of a file that comes that it is added, and of one that goes that it is removed', () => {
    expect(compare(null, reading([lens]))).toMatchObject({ state: 'added', items: 1, previousFile: null });
    expect(compare(reading([lens]), null)).toMatchObject({ state: 'removed', items: 0, file: 'ROADMAP.md' });
  });

  it('does not take the items of a file that cannot be read for removed', () => {
    const unreadable = reading([], {}, { problems: [problem('unreadable-file', 1)] });
    const change = compare(reading([lens]), unreadable);
    expect(change).toMatchObject({ isCompared: false, changes: [] });
    expect(change.findings.map(({ rule }) => rule)).toEqual(['unreadable-file']);
  });
});

describe('findings that a change introduces', () => {
  const missing = observation({ references: { '#7': { state: 'missing' }, '#8': { state: 'missing' } } });
  const broken = item('Grind the lens', 3, { references: ['#7'] });

  it('are those that the base does not have, wherever its lines have moved to', () => {
    const before = reading([broken], { observed: missing });
    const moved = { ...broken, line: 8, references: [{ ...broken.references[0]!, line: 8 }] };
    const after = reading([moved, item('Ring the bell', 9, { references: ['#8'] })], { observed: missing });
    const change = compare(before, after);
    expect(change.findings.map(({ rule, item: id }) => [rule, id])).toEqual([
      ['broken-reference', item('Ring the bell', 9).id],
    ]);
    expect(change).toMatchObject({ standing: 1, settled: 0 });
  });

  it('are not those of an item that was only reworded', () => {
    const observed = observation({ references: { '#7': closed('#7') } });
    const before = reading([broken], { observed });
    const after = reading([{ ...broken, title: 'Grind the brass lens' }], { observed });
    expect(before.plan.findings.map(({ rule }) => rule)).toEqual(['closed-not-done']);
    expect(compare(before, after)).toMatchObject({ findings: [], standing: 1, settled: 0 });
  });

  it('are those of an item whose target changed, where the finding is of its target', () => {
    const [early, late] = ['2026-01-31', '2026-06-30'].map((day) => item('Grind the lens', 3, { target: day }));
    const change = compare(reading([late!]), reading([early!]));
    expect(change.findings.map(({ rule }) => rule)).toEqual(['overdue']);
    expect(change.settled).toBe(1);
  });

  it('counts those that it settles', () => {
    const change = compare(
      reading([broken], { observed: missing }),
      reading([{ ...broken, references: [] }], { observed: missing }),
    );
    expect(change).toMatchObject({ findings: [], settled: 1, standing: 0 });
  });

  it('takes those on changed lines for the new ones among many that are alike', () => {
    const same = [3, 4, 5].map((line) => problem('mojibake', line, { message: 'Letters are damaged.' }));
    const items = [item('One', 3), item('Two', 4)];
    const before = reading(items, {}, { problems: same.slice(0, 2) });
    const after = reading([item('One', 3), item('New', 4), item('Two', 5)], {}, { problems: same });
    expect(compare(before, after).findings.map(({ range }) => range.line)).toEqual([4]);
  });
});

describe('what merging writes', () => {
  const placeholder = item('Wick trimmer', 6, { placeholder: true });

  it('is what the change brings; what is due anyway, and what is no longer done, is told apart', () => {
    const lens = item('Grind the lens', 3, { placeholder: true });
    const bell = item('Ring the bell', 4, { placeholder: true });
    const stored = known(lens, bell);
    const before = reading([lens, bell], { base: stored });
    const after = reading([lens, placeholder], { base: stored });
    const change = compare(before, after, stored);
    expect([titles(change.introduced), titles(change.due), titles(change.withdrawn)]).toEqual([
      ['Wick trimmer'],
      ['Grind the lens'],
      ['Ring the bell'],
    ]);
    expect(change.fingerprint).toBe(after.plan.fingerprint);
  });

  it('is the same for a file under another name', () => {
    const before = reading([placeholder]);
    const after = reading([placeholder], {}, { file: 'docs/ROADMAP.md' });
    expect(after.plan.operations[0]?.key).not.toBe(before.plan.operations[0]?.key);
    expect(compare(before, after)).toMatchObject({ introduced: [], withdrawn: [], previousFile: 'ROADMAP.md' });
  });

  it('does not tell of issues and boards that not everybody can read, nor by its fingerprint', () => {
    const after = reading([placeholder]);
    const [operation] = after.plan.operations;
    const hidden = {
      ...operation!,
      kind: 'comment-slip' as const,
      key: 'comment-slip:42:ROADMAP.md:acme/vault#1',
      issue: { owner: 'acme', repo: 'vault', number: 1 },
      privateIssue: true as const,
      slip: { reason: 'date-passed' as const, missedKey: 'q1', missed: 'Q1', missedOn: null, now: null },
    };
    const withHidden = { ...after, plan: { ...after.plan, operations: [operation!, hidden] } };
    expect(compare(null, withHidden)).toEqual(compare(null, after));
  });
});

describe('changed lines', () => {
  it('are those that the old text does not have', () => {
    expect([...changedLines('a\nb\nc', 'b\r\na\r\nx\r\nc')]).toEqual([3]);
    expect([...changedLines('a', 'a\na')]).toEqual([2]);
    expect([...changedLines(null, 'a\nb')]).toEqual([1, 2]);
  });
});
