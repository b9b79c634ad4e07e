import type { EditDocument, Work } from './document.ts';
import type { Spot } from './spots.ts';

/** A heading, or a paragraph, with all that belongs to it as lines for the spot; null where its level cannot be changed so. */
export function headingLines({ source }: EditDocument, work: Work, spot: Spot): string[] | null {
  const { form, parts } = work;
  if (form.kind === 'paragraph') return textLines(source.text.slice(parts.start, parts.end));
  if (form.kind !== 'heading' || spot.sample.form.kind !== 'heading') return null;
  const { section } = form;
  const lines = textLines(source.text.slice(section.start, Math.max(section.end, parts.end)));
  const wanted = spot.isEmpty ? spot.level + 1 : spot.sample.form.section.level;
  if (section.form !== spot.sample.form.section.form) return null;
  const shift = section.form === 'heading' ? wanted - section.level : 0;
  if (section.form !== 'heading' && spot.isEmpty && work !== spot.sample) return null;
  return shift === 0 ? lines : withLevels(lines, shift);
}

function textLines(text: string): string[] {
  return text.trimEnd().split(/\r\n|\r|\n/);
}

/** Every heading among the lines one or more levels deeper, or higher; null where one is underlined, or would be too deep. */
function withLevels(lines: readonly string[], shift: number): string[] | null {
  const result: string[] = [];
  let fence: string | null = null;
  for (const line of lines) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]?.charAt(0) ?? null;
    if (mark !== null && (fence === null || fence === mark)) fence = fence === null ? mark : null;
    const hashes = fence === null ? /^ {0,3}(#{1,6})(?=\s|$)/.exec(line)?.[1] : undefined;
    if (fence === null && /^ {0,3}(?:=+|-{2,})\s*$/.test(line) && (result[result.length - 1] ?? '').trim() !== '')
      return null;
    if (hashes === undefined) result.push(line);
    else if (hashes.length + shift < 1 || hashes.length + shift > 6) return null;
    else result.push(line.replace(hashes, '#'.repeat(hashes.length + shift)));
  }
  return result;
}
