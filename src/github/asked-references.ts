/** What a Roadmap refers to, once each, in batches for one GraphQL request each. */
import { referenceKey } from '../plan/observation.ts';
import type { Reference, Roadmap } from '../roadmap/model.ts';
import { isReferenceNumber, type AskedNumber } from './queries/references.ts';

export interface AskedReference extends AskedNumber {
  /** See `referenceKey`. */
  key: string;
  owner: string;
  repo: string;
}

/** References in one request, at most: more would come near the 10 s after which GitHub gives up. */
const BATCH_SIZE = 100;

/** Every issue, pull request, discussion and milestone that the Roadmap points to; projects are not asked. */
export function askedReferences(roadmap: Roadmap): AskedReference[] {
  const asked = new Map<string, AskedReference>();
  for (const reference of referencesOf(roadmap)) {
    const { owner, repo, number } = reference;
    const kind = reference.kind === 'pull' ? 'issue' : reference.kind;
    if (repo === null || kind === 'project') continue;
    const key = referenceKey(reference);
    if (!asked.has(key)) asked.set(key, { key, kind, owner, repo, number });
  }
  return [...asked.values()];
}

function referencesOf({ items, sections, pointers }: Roadmap): Reference[] {
  const milestones = [...items, ...sections].map(({ target }) => target?.milestone ?? null);
  return [
    ...items.flatMap(({ references }) => references),
    ...pointers,
    ...milestones.filter((milestone) => milestone !== null),
  ];
}

export interface RepositoryName {
  owner: string;
  repo: string;
}

/** One repository's part of a request: `asked` is what GraphQL can be asked of `references`. */
export interface BatchPart {
  owner: string;
  name: string;
  asked: AskedNumber[];
  references: AskedReference[];
}

/**
 * Batches of at most a hundred, references to one repository side by side so that each batch names few repositories. A
 * number that GraphQL cannot hold is not asked, its repository still is: whether it is there tells what to say. The
 * repositories of `also` are asked for in the first batch, by themselves where no reference leads there.
 */
export function batchesOf(
  references: readonly AskedReference[],
  also: readonly RepositoryName[] = [],
): { repositories: BatchPart[] }[] {
  const sorted = references.toSorted((one, other) => compare(repositoryKey(one), repositoryKey(other)));
  const batches: { repositories: BatchPart[] }[] = [];
  for (let start = 0; start < sorted.length; start += BATCH_SIZE) {
    batches.push({ repositories: partsOf(sorted.slice(start, start + BATCH_SIZE)) });
  }
  return withRepositories(batches, also);
}

function withRepositories(
  batches: { repositories: BatchPart[] }[],
  also: readonly RepositoryName[],
): { repositories: BatchPart[] }[] {
  const named = new Set(
    batches.flatMap(({ repositories }) => repositories.map(({ owner, name }) => repositoryKey({ owner, repo: name }))),
  );
  const parts = also
    .filter((repository) => !named.has(repositoryKey(repository)))
    .map(({ owner, repo }): BatchPart => ({ owner, name: repo, asked: [], references: [] }));
  if (parts.length === 0) return batches;
  const [first, ...rest] = batches;
  return [{ repositories: [...(first?.repositories ?? []), ...parts] }, ...rest];
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function partsOf(references: readonly AskedReference[]): BatchPart[] {
  const parts = new Map<string, BatchPart>();
  for (const reference of references) {
    const key = repositoryKey(reference);
    const part = parts.get(key) ?? { owner: reference.owner, name: reference.repo, asked: [], references: [] };
    parts.set(key, part);
    part.references.push(reference);
    if (isReferenceNumber(reference.number)) part.asked.push(reference);
  }
  return [...parts.values()];
}

/** `owner/name`, lower-cased: the key of `Observation.repositories`. */
export const repositoryKey = ({ owner, repo }: { owner: string; repo: string }): string =>
  `${owner}/${repo}`.toLowerCase();
