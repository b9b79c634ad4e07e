/**
 * What a roadmap points to, as short texts that events are compared with, so that one event wakes only the roadmaps that
 * refer to what changed.
 */
import { referenceKey, type Observation, type ObservedReference } from './observation.ts';

/** Of anything with a GraphQL node id: an issue, a board. */
export const nodePointer = (nodeId: string): string => `node:${nodeId}`;

/** Of a repository by its database id, which survives renames and transfers. */
export const repositoryPointer = (repositoryId: number): string => `repository:${repositoryId}`;

/** Of a repository by the name that a file may call it: `owner/name`, lower-cased. */
export const repositoryNamePointer = (fullName: string): string => fullName.toLowerCase();

/**
 * Everything that the roadmap refers to, each under the name in the file and under the one that it has now, found or not:
 * reference keys (`owner/repo#12`, `owner/repo/milestone/3`), `owner/repo` and `repository:7` of the repositories, and
 * `node:` with the node ids of issues and of the board. Sorted, each once.
 */
export function pointersOf(observed: Observation): string[] {
  const ofReferences = Object.entries(observed.references).flatMap(([key, reference]) =>
    pointersOfReference(key, reference),
  );
  return [...new Set([...ofReferences, ...repositoryPointersOf(observed)])].toSorted();
}

/** Of one reference, which the file calls by this key. */
export function pointersOfReference(key: string, reference: ObservedReference): string[] {
  if (reference.state !== 'found') return [key];
  const { nodeId } = reference;
  return [key, referenceKey(reference), ...(nodeId === undefined ? [] : [nodePointer(nodeId)])];
}

/** Of what holds many references: the repositories, and the board. */
export const repositoryPointersOf = ({ repositories, board }: Observation): string[] => [
  ...Object.entries(repositories).flatMap(([name, repository]) => [
    repositoryNamePointer(name),
    ...(repository === null ? [] : [repositoryPointer(repository.id)]),
  ]),
  ...(board?.state === 'found' ? [nodePointer(board.id)] : []),
];
