/** Cards of issues that are on more boards than the first look takes, or that were found by REST. */
import type { ObservedCard } from '../plan/observation.ts';
import { cardIn, type CardsSeen, type CardsWanted } from './card-rows.ts';
import type { GitHubClient } from './client.ts';
import { isAbsent, isUnavailable, GitHubError } from './github-error.ts';
import type { Sightings } from './observe-references.ts';
import { cardVariables, moreCardsQuery, nodeAlias, type MoreCardsData } from './queries/cards.ts';
import { tolerantQuery } from './tolerant-query.ts';

/** Issues in one request: each asks for a hundred cards. */
const BATCH_SIZE = 20;
/** A thousand boards further nobody knows still: an issue that is on so many is no work of this roadmap. */
const MOST_PAGES = 10;

/**
 * Settles the card of every sighting that was not told to the end. What GitHub does not answer stays unknown: such a
 * reference has no `card`.
 * @throws RateLimited, and GitHubError when the token or the installation as a whole is refused
 */
export async function completeCards(client: GitHubClient, wanted: CardsWanted, sightings: Sightings): Promise<void> {
  const open = new Map<string, string | null>();
  for (const sighting of sightings.references.values()) {
    if (!('reference' in sighting) || sighting.cardsAfter === undefined) continue;
    const { nodeId, card } = sighting.reference;
    if (nodeId !== undefined && card === undefined) open.set(nodeId, sighting.cardsAfter);
  }
  if (open.size === 0) return;
  const cards = await findCards(client, wanted, open);
  for (const [key, sighting] of sightings.references) {
    if (!('reference' in sighting) || sighting.reference.nodeId === undefined) continue;
    const card = cards.get(sighting.reference.nodeId);
    if (card !== undefined) sightings.references.set(key, { ...sighting, reference: { ...sighting.reference, card } });
  }
}

/**
 * The cards of some issues on the wanted board, by the issues' node ids; null for one that is not on it, absent where
 * nobody can tell. `open` says after which cursor to begin, null for the first page.
 * @throws as `completeCards`
 */
export async function findCards(
  client: GitHubClient,
  wanted: CardsWanted,
  open: ReadonlyMap<string, string | null>,
): Promise<Map<string, ObservedCard | null>> {
  const cards = new Map<string, ObservedCard | null>();
  let left = [...open];
  for (let page = 0; page < MOST_PAGES && left.length > 0; page += 1) {
    const next: [string, string | null][] = [];
    for (let start = 0; start < left.length; start += BATCH_SIZE) {
      const batch = left.slice(start, start + BATCH_SIZE);
      for (const [nodeId, seen] of await askFor(client, wanted, batch)) {
        if ('card' in seen) cards.set(nodeId, seen.card);
        else if (seen.after !== null) next.push([nodeId, seen.after]);
      }
    }
    left = next;
  }
  return cards;
}

async function askFor(
  client: GitHubClient,
  wanted: CardsWanted,
  batch: readonly (readonly [string, string | null])[],
): Promise<[string, CardsSeen][]> {
  const variables = {
    ...cardVariables(wanted.fields),
    ...Object.fromEntries(
      batch.flatMap(([nodeId, after], index) => [
        [`i${index}`, nodeId],
        [`a${index}`, after],
      ]),
    ),
  };
  const query = moreCardsQuery(batch.length, wanted.fields);
  const about = `reading the cards of ${batch.length} issues`;
  try {
    const { data } = await tolerantQuery<MoreCardsData>(client, query, variables, { about });
    return batch.flatMap(([nodeId], index): [string, CardsSeen][] => {
      const row = data[nodeAlias(index)]?.cards;
      return row === null || row === undefined ? [] : [[nodeId, cardIn(row, wanted)]];
    });
  } catch (error) {
    if (isUnavailable(error) || isAbsent(error) || isRefusal(error)) return [];
    throw error;
  }
}

/** Without the permission, or a query that this GitHub does not know; a bad token is another matter. */
const isRefusal = (error: unknown): boolean =>
  error instanceof GitHubError && (error.kind === 'invalid' || error.kind === 'forbidden') && error.status !== 401;
