import type { SourceRange } from '../roadmap/model.ts';

/** Where a Finding stands that is about no line: at the top of the file. */
export const TOP_OF_FILE: SourceRange = {
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  startOffset: 0,
  endOffset: 0,
};
