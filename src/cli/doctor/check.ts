/** How the checks of one area are written down, and how one that fails by itself becomes an entry of its own. */
import { GitHubError, RateLimited } from '../../github/github-error.ts';
import type { Check } from '../../render/diagnosis.ts';
import { Failure } from '../failure.ts';

/** What every check says first. */
export type Subject = Pick<Check, 'id' | 'group' | 'title'>;

export const ok = (subject: Subject, found: string): Check => ({ ...subject, state: 'ok', found, advice: null });
export const warning = (subject: Subject, found: string, advice: string): Check => ({
  ...subject,
  state: 'warning',
  found,
  advice,
});
export const problem = (subject: Subject, found: string, advice: string): Check => ({
  ...subject,
  state: 'problem',
  found,
  advice,
});
export const notChecked = (subject: Subject, why: string): Check => ({
  ...subject,
  state: 'not-checked',
  found: why,
  advice: null,
});

/** The checks that `look` gives; when it fails, that is the finding: the others go on. A fault of Milepost's own is thrown. */
export async function guarded(subject: Subject, look: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await look();
  } catch (error) {
    return [failed(subject, error)];
  }
}

function failed(subject: Subject, error: unknown): Check {
  if (error instanceof RateLimited) {
    return warning(subject, `${error.message}.`, 'Run the command again then.');
  }
  if (error instanceof GitHubError) return problem(subject, `${error.message}.`, adviceFor(error));
  if (error instanceof Failure) return problem(subject, error.message, 'Mend this, then run the command again.');
  throw error;
}

function adviceFor({ kind, status }: GitHubError): string {
  if (status === 401) return 'Check APP_ID and the private key: both are on the settings page of the app.';
  if (kind === 'forbidden') return 'Check what the app may do, in its settings, and what its owner has accepted.';
  if (kind === 'suspended') return 'The owner suspended the installation or removed it: let them take that back.';
  if (kind === 'unavailable') return 'Check the network and https://www.githubstatus.com, then run the command again.';
  return 'Run the command again; if GitHub says the same, look at the settings of the app.';
}
