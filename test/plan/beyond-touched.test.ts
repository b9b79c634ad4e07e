import { describe, expect, it } from '@jest/globals';
import { isBeyondTouched, type TouchedWorld } from '../../src/plan/beyond-touched.ts';
import type { Finding, Operation, Plan } from '../../src/plan/model.ts';
import type { Observation } from '../../src/plan/observation.ts';
import type { Proposal } from '../../src/plan/proposal.ts';
import { parse } from '../../src/roadmap/parse.ts';

const context = { file: 'ROADMAP.md', repo: 'quill/ink', host: 'github.com', asOf: '2026-01-01' };
const desired = parse('## Later\n\n- One (#1)\n- Two (#2)\n- Both (#1, #2)\n- None\n', context);
const [one = '', two = '', both = '', none = ''] = desired.items.map(({ id }) => id);

const finding = (item: string | null): Finding => ({
  rule: 'closed-not-done',
  severity: 'warning',
  message: `About ${item}`,
  file: 'ROADMAP.md',
  range: { line: 1, column: 1, endLine: 1, endColumn: 2, startOffset: 0, endOffset: 1 },
  item,
  suggestion: null,
});

const comment = (item: string, number: number, hold: Operation['hold'] = null): Operation => ({
  kind: 'comment-slip',
  key: `comment-slip:7:ROADMAP.md:quill/ink#${number}`,
  item: { id: item, title: 'One', description: '', path: [], line: 3, endLine: 3, target: null },
  hold,
  issue: { owner: 'Quill', repo: 'ink', number },
  slip: { reason: 'date-passed', missedKey: 'Q1', missed: 'Q1', missedOn: null, now: null },
});

const proposal = (item: string, key = `set-status:${item}`): Proposal => ({
  key,
  edits: [],
  item: { id: item, title: 'One', line: 3 },
  summary: 'Tick it',
  reason: 'It was closed',
  source: { kind: 'github' },
});

const planOf = (more: Partial<Plan>): Plan => ({
  file: 'ROADMAP.md',
  repo: 'quill/ink',
  findings: [],
  operations: [],
  proposals: [],
  fingerprint: '',
  ...more,
});

/** After a look at #1. */
const world = (plan: Partial<Plan>, before: Partial<Plan> = {}, more: Partial<TouchedWorld> = {}): TouchedWorld => ({
  desired,
  observed: { references: {} } as Observation,
  plan: planOf(plan),
  before: planOf(before),
  looked: new Set(['quill/ink#1']),
  conversation: { standing: null },
  acts: true,
  proposes: true,
  ...more,
});

const standing = (...proposals: string[]): Partial<TouchedWorld> => ({
  conversation: { standing: { number: 12, headOid: '', baseOid: '', proposals } },
});

describe('a Plan after a look at what was touched', () => {
  it('may speak of an item all of whose references were looked at', () => {
    expect(isBeyondTouched(world({}))).toBe(false);
    const about = { findings: [finding(one)], operations: [comment(one, 1)], proposals: [proposal(one)] };
    expect(isBeyondTouched(world(about))).toBe(false);
    expect(isBeyondTouched(world({}, about))).toBe(false);
  });

  it('may not say anything new of another, of one that refers to more, or of the whole file', () => {
    for (const item of [two, both, none, null]) {
      expect(isBeyondTouched(world({ findings: [finding(item)] }))).toBe(true);
      expect(isBeyondTouched(world({}, { findings: [finding(item)] }))).toBe(true);
      expect(isBeyondTouched(world({ findings: [finding(item)] }, { findings: [finding(item)] }))).toBe(false);
    }
  });

  it('may not write on another issue, however long that has been planned', () => {
    const planned = { operations: [comment(two, 2)] };
    expect(isBeyondTouched(world(planned, planned))).toBe(true);
    expect(isBeyondTouched(world(planned, planned, { acts: false }))).toBe(false);
    const held = { operations: [comment(two, 2, 'limit')] };
    expect(isBeyondTouched(world(held, held))).toBe(false);
    expect(isBeyondTouched(world({ operations: [comment(one, 2)] }))).toBe(true);
  });

  it('may keep what the pull request holds, and add nothing about others to it', () => {
    const proposed = { proposals: [proposal(two)] };
    expect(isBeyondTouched(world(proposed, proposed))).toBe(true);
    expect(isBeyondTouched(world(proposed, proposed, standing(`set-status:${two}`)))).toBe(false);
    expect(isBeyondTouched(world(proposed, proposed, { proposes: false }))).toBe(false);
  });
});
