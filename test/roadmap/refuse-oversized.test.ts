import { describe, expect, it } from '@jest/globals';
import { parse } from '../../src/roadmap/parse.ts';
import { MAX_ITEMS, MAX_REFERENCES, refuseOversized } from '../../src/roadmap/refuse-oversized.ts';

const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2024-05-01' };
const bullets = (count: number): string =>
  `## Later\n\n${Array.from({ length: count }, (_, index) => `- Light ${index}\n`).join('')}`;

describe('a roadmap with very many items', () => {
  it('is given as it is up to the limit', () => {
    const roadmap = parse(bullets(MAX_ITEMS), context);
    expect(refuseOversized(roadmap, context)).toBe(roadmap);
  });

  it('is refused above it, with what was found, what was expected and what to do', () => {
    const { items, problems } = refuseOversized(parse(bullets(MAX_ITEMS + 1), context), context);
    expect(items).toEqual([]);
    expect(problems).toMatchObject([{ rule: 'unreadable-file', line: 1 }]);
    expect(problems[0]!.message).toBe(
      'ROADMAP.md has 10001 items; at most 10000 can be kept in step with GitHub. Nothing was done with it. Split the file, or move finished work elsewhere.',
    );
  });

  it('is refused for its references too, wherever they stand', () => {
    const numbers = Array.from({ length: MAX_REFERENCES + 1 }, (_, index) => `#${index + 1}`).join(' ');
    expect(refuseOversized(parse(`See ${numbers}.\n`, context), context).problems[0]!.message).toMatch(
      /^ROADMAP\.md has 12001 references; at most 12000/,
    );
  });
});
