import { describe, expect, it } from '@jest/globals';
import { isSnoozed, mayCommentOnSlip, mayTell } from '../../src/plan/choices.ts';
import { NO_CONVERSATION, type Conversation } from '../../src/plan/conversation.ts';
import type { Finding } from '../../src/plan/model.ts';

const choosing = (said: Partial<Conversation>, now = '2026-06-10T08:00:00Z') => ({
  conversation: { ...NO_CONVERSATION, ...said },
  now,
});
const finding = (rule: string, item: string | null) => ({ rule, item }) as Finding;
const snoozed = (until: string | null) => ({ snoozed: [{ item: 'a', until, by: 'alice' }] });

describe('what people chose not to hear of', () => {
  it('is quiet about a snoozed item through its last day', () => {
    expect(isSnoozed('a', choosing(snoozed('2026-06-10')))).toBe(true);
    expect(isSnoozed('a', choosing(snoozed('2026-06-09')))).toBe(false);
    expect(isSnoozed('a', choosing(snoozed(null)))).toBe(true);
    expect(isSnoozed('b', choosing(snoozed(null)))).toBe(false);
  });

  it('tells nothing of a snoozed item, and everything of the file', () => {
    expect(mayTell(finding('overdue', 'a'), choosing(snoozed(null)))).toBe(false);
    expect(mayTell(finding('no-items', null), choosing(snoozed(null)))).toBe(true);
  });

  it('leaves out an ignored rule for the item that it was ignored for, or for all', () => {
    const forOne = choosing({ ignored: [{ item: 'a', rule: 'overdue', by: 'alice' }] });
    const forAll = choosing({ ignored: [{ item: null, rule: 'overdue', by: 'alice' }] });
    const told = (choosing_: typeof forOne) =>
      ['a', 'b'].flatMap((item) => ['overdue', 'placeholder'].map((rule) => mayTell(finding(rule, item), choosing_)));
    expect(told(forOne)).toEqual([false, true, true, true]);
    expect(told(forAll)).toEqual([false, true, false, true]);
  });

  it('writes no slip comment for an item whose comments were stopped', () => {
    expect(mayCommentOnSlip('a', choosing({ quiet: ['a'] }))).toBe(false);
    expect(mayCommentOnSlip('b', choosing({ quiet: ['a'] }))).toBe(true);
    expect(mayCommentOnSlip('a', choosing(snoozed(null)))).toBe(false);
  });
});
