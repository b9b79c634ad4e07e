import { describe, expect, it } from '@jest/globals';
import type { StoredReading } from '../../../src/jobs/memory/memory.ts';
import { occasionOf, whyWithheld } from '../../../src/jobs/sync/sync-occasion.ts';
import type { SyncTask } from '../../../src/jobs/sync/sync-task.ts';
import { defaultPolicy } from '../../../src/policy/defaults.ts';

const task = (changes: Partial<SyncTask>): SyncTask => ({
  owner: 'example-org',
  name: 'lantern',
  occasion: 'push',
  sender: 'alice',
  before: 'a',
  after: 'b',
  firstLook: false,
  picked: false,
  ref: null,
  path: null,
  approvals: { fingerprint: null },
  dryRun: false,
  ...changes,
});
const reading = (settled: boolean): StoredReading => ({
  path: 'ROADMAP.md',
  blobOid: 'a',
  configurationOid: '',
  asOf: '2024-01-01',
  base: { items: [] },
  settled,
});
const LOOK: Partial<SyncTask> = { occasion: 'first-look', firstLook: true, sender: null };

describe('what a sync is about', () => {
  it.each<[string, string | null, Partial<SyncTask>, { isChanged: boolean; readings?: StoredReading[] }]>([
    ['a push that changed the roadmap', 'push', {}, { isChanged: true }],
    ['a push that changed nothing', null, {}, { isChanged: false }],
    ['a push that changed nothing, but took in a first look', 'first-look', { firstLook: true }, { isChanged: false }],
    [
      'a push that changed nothing, where a first look was had',
      null,
      { firstLook: true },
      { isChanged: false, readings: [reading(false)] },
    ],
    ['a push of Milepost itself', 'own-event', { sender: 'Milepost[bot]' }, { isChanged: true }],
    ['a push of another bot', 'push', { sender: 'renovate[bot]' }, { isChanged: true }],
    ['a first look', 'first-look', LOOK, { isChanged: true }],
    ['a first look at what was read already', null, LOOK, { isChanged: true, readings: [reading(true)] }],
    ['somebody asked', 'manual', { occasion: 'manual' }, { isChanged: false, readings: [reading(true)] }],
    ['somebody asked before the first look', 'first-look', { ...LOOK, occasion: 'manual' }, { isChanged: true }],
    [
      'permissions were accepted before the first push',
      'first-look',
      { occasion: 'manual' },
      { isChanged: false, readings: [reading(false)] },
    ],
  ])('%s: %s', (_what, expected, changes, { isChanged, readings = [] }) => {
    const world = { policy: defaultPolicy, readings, isChanged, ownLogin: 'milepost[bot]' };
    expect(occasionOf(task(changes), world)).toBe(expected);
  });

  it('tells whether anything but the check run is written', () => {
    expect(whyWithheld(false, defaultPolicy, 'push')).toBeNull();
    expect(whyWithheld(false, defaultPolicy, 'manual')).toBeNull();
    expect(whyWithheld(true, defaultPolicy, 'push')).toContain('dry run');
    expect(whyWithheld(false, { ...defaultPolicy, mode: 'plan' }, 'push')).toContain('mode: plan');
    expect(whyWithheld(false, defaultPolicy, 'first-look')).toContain('first look');
    expect(whyWithheld(false, defaultPolicy, 'own-event')).toContain('itself');
  });
});
