/** What became of references that GraphQL does not find: transferred, a discussion, or really not there. */
import type { ObservedReference, ObservedRepository } from '../plan/observation.ts';
import { batchesOf, repositoryKey, type AskedReference, type BatchPart } from './asked-references.ts';
import { mapBounded } from './bounded.ts';
import type { GitHubClient } from './client.ts';
import { isPassingFault } from './failure.ts';
import { isAbsent, isUnavailable, GitHubError } from './github-error.ts';
import { CONCURRENCY, unobserved, type Sighting, type Sightings } from './observe-references.ts';
import {
  aliasOf,
  discussionsQuery,
  variablesOf,
  type ReferenceRow,
  type ReferencesData,
} from './queries/references.ts';
import { foundByRest, foundRow, type RestIssue } from './reference-rows.ts';
import { readRepository } from './repository-facts.ts';
import { tolerantQuery } from './tolerant-query.ts';

/** Single requests in one look, at most: a file full of invented numbers is not to use up the hour's budget. */
const MOST_SINGLE_REQUESTS = 500;

/**
 * Settles every `absent` sighting. Issues are asked for by REST, which follows transfers: one request each, at most 500,
 * the rest stay unobserved. What is no issue is asked for once more as a discussion, in one request per hundred, since
 * a bare `#7` may be one.
 * @throws RateLimited, and GitHubError for failures that are no answer
 */
export async function settleAbsent(
  client: GitHubClient,
  references: readonly AskedReference[],
  sightings: Sightings,
): Promise<void> {
  const absent = references.filter(({ key }) => isAbsentSighting(sightings.references.get(key)));
  const issues = absent.filter(({ kind }) => kind === 'issue');
  for (const { key } of absent) sightings.references.set(key, { state: 'missing' });
  await mapBounded(issues.slice(0, MOST_SINGLE_REQUESTS), CONCURRENCY, async (reference) => {
    sightings.references.set(reference.key, await askSingly(client, reference));
  });
  for (const { key } of issues.slice(MOST_SINGLE_REQUESTS)) {
    const reason = `more than ${MOST_SINGLE_REQUESTS} references of this file lead nowhere`;
    sightings.references.set(key, { state: 'unobserved', reason });
  }
  await askForDiscussions(
    client,
    issues.filter(({ key }) => isMissing(sightings.references.get(key))),
    sightings,
  );
  await readNewHomes(client, sightings);
}

const isAbsentSighting = (sighting: Sighting | undefined): boolean =>
  sighting !== undefined && 'state' in sighting && sighting.state === 'absent';

const isMissing = (sighting: Sighting | undefined): boolean =>
  sighting !== undefined && 'state' in sighting && sighting.state === 'missing';

async function askSingly(client: GitHubClient, reference: AskedReference): Promise<Sighting> {
  const { owner, repo, number } = reference;
  const about = `reading issue ${owner}/${repo}#${number}`;
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}';
  try {
    const { data } = await client.rest<RestIssue>(route, { owner, repo, issue_number: number }, { about });
    return (
      foundByRest(data, reference, client.identity) ?? { state: 'unobserved', reason: 'GitHub gave half an answer' }
    );
  } catch (error) {
    if (isAbsent(error)) return { state: 'missing' };
    if (isUnavailable(error) || isDenied(error)) return unobserved(error);
    throw error;
  }
}

/** Without the permission, or across an address list of the organisation; a bad token is another matter. */
const isDenied = (error: unknown): error is GitHubError => error instanceof GitHubError && error.status === 403;

async function askForDiscussions(
  client: GitHubClient,
  missing: readonly AskedReference[],
  sightings: Sightings,
): Promise<void> {
  const asked = missing.map((reference) => ({ ...reference, kind: 'discussion' as const }));
  await mapBounded(batchesOf(asked), CONCURRENCY, async ({ repositories }) => {
    const batch = { repositories };
    const about = `reading ${asked.length} numbers as discussions`;
    try {
      const query = discussionsQuery(batch);
      const { data, errors } = await tolerantQuery<ReferencesData>(client, query, variablesOf(batch), { about });
      for (const [index, part] of repositories.entries()) {
        const denied = errors.some(
          (error) => error.path?.[0] === `r${index}` && error.type !== 'NOT_FOUND' && !isPassingFault(error),
        );
        readDiscussions(client, part, data[`r${index}`] ?? null, denied, sightings);
      }
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      for (const { references } of repositories) {
        for (const { key } of references) sightings.references.set(key, unobserved(error));
      }
    }
  });
}

function readDiscussions(
  client: GitHubClient,
  part: BatchPart,
  row: (Record<string, unknown> & { hasDiscussionsEnabled?: boolean }) | null,
  denied: boolean,
  sightings: Sightings,
): void {
  for (const reference of part.references) {
    const answer = (row?.[aliasOf(reference)] as ReferenceRow | null | undefined) ?? null;
    const facts = sightings.repositories.get(repositoryKey(reference));
    const place = placeOf(reference, facts ?? null);
    const found = answer === null ? null : foundRow(answer, place, client.identity);
    if (found !== null) sightings.references.set(reference.key, found);
    else if (denied && row?.hasDiscussionsEnabled === true) {
      const reason =
        'it is no issue; whether it is a discussion GitHub tells only with the permission "Discussions: read"';
      sightings.references.set(reference.key, { state: 'unobserved', reason });
    }
  }
}

function placeOf(
  reference: AskedReference,
  facts: ObservedRepository | null,
): { owner: string; repo: string; moved: boolean } {
  const { owner, name: repo } = facts ?? { owner: reference.owner, name: reference.repo };
  return { owner, repo, moved: repositoryKey({ owner, repo }) !== repositoryKey(reference) };
}

/** Who may read a transferred issue depends on the repository it is in now: its facts are read, once each. */
async function readNewHomes(client: GitHubClient, sightings: Sightings): Promise<void> {
  const homes = new Map<string, { owner: string; name: string }>();
  for (const { owner, repo } of foundReferences(sightings)) {
    const key = repositoryKey({ owner, repo });
    if (!sightings.repositories.has(key)) homes.set(key, { owner, name: repo });
  }
  await mapBounded([...homes], CONCURRENCY, async ([key, home]) => {
    sightings.repositories.set(key, await repositoryOrNull(client, home));
  });
  for (const [key, sighting] of sightings.references) {
    if (!('reference' in sighting)) continue;
    if (sightings.repositories.get(repositoryKey(sighting.reference)) === null) {
      sightings.references.set(key, { state: 'hidden' });
    }
  }
}

const foundReferences = ({ references }: Sightings): Extract<ObservedReference, { state: 'found' }>[] =>
  [...references.values()].flatMap((sighting) => ('reference' in sighting ? [sighting.reference] : []));

async function repositoryOrNull(
  client: GitHubClient,
  home: { owner: string; name: string },
): Promise<ObservedRepository | null> {
  try {
    return await readRepository(client, home);
  } catch (error) {
    if (isAbsent(error) || isDenied(error)) return null;
    throw error;
  }
}
