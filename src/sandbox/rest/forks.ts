/** Forks. https://docs.github.com/rest/repos/forks */
import { canSee } from '../access.ts';
import { forkRepository } from '../forks.ts';
import { repositoryJson } from '../json/repository.ts';
import { notAccessible } from '../refusal.ts';
import { page } from './pages.ts';
import { textField, visibleRepository } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

export const forkRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/repos/:owner/:repo/forks', handle: listForks },
  { method: 'POST', pattern: '/repos/:owner/:repo/forks', handle: postFork },
];

function listForks(request: RestRequest): RestAnswer {
  const source = visibleRepository(request);
  const forks = [...request.world.repositories.values()].filter(
    (each) => each.forkOf === source && canSee(request.actor, each),
  );
  return page(request, forks.toReversed(), (fork) => repositoryJson(request.world, fork));
}

/** People fork to their own account; an app would need rights on both sides that installations seldom have. */
function postFork(request: RestRequest): RestAnswer {
  const source = visibleRepository(request);
  const { actor, world } = request;
  if (actor.kind !== 'user') throw notAccessible('administration=write,contents=read');
  const name = textField(request, 'name', 'properties');
  return {
    status: 202,
    body: repositoryJson(world, forkRepository(world, source, actor.account, actor.account, name)),
  };
}
