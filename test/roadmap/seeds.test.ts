import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Item, Reference } from '../../src/roadmap/model.ts';
import { parse } from '../../src/roadmap/parse.ts';

interface Label {
  line: number;
  titles: string[];
  status: string;
  target: string | null;
  refs: string[];
  placeholder: boolean;
  optional: boolean;
}

const seeds = join(import.meta.dirname, '../../../shared/seeds');
const isThere = existsSync(seeds);
const names = isThere
  ? readdirSync(join(seeds, 'labels')).map((file) => file.slice(0, -5))
  : ['(no ../shared/seeds here: skipped)'];

function keyOf(reference: Reference): string {
  return `${reference.owner}/${reference.repo ?? ''}#${reference.number}`;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function sharesTitle(item: Item, label: Label): boolean {
  return label.titles.some((title) => {
    const [given, wanted] = [new Set(wordsOf(item.title)), new Set(wordsOf(title))];
    const common = [...given].filter((word) => wanted.has(word)).length;
    return (2 * common) / (given.size + wanted.size) >= 0.5;
  });
}

describe('the seeds', () => {
  (isThere ? it.each(names) : it.skip.each(names))('%s is read without one miss', (name) => {
    const { repo, items: labels } = JSON.parse(readFileSync(join(seeds, `labels/${name}.json`), 'utf8')) as {
      repo: string;
      items: Label[];
    };
    const text = readFileSync(join(seeds, `raw/${name}.md`), 'utf8');
    const { items } = parse(text, { file: 'ROADMAP.md', repo, host: 'github.com', asOf: '2021-07-01' });
    const required = labels.filter((label) => !label.optional);
    for (const label of required) {
      const item = items.find((candidate) => candidate.line === label.line && sharesTitle(candidate, label));
      expect(item).toMatchObject({ line: label.line, status: label.status, placeholder: label.placeholder });
      expect(item?.target?.text ?? null).toBe(label.target);
      expect(item?.references.map(keyOf)).toEqual(label.refs);
    }
    const lines = new Set(labels.map((label) => label.line));
    expect(items.filter((item) => item.parent === null && !lines.has(item.line))).toEqual([]);
  });
});
