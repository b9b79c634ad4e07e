import { GitHubError, RateLimited } from '../github/github-error.ts';
import { Failure } from './failure.ts';
import { neededPermissions } from './github-access.ts';
import type { GitHubCommand } from './github-access.ts';

/**
 * GitHub's failures as mistakes that a person can do something about; anything else stays what it is. `repository` is
 * `owner/name`.
 */
export function explainGitHubError(error: unknown, command: GitHubCommand, repository: string): unknown {
  if (error instanceof RateLimited) {
    return new Failure(`${error.message}. Run the command again then${repeated(command)}.`, { cause: error });
  }
  if (!(error instanceof GitHubError)) return error;
  return new Failure(`${error.message}. ${remedy(error, command, repository)}`, { cause: error });
}

function remedy({ kind, status }: GitHubError, command: GitHubCommand, repository: string): string {
  if (status === 401) return 'GITHUB_TOKEN is not accepted: it may have ended or been revoked. Make a new one.';
  switch (kind) {
    case 'forbidden':
      return `GITHUB_TOKEN does not allow this. ${neededPermissions(command, repository)}`;
    case 'not-found':
    case 'gone':
      return `Check the name ${repository}, and that GITHUB_TOKEN may see it. ${neededPermissions(command, repository)}`;
    case 'unavailable':
      return `Check the network and https://www.githubstatus.com, then run the command again${repeated(command)}.`;
    default:
      return 'Run the command again; if GitHub says the same, please report it.';
  }
}

/** Whoever only reads has done nothing that could be done twice. */
const repeated = (command: GitHubCommand): string => (command === 'apply' ? '; what was done is not done twice' : '');
