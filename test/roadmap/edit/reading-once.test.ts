import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Edit } from '../../../src/roadmap/edit/edit.ts';

const parsing = await import('../../../src/roadmap/parse.ts');
let readings = 0;
jest.unstable_mockModule('../../../src/roadmap/parse.ts', () => ({
  ...parsing,
  trace: (...given: Parameters<typeof parsing.trace>) => {
    readings += 1;
    return parsing.trace(...given);
  },
}));
const { applyEdits } = await import('../../../src/roadmap/edit/apply-edits.ts');
const { context } = await import('./edited.ts');

const text = Array.from({ length: 60 }, (_, index) => `- [ ] Work ${index}\n`).join('');
const ids = parsing.parse(text, context).items.map((item) => item.id);
const tick = (id: string): Edit => ({ kind: 'set-status', item: id, status: 'done' });

describe('a run of edits', () => {
  beforeEach(() => {
    readings = 0;
  });

  it('reads the text once before and once after, however many edits there are', () => {
    expect(applyEdits(text, context, ids.slice(0, 50).map(tick)).applied).toHaveLength(50);
    expect(readings).toBe(2);
  });

  it('reads it a few times more where one edit cannot be made exactly', () => {
    const edits: Edit[] = [
      ...ids.slice(0, 50).map(tick),
      // A bullet that is only an address is no item.
      { kind: 'add-item', to: [], item: { title: 'https://example.org/x' } },
    ];
    const result = applyEdits(text, context, edits);
    expect(result.applied).toHaveLength(50);
    expect(result.refused.map(({ refusal }) => refusal.reason)).toEqual(['not-exact']);
    expect(readings).toBeLessThan(16);
  });
});
