import type {
  FoundReference,
  MarkedComment,
  MarkedIssue,
  ObservedMilestone,
  ObservedReference,
  ObservedRelease,
  ObservedRepository,
  Observation,
} from '../plan/observation.ts';
import { roadmapKey } from '../plan/keys.ts';
import type { Roadmap } from '../roadmap/model.ts';
import { askedReferences, repositoryKey } from './asked-references.ts';
import { mapBounded } from './bounded.ts';
import { cardsWanted } from './card-rows.ts';
import type { GitHubClient } from './client.ts';
import { completeCards } from './complete-cards.ts';
import { coveredRepositories } from './installation-coverage.ts';
import { findSlipComment, listMarkedIssues } from './markers.ts';
import { settleAbsent } from './observe-absent.ts';
import { observeBoard, type BoardWanted } from './observe-board.ts';
import { CONCURRENCY, sightReferences, type Sighting, type Sightings } from './observe-references.ts';

export interface ObserveInput {
  /** The roadmap's own repository with its milestones and releases, from `readRepositoryState`. */
  repository: ObservedRepository;
  milestones: ObservedMilestone[];
  releases: ObservedRelease[];
  roadmap: Roadmap;
  /** The board that the Policy names for this roadmap; null or absent: none, and nobody looks at cards. */
  board?: BoardWanted | null;
  want: {
    /** Look for issues that Milepost opened here. */
    markedIssues: boolean;
    /** Issues to look for Milepost's slip comment on, as `owner/repo#12`; none: nobody looks. */
    markedComments: readonly string[];
  };
}

/**
 * What GitHub says about everything the Roadmap refers to: one GraphQL request per hundred references, one more for the
 * board where there is one, one REST request for each that GraphQL does not find. What does not exist, was transferred or
 * may not be read is an observation.
 * @throws RateLimited; GitHubError when GitHub refuses as a whole, or is unavailable for the markers asked for
 */
export async function observe(client: GitHubClient, input: ObserveInput): Promise<Observation> {
  const { repository, roadmap, milestones, releases, want } = input;
  const asked = askedReferences(roadmap);
  const wanted = input.board ?? null;
  const board = wanted === null ? null : await observeBoard(client, wanted, repository);
  const cards = cardsWanted(board, wanted?.fields ?? []);
  const sightings = await sightReferences(client, asked, cards);
  await settleAbsent(client, asked, sightings);
  if (cards !== null) await completeCards(client, cards, sightings);
  const markedIssues =
    want.markedIssues || ownershipIsOpen(client, repository, sightings)
      ? await listMarkedIssues(client, repository)
      : null;
  const repositories = await withWritable(client, repository, sightings);
  const isOwnIssue = (sighting: Sighting): boolean => isOpenedByMilepost(client, repository, sighting, markedIssues);
  return {
    repository,
    references: Object.fromEntries(
      asked.map(({ key }) => [key, observedReference(sightings.references.get(key), isOwnIssue)]),
    ),
    repositories: Object.fromEntries(repositories),
    milestones,
    releases,
    markedIssues: want.markedIssues ? markedIssues : null,
    markedComments: want.markedComments.length === 0 ? null : await listSlipComments(client, input),
    board,
  };
}

function observedReference(
  sighting: Sighting | undefined,
  isOwnIssue: (sighting: Sighting) => boolean,
): ObservedReference {
  if (sighting === undefined) return { state: 'unobserved', reason: 'it was not asked for' };
  if ('reference' in sighting) return { ...sighting.reference, ownIssue: isOwnIssue(sighting) };
  return sighting.state === 'absent' ? { state: 'missing' } : sighting;
}

/**
 * Only an app of our own opens nothing by another hand. A person, and GitHub Actions for any workflow, open issues under
 * the same login as Milepost with their token: then the marker tells.
 */
function ownershipIsOpen(client: GitHubClient, repository: ObservedRepository, sightings: Sightings): boolean {
  if (client.identity.appId !== null) return false;
  return [...sightings.references.values()].some(
    (sighting) => 'reference' in sighting && sighting.ownAuthor && isIn(repository, sighting.reference),
  );
}

function isOpenedByMilepost(
  client: GitHubClient,
  repository: ObservedRepository,
  sighting: Sighting,
  markedIssues: MarkedIssue[] | null,
): boolean {
  if (!('reference' in sighting) || !sighting.ownAuthor) return false;
  if (client.identity.appId !== null) return true;
  const { number } = sighting.reference;
  return isIn(repository, sighting.reference) && markedIssues?.some((issue) => issue.number === number) === true;
}

const isIn = ({ owner, name }: ObservedRepository, reference: FoundReference): boolean =>
  repositoryKey({ owner, repo: name }) === repositoryKey(reference);

/**
 * The repositories with `writable` settled. An app writes where its installation covers the repository, which can only
 * be one of the same owner; it is asked only if an open issue there might be commented on.
 */
async function withWritable(
  client: GitHubClient,
  own: ObservedRepository,
  { references, repositories }: Sightings,
): Promise<Map<string, ObservedRepository | null>> {
  const settled = new Map(repositories).set(repositoryKey({ owner: own.owner, repo: own.name }), own);
  for (const [key, repository] of settled) if (repository?.id === own.id) settled.set(key, own);
  if (client.identity.kind !== 'app') return settled;
  const openIn = new Set(
    [...references.values()].flatMap((sighting) =>
      'reference' in sighting && sighting.reference.kind === 'issue' && sighting.reference.open
        ? [repositoryKey(sighting.reference)]
        : [],
    ),
  );
  const candidates = [...settled].flatMap(([key, repository]) =>
    repository !== null && repository.id !== own.id && sameOwner(repository, own) && openIn.has(key)
      ? [repository.id]
      : [],
  );
  const covered = await coveredRepositories(client, new Set(candidates));
  for (const [key, repository] of settled) {
    if (repository !== null && covered.has(repository.id)) settled.set(key, { ...repository, writable: true });
  }
  return settled;
}

const sameOwner = (one: ObservedRepository, other: ObservedRepository): boolean =>
  one.owner.toLowerCase() === other.owner.toLowerCase();

async function listSlipComments(client: GitHubClient, input: ObserveInput): Promise<MarkedComment[]> {
  const issues = input.want.markedComments.flatMap(issueAddress);
  const name = roadmapKey(input.repository.id, input.roadmap.file);
  const found = await mapBounded(issues, CONCURRENCY, (issue) => findSlipComment(client, issue, name));
  return found.flatMap((comment) =>
    comment === null ? [] : [{ issue: comment.issue, commentId: comment.commentId, marker: comment.marker }],
  );
}

function issueAddress(key: string): { owner: string; repo: string; number: number }[] {
  const [owner, repo, number] = /^([^/#]+)\/([^/#]+)#(\d{1,10})$/.exec(key)?.slice(1) ?? [];
  return owner === undefined || repo === undefined ? [] : [{ owner, repo, number: Number(number) }];
}
