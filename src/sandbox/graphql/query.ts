/** The root: viewer, rateLimit, repository, node, and the owners. */
import { canSeeProject } from '../project-access.ts';
import type { Project } from '../project-records.ts';
import type { Repository } from '../records.ts';
import type { Fields, GraphqlContext } from './context.ts';
import { graphqlError, notResolved, visible } from './context.ts';

export const queryFields: Fields<object> = {
  viewer: (_source, _args, { actor }) => {
    if (actor.kind === 'user') return actor.account;
    // Schema says User, GitHub answers the bot's fields all the same.
    if (actor.kind === 'installation') return actor.installation.app.bot;
    throw graphqlError('FORBIDDEN', 'Resource not accessible by integration');
  },
  rateLimit: (_source, _args, { actor, limits, cost }) => {
    const budget = limits.budget(actor, 'graphql');
    const resetAt = new Date(budget.reset * 1000).toISOString().replace('.000Z', 'Z');
    return { ...cost, limit: budget.limit, remaining: budget.remaining, used: budget.used, resetAt };
  },
  repository: (_source, args, context) => {
    const name = `${String(args['owner'])}/${String(args['name'])}`;
    const repository = findRepository(context, name, args['followRenames'] !== false);
    if (!repository) throw notResolved(`a Repository with the name '${name}'`);
    return repository;
  },
  repositoryOwner: (_source, args, { world }) => {
    const account = world.account(String(args['login']));
    return account && account.kind !== 'Bot' ? account : null;
  },
  organization: (_source, args, { world }) => {
    const account = world.account(String(args['login']));
    if (account?.kind === 'Organization') return account;
    throw notResolved(`an Organization with the login of '${String(args['login'])}'`);
  },
  user: (_source, args, { world }) => {
    const account = world.account(String(args['login']));
    if (account?.kind === 'User') return account;
    throw notResolved(`a User with the login of '${String(args['login'])}'`);
  },
  node: (_source, args, context) => {
    const id = String(args['id']);
    const node = nodeOf(context, id);
    if (!node) throw notResolved(`a node with the global id of '${id}'`);
    return node;
  },
  nodes: (_source, args, context) => {
    const ids = args['ids'] as string[];
    if (ids.length > 100) {
      throw graphqlError('ARGUMENT_LIMIT', `You may not provide more than 100 node ids; you provided ${ids.length}.`);
    }
    // An error in the place of a node makes that place null and is told with its path.
    return ids.map((id) => nodeOf(context, id) ?? notResolved(`a node with the global id of '${id}'`));
  },
};

function findRepository(context: GraphqlContext, name: string, followRenames: boolean): Repository | null {
  const { world } = context;
  return visible(context, world.repository(name) ?? (followRenames ? world.renamedRepository(name) : null));
}

/** Nodes of repositories that the asker does not see do not exist for them. */
function nodeOf(context: GraphqlContext, id: string): object | null {
  const node = context.world.nodes.get(id);
  if (!node) return null;
  const project = projectOf(node);
  if (project && !canSeeProject(context.actor, project)) return null;
  const repository = repositoryOf(node);
  return repository && !visible(context, repository) ? null : node;
}

function projectOf(node: object): Project | null {
  if ('kind' in node && node.kind === 'ProjectV2') return node as Project;
  return 'project' in node ? (node.project as Project) : null;
}

function repositoryOf(node: object): Repository | null {
  if ('kind' in node && node.kind === 'Repository') return node as Repository;
  if ('issue' in node) return repositoryOf(node.issue as object);
  return 'repository' in node ? (node.repository as Repository) : null;
}
