import { lineStarts } from './field-lines.ts';
import type { SectionBlock } from '../markdown/blocks.ts';
import type { Pointing } from './classify.ts';

const STATED_STATUS =
  /^\s*(?:status|state|stand|estado|statut|état|stato|статус|stan|stav|状态|狀態|状態|ステータス|상태|durum)\s*[:：]\s*([^\n]{1,80})/i;

/** A `Status: …` line of the section's own, as the text after the colon; null without one. */
export function statedStatus(section: SectionBlock): string | null {
  for (const part of section.content) {
    // Behind a line across the page the file as a whole may say how it stands.
    if (part.type === 'rule') break;
    if (part.type !== 'paragraph') continue;
    for (const at of [0, ...lineStarts(part.phrase)]) {
      const match = STATED_STATUS.exec(part.phrase.text.slice(at, at + 120));
      if (match?.[1] !== undefined) return match[1].trim();
    }
  }
  return null;
}

/** An `Issue: #12` line of the section's own, before anything else than prose. */
export function statesIssue(section: SectionBlock, hasReferences: Pointing): boolean {
  const end = section.content.findIndex((part) => part.type !== 'paragraph');
  return section.content
    .slice(0, end === -1 ? undefined : end)
    .some(
      (part) =>
        part.type === 'paragraph' &&
        /^\s*(?:(?:tracking|github|main|epic) )?(?:issue|ticket|epic)\s*[:：]/i.test(part.phrase.text) &&
        hasReferences(part.phrase),
    );
}
