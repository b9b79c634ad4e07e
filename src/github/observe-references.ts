/** Asks GitHub about references: a hundred a request, the requests side by side. */
import type { ObservedReference, ObservedRepository } from '../plan/observation.ts';
import {
  batchesOf,
  repositoryKey,
  type AskedReference,
  type BatchPart,
  type RepositoryName,
} from './asked-references.ts';
import { mapBounded } from './bounded.ts';
import { cardIn, type CardsWanted } from './card-rows.ts';
import type { GitHubClient } from './client.ts';
import { isPassingFault, type GraphqlError } from './failure.ts';
import { GitHubError, isAbsent, isUnavailable } from './github-error.ts';
import type { GraphqlAnswer } from './graphql-request.ts';
import type { BoardRow } from './queries/board.ts';
import { cardVariables } from './queries/cards.ts';
import type { FactsRow } from './queries/facts.ts';
import {
  aliasOf,
  BOARD_ALIAS,
  referencesQuery,
  variablesOf,
  type ReferenceRow,
  type ReferencesData,
} from './queries/references.ts';
import { foundRow, type FoundRow } from './reference-rows.ts';
import { readRepository, repositoryOfRow } from './repository-facts.ts';
import { isRepositoryName } from './route.ts';
import { tolerantQuery } from './tolerant-query.ts';

/** Requests at once: enough to hide their latency, far from GitHub's limit of a hundred. */
export const CONCURRENCY = 4;

/** `absent`: GraphQL finds nothing there, which is also what it says of a transferred issue. */
export type Sighting = FoundRow | { state: 'absent' } | Exclude<ObservedReference, { state: 'found' }>;

export interface Sightings {
  /** By reference key. */
  references: Map<string, Sighting>;
  /** By `repositoryKey`, as the file names it and as it is called now; null: cannot be read. */
  repositories: Map<string, ObservedRepository | null>;
  /** The board, where it was asked for and may be seen. */
  board?: BoardRow;
}

/** What is asked for in the first request besides. */
export interface Besides {
  /** Repositories of which only what they are is wanted; they cost no further request as long as there are few. */
  repositories: readonly RepositoryName[];
  /** Node id of the board. */
  boardId: string | null;
}

/**
 * One GraphQL request per hundred references, their cards in the same ones where they are wanted. A request that fails
 * because GitHub is unavailable leaves its references unobserved; the others are used.
 * @throws RateLimited, and GitHubError for every other failure
 */
export async function sightReferences(
  client: GitHubClient,
  references: readonly AskedReference[],
  cards: CardsWanted | null = null,
  { repositories: also, boardId }: Besides = { repositories: [], boardId: null },
): Promise<Sightings> {
  const sightings: Sightings = { references: new Map(), repositories: new Map() };
  const askable = references.filter(({ owner, repo }) => isRepositoryName(owner, repo));
  // What GitHub could never have had is not asked for, and told as what cannot be read.
  for (const reference of references) if (!askable.includes(reference)) hide(sightings, reference);
  const [first, ...rest] = batchesOf(askable, also);
  const batches = [
    ...(first === undefined ? [] : [{ ...first, boardId }]),
    ...rest.map((batch) => ({ ...batch, boardId: null })),
  ];
  const answers = await mapBounded(batches, CONCURRENCY, async (batch) => ({
    repositories: batch.repositories,
    answer: await askBatch(client, batch, cards),
  }));
  for (const { repositories, answer } of answers) {
    const board = answer instanceof Error ? null : (answer.data[BOARD_ALIAS] as BoardRow | null | undefined);
    if (board !== null && board !== undefined) sightings.board = board;
    for (const [index, part] of repositories.entries()) {
      await readPart(client, part, answerFor(answer, index), sightings, cards);
    }
  }
  return sightings;
}

type BatchAnswer = GraphqlAnswer<ReferencesData> | GitHubError;

async function askBatch(
  client: GitHubClient,
  asked: { repositories: BatchPart[]; boardId: string | null },
  cards: CardsWanted | null,
): Promise<BatchAnswer> {
  const { repositories, boardId } = asked;
  const count = repositories.reduce((sum, { asked }) => sum + asked.length, 0);
  const hasIssues = repositories.some(({ asked }) => asked.some(({ kind }) => kind === 'issue'));
  const cardFields = hasIssues ? (cards?.fields ?? null) : null;
  const batch = { repositories, cardFields, hasBoard: boardId !== null };
  const about = `reading ${count} references`;
  const board = boardId === null ? {} : { [BOARD_ALIAS]: boardId };
  const variables = { ...variablesOf(batch), ...cardVariables(cardFields ?? []), ...board };
  try {
    return await tolerantQuery<ReferencesData>(client, referencesQuery(batch), variables, { about });
  } catch (error) {
    if (isUnavailable(error)) return error;
    if (cards !== null && isAboutQuestion(error)) return askBatch(client, { repositories, boardId: null }, null);
    throw error;
  }
}

/** A GitHub that shows no cards of issues, or not with this token: the issues themselves are read all the same. */
const isAboutQuestion = (error: unknown): boolean =>
  error instanceof GitHubError && error.status === null && (error.kind === 'invalid' || error.kind === 'forbidden');

/** One repository's part of an answer. */
type PartAnswer = { row: ReferencesData[string]; errors: GraphqlError[] } | GitHubError;

function answerFor(answer: BatchAnswer, index: number): PartAnswer {
  if (answer instanceof Error) return answer;
  // An error without a path is about everything that has not come.
  const errors = answer.errors.filter(({ path }) => path === undefined || path[0] === `r${index}`);
  return { row: answer.data[`r${index}`] ?? null, errors };
}

async function readPart(
  client: GitHubClient,
  part: BatchPart,
  answer: PartAnswer,
  sightings: Sightings,
  cards: CardsWanted | null,
): Promise<void> {
  if (answer instanceof Error) return setAll(part, sightings, unobserved(answer));
  const { row, errors } = answer;
  if (row === null || row === undefined) return readAbsentRepository(part, errors, sightings);
  const facts = await repositoryFacts(client, part, row);
  if (facts === null) return hideAll(part, sightings);
  sightings.repositories.set(repositoryKey({ owner: part.owner, repo: part.name }), facts);
  sightings.repositories.set(repositoryKey({ owner: facts.owner, repo: facts.name }), facts);
  for (const reference of part.references) {
    sightings.references.set(reference.key, sightingOf(client, reference, facts, row, errors, cards));
  }
}

function readAbsentRepository(part: BatchPart, errors: GraphqlError[], sightings: Sightings): void {
  const passing = errors.find(
    ({ type, path }) => (path?.length ?? 1) === 1 && type !== 'NOT_FOUND' && type !== 'FORBIDDEN',
  );
  if (passing === undefined) hideAll(part, sightings);
  else setAll(part, sightings, { state: 'unobserved', reason: 'GitHub could not read the repository this time' });
}

/** A GitHub whose GraphQL does not tell the repository's id is asked by REST. */
async function repositoryFacts(
  client: GitHubClient,
  part: BatchPart,
  row: FactsRow,
): Promise<ObservedRepository | null> {
  const facts = repositoryOfRow(row, client.identity);
  if (facts !== null) return facts;
  try {
    return await readRepository(client, part);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

function sightingOf(
  client: GitHubClient,
  reference: AskedReference,
  facts: ObservedRepository,
  row: Record<string, unknown>,
  errors: GraphqlError[],
  cards: CardsWanted | null,
): Sighting {
  const alias = aliasOf(reference);
  const moved = repositoryKey(reference) !== repositoryKey({ owner: facts.owner, repo: facts.name });
  const place = { owner: facts.owner, repo: facts.name, moved };
  const answer = (row[alias] as ReferenceRow | null | undefined) ?? null;
  const found = answer === null ? null : foundRow(answer, place, client.identity);
  if (found !== null) return answer === null || cards === null ? found : withCard(found, answer, cards);
  const error = errors.find(({ path }) => path?.[1] === alias) ?? errors.find(({ path }) => path === undefined);
  if (error === undefined || error.type === 'NOT_FOUND') return { state: 'absent' };
  const reason = isPassingFault(error)
    ? 'GitHub could not read it this time'
    : `GitHub does not show ${reference.kind}s of this repository to Milepost`;
  return { state: 'unobserved', reason };
}

/** Cards that did not come (GitHub does not show them, or could not) are neither there nor missing: nobody knows. */
function withCard(found: FoundRow, row: ReferenceRow, wanted: CardsWanted): FoundRow {
  if (row.cards === null || row.cards === undefined) return found;
  const seen = cardIn(row.cards, wanted);
  return 'card' in seen
    ? { ...found, reference: { ...found.reference, card: seen.card } }
    : { ...found, cardsAfter: seen.after };
}

/** What can be told of a request that failed without repeating addresses or names into a public place. */
export function unobserved(error: GitHubError): Extract<ObservedReference, { state: 'unobserved' }> {
  const reason = error.status === null ? 'GitHub did not answer' : `GitHub answered ${error.status}`;
  return { state: 'unobserved', reason };
}

function setAll({ references }: BatchPart, sightings: Sightings, sighting: Sighting): void {
  for (const { key } of references) sightings.references.set(key, sighting);
}

function hideAll(part: BatchPart, sightings: Sightings): void {
  for (const reference of part.references) hide(sightings, reference);
}

function hide(sightings: Sightings, reference: AskedReference): void {
  sightings.references.set(reference.key, { state: 'hidden' });
  sightings.repositories.set(repositoryKey(reference), null);
}
