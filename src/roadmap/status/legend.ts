import type { Block, SectionBlock } from '../markdown/blocks.ts';
import type { Status } from '../model.ts';
import { isLegend } from '../classify/classify-lists.ts';
import { normalizeMark, statusOfMeaning } from './status.ts';
import type { Legend } from './status.ts';
import { squeeze } from '../words.ts';

const MARK = /^\s*(:[a-z][\w+-]*:|\p{Extended_Pictographic}\uFE0F?|[✓✔☐☑])[\s–—:=|-]*([^\s–—:=|-].{1,79})$/iu;

/**
 * What the file itself says that its marks mean: list entries `🚧 - in progress`, rows of a two-column table, or one line
 * `✅ done | 🚧 in progress`, in any language. Beside a mark that is explained with a status word the others mean planned work;
 * marks that are explained without any (`🔴 high · 🟢 low`) say nothing of how far a work is.
 */
export function legendOf(root: SectionBlock): Legend {
  const legend = new Map<string, Status | null>();
  for (const { texts, isCertain } of candidates(root)) {
    const meanings = texts.map((text) => MARK.exec(text)).filter((match) => match !== null);
    const statuses = meanings.map((match) => statusOfMeaning(match[2] ?? ''));
    const other = statuses.some((status) => status !== null) ? 'planned' : null;
    meanings.forEach((match, index) => {
      const mark = normalizeMark(match[1] ?? '');
      const status = statuses[index] ?? null;
      if (!legend.has(mark) && (status !== null || isCertain)) legend.set(mark, status ?? other);
    });
  }
  return legend;
}

/** Texts that may each explain a mark, from one place. `isCertain`: they are a legend whatever their words say. */
interface Explanations {
  texts: string[];
  isCertain: boolean;
}

function candidates(section: SectionBlock): Explanations[] {
  const isNamed =
    /\b(?:legend|key|status|symbols?|markers?|meaning)\b|凡例|图例|圖例|범례|légende|legende|leyenda|legenda|легенда|обозначения/i.test(
      section.phrase.text,
    );
  return section.content.flatMap((part): Explanations[] => {
    if (part.type === 'section') return candidates(part);
    if (
      part.type === 'table' &&
      part.columns.length === 2 &&
      part.rows.every((row) => isMark(row.cells[0]?.text ?? '') && isMeaning(row.cells[1]?.text ?? ''))
    ) {
      const texts = part.rows.map((row) => `${squeeze(row.cells[0]?.text ?? '')} ${squeeze(row.cells[1]?.text ?? '')}`);
      return [{ texts, isCertain: false }];
    }
    return explanationsIn(part, isNamed);
  });
}

/** Marks alone, or beside a word: `✅`, `🚧 WIP`. */
function isMark(text: string): boolean {
  return text.trim().split(/\s+/).length <= 2;
}

/** A work that happens to bear a mark has more words than a meaning has. */
function isMeaning(text: string): boolean {
  return text.trim().split(/\s+/).length <= 8;
}

function explanationsIn(block: Block, isNamed: boolean): Explanations[] {
  if (block.type === 'list') {
    if (!isNamed && !isLegend(block)) return [];
    return [{ texts: block.entries.map((entry) => squeeze(entry.phrase.text)), isCertain: false }];
  }
  const phrases = block.type === 'paragraph' ? [block.phrase] : block.type === 'quote' ? block.phrases : [];
  return phrases.flatMap((phrase) => inlineLegend(squeeze(phrase.text)) ?? []);
}

const ANY_MARK = /:[a-z][\w+-]{1,30}:|\p{Extended_Pictographic}\uFE0F?|[✓✔☐☑]/giu;

/** `Legend: ✅ done · 🚧 in progress`: two marks or more in one line, each with its meaning up to the next; null for other text. */
function inlineLegend(text: string): Explanations | null {
  const line = text.replace(
    /^[^\p{Extended_Pictographic}✓✔☐☑:：]{1,40}[:：]\s*(?=\p{Extended_Pictographic}|[✓✔☐☑:])/u,
    '',
  );
  const starts = [...line.matchAll(ANY_MARK)].map((match) => match.index);
  if (starts.length < 2 || starts[0] !== 0) return null;
  const texts = starts.map((start, index) => line.slice(start, starts[index + 1]));
  const isSetOff = texts.slice(0, -1).every((part) => /[|·•,;/、，；]\s*$/.test(part));
  const parts = texts.map((part) => part.replace(/[\s|·•,;/、，；]{1,9}$/, ''));
  return parts.every((part) => MARK.test(part) && isMeaning(part)) ? { texts: parts, isCertain: isSetOff } : null;
}
