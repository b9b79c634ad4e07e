import type { Finding, Severity } from '../plan/model.ts';

/** A Finding as the machine formats print it: lines and columns 1-based, `endColumn` exclusive, in UTF-16 units. */
export interface FindingJson {
  rule: string;
  severity: Severity;
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  message: string;
  item: string | null;
  suggestion: string | null;
}

export function findingJson({ rule, severity, file, range, message, item, suggestion }: Finding): FindingJson {
  const { line, column, endLine, endColumn } = range;
  return { rule, severity, file, line, column, endLine, endColumn, message, item, suggestion };
}
