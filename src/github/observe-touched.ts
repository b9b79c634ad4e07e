/** What GitHub says of a few references, and, of all others that a Roadmap has, what it said when they were looked at last. */
import { isDeepStrictEqual } from 'node:util';
import type { Observation, ObservedReference, ObservedRepository } from '../plan/observation.ts';
import { pointersOfReference, repositoryPointersOf } from '../plan/pointers.ts';
import { boardOfRow } from './board-rows.ts';
import { askedReferences, repositoryKey, type AskedReference, type RepositoryName } from './asked-references.ts';
import { cardsWanted } from './card-rows.ts';
import type { GitHubClient } from './client.ts';
import { completeCards } from './complete-cards.ts';
import type { ObserveInput } from './observe.ts';
import { observeBoard } from './observe-board.ts';
import type { BoardRow } from './queries/board.ts';
import { settleAbsent } from './observe-absent.ts';
import { sightReferences, type Sighting, type Sightings } from './observe-references.ts';

/** One request asks for so many; where more is to be read, all is. */
const MOST = 100;

export interface KnownObservation {
  /** Of the last look at everything, with what single looks added since. */
  observed: Observation;
  /** What has changed since, as pointers (see src/plan/pointers.ts). */
  touched: readonly string[];
}

export interface TouchedObservation {
  observed: Observation;
  /** Keys of the references that were looked at now. */
  looked: ReadonlySet<string>;
}

/**
 * Looks at what was touched: one GraphQL request, which also tells of the board, and of every other repository, whether it
 * may still be spoken of, and one REST request for each reference that GraphQL does not find; none where nothing is to be
 * asked. null where only a look at everything can tell: the roadmap's own repository, its milestones or releases, or the
 * board are not what they were, a repository was touched as a whole, one is not what it was, or too much was touched.
 * @throws as `observe`
 */
export async function observeTouched(
  client: GitHubClient,
  input: ObserveInput,
  { observed: known, touched }: KnownObservation,
): Promise<TouchedObservation | null> {
  if (!isSameWorld(input, known) || client.identity.appId === null) return null;
  const changed = new Set(touched);
  if (repositoryPointersOf(known).some((pointer) => changed.has(pointer))) return null;
  const all = askedReferences(input.roadmap);
  const asked = all.filter(({ key }) => isToBeAsked(key, known.references[key], changed));
  const others = otherRepositories(known);
  if (asked.length + others.length > MOST) return null;
  const cards = cardsWanted(known.board ?? null, input.board?.fields ?? []);
  const boardId = known.board?.state === 'found' ? known.board.id : null;
  const sightings = await sightReferences(client, asked, cards, { repositories: others, boardId });
  if (!(await isSameBoard(client, input, known, sightings.board))) return null;
  if (!areSameRepositories(sightings, [...others, ...asked], known)) return null;
  await settleAbsent(client, asked, sightings);
  if (cards !== null) await completeCards(client, cards, sightings);
  const looked = new Set(asked.map(({ key }) => key));
  const references = Object.fromEntries(
    all.map(({ key }) => [key, looked.has(key) ? referenceOf(sightings.references.get(key)) : kept(known, key)]),
  );
  // One that was transferred leads to where nobody has looked yet.
  if (!areSameRepositories(sightings, homesOf(references, asked), known)) return null;
  return { observed: { ...known, references, markedIssues: null, markedComments: null }, looked };
}

/** What no single issue tells is as it was. A board that could not be read is looked at once more. */
function isSameWorld({ repository, milestones, releases, board = null }: ObserveInput, known: Observation): boolean {
  if ((board === null) !== ((known.board ?? null) === null) || known.board?.state === 'unobserved') return false;
  return isDeepStrictEqual(
    { repository, milestones, releases },
    { repository: known.repository, milestones: known.milestones, releases: known.releases },
  );
}

/** No event tells of the options of its fields, and one that tells that it is no longer public may never have come. */
async function isSameBoard(
  client: GitHubClient,
  { board: wanted = null, repository }: ObserveInput,
  { board: known }: Observation,
  seen: BoardRow | undefined,
): Promise<boolean> {
  if (wanted === null) return true;
  if (known?.state !== 'found' || seen === undefined) {
    return isDeepStrictEqual(await observeBoard(client, wanted, repository), known);
  }
  return isDeepStrictEqual(boardOfRow(seen, known, client.identity), known);
}

/** What nobody has looked at, or what GitHub did not answer for, is asked for whenever there is occasion. */
const isToBeAsked = (key: string, reference: ObservedReference | undefined, touched: ReadonlySet<string>): boolean =>
  reference === undefined ||
  reference.state === 'unobserved' ||
  pointersOfReference(key, reference).some((pointer) => touched.has(pointer));

/** Those beside the roadmap's own that were found, each under the name that it has now. */
function otherRepositories({ repository, repositories }: Observation): RepositoryName[] {
  const byId = new Map(
    Object.values(repositories)
      .filter((other) => other !== null && other.id !== repository.id)
      .map((other) => [other?.id, other]),
  );
  return [...byId.values()].flatMap((other) => (other === null ? [] : [{ owner: other.owner, repo: other.name }]));
}

/** Whether each of these is what it was; whether Milepost may write there was not asked. */
function areSameRepositories(
  { repositories }: Sightings,
  names: readonly RepositoryName[],
  known: Observation,
): boolean {
  return names.every((name) => {
    const key = repositoryKey(name);
    const seen = repositories.get(key);
    const before = known.repositories[key];
    return seen !== undefined && before !== undefined && isSameRepository(seen, before);
  });
}

const isSameRepository = (seen: ObservedRepository | null, before: ObservedRepository | null): boolean =>
  seen === null || before === null
    ? seen === before
    : isDeepStrictEqual({ ...seen, writable: false }, { ...before, writable: false });

function homesOf(references: Record<string, ObservedReference>, asked: readonly AskedReference[]): RepositoryName[] {
  return asked.flatMap(({ key }) => {
    const reference = references[key];
    return reference?.state === 'found' ? [{ owner: reference.owner, repo: reference.repo }] : [];
  });
}

/** An app's own issues are told by their author alone. */
function referenceOf(sighting: Sighting | undefined): ObservedReference {
  if (sighting === undefined) return { state: 'unobserved', reason: 'it was not asked for' };
  if ('reference' in sighting) return { ...sighting.reference, ownIssue: sighting.ownAuthor };
  return sighting.state === 'absent' ? { state: 'missing' } : sighting;
}

const kept = ({ references }: Observation, key: string): ObservedReference =>
  references[key] ?? { state: 'unobserved', reason: 'it was not asked for' };
