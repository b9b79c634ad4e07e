import { applyEdits } from '../../../src/roadmap/edit/apply-edits.ts';
import type { Edit } from '../../../src/roadmap/edit/edit.ts';
import { replaceIn } from '../../../src/roadmap/edit/replacements.ts';
import type { Item, ReadingContext } from '../../../src/roadmap/model.ts';
import { parse } from '../../../src/roadmap/parse.ts';

export const context: ReadingContext = {
  file: 'ROADMAP.md',
  repo: 'example-org/lantern',
  host: 'github.com',
  asOf: '2026-01-20',
};

export const issue = (
  number: number,
  repo = 'lantern',
): { kind: 'issue'; owner: string; repo: string; number: number } => ({
  kind: 'issue',
  owner: 'example-org',
  repo,
  number,
});

/** The id of the item of that title; throws where there is none, so that a test cannot pass by naming nothing. */
export function idOf(text: string, title: string): string {
  const { items } = parse(text, context);
  const found = items.find((item) => item.title === title);
  if (found === undefined) throw new Error(`no item “${title}” among ${items.map((item) => item.title).join(' | ')}`);
  return found.id;
}

export function byTitle(text: string, edit: Edit): Edit {
  return 'item' in edit && typeof edit.item === 'string' ? ({ ...edit, item: idOf(text, edit.item) } as Edit) : edit;
}

/** The text after one edit, which must be made and must lead back. The item of the edit is named by its title. */
export function edited(text: string, edit: Edit): string {
  const result = applyEdits(text, context, [byTitle(text, edit)]);
  if (result.refused[0] !== undefined) throw new Error(result.refused[0].refusal.message);
  if (replaceIn(result.text, result.inverse) !== text) throw new Error('the inverse does not lead back');
  return result.text;
}

/** Why one edit is refused: `reason: message`. The text must be as it was. */
export function refusal(text: string, edit: Edit): string {
  const result = applyEdits(text, context, [byTitle(text, edit)]);
  const [first] = result.refused;
  if (first === undefined) throw new Error(`the edit was made: ${result.text}`);
  if (result.text !== text) throw new Error('a refused edit changed the text');
  return `${first.refusal.reason}: ${first.refusal.message}`;
}

/** What is said of an item, without where it stands. */
export function said(item: Item): Record<string, unknown> {
  return {
    title: item.title,
    path: item.path,
    status: item.status,
    target: item.target === null ? null : [item.target.kind, item.target.text, item.target.start, item.target.end],
    areas: item.areas,
    references: item.references.map(({ owner, repo, number }) => `${owner}/${repo ?? ''}#${number}`.toLowerCase()),
    placeholder: item.placeholder,
  };
}
