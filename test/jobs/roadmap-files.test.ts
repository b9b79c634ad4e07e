import { describe, expect, it } from '@jest/globals';
import type { StoredReading } from '../../src/jobs/memory.ts';
import { GONE, hasChanged, type RoadmapFiles } from '../../src/jobs/roadmap-files.ts';

const file = (oid: string, path = 'ROADMAP.md') => ({ path, oid, size: 1, text: null });
const reading = (changes: Partial<StoredReading> = {}): StoredReading => ({
  path: 'ROADMAP.md',
  blobOid: 'a',
  configurationOid: 'c',
  asOf: '2024-01-01',
  base: { items: [] },
  settled: true,
  ...changes,
});

interface Case {
  present?: RoadmapFiles['present'];
  missing?: string[];
  /** Files at the commit before the push; null: unknown. */
  before?: Record<string, string> | null;
  readings?: StoredReading[];
  policyOid?: string | null;
}

const changed = ({ present = [], missing = [], before = {}, readings = [], policyOid = 'p' }: Case): boolean =>
  hasChanged({ present, missing, previousOids: before === null ? null : new Map(Object.entries(before)) }, readings, {
    oid: 'c',
    policyPath: '.github/milepost.yml',
    policyOid,
  });

const POLICY = { '.github/milepost.yml': 'p' };

describe('whether a push concerns a roadmap', () => {
  it.each<[string, boolean, Case]>([
    ['the file is as it was settled', false, { present: [file('a')], readings: [reading()], before: null }],
    ['the file is another one', true, { present: [file('b')], readings: [reading()] }],
    [
      'the configuration is another one',
      true,
      { present: [file('a')], readings: [reading({ configurationOid: 'd' })] },
    ],
    ['the file is gone', true, { readings: [reading()] }],
    ['the file was gone already, and that was said', false, { readings: [reading({ blobOid: GONE })] }],
    ['a second roadmap came', true, { present: [file('a'), file('x', 'docs/PLAN.md')], readings: [reading()] }],
    ['nothing was read before, and the push brought the file', true, { present: [file('a')], before: POLICY }],
    [
      'nothing was read before, and the push left the file alone',
      false,
      { present: [file('a')], before: { 'ROADMAP.md': 'a', ...POLICY } },
    ],
    [
      'nothing was read before, and the push brought a configuration',
      true,
      { present: [file('a')], before: { 'ROADMAP.md': 'a' } },
    ],
    ['nothing was read before, and the commit before is unknown', true, { present: [file('a')], before: null }],
    [
      'only a first look has read the file that this push brought',
      true,
      { present: [file('a')], readings: [reading({ settled: false })], before: POLICY },
    ],
    [
      'only a first look has read it, and this push left it alone',
      false,
      { present: [file('a')], readings: [reading({ settled: false })], before: { 'ROADMAP.md': 'a', ...POLICY } },
    ],
    ['there is no roadmap, and never was', false, { before: {}, policyOid: null }],
    ['there is no roadmap on a new branch', false, { before: null, policyOid: null }],
    ['the push removed a roadmap that nobody had read', true, { before: { 'docs/Roadmap.md': 'a' }, policyOid: null }],
    ['the push removed a configured one', true, { missing: ['PLAN.md'], before: { 'PLAN.md': 'a', ...POLICY } }],
    ['the push brought a configuration, and there is no roadmap', true, { before: {} }],
  ])('%s: %s', (_what, expected, world) => {
    expect(changed(world)).toBe(expected);
  });
});
