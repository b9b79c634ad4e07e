import type { Phrase } from '../markdown/phrase.ts';

/**
 * What a piece of a roadmap is: the answer of every file named `classify-…`, with the reason that `parse --explain` prints.
 *
 * - classify-sections.ts: headings, bold leads and labels, by their shape and by how their peers are written
 * - classify-headings.ts: headings that are left out or only gather, by their words (section-words.ts)
 * - classify-lists.ts: a list as a whole: works, contents, legend, links, questions
 * - classify-entries.ts: a bullet among its neighbours: work, group, field, remark
 * - classify-paragraphs.ts: paragraphs that stand as entries
 * - table-columns.ts: a table as a whole, and what its columns hold
 *
 * The small signals that they weigh are in signals.ts. The roles:
 *
 * - 'group': a section; its parts are judged on their own.
 * - 'item': one piece of work; what is below it are its sub-items or its description.
 * - 'fields': belongs to the item above: its description, its references.
 * - 'none': no part of the roadmap, nor anything in it.
 */
export interface Verdict {
  role: 'group' | 'item' | 'fields' | 'none';
  reason: string;
}

/** Whether a phrase points to GitHub. */
export type Pointing = (phrase: Phrase) => boolean;

/** Only for telling whether a heading names a time at all: the answer does not depend on the day. */
export const ANY_DAY = { notBefore: '2000-01-01', year: null };

export const group = (reason: string): Verdict => ({ role: 'group', reason });

export const item = (reason: string): Verdict => ({ role: 'item', reason });

export const fields = (reason: string): Verdict => ({ role: 'fields', reason });

export const none = (reason: string): Verdict => ({ role: 'none', reason });
