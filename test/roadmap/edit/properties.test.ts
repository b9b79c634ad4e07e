import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { editDocument } from '../../../src/roadmap/edit/apply-edits.ts';
import { readForEdit } from '../../../src/roadmap/edit/document.ts';
import type { EditDocument } from '../../../src/roadmap/edit/document.ts';
import type { Edit, EditedText } from '../../../src/roadmap/edit/edit.ts';
import { replaceIn } from '../../../src/roadmap/edit/replacements.ts';
import type { Item, ReadingContext } from '../../../src/roadmap/model.ts';
import { parse } from '../../../src/roadmap/parse.ts';
import { context, issue, said } from './edited.ts';

/** Every few items of a file, so that the whole corpus takes seconds. */
const SAMPLES = 8;

// The longest files are read some twenty times each.
jest.setTimeout(60_000);

interface File {
  name: string;
  text: string;
  context: ReadingContext;
}

const examples = join(import.meta.dirname, '../../../roadmaps');
const corpus = join(import.meta.dirname, '../../../../shared/corpus');
const isThere = existsSync(join(corpus, 'raw'));

function examplesWritten(): File[] {
  return readdirSync(examples)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => {
      const text = readFileSync(join(examples, name), 'utf8');
      return [
        { name, text, context },
        { name: `${name} with CR LF`, text: text.replaceAll('\n', '\r\n'), context },
        { name: `${name} with a byte order mark and no last line end`, text: `\uFEFF${text.trimEnd()}`, context },
      ];
    });
}

function corpusFiles(): File[] {
  if (!isThere) return [];
  const manifest = JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8')) as {
    file: string;
    repo: string;
    path: string;
    date: string;
  }[];
  return manifest.map(({ file, repo, path, date }) => ({
    name: file,
    text: readFileSync(join(corpus, 'raw', file), 'utf8'),
    context: { file: path, repo, host: 'github.com', asOf: date },
  }));
}

function sampled(document: EditDocument): Item[] {
  const { items } = document.roadmap;
  const step = Math.max(1, Math.ceil(items.length / SAMPLES));
  return items.filter((_, index) => index % step === 0);
}

/** The item and all that is below it. */
function family(items: readonly Item[], id: string): Set<number> {
  const inside = new Set<number>();
  items.forEach((item, index) => {
    if (item.id === id || (item.parent !== null && inside.has(item.parent))) inside.add(index);
  });
  return inside;
}

const fields = (items: readonly Item[], skip: ReadonlySet<number>, without: readonly string[] = []): unknown[] =>
  items.flatMap((item, index) => {
    const all = said(item);
    for (const field of without) delete all[field];
    return skip.has(index) ? [] : [all];
  });

/** The bytes outside the changes are as they were, and the inverse leads back to the same bytes. */
function expectOnlyChanges(text: string, result: EditedText): void {
  const changes = result.applied.flatMap(({ change }) => change.replacements);
  let [before, after] = [0, 0];
  for (const { startOffset, endOffset, text: written } of changes.toSorted(
    (one, other) => one.startOffset - other.startOffset || one.endOffset - other.endOffset,
  )) {
    expect(result.text.slice(after, after + startOffset - before)).toBe(text.slice(before, startOffset));
    after += startOffset - before + written.length;
    before = endOffset;
  }
  expect(result.text.slice(after)).toBe(text.slice(before));
  expect(Buffer.from(replaceIn(result.text, result.inverse)).equals(Buffer.from(text))).toBe(true);
}

const files = [...examplesWritten(), ...corpusFiles()];

describe('edits of the example roadmaps and of the corpus', () => {
  if (!isThere) it.skip('(no ../shared/corpus here: only the examples are edited)', () => undefined);

  it.each(files)('of fields change these fields only: $name', ({ text, context: at }) => {
    const document = readForEdit(text, at);
    const before = document.roadmap.items;
    const edits = sampled(document).map((item, index): { edit: Edit; field: string[] } => {
      const { id } = item;
      const [owner = '', repo = ''] = at.repo?.split('/') ?? [];
      const reference = { ...issue(900_000 + index), owner, repo };
      const wanted = item.status === 'done' ? 'planned' : 'done';
      if (item.placeholder)
        return { edit: { kind: 'set-reference', item: id, reference }, field: ['references', 'placeholder'] };
      if (index % 3 === 0) return { edit: { kind: 'add-reference', item: id, reference }, field: ['references'] };
      if (index % 3 === 1) return { edit: { kind: 'set-status', item: id, status: wanted }, field: ['status'] };
      return { edit: { kind: 'set-target', item: id, target: 'Q3 2031' }, field: ['target'] };
    });
    const result = editDocument(
      document,
      edits.map(({ edit }) => edit),
    );
    expectOnlyChanges(text, result);
    // In any order the same bytes, or one that says why not.
    const other = editDocument(document, edits.map(({ edit }) => edit).toReversed());
    if ([...result.refused, ...other.refused].every(({ refusal }) => refusal.reason !== 'conflict'))
      expect(other.text).toBe(result.text);

    const after = parse(result.text, at);
    const made = edits.filter(({ edit }) => result.applied.some((one) => one.edit === edit));
    const touched = new Set(
      made.flatMap(({ edit }) => [...family(before, 'item' in edit ? (edit.item as string) : '')]),
    );
    expect(after.items).toHaveLength(before.length);
    expect(fields(after.items, touched)).toEqual(fields(before, touched));
    for (const { edit, field } of made) {
      const index = before.findIndex((item) => 'item' in edit && item.id === edit.item);
      const [old, now] = [before[index], after.items[index]];
      if (old === undefined || now === undefined) throw new Error('an item is missing');
      // A parent's edit reaches its parts; two edits of one family are told apart by the reader's own test above.
      const inherited = made.length > 1 ? ['status', 'target'] : [];
      expect(fields([now], new Set(), [...field, ...inherited])).toEqual(
        fields([old], new Set(), [...field, ...inherited]),
      );
      if (edit.kind === 'set-status') expect(now.status).toBe(edit.status);
      if (edit.kind === 'set-target')
        expect([now.target?.start, now.target?.end]).toEqual(['2031-07-01', '2031-09-30']);
      if (edit.kind === 'set-reference' || edit.kind === 'add-reference') {
        expect(now.references.map(({ number }) => number)).toContain(edit.reference.number);
        expect(now.references).toHaveLength(old.references.length + 1);
      }
    }
  });

  it.each(files)('of removal, moving and adding change the list of items only: $name', ({ text, context: at }) => {
    const document = readForEdit(text, at);
    const before = document.roadmap.items;
    const [some] = sampled(document).slice(2);
    const item = some ?? before[0];
    if (item === undefined) return;
    const inside = family(before, item.id);
    const rest = fields(before, inside);

    const removed = editDocument(document, [{ kind: 'remove-item', item: item.id }]);
    expectOnlyChanges(text, removed);
    if (removed.applied.length > 0) {
      expect(fields(parse(removed.text, at).items, new Set())).toEqual(rest);
      // No blank line more after another than before.
      expect((removed.text.match(/\n\s*\n\s*\n/g) ?? []).length).toBeLessThanOrEqual(
        (text.match(/\n\s*\n\s*\n/g) ?? []).length,
      );
    }

    const title = 'Greet @everyone | <b>all</b> `at` *once* [here](x) #5';
    const added = editDocument(document, [
      {
        kind: 'add-item',
        to: item.path,
        item: { title, ...(item.areas[0] === undefined ? {} : { area: item.areas[0] }) },
      },
    ]);
    expectOnlyChanges(text, added);
    if (added.applied.length > 0) {
      const { items } = parse(added.text, at);
      const fresh = items.findIndex((one) => one.title.startsWith('Greet'));
      expect(fields(items, new Set([fresh]))).toEqual(fields(before, new Set()));
      expect(items[fresh]).toMatchObject({ path: item.path, references: [], placeholder: false });
      expect(added.text).not.toContain('@everyone');
    }

    const to = document.works.find((work) => work.item.path.join() !== item.path.join())?.item.path;
    if (to === undefined) return;
    const moved = editDocument(document, [{ kind: 'move-item', item: item.id, to }]);
    expectOnlyChanges(text, moved);
    if (moved.applied.length === 0) return;
    const { items } = parse(moved.text, at);
    expect(items).toHaveLength(before.length);
    const there = items.findLastIndex((one) => one.title === item.title && one.path.join() === to.join());
    const arrived = new Set([...inside].map((_, index) => there + index));
    expect(fields(items, arrived)).toEqual(rest);
  });
});
