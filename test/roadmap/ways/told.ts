import { parse } from '../../../src/roadmap/parse.ts';

export const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2026-01-15' };

/** What a roadmap says of each of its items, one line an item: `Title | status | target`, `-` for no target. */
export function told(...lines: string[]): string[] {
  return parse(lines.join('\n'), context).items.map(
    (item) => `${item.title} | ${item.status} | ${item.target === null ? '-' : item.target.text}`,
  );
}
