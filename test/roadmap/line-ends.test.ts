import { describe, expect, it } from '@jest/globals';
import { parse } from '../../src/roadmap/parse.ts';
import type { Item } from '../../src/roadmap/model.ts';

const context = { file: 'ROADMAP.md', repo: 'acme/lantern', host: 'github.com', asOf: '2024-06-01' };
const items = (text: string): Item[] => parse(text, context).items;

describe('the ends of lines', () => {
  it.each(['\n', '\r\n'])('leave a reference on an indented second line where it is (%j)', (end) => {
    const text = `- Add groups${end} #12 of us`;
    const { range } = items(text)[0]!.references[0]!;
    expect(text.slice(range.startOffset, range.endOffset)).toBe('#12');
  });

  it.each(['\n', '\r\n'])('leave it where it is behind a deep indent, too (%j)', (end) => {
    const text = `- Add groups${end}${' '.repeat(90)}#12 of us`;
    const { range, line } = items(text)[0]!.references[0]!;
    expect([text.slice(range.startOffset, range.endOffset), line]).toEqual(['#12', 2]);
  });

  it('cut a long title at the same word with CR LF', () => {
    for (let words = 1; words < 40; words += 1) {
      const text = `- Add ${'of\n  '.repeat(words)}${'them '.repeat(80)}\n`;
      const windows = items(text.replaceAll('\n', '\r\n'));
      expect(windows.map(({ title }) => title)).toEqual(items(text).map(({ title }) => title));
    }
  });

  it.each(['##\nadd parts:\n1. P', '## Groups\n\nOne text.\n\n~~~', '##\n.\n<!--'])(
    'change no item when the last one is added: %j',
    (text) => {
      expect(items(`${text}\n`)).toEqual(items(text));
    },
  );
});
