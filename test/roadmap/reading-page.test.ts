/** The examples of docs/reading.md are read as the page says. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from '../../src/roadmap/parse.ts';

const page = readFileSync(new URL('../../docs/reading.md', import.meta.url), 'utf8');
const examples = [
  ...page.matchAll(/^###? ([^\n]+)\n(?:(?!^###? )[^])*?^```markdown\n([^]*?)^```\n\nItems: ([^\n]+)$/gm),
];

describe('the page on reading', () => {
  it('has an example for each way of writing', () => {
    expect(examples.length).toBe(page.match(/^```markdown$/gm)?.length);
    expect(examples.length).toBeGreaterThanOrEqual(10);
  });

  it.each(examples.map(([, heading = '', text = '', items = '']) => [heading, text, items] as const))(
    '%s',
    (_, text, items) => {
      const context = { file: 'ROADMAP.md', repo: 'acme/anchor', host: 'github.com', asOf: '2026-07-01' };
      const read = parse(text, context).items.map(({ title, status, target }) => {
        return `${title} (${[status, ...(target === null ? [] : [target.text])].join(', ')})`;
      });
      expect(read.join(' · ')).toBe(items);
    },
  );
});
