import type { Block, SectionBlock, Table } from '../markdown/blocks.ts';
import { headingWords } from '../classify/classify-headings.ts';
import { nameKey } from '../classify/classify-lists.ts';
import type { FileFacts } from './place.ts';
import { groupingThemesOf } from '../tables/table-columns.ts';

/** Looks over the whole outline once. */
export function fileFactsOf(root: SectionBlock): FileFacts {
  const headings = new Set<string>();
  const groupingThemes = new Set<string>();
  let bullets = 0;
  let boxes = 0;
  const visit = (parts: readonly (Block | SectionBlock)[]): void => {
    for (const part of parts) {
      if (part.type === 'section') {
        if (part.form === 'heading') {
          headings.add(nameKey(part.phrase.text));
          if (part.numbered) headings.add(nameKey(headingWords(part)));
        }
        visit(part.content);
      } else {
        if (part.type === 'list') {
          bullets += part.entries.length;
          boxes += part.entries.filter((entry) => entry.checked !== null).length;
        }
        for (const table of tablesIn(part)) for (const theme of groupingThemesOf(table)) groupingThemes.add(theme);
      }
    }
  };
  visit(root.content);
  headings.delete('');
  return { headings, groupingThemes, usesBoxes: boxes >= 4 && boxes >= bullets / 2 };
}

function tablesIn(block: Block): Table[] {
  if (block.type === 'table') return [block];
  return block.type === 'list' ? block.entries.flatMap((entry) => entry.blocks.flatMap(tablesIn)) : [];
}
