/** What all mutations have in common: their input, the nodes it names, and who carries them out. */
import { authorOf, canSee } from '../access.ts';
import type { Author, Repository } from '../records.ts';
import { notResolved } from './context.ts';
import type { Fields, GraphqlContext, Resolver } from './context.ts';

export type Input = Readonly<Record<string, unknown>>;

/** A mutation of one `input`; what it gives is the payload, to which the client's own mark is added. */
export const mutation =
  (carryOut: (input: Input, context: GraphqlContext) => Readonly<Record<string, unknown>>): Resolver<object> =>
  (_source, args, context) => {
    const input = args['input'] as Input;
    return { ...carryOut(input, context), clientMutationId: input['clientMutationId'] ?? null };
  };

export type Mutations = Fields<object>;

interface Kinds {
  kind: string;
}

/** The record of a node id, of one of these kinds and visible; else GitHub's "could not resolve". */
export function nodeNamed<T extends Kinds>(
  context: GraphqlContext,
  id: unknown,
  kinds: readonly T['kind'][],
  repositoryOf: (record: T) => Repository | null,
): T {
  const record = context.world.nodes.get(String(id)) as T | undefined;
  const missing = () => notResolved(`a node with the global id of '${String(id)}'`);
  if (!record || !kinds.includes(record.kind)) throw missing();
  const repository = repositoryOf(record);
  if (repository && !canSee(context.actor, repository)) throw missing();
  return record;
}

export const repositoryNode = (context: GraphqlContext, id: unknown): Repository =>
  nodeNamed<Repository>(context, id, ['Repository'], (repository) => repository);

export const authorIn = (context: GraphqlContext): Author => authorOf(context.actor);
