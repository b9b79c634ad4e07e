/** A stretch of a Markdown body: what leads in, entries that each make sense alone, and what ends it. */
export interface Section {
  lead: string;
  /** A table's head, directly above the entries and only with them. */
  head?: string;
  /** One line or more each; they are put directly beneath one another. */
  entries: string[];
  /** Under the entries: the end of a `<details>`, what to do with them. '' for nothing. */
  tail: string;
}

/** A section of prose alone. */
export const paragraph = (lead: string): Section => ({ lead, entries: [], tail: '' });

/** More than this many entries are folded, so that one long list does not push the others out of sight. */
export const FOLD_ABOVE = 10;

/**
 * The entries in full, or behind a line to be clicked when there are many. `lead` and `tail` stay in sight. `all`: of how many
 * these are the first.
 */
export function listSection(lead: string, entries: string[], tail = '', all = entries.length): Section {
  if (entries.length <= FOLD_ABOVE) return { lead, entries, tail };
  return {
    lead: `${lead}\n\n<details><summary>${all > entries.length ? `The first ${entries.length} of ${all}` : `All ${all}`}</summary>`,
    entries,
    tail: tail === '' ? '</details>' : `</details>\n\n${tail}`,
  };
}

/** Room kept for the notice about what was left out. */
const NOTICE_LENGTH = 300;

/**
 * The sections one under another in at most `maxLength` UTF-16 units, never cut within an entry: entries that do not
 * fit are left out, in order, and so are sections whose lead and tail do not; `notice` says how many entries that were.
 * `last` is always there. GitHub's limit of 65,535 characters counts no more than UTF-16 units do.
 */
export function joinSections(
  sections: readonly Section[],
  { last, maxLength, notice }: { last: string; maxLength: number; notice: (leftOut: number) => string },
): string {
  let room = maxLength - NOTICE_LENGTH - last.length;
  let leftOut = 0;
  const blocks: string[] = [];
  for (const section of sections) {
    const frame = layOut({ ...section, entries: [] }).length + (section.head?.length ?? 0) + '\n\n\n\n\n'.length;
    const fitting = section.entries.slice(0, howManyFit(section.entries, room - frame));
    leftOut += section.entries.length - fitting.length;
    if (frame > room || (fitting.length === 0 && section.entries.length > 0)) continue;
    const block = layOut({ ...section, entries: fitting });
    blocks.push(block);
    room -= block.length + '\n\n'.length;
  }
  return [...blocks, ...(leftOut > 0 ? [notice(leftOut)] : []), last].filter((block) => block !== '').join('\n\n');
}

function layOut({ lead, head, entries, tail }: Section): string {
  const list = [...(head === undefined ? [] : [head]), ...entries].join('\n');
  const parts = [lead, entries.length === 0 ? '' : list, tail];
  return parts.filter((part) => part !== '').join('\n\n');
}

function howManyFit(entries: string[], room: number): number {
  let used = 0;
  const first = entries.findIndex((entry) => (used += entry.length + 1) > room);
  return first === -1 ? entries.length : first;
}
