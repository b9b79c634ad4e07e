import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from '../../src/roadmap/parse.ts';
import { unreadableRoadmap } from '../../src/roadmap/unreadable.ts';
import type { RoadmapReader } from '../../src/jobs/reading/read-roadmap.ts';
import { caseOf } from './cases.ts';
import { newChecker } from './checker.ts';
import { faultsOfPlaces } from './places.ts';
import { properties } from './properties.ts';
import { shrink } from './shrink.ts';

const files = [
  { name: 'one.md', text: '# Plans\n\n- Add groups (Q3 2021)\n- Undo #12\n' },
  { name: 'two.md', text: '| Feature | Status |\n|---|---|\n| Export | Done |\n' },
];
const context = { file: 'ROADMAP.md', repo: 'acme/lantern', host: 'github.com', asOf: '2024-06-01' };

const texts = (seed: number): string[] => Array.from({ length: 20 }, (_, number) => caseOf(seed, number, files).text);

const fails = (text: string): Promise<boolean> => Promise.resolve(/\[.*\]/.test(text));

const run = (...options: string[]): { status: number | null; stdout: string } =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../../scripts/fuzz.js'), ...options], { encoding: 'utf8' });

describe('the fuzz run', () => {
  it('makes the same texts of the same seed, and others of another', () => {
    expect(texts(7)).toEqual(texts(7));
    expect(texts(8)).not.toEqual(texts(7));
    expect(new Set(texts(7)).size).toBeGreaterThan(15);
  });

  it('holds all properties for the first texts of a seed', () => {
    for (let number = 0; number < 40; number += 1) {
      const { text } = caseOf(3, number, files);
      for (const { name, broken } of properties) expect([name, text, broken(text)]).toEqual([name, text, null]);
    }
  });

  it('sees a place that is wrong', () => {
    const text = '# Plans\n\n- Add groups #12\n';
    const reading = parse(text, context);
    const range = reading.items[0]!.references[0]!.range;
    const faultsWith = (changed: Partial<typeof range>): string[] => {
      const items = [
        {
          ...reading.items[0]!,
          references: [{ ...reading.items[0]!.references[0]!, range: { ...range, ...changed } }],
        },
      ];
      return faultsOfPlaces({ ...reading, items }, text);
    };
    expect(faultsWith({})).toEqual([]);
    expect(faultsWith({ column: range.column + 1 })).toHaveLength(1);
    expect(faultsWith({ endOffset: text.length + 1 })).toHaveLength(1);
    expect(faultsWith({ line: 99 }).join()).toContain('99');
  });

  it.each([
    ['reading took longer than 2 seconds', 'refused'],
    ['the Markdown reader gave up (items is not iterable)', 'checked'],
  ])("takes the product's own refusal for one only where time or memory ran out: %s", async (said, kind) => {
    const roadmap = unreadableRoadmap(context, `docs/ROADMAP.md is too intricate to read: ${said}.`);
    const reader: RoadmapReader = {
      read: () => Promise.resolve(roadmap),
      explain: () => Promise.reject(new Error('not asked')),
      edit: () => Promise.reject(new Error('not asked')),
      close: () => Promise.resolve(),
    };
    const checker = newChecker(1_000, reader);
    const outcome = await checker.check('- Undo');
    await checker.close();
    expect(outcome.kind).toBe(kind);
    expect(JSON.stringify(outcome).includes('items is not iterable')).toBe(kind === 'checked');
  });

  it('shortens a text to what breaks the property', async () => {
    const text = 'one\ntwo [[x]]\nthree\n'.repeat(20);
    expect(await shrink(text, fails, () => true)).toBe('[]');
  });

  it('runs from the command line, says its seed, and refuses what it does not know', () => {
    const three = run('--runs', '3', '--seed', '5');
    expect(three.stdout).toContain('3 texts in');
    expect(three.stdout).toContain('(seed 5)');
    expect(three.status).toBe(0);
    expect(run('--runs', 'many').status).toBe(2);
    expect(run('--runz', '3').status).toBe(2);
  });
});
