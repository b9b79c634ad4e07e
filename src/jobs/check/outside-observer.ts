/** Who looks at what a change from outside refers to: the author chooses what is asked, and everybody reads the answer. */
import type { GitHubClient } from '../../github/client.ts';
import { GitHubError } from '../../github/github-error.ts';

/** https://docs.github.com/en/rest/apps/installations#list-repositories-accessible-to-the-app-installation */
const COVERAGE = 'GET /installation/repositories';
const SINGLE = 'GET /repos/{owner}/{repo}/issues/{issue_number}';

/** Numbers that lead nowhere cost a request each: a stranger's file is not to use up the hour of everybody. */
const MOST_SINGLE = 100;

/**
 * `narrow` sees no other private repository, so that what is asked, how often and how long it takes is the same whether one
 * exists or not. In which public ones of the owner Milepost may write only `usual` knows; that says nothing about others.
 * References beyond the first hundred that lead nowhere stay unobserved.
 */
export function outsideObserver(narrow: GitHubClient, usual: GitHubClient): GitHubClient {
  let single = 0;
  return {
    mode: 'plan',
    identity: narrow.identity,
    counts: narrow.counts,
    graphql: (...question) => narrow.graphql(...question),
    async rest(route, ...rest) {
      if (route === COVERAGE) return usual.rest(route, ...rest);
      if (route === SINGLE) single += 1;
      if (single <= MOST_SINGLE || route !== SINGLE) return narrow.rest(route, ...rest);
      const said = 'not asked: this change refers to too much that leads nowhere';
      throw new GitHubError({ kind: 'unavailable', status: null, about: 'reading an issue', said });
    },
  };
}
