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

/**
 * The one that was asked for, else that of the file's extension, else `html` where there is none. Throws Failure where the
 * two differ, and for an extension that is no format's while none is asked for.
 */
export function reportFormat(asked: ReportFormat | null, out: string | null): ReportFormat {
  const extension = out === null ? '' : extname(out).toLowerCase();
  const told = BY_EXTENSION[extension];
  // A device, such as /dev/stdout, has no extension either.
  if (asked === null && told === undefined && extension !== '')
    throw new Failure(
      `--out is ${JSON.stringify(out)}, and no format goes by “${extension}”; expected ${Object.keys(BY_EXTENSION).join(', ')}. Name the file otherwise, or say with --format what to write.`,
    );
  if (asked === null) return told ?? 'html';
  if (told === undefined || told === asked) return asked;
  throw new Failure(
    `--format is ${asked} and --out is ${JSON.stringify(out)}, which by its name is ${told}; expected one format. Leave out --format, or name the file otherwise.`,
  );
}
