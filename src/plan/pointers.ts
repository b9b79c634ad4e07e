/**
 * What a roadmap points to, as short texts that events are compared with, so that one event wakes only the roadmaps that
 * refer to what changed.
 */
import { referenceKey, type Observation } from './observation.ts';

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
export function pointersOf({ references, repositories, board }: Observation): string[] {
  const pointers = new Set<string>();
  for (const [key, reference] of Object.entries(references)) {
    pointers.add(key);
    if (reference.state !== 'found') continue;
    pointers.add(referenceKey(reference));
    if (reference.nodeId !== undefined) pointers.add(nodePointer(reference.nodeId));
  }
  for (const [name, repository] of Object.entries(repositories)) {
    pointers.add(repositoryNamePointer(name));
    if (repository !== null) pointers.add(repositoryPointer(repository.id));
  }
  if (board?.state === 'found') pointers.add(nodePointer(board.id));
  return [...pointers].toSorted();
}
