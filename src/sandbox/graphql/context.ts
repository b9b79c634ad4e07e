/** What every resolver is handed, and the ways in which GitHub's GraphQL says no. */
import { GraphQLError } from 'graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { allows, canSee } from '../access.ts';
import type { Actor } from '../access.ts';
import type { Limits } from '../limits.ts';
import type { Repository } from '../records.ts';
import type { World } from '../world.ts';
import type { Cost } from './cost.ts';

export interface GraphqlParts {
  world: World;
  limits: Limits;
  actor: Actor;
}

export interface GraphqlContext extends GraphqlParts {
  cost: Cost;
}

/** A field's value from the record that stands behind its parent. */
export type Resolver<Source> = (
  source: Source,
  args: Readonly<Record<string, unknown>>,
  context: GraphqlContext,
  info: GraphQLResolveInfo,
) => unknown;

/** Fields of one type; a field that is not here is taken from the record's property of the same name. */
export type Fields<Source> = Readonly<Record<string, Resolver<Source>>>;

/** An error with the `type` that GitHub puts beside the message. */
export const graphqlError = (type: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { type } });

export const notResolved = (what: string): GraphQLError => graphqlError('NOT_FOUND', `Could not resolve to ${what}.`);

export const forbidden = (): GraphQLError => graphqlError('FORBIDDEN', 'Resource not accessible by integration');

/** The repository if the asker sees it, else null. */
export const visible = (context: GraphqlContext, repository: Repository | null): Repository | null =>
  repository && canSee(context.actor, repository) ? repository : null;

/** Throws where the asker's permission does not cover reading this of a repository they see. */
export function demandRead(context: GraphqlContext, repository: Repository, permission: string): void {
  if (!allows(context.actor, repository, permission, 'read')) throw forbidden();
}
