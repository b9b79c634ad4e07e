import type { Hosts } from '../github/hosts.ts';
import { Failure } from './failure.ts';
import { hostsFrom } from './hosts-from.ts';
import type { Surroundings } from './surroundings.ts';

/** Where GitHub is and the token to speak with. */
export interface GitHubAccess {
  hosts: Hosts;
  token: string;
}

/** What a token must be allowed to, by the command that uses it. */
const PERMISSIONS = {
  plan: 'read access to Contents, Issues and Pull requests',
  apply: 'read access to Contents and Pull requests, and write access to Issues',
  history: 'read access to Contents',
  report: 'read access to Contents, Issues and Pull requests',
  init: 'read access to Contents, Issues and Pull requests',
};

/** The commands that speak with GitHub. */
export type GitHubCommand = keyof typeof PERMISSIONS;

/** What the permissions of a token should be, for messages: with a full stop at the end. */
export const neededPermissions = (command: GitHubCommand, repository: string): string =>
  `It needs ${PERMISSIONS[command]} of ${repository}.`;

/**
 * Reads `GITHUB_TOKEN` and GitHub's addresses from the environment. Throws Failure when there is no token, with how to
 * get one.
 */
export function githubAccess(
  command: GitHubCommand,
  repository: string,
  { env }: Pick<Surroundings, 'env'>,
): GitHubAccess {
  const hosts = hostsFrom(env);
  const token = (env['GITHUB_TOKEN'] ?? '').trim();
  if (token !== '' && /^[\x21-\x7e]+$/.test(token)) return { hosts, token };
  const found =
    token === '' ? 'GITHUB_TOKEN is not set' : 'GITHUB_TOKEN holds spaces or other characters that no token has';
  throw new Failure(
    [
      `${found}, expected a token to read ${hosts.webHost} with. ${neededPermissions(command, repository)}`,
      `  Make one:                      ${hosts.webUrl}/settings/personal-access-tokens/new`,
      `  With GitHub's command line:    GITHUB_TOKEN=$(gh auth token) milepost ${command} ${repository}`,
      '  In GitHub Actions:             env: { GITHUB_TOKEN: "${{ github.token }}" }',
    ].join('\n'),
  );
}
