import type { EditKind } from '../edit-kind.ts';
import { refuse } from '../edit.ts';
import type { Edit } from '../edit.ts';
import { dateLike, isDay } from '../date-format.ts';
import type { EditDocument } from '../document.ts';
import { shown } from '../shown.ts';
import { findTimeframes } from '../../target/timeframe.ts';

type SetLastUpdated = Extract<Edit, { kind: 'set-last-updated' }>;

/** The date goes, and the new one is written in its format. A file that says none gets none. */
export const setLastUpdated: EditKind<SetLastUpdated> = {
  propose(document, { date }) {
    const { roadmap, source, context } = document;
    if (!isDay(date))
      return refuse('unusable-value', `${shown(date)} was given as a day; one such as 2026-03-05 was expected.`);
    const known = roadmap.lastUpdated;
    if (known === null) {
      return refuse(
        'no-way-to-say',
        `${context.file} does not say when it was last updated. Write a line such as “Last updated: ${date}” once.`,
      );
    }
    const { startOffset, endOffset } = known.range;
    const written = writtenLike(document, date);
    if (written === null || known.date === null) {
      return refuse(
        'no-way-to-say',
        `${shown(known.text)} stands behind “Last updated”; a date such as 2026-03-05, March 5, 2026 or 05 Mar 2026 was expected. Write it so once.`,
        known.line,
      );
    }
    if (source.text.slice(startOffset, endOffset) === written) return [{ replacements: [] }];
    return [{ replacements: [{ startOffset, endOffset, text: written }] }];
  },
  intend(intended, { date }, document) {
    const written = writtenLike(document, date);
    const [read] = findTimeframes(written ?? '', { notBefore: '2000-01-01', year: null });
    intended.lastUpdated = read?.start ?? null;
  },
};

/** null in an unknown format, or where a time of day follows, which the new date would not have. */
function writtenLike({ roadmap, source }: EditDocument, date: string): string | null {
  const known = roadmap.lastUpdated;
  if (known === null) return null;
  const { startOffset, endOffset } = known.range;
  const follows = source.text.slice(endOffset, endOffset + 12);
  if (/^(?:T\d|[ ,]+(?:at )?\d{1,2}:\d|[-/.\w])/.test(follows)) return null;
  return dateLike(source.text.slice(startOffset, endOffset), date);
}
