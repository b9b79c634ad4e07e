import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { laterLimit, reservesLeft, whyNotNow, type HourlyLimit } from '../../../src/jobs/budget/hourly-limit.ts';
import { taskRules, urgencyOf, type CheckRequest, type Task, type Urgency } from '../../../src/jobs/queue/task.ts';
import { lookAt } from '../../../src/jobs/sync/sync-request.ts';

const NOW = 1_000_000;
const limit = (remaining: number, more: Partial<HourlyLimit> = {}): HourlyLimit => ({
  most: 1_000,
  remaining,
  endsAtMs: NOW + 60_000,
  ...more,
});

describe('what is left of an hour', () => {
  it('is the lowest that was said of it, in whatever order it is said', () => {
    const sayings = fc.array(
      fc.record({ remaining: fc.nat(1_000), endsAtMs: fc.integer({ min: NOW - 5, max: NOW + 5 }) }),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(sayings, (said) => {
        const last = said.reduce<HourlyLimit | null>((known, seen) => laterLimit(known, limit(0, seen), NOW), null);
        const counting = said.filter(({ endsAtMs }) => endsAtMs > NOW).map(({ remaining }) => remaining);
        expect(last?.remaining ?? Infinity).toBe(Math.min(...counting));
      }),
    );
  });

  it('counts for nothing once it is over', () => {
    const over = limit(0, { endsAtMs: NOW });
    expect(laterLimit(over, null, NOW)).toBeNull();
    expect(laterLimit(null, over, NOW)).toBeNull();
    expect(laterLimit(over, limit(7), NOW)).toEqual(limit(7));
    expect(whyNotNow(over, { urgency: 'patient', underWay: 0 }, NOW)).toBeNull();
  });

  it.each<[Urgency, number, number, 'hourly' | 'reserve' | null]>([
    ['patient', 301, 0, null],
    ['patient', 300, 0, 'reserve'],
    ['ordinary', 300, 0, null],
    ['ordinary', 101, 0, null],
    ['ordinary', 101, 1, 'reserve'],
    ['ordinary', 100, 0, 'reserve'],
    ['asked', 100, 0, null],
    ['asked', 1, 0, null],
    ['asked', 1, 1, 'hourly'],
    ['asked', 0, 0, 'hourly'],
    ['ordinary', 0, 0, 'hourly'],
  ])('%s work with %i left of 1000 and %i under way: %s', (urgency, remaining, underWay, expected) => {
    expect(whyNotNow(limit(remaining), { urgency, underWay }, NOW)).toBe(expected);
  });

  it('is told to others at once when a reserve is touched', () => {
    expect([null, limit(301), limit(300), limit(100), limit(0)].map(reservesLeft)).toEqual([3, 3, 2, 1, 0]);
  });

  it('is nothing to anybody where there is no limit', () => {
    expect(whyNotNow(null, { urgency: 'patient', underWay: 50 }, NOW)).toBeNull();
  });
});

const passes = (waiting: Task, newer: Task): boolean => taskRules.passesHold!(waiting, newer);

describe('who waits for a task', () => {
  const place = { installationId: 1, repositoryId: 2, owner: 'quill', name: 'press' };
  const sync = lookAt(place);
  const check: CheckRequest & { kind: 'check' } = {
    kind: 'check',
    ...place,
    number: 3,
    headOid: 'a',
    baseOid: null,
    wanted: 'check',
    sender: null,
  };
  const comment = { id: 1 } as NonNullable<(typeof sync)['comments']>[number];
  it.each<[string, Task, Urgency]>([
    ['a sync by an event', { kind: 'sync', ...sync }, 'ordinary'],
    ['one queued by an earlier version', sync, 'ordinary'],
    ['a daily look', { ...sync, patient: true }, 'patient'],
    ['a command', { ...sync, comments: [comment] }, 'asked'],
    ['a check run asked for anew', { ...sync, recheck: true }, 'asked'],
    ['a check of a pull request', check, 'ordinary'],
    ['one asked for anew', { ...check, again: true }, 'asked'],
    ['a correction', { ...check, wanted: 'fix' as const }, 'asked'],
    ['an acknowledgement', { kind: 'acknowledge', ...place, commentId: 1 }, 'asked'],
  ])('%s', (_name, task, expected) => {
    expect(urgencyOf(task)).toBe(expected);
  });

  it('passes the hold of what waits less', () => {
    const command: Task = { ...sync, comments: [comment] };
    expect([
      passes(sync, command),
      passes({ ...sync, patient: true }, sync),
      passes(check, { ...check, again: true }),
    ]).toEqual([true, true, true]);
    expect([passes(sync, sync), passes(command, sync), passes(command, command)]).toEqual([false, false, false]);
  });
});
