import type { GitHubClient, RequestOptions } from './client.ts';
import { GitHubError } from './github-error.ts';
import type { GraphqlAnswer, GraphqlVariables } from './graphql-request.ts';

/**
 * What an old or a coming GitHub may not know, and what to ask in its place: `enableDuplicate` is announced for
 * removal, the others are newer than the oldest GHES in use or of use only where they exist.
 */
const DISPENSABLE: { name: string; text: RegExp; instead: string }[] = [
  { name: 'enableDuplicate', text: /stateReason\(enableDuplicate: true\)/g, instead: 'stateReason' },
  { name: 'stateReason', text: /(?:discussionReason: )?\bstateReason\b(?:\(enableDuplicate: true\))?/g, instead: '' },
  { name: 'viewerPermission', text: /\bviewerPermission\b/g, instead: '' },
  { name: 'visibility', text: /\bvisibility\b/g, instead: '' },
  { name: 'includeArchived', text: /, includeArchived: true\b/g, instead: '' },
  { name: 'editor', text: /\beditor \{[^}]{0,80}\}/g, instead: '' },
  { name: 'hasDiscussionsEnabled', text: /\bhasDiscussionsEnabled\b/g, instead: '' },
];

/** What each client's GitHub has shown not to know, so that it is asked in vain once only. */
const unknownNames = new WeakMap<GitHubClient, Set<string>>();

/**
 * The same as `client.graphql`, but a field that this GitHub does not know and that can be done without is left out and
 * the question asked again.
 */
export async function tolerantQuery<Data>(
  client: GitHubClient,
  query: string,
  variables: GraphqlVariables,
  options: RequestOptions,
): Promise<GraphqlAnswer<Data>> {
  const unknown = unknownNames.get(client) ?? new Set<string>();
  unknownNames.set(client, unknown);
  for (;;) {
    try {
      return await client.graphql<Data>(without(query, unknown), variables, options);
    } catch (error) {
      const name = error instanceof GitHubError && error.kind === 'invalid' ? nameIn(error.said, unknown) : null;
      if (name === null) throw error;
      unknown.add(name);
    }
  }
}

const without = (query: string, unknown: ReadonlySet<string>): string =>
  DISPENSABLE.filter(({ name }) => unknown.has(name)).reduce(
    (text, { text: pattern, instead }) => text.replace(pattern, instead),
    query,
  );

function nameIn(said: string, unknown: ReadonlySet<string>): string | null {
  const words = new Set(said.split(/\W+/));
  const found = DISPENSABLE.find(({ name }) => !unknown.has(name) && words.has(name));
  return found?.name ?? null;
}
