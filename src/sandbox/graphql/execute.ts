/**
 * Executes a query on GitHub's schema over the sandbox's records: a wrong field, argument or type fails as it does at
 * GitHub, with HTTP 200 and `errors`; what is missing or hidden is null with an error beside the rest of the data.
 */
import { execute, getOperationAST, GraphQLError, Kind, OperationTypeNode, parse, validate } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLFieldResolver, GraphQLTypeResolver } from 'graphql';
import { Refusal } from '../refusal.ts';
import { graphqlError } from './context.ts';
import type { GraphqlContext, GraphqlParts } from './context.ts';
import { queryCost } from './cost.ts';
import type { Cost } from './cost.ts';
import { fieldsByType } from './fields.ts';
import { githubSchema } from './schema.ts';

export interface GraphqlBody {
  query: string;
  variables: Readonly<Record<string, unknown>>;
  operationName: string | null;
}

interface GraphqlAnswer {
  data?: unknown;
  errors?: unknown[];
}

export function answerGraphql(parts: GraphqlParts, body: GraphqlBody): GraphqlAnswer {
  if (body.query.trim() === '')
    return { errors: [{ message: 'A query attribute must be specified and must be a string.' }] };
  const document = parsed(body.query);
  if (document instanceof GraphQLError) return { errors: [errorJson(document)] };
  const schema = githubSchema();
  const faults = validate(schema, document);
  if (faults.length > 0) return { errors: faults.map(validationJson) };
  const cost = queryCost(document, body.variables);
  if (cost.nodeCount > mostNodes) return { errors: [tooManyNodes(cost)] };
  const result = execute({
    schema,
    document,
    rootValue: {},
    contextValue: { ...parts, cost } satisfies GraphqlContext,
    variableValues: body.variables,
    operationName: body.operationName,
    fieldResolver,
    typeResolver,
  }) as ExecutionResult;
  // All resolvers answer at once, so that execution never becomes a promise.
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors ? { errors: result.errors.map(errorJson) } : {}),
  };
}

/** https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#node-limit */
const mostNodes = 500_000;

const tooManyNodes = ({ nodeCount }: Cost) => ({
  type: 'MAX_NODE_LIMIT_EXCEEDED',
  message: `This query requests up to ${nodeCount.toLocaleString('en')} possible nodes which exceeds the maximum limit of ${mostNodes.toLocaleString('en')}.`,
});

/** Points of a query; a text that cannot be parsed costs one. */
export function costOf(body: GraphqlBody): Cost {
  const document = parsed(body.query);
  return document instanceof GraphQLError ? { cost: 1, nodeCount: 0 } : queryCost(document, body.variables);
}

export function isMutation(body: GraphqlBody): boolean {
  const document = parsed(body.query);
  if (document instanceof GraphQLError) return false;
  return getOperationAST(document, body.operationName)?.operation === OperationTypeNode.MUTATION;
}

/** The operation's name, or the first 80 characters of an unnamed one. */
export function operationName(body: GraphqlBody): string {
  const document = parsed(body.query);
  const operation = document instanceof GraphQLError ? null : getOperationAST(document, body.operationName);
  return operation?.name?.value ?? body.query.trim().slice(0, 80);
}

/** The last few texts parsed: one request is looked at for its cost, its name and its execution. */
const recent = new Map<string, DocumentNode | GraphQLError>();

function parsed(query: string): DocumentNode | GraphQLError {
  const known = recent.get(query);
  if (known) return known;
  const result = parseOrError(query);
  if (recent.size >= 20) recent.clear();
  recent.set(query, result);
  return result;
}

function parseOrError(query: string): DocumentNode | GraphQLError {
  try {
    // Above this depth and length a query is an attack, not a question.
    return parse(query, { maxTokens: 200_000 });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

const fieldResolver: GraphQLFieldResolver<unknown, GraphqlContext> = (source, args, context, info) => {
  const type = info.parentType.name;
  const resolve = fieldsByType[type]?.[info.fieldName];
  try {
    if (resolve) return resolve(source as never, args as Record<string, unknown>, context, info);
  } catch (error) {
    throw error instanceof Refusal ? refusalError(error) : error;
  }
  const record = source as Record<string, unknown>;
  if (Object.hasOwn(record, info.fieldName)) return record[info.fieldName];
  const verb = type === 'Mutation' ? 'carry out' : 'serve';
  throw graphqlError('SANDBOX_UNSUPPORTED', `The sandbox does not ${verb} \`${type}.${info.fieldName}\` yet.`);
};

/** Records and views carry the name of their GraphQL type. */
const typeResolver: GraphQLTypeResolver<unknown, GraphqlContext> = (value) => (value as { kind: string }).kind;

const refusalTypes: Readonly<Record<number, string>> = { 401: 'FORBIDDEN', 403: 'FORBIDDEN', 404: 'NOT_FOUND' };

function refusalError(refusal: Refusal): GraphQLError {
  const first = refusal.errors?.[0];
  const message = typeof first === 'object' && first.message !== undefined ? first.message : refusal.message;
  return graphqlError(refusalTypes[refusal.status] ?? 'UNPROCESSABLE', message);
}

/** GitHub puts `type` beside the message, and a field that is not there is said in its own words. */
function errorJson(error: GraphQLError): Record<string, unknown> {
  const { type, ...extensions } = error.extensions;
  // A record without an expected value is a hole in the sandbox, not something GitHub would say.
  return {
    ...(type === undefined ? {} : { type }),
    ...(error.path ? { path: error.path } : {}),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
    ...(error.locations ? { locations: error.locations } : {}),
    message: error.message,
  };
}

function validationJson(error: GraphQLError): Record<string, unknown> {
  const unknown = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(error.message);
  const field = error.nodes?.[0];
  if (!unknown || field?.kind !== Kind.FIELD) return errorJson(error);
  const [, fieldName, typeName] = unknown;
  return {
    ...errorJson(error),
    extensions: { code: 'undefinedField', typeName, fieldName },
    message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
  };
}
