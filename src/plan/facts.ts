/**
 * What may be said about a Reference. Findings are read by everybody who can read the roadmap; so the title, the state
 * or even the existence of something in another repository is a fact only where that repository is public.
 */
import type { Reference } from '../roadmap/model.ts';
import type { FoundReference, Observation, ObservedRepository } from './observation.ts';
import { referenceKey } from './observation.ts';

export type Fact =
  | { state: 'found'; found: FoundReference }
  | { state: 'missing' }
  /** Not for everybody: hidden, or in a repository that is not public. Whether it exists is not told. */
  | { state: 'private' }
  /** Nobody asked, or GitHub did not answer: nothing may be concluded. */
  | { state: 'unknown' };

const sameName = (repository: ObservedRepository, owner: string, name: string): boolean =>
  repository.owner.toLowerCase() === owner.toLowerCase() && repository.name.toLowerCase() === name.toLowerCase();

/** null: cannot be read; undefined: not looked at. */
export function repositoryAt(
  observed: Observation,
  owner: string,
  name: string,
): ObservedRepository | null | undefined {
  if (sameName(observed.repository, owner, name)) return observed.repository;
  const byKey = observed.repositories[`${owner}/${name}`.toLowerCase()];
  if (byKey !== undefined) return byKey;
  // A renamed repository is kept under the name that the file uses.
  return Object.values(observed.repositories).find((other) => other !== null && sameName(other, owner, name));
}

/** By id, since the roadmap may use an older name of its own repository. */
export const isOwnRepository = (observed: Observation, owner: string, name: string): boolean =>
  repositoryAt(observed, owner, name)?.id === observed.repository.id;

/** Everybody who can read the roadmap can read that repository. One that was not looked at counts as unreadable. */
export function isReadableByAll(observed: Observation, owner: string, name: string): boolean {
  const repository = repositoryAt(observed, owner, name);
  return repository?.visibility === 'public' || repository?.id === observed.repository.id;
}

/** Whether the roadmap refers to a repository that not everybody can read, or that this token cannot see. */
export const hasPrivateReferences = (observed: Observation): boolean =>
  Object.values(observed.repositories).some(
    (repository) => repository === null || !isReadableByAll(observed, repository.owner, repository.name),
  );

/** References that GitHub did not answer for, of those that may be spoken of. */
export function countUnobserved(observed: Observation): number {
  const isPrivate = (key: string): boolean => {
    const [owner = '', rest = ''] = key.split('/');
    return isKnownPrivate(observed, owner, rest.split('#', 1)[0] ?? '');
  };
  return Object.entries(observed.references).filter(([key, { state }]) => state === 'unobserved' && !isPrivate(key))
    .length;
}

/** What may be said of the reference in a Finding. */
export function factOf(reference: Omit<Reference, 'line' | 'text' | 'range'>, observed: Observation): Fact {
  const answer = observed.references[referenceKey(reference)];
  if (answer === undefined || reference.repo === null) return { state: 'unknown' };
  // The same answer for hidden, missing, found and unanswered, so that none can be told from the others.
  if (answer.state === 'hidden' || isKnownPrivate(observed, reference.owner, reference.repo))
    return { state: 'private' };
  if (answer.state === 'unobserved') return { state: 'unknown' };
  if (answer.state === 'missing') {
    return isReadableByAll(observed, reference.owner, reference.repo) ? { state: 'missing' } : { state: 'private' };
  }
  // A transferred issue is judged by where it is now; where the file says it was may be public still.
  return isReadableByAll(observed, answer.owner, answer.repo)
    ? { state: 'found', found: answer }
    : { state: 'private' };
}

/** Known to be no more than some people's: an unreadable repository, or one that is not public and not the roadmap's. */
function isKnownPrivate(observed: Observation, owner: string, name: string): boolean {
  const repository = repositoryAt(observed, owner, name);
  return repository !== undefined && !isReadableByAll(observed, owner, name);
}
