import type { Phrase } from '../markdown/phrase.ts';

/**
 * What a piece of a roadmap is. The question is answered in one place for each shape in which people write; every answer is a
 * signal of the table in reasons.ts, which has the decision and the reason that `parse --explain` prints. In each file the
 * first signal that speaks decides.
 *
 * - reasons.ts: all signals: what each stands for, and why
 * - classify-sections.ts: headings, bold leads and labels, by their shape and by how their peers are written
 * - classify-headings.ts: headings that only gather, by their words (section-words.ts, gathering-words.ts, stages.ts)
 * - left-out.ts: headings and labels that leave out what is below them, by their words (left-out-words.ts, heading-key.ts);
 *   evidence.ts: what is stronger than those words
 * - mark-cards.ts: labels that come back under the next work, and so are fields; field-words.ts: labels known as fields
 * - classify-lists.ts: a list as a whole: works, contents, legend, links, questions
 * - classify-entries.ts: a bullet among its neighbours: work, group, field, remark
 * - classify-paragraphs.ts: paragraphs that stand as entries
 * - ../tables/table-columns.ts: a table as a whole, and what its columns hold
 *
 * A work whose list stands under another work is its sub-item: that is the reading's part (reading/lists.ts). The small facts
 * that the signals are seen by are in signals.ts.
 */

/** Whether a phrase points to GitHub. */
export type Pointing = (phrase: Phrase) => boolean;

/** Only for telling whether a heading names a time at all: the answer does not depend on the day. */
export const ANY_DAY = { notBefore: '2000-01-01', year: null };
