import { extname } from 'node:path';
import { Failure } from '../failure.ts';
import type { REPORT_FORMATS } from '../report.ts';

export type ReportFormat = (typeof REPORT_FORMATS)[number];

const BY_EXTENSION: Readonly<Record<string, ReportFormat>> = {
  '.html': 'html',
  '.htm': 'html',
  '.svg': 'svg',
  '.md': 'md',
  '.markdown': 'md',
  '.json': 'json',
};

/** The one that was asked for, else that of the file's extension, else `html`. Throws Failure where the two differ. */
export function reportFormat(asked: ReportFormat | null, out: string | null): ReportFormat {
  const told = out === null ? undefined : BY_EXTENSION[extname(out).toLowerCase()];
  if (asked === null) return told ?? 'html';
  if (told === undefined || told === asked) return asked;
  throw new Failure(
    `--format is ${asked} and --out is ${JSON.stringify(out)}, which by its name is ${told}; expected one format. Leave out --format, or name the file otherwise.`,
  );
}
