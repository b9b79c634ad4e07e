/** Lists in GraphQL: `first`/`after`, `last`/`before`, at most 100 at a time, as GitHub demands. */
import type { GraphQLResolveInfo } from 'graphql';
import { graphqlError } from './context.ts';

export interface Connection<T> {
  totalCount: number;
  nodes: T[];
  edges: { cursor: string; node: T }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

type Args = Readonly<Record<string, unknown>>;

/** The page of entries that the arguments ask for. Throws as GitHub does without `first` and `last`, or above 100. */
export function connection<T>(entries: readonly T[], args: Args, info: GraphQLResolveInfo): Connection<T> {
  const first = size(args, 'first', info);
  const last = size(args, 'last', info);
  if (first === null && last === null) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${info.fieldName}\` connection.`;
    throw graphqlError('MISSING_PAGINATION_BOUNDARIES', message);
  }
  let from = position(args['after'], 0);
  let to = position(args['before'], entries.length + 1) - 1;
  to = Math.min(to, entries.length);
  if (first !== null) to = Math.min(to, from + first);
  if (last !== null) from = Math.max(from, to - last);
  const edges = entries.slice(from, to).map((node, index) => ({ cursor: cursor(from + index + 1), node }));
  return {
    totalCount: entries.length,
    nodes: edges.map((edge) => edge.node),
    edges,
    pageInfo: {
      hasNextPage: to < entries.length,
      hasPreviousPage: from > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function size(args: Args, name: 'first' | 'last', info: GraphQLResolveInfo): number | null {
  const value = args[name];
  if (typeof value !== 'number') return null;
  if (value > 100) {
    const message = `Requesting ${value} records on the \`${info.fieldName}\` connection exceeds the \`${name}\` limit of 100 records.`;
    throw graphqlError('EXCESSIVE_PAGINATION', message);
  }
  if (value < 0) {
    throw graphqlError(
      'ARGUMENT_LIMIT',
      `\`${name}\` on the \`${info.fieldName}\` connection cannot be less than zero.`,
    );
  }
  return value;
}

const cursor = (place: number): string => Buffer.from(`cursor:v2:${place}`).toString('base64');

/** One-based place of a cursor, which `after` begins behind and `before` ends before. */
function position(given: unknown, otherwise: number): number {
  if (typeof given !== 'string') return otherwise;
  const match = /^cursor:v2:(\d+)$/.exec(Buffer.from(given, 'base64').toString());
  if (!match) throw graphqlError('INVALID_CURSOR_ARGUMENTS', `\`${given}\` does not appear to be a valid cursor.`);
  return Number(match[1]);
}
