/** The same mutation several times in one document, each with an answer of its own. */
import type { GitHubClient } from '../client.ts';
import { failureOfGraphql, type GraphqlError } from '../failure.ts';
import { GitHubError } from '../github-error.ts';
import type { GraphqlVariables } from '../graphql-request.ts';

/** Mutations in one document, at most: GitHub carries them out one after the other, within ten seconds. */
export const MOST_MUTATIONS = 20;

export interface AliasedMutation {
  /** Of the operation, for logs: `MilepostAddCards`. */
  name: string;
  /** `addProjectV2ItemById` and the type of its `input`. */
  field: string;
  inputType: string;
  /** What is asked back, without braces. */
  selection: string;
  /** Fragments that the selection needs, with the parameters and variables that these need. */
  fragments?: readonly string[];
  parameters?: readonly string[];
  variables?: GraphqlVariables;
  /** For messages. */
  about: string;
}

/** What came of one of them. */
export type MutationAnswer<Row> = { row: Row } | { failure: GitHubError };

/**
 * One answer for each input, in their order. For mutations that may be repeated: after an unclear answer the document is
 * sent again. A document that GitHub refuses as a whole is sent once more piece by piece, so that one wrong value keeps
 * nobody else back.
 * @throws RateLimited; GitHubError when GitHub is unavailable, or the token or the installation as a whole is refused
 */
export async function mutateAll<Row extends object>(
  client: GitHubClient,
  mutation: AliasedMutation,
  inputs: readonly GraphqlVariables[],
): Promise<MutationAnswer<Row>[]> {
  if (inputs.length === 0) return [];
  try {
    return await send<Row>(client, mutation, inputs);
  } catch (error) {
    const failure = lastingFailure(error);
    if (inputs.length === 1 || failure.kind !== 'invalid') return inputs.map(() => ({ failure }));
    const answers: MutationAnswer<Row>[] = [];
    for (const input of inputs) answers.push(...(await mutateAll<Row>(client, mutation, [input])));
    return answers;
  }
}

/** Only what is about this document is caught. */
function lastingFailure(error: unknown): GitHubError {
  const isOfDocument =
    error instanceof GitHubError && ['invalid', 'forbidden', 'not-found', 'gone'].includes(error.kind);
  if (!isOfDocument || error.status === 401) throw error;
  return error;
}

async function send<Row extends object>(
  client: GitHubClient,
  mutation: AliasedMutation,
  inputs: readonly GraphqlVariables[],
): Promise<MutationAnswer<Row>[]> {
  const { about } = mutation;
  const variables = {
    ...mutation.variables,
    ...Object.fromEntries(inputs.map((input, index) => [alias(index), input])),
  };
  const document = documentOf(mutation, inputs.length);
  const { data, errors } = await answerTo<Row>(client, document, variables, about);
  return inputs.map((_, index) => answerOf(data[alias(index)], errorAt(errors, index), about));
}

const alias = (index: number): string => `m${index}`;

/** The mutation so many times, with the variables `m0` and so on. */
export function documentOf(mutation: Omit<AliasedMutation, 'about'>, count: number): string {
  const { name, field, inputType, selection, fragments = [], parameters = [] } = mutation;
  const indexes = Array.from({ length: count }, (_, index) => index);
  const head = [...indexes.map((index) => `$${alias(index)}: ${inputType}!`), ...parameters].join(', ');
  const fields = indexes.map((index) => `  ${alias(index)}: ${field}(input: $${alias(index)}) { ${selection} }`);
  return [`mutation ${name}(${head}) {`, ...fields, '}', ...fragments].join('\n');
}

interface DocumentAnswer<Row> {
  data: Record<string, Row | null | undefined>;
  errors: readonly GraphqlError[];
}

/** An answer in which every mutation failed for itself is an answer, though it has no data. */
async function answerTo<Row>(
  client: GitHubClient,
  document: string,
  variables: GraphqlVariables,
  about: string,
): Promise<DocumentAnswer<Row>> {
  try {
    return await client.graphql<DocumentAnswer<Row>['data']>(document, variables, {
      about,
      creates: true,
      repeatable: true,
    });
  } catch (error) {
    const errors = error instanceof GitHubError ? error.graphqlErrors : [];
    if (errors.length > 0 && errors.every(({ path }) => path !== undefined && path.length > 0))
      return { data: {}, errors };
    throw error;
  }
}

const errorAt = (errors: readonly GraphqlError[], index: number): GraphqlError | undefined =>
  errors.find(({ path }) => path?.[0] === alias(index)) ?? errors.find(({ path }) => path === undefined);

/** What came counts, also with an error somewhere inside. */
function answerOf<Row extends object>(
  row: Row | null | undefined,
  error: GraphqlError | undefined,
  about: string,
): MutationAnswer<Row> {
  if (row !== null && row !== undefined && (error === undefined || (error.path?.length ?? 0) > 1)) return { row };
  if (error !== undefined) return { failure: failureOfGraphql([error], about) };
  return { failure: new GitHubError({ kind: 'unavailable', status: null, about, said: 'the answer lacks a part' }) };
}
