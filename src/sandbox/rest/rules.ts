/** The rules that hold for a branch. https://docs.github.com/rest/repos/rules#get-rules-for-a-branch */
import { demand } from '../access.ts';
import { isProtected } from '../push-rules.ts';
import { fullName } from '../world.ts';
import { page } from './pages.ts';
import { param, visibleRepository } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

export const ruleRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/repos/:owner/:repo/rules/branches/*branch', handle: listRules },
];

/** Also of a branch that is not there yet: then the rules say whether it could be made. */
function listRules(request: RestRequest): RestAnswer {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'metadata', 'read');
  const types = isProtected(repository, param(request, 'branch')) ? ['creation', 'update', 'deletion'] : [];
  return page(request, types, (type) => ({
    type,
    ruleset_source_type: 'Repository',
    ruleset_source: fullName(repository),
    ruleset_id: repository.id,
  }));
}
