import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from '../../src/roadmap/parse.ts';
import { summarize } from './summary.ts';

const examples = join(import.meta.dirname, '../../roadmaps');
const fixtures = join(import.meta.dirname, 'fixtures');
const names = readdirSync(examples)
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.slice(0, -3));

describe('the example roadmaps', () => {
  it.each(names)('%s is read as its fixture says', (name) => {
    const text = readFileSync(join(examples, `${name}.md`), 'utf8');
    const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2026-01-20' };
    const actual = summarize(parse(text, context));
    const path = join(fixtures, `${name}.json`);
    // A missing fixture fails, unless writing them was asked for; read what was written before committing it.
    if (process.env['WRITE_FIXTURES'] === '1') writeFileSync(path, `${JSON.stringify(actual, null, 2)}\n`);
    expect(existsSync(path)).toBe(true);
    expect(actual).toEqual(JSON.parse(readFileSync(path, 'utf8')));
  });
});
