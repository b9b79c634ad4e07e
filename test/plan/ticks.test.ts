import { describe, expect, it } from '@jest/globals';
import { NO_CONVERSATION } from '../../src/plan/conversation.ts';
import type { Operation, Plan } from '../../src/plan/model.ts';
import {
  approvalsLeft,
  boxMarkdown,
  heldGroups,
  heedTicks,
  quietTickOf,
  readBoxes,
  tickOf,
} from '../../src/plan/ticks.ts';
import { item, planFor, policy } from './builders.ts';

const ROADMAP = '42:ROADMAP.md';
const items = Array.from({ length: 5 }, (_, index) => item(`Item ${index + 1}`, 10 + index, { placeholder: true }));
const limited = { policy: policy({ limits: { new_issues: 2, comments: 2 } }) };
const plan: Plan = planFor(items, limited);
const held = plan.operations.filter(({ hold }) => hold === 'limit');
const [group] = heldGroups(plan);

const heed = (body: string, conversation = NO_CONVERSATION, of: Plan = plan) =>
  heedTicks({ boxes: readBoxes(body), plan: of, roadmap: ROADMAP, items: items.map(({ id }) => id), conversation });

const ticked = (key: string): string => boxMarkdown(key, false).replace('[ ]', '[x]');
const shown = (operations: readonly Operation[]): string =>
  operations.map((operation) => boxMarkdown(tickOf(operation), false)).join('\n');

describe('boxes in a body', () => {
  it('are read at the start of a line only, whatever ends it, with what they were before', () => {
    const key = 'ab'.repeat(8);
    const body = [
      `${boxMarkdown(key, false)} one\r`,
      `text - [x] <!-- milepost:tick:${'cd'.repeat(8)} -->`,
      `- [X] <!-- milepost:tick:${'ef'.repeat(8)}:on --> two`,
      `- [x] <!-- milepost:tick:${key} --> a second one of the first key`,
      '- [x] <!-- milepost:tick:nothing --> three',
      '- [ ] a box of a person',
    ].join('\n');
    expect([...readBoxes(body)]).toEqual([
      [key, { ticked: false, wasTicked: false }],
      ['ef'.repeat(8), { ticked: true, wasTicked: true }],
    ]);
  });

  it('are read in time that grows with the body', () => {
    expect(readBoxes('- [ ] <!-- milepost:tick:'.repeat(100_000)).size).toBe(0);
  });
});

describe('a tick', () => {
  it('lets the Operation pass that its key stands for', () => {
    expect(held).toHaveLength(3);
    expect(heed(`${ticked(tickOf(held[1]!))} x`).approved).toEqual([held[1]!.key]);
  });

  it('for all lets pass what it was shown with, those that are not shown one by one too', () => {
    expect(heed(ticked(group!.tick)).approved).toEqual(held.map(({ key }) => key));
  });

  it('for all of an earlier time counts for those that the body names', () => {
    const fewer = planFor(items.slice(0, 4), limited);
    const old = heldGroups(fewer)[0]!;
    expect(old.tick).not.toBe(group!.tick);
    expect(heed(`${ticked(old.tick)}\n${shown(old.operations)}`).approved).toEqual(
      old.operations.map(({ key }) => key),
    );
    expect(heed(ticked(old.tick))).toBe(NO_CONVERSATION);
  });

  it('says nothing where Milepost itself wrote the box ticked, or where its key is nobody’s', () => {
    expect(heed(boxMarkdown(tickOf(held[0]!), true))).toBe(NO_CONVERSATION);
    expect(heed(ticked('ab'.repeat(8)))).toBe(NO_CONVERSATION);
    expect(heed(ticked(tickOf(plan.operations[0]!)))).toBe(NO_CONVERSATION);
    expect(heed('')).toBe(NO_CONVERSATION);
  });

  it('that is taken back takes the approval back', () => {
    const approved = { ...NO_CONVERSATION, approved: [held[0]!.key] };
    expect(heed(boxMarkdown(tickOf(held[0]!), true).replace('[x]', '[ ]'), approved).approved).toEqual([]);
    expect(heed(ticked(tickOf(held[0]!)), approved)).toBe(approved);
  });

  it('stops the slip comments of an item, and unticked allows them; a box that was never ticked says nothing', () => {
    const key = quietTickOf(ROADMAP, items[0]!.id);
    const quiet = { ...NO_CONVERSATION, quiet: [items[0]!.id] };
    expect(heed(ticked(key)).quiet).toEqual([items[0]!.id]);
    expect(heed(boxMarkdown(key, false), quiet)).toBe(quiet);
    expect(heed(boxMarkdown(key, true).replace('[x]', '[ ]'), quiet).quiet).toEqual([]);
  });

  it('does not reach what not everybody may be told of', () => {
    const secret: Plan = {
      ...plan,
      operations: held.map((operation) => ({ ...operation, privateIssue: true }) as unknown as Operation),
    };
    expect(heldGroups(secret)).toEqual([]);
    expect(heed(`${ticked(group!.tick)}\n${ticked(tickOf(held[0]!))}`, NO_CONVERSATION, secret)).toBe(NO_CONVERSATION);
  });
});

describe('approvals', () => {
  it('are forgotten once their Operation is done, or no longer planned', () => {
    const [done, waits] = held;
    const approved = [done!.key, waits!.key, 'open-issue:42:ROADMAP.md:gone'];
    expect(approvalsLeft(approved, plan, new Set([done!.key]))).toEqual([waits!.key]);
  });
});
