import type { Roadmap } from '../model.ts';
import { rangeAt } from '../markdown/source.ts';
import type { Source } from '../markdown/source.ts';
import { findTimeframes } from '../target/timeframe.ts';
import { countWords } from '../words.ts';

const SAYS_SO =
  /(?:^|[^\p{L}\p{N}])(?:last[ -]?(?:updated?|modified|revised|edited|reviewed)(?:[ _](?:at|on))?\b\s*[:=]?|updated(?:[ _](?:at|on))?\s*[:=]|(?:最后更新|最終更新日?|更新日期?)\s*[:：]?)[\s*_`]{0,6}(?:on\s+)?/iu;

/** One of these is in all that `SAYS_SO` finds: one look over the file instead of one search a line. */
const MAY_SAY_SO = /updat|modifi|revis|edit|review|更新/iu;

/** How much of a line after the words is looked at. */
const VALUE_LENGTH = 60;

/**
 * The file's own "Last updated": `Last Updated: July 2021`, `*Last updated: 2025-11-13*`, `updated_at: 2022-04-12`, anywhere at
 * the start of a line or behind its marks. `date` is the first day of what is said, null when that cannot be read.
 */
export function findLastUpdated(source: Source): Roadmap['lastUpdated'] {
  if (!MAY_SAY_SO.test(source.text)) return null;
  for (const [index, start] of source.lineStarts.entries()) {
    const end = source.lineStarts[index + 1] ?? source.text.length;
    const line = source.text.slice(start, Math.min(end, start + 160));
    const match = SAYS_SO.exec(line);
    // Behind other words it is prose ("this page was last updated by …").
    if (match === null || countWords(line.slice(0, match.index)) > 3) continue;
    const found = readValue(source, start + match.index + match[0].length, end);
    if (found !== null) return found;
  }
  return null;
}

function readValue(source: Source, from: number, lineEnd: number): Roadmap['lastUpdated'] {
  const [rest = ''] = source.text.slice(from, Math.min(lineEnd, from + VALUE_LENGTH)).split(/[\r\n]/, 1);
  const [timeframe] = findTimeframes(rest, { notBefore: '2000-01-01', year: null });
  if (timeframe !== undefined && timeframe.from <= 12 && timeframe.dated) {
    const range = rangeAt(source, from + timeframe.from, from + timeframe.to);
    return { text: timeframe.text, date: timeframe.start, line: range.line, range };
  }
  const value = /^[^*_`|<>()]*/.exec(rest)?.[0].trimEnd() ?? '';
  if (value === '' || countWords(value) > 4) return null;
  const range = rangeAt(source, from, from + value.length);
  return { text: value, date: null, line: range.line, range };
}
