/** The configuration chooses sections by names of which the file has none: a typo, or a heading that was renamed. */
import type { Roadmap } from '../../roadmap/model.ts';
import { allHeadings, namedHeadings } from '../heading-names.ts';
import type { RawFinding, Rule } from '../rule.ts';
import { listing, quote } from '../wording.ts';

export const unknownSection: Rule = {
  id: 'unknown-section',
  severity: 'info',
  needs: 'file',
  description: 'The configuration names a section that the file does not have.',
  check: ({ whole, policy }) => {
    // A file that could not be read has no headings to compare with, and says so itself.
    if (whole.problems.some(({ rule }) => rule === 'unreadable-file')) return [];
    return (['include', 'exclude'] as const).flatMap((key) =>
      namedHeadings(policy.sections[key], whole).unknown.map((name) => findingFor(name, key, whole)),
    );
  },
};

const MOST_NAMED = 8;

function findingFor(name: string, key: 'include' | 'exclude', whole: Roadmap): RawFinding {
  return {
    message: `The configuration's sections.${key} names ${quote(name)}, and no heading here is called that; ${known(whole)} Correct the name, or take it out.`,
    range: { line: 1, column: 1, endLine: 1, endColumn: 1, startOffset: 0, endOffset: 0 },
    item: null,
  };
}

function known(whole: Roadmap): string {
  const headings = allHeadings(whole);
  if (headings.length === 0) return 'the file has no headings.';
  return `its headings are ${listing(headings.map(quote), MOST_NAMED)}.`;
}
