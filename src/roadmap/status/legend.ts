import type { Block, SectionBlock } from '../markdown/blocks.ts';
import type { Status } from '../model.ts';
import { isLegend } from '../classify/classify-lists.ts';
import { normalizeMark, statusOfMeaning } from './status.ts';
import type { Legend } from './status.ts';
import { squeeze } from '../words.ts';

const MARK = /^\s*(:[a-z][\w+-]*:|\p{Extended_Pictographic}\uFE0F?|[✓✔☐☑])[\s–—:=|-]*([^\s–—:=|-].{1,79})$/iu;

/**
 * What the file itself says that its marks mean: list entries `🚧 - in progress`, rows of a two-column table, or one line
 * `✅ done | 🚧 in progress`. Only marks that are explained with a status word count.
 */
export function legendOf(root: SectionBlock): Legend {
  const legend = new Map<string, Status>();
  for (const text of candidates(root)) {
    const match = MARK.exec(text);
    const [, mark = '', meaning = ''] = match ?? [];
    if (match === null) continue;
    const status = statusOfMeaning(meaning);
    if (status !== null && !legend.has(normalizeMark(mark))) legend.set(normalizeMark(mark), status);
  }
  return legend;
}

function candidates(section: SectionBlock): string[] {
  const isNamed = /\b(?:legend|key|status|symbols?|markers?|meaning)\b|凡例|图例/i.test(section.phrase.text);
  return section.content.flatMap((part): string[] => {
    if (part.type === 'section') return candidates(part);
    if (
      part.type === 'table' &&
      part.columns.length === 2 &&
      part.rows.every((row) => isMeaning(row.cells[1]?.text ?? ''))
    ) {
      return part.rows.map((row) => `${squeeze(row.cells[0]?.text ?? '')} ${squeeze(row.cells[1]?.text ?? '')}`);
    }
    return linesOf(part, isNamed);
  });
}

/** A work that happens to bear a mark has more words than a meaning has. */
function isMeaning(text: string): boolean {
  return text.trim().split(/\s+/).length <= 8;
}

function linesOf(block: Block, isNamed: boolean): string[] {
  if (block.type === 'list')
    return isNamed || isLegend(block) ? block.entries.map((entry) => squeeze(entry.phrase.text)) : [];
  const phrases = block.type === 'paragraph' ? [block.phrase] : block.type === 'quote' ? block.phrases : [];
  return phrases.flatMap((phrase) => {
    const text = squeeze(
      phrase.text.replace(/^[^\p{Extended_Pictographic}:]{0,30}(?:legend|key|status)\s*[:：]/iu, ''),
    );
    const parts = text.split(/ ?[|·•,;/] ?| (?=\p{Extended_Pictographic})/u);
    return parts.length >= 2 && parts.every((part) => MARK.test(part) && isMeaning(part)) ? parts : [];
  });
}
