import { describe, expect, it } from '@jest/globals';
import type { StoredReading } from '../../../src/jobs/memory/memory.ts';
import {
  concernsWrongConfiguration,
  GONE,
  hasChanged,
  type RoadmapFiles,
} from '../../../src/jobs/reading/roadmap-files.ts';

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
  isPush?: boolean;
}

const CONFIGURATION = { oid: 'c', policyPath: '.github/milepost.yml' };

function changed({ present = [], missing = [], before = {}, readings = [], policyOid = 'p', isPush = true }: Case) {
  const previousOids = before === null ? null : new Map(Object.entries(before));
  return hasChanged({ present, missing, previousOids }, readings, { ...CONFIGURATION, policyOid }, isPush);
}

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
    [
      'only a first look has read it, and something else than a push asks',
      false,
      { present: [file('a')], readings: [reading({ settled: false })], before: null, isPush: false },
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

function told(now: Record<string, string>, before: Record<string, string> | null, readings: StoredReading[] = []) {
  const entries = Object.entries(now).map(([path, oid]) => ({ path, oid, type: 'blob' as const, mode: 0o100644 }));
  const previousOids = before === null ? null : new Map(Object.entries(before));
  const policyOid = now['.github/milepost.yml'] ?? null;
  return concernsWrongConfiguration({ entries, previousOids }, readings, { ...CONFIGURATION, policyOid });
}

describe('whether a push is told of a wrong configuration', () => {
  it.each<[string, boolean, Parameters<typeof told>]>([
    ['it brought the configuration', true, [{ 'ROADMAP.md': 'a', ...POLICY }, { 'ROADMAP.md': 'a' }]],
    [
      'it touched neither',
      false,
      [
        { 'ROADMAP.md': 'a', ...POLICY },
        { 'ROADMAP.md': 'a', ...POLICY },
      ],
    ],
    ['it changed a roadmap that nobody read yet', true, [{ 'docs/Roadmap.md': 'b' }, { 'docs/Roadmap.md': 'a' }]],
    [
      'it changed a roadmap that was read',
      true,
      [{ 'PLAN.md': 'b' }, { 'PLAN.md': 'a' }, [reading({ path: 'PLAN.md' })]],
    ],
    ['it removed a roadmap', true, [{}, { 'ROADMAP.md': 'a' }, [reading()]]],
    ['it changed another file', false, [{ 'README.md': 'b' }, { 'README.md': 'a' }]],
    ['the configuration over it changed', true, [{}, null, [reading({ configurationOid: 'd' })]]],
    ['it is no push, and nothing changed', false, [{ 'ROADMAP.md': 'a' }, null, [reading()]]],
    ['it is the first of all, with a roadmap', true, [{ 'ROADMAP.md': 'a' }, null]],
    ['it is the first of all, without one', false, [{ 'README.md': 'a' }, null]],
  ])('%s: %s', (_what, expected, world) => {
    expect(told(...world)).toBe(expected);
  });
});
