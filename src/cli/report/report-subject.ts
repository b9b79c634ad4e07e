import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from '../failure.ts';
import { isRepositoryName } from '../repository-name.ts';

/** What a report is about. */
export type ReportSubject = { kind: 'files'; paths: readonly string[] } | { kind: 'repository'; name: string };

/**
 * What the arguments name: a repository where the only one is written as `owner/name` and no file is there by that name,
 * else files. Throws Failure for a repository among others.
 */
export function reportSubject(subjects: readonly string[], cwd: string): ReportSubject {
  const isRepository = (subject: string): boolean =>
    isRepositoryName(subject) && !LIKE_A_FILE.test(subject) && !isFile(resolve(cwd, subject));
  const name = subjects.find(isRepository);
  if (name === undefined) return { kind: 'files', paths: subjects };
  if (subjects.length === 1) return { kind: 'repository', name };
  throw new Failure(
    `${JSON.stringify(name)} is no file, and among others it cannot be a repository; expected files alone, or one OWNER/REPO alone. Make a report for each.`,
  );
}

/** A file that is missing is not to be asked of GitHub. */
const LIKE_A_FILE = /\.(?:md|markdown|mdx|txt|rst)$/i;

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
