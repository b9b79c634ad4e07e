/** Cards put on the board and moved there, several in one request. */
import type { AddCard, CardOperation, FieldWrite, UpdateCard } from '../../plan/model.ts';
import type { ObservedCard } from '../../plan/observation.ts';
import { cardOfRow } from '../card-rows.ts';
import type { GitHubClient } from '../client.ts';
import { findCards } from '../complete-cards.ts';
import { GitHubError } from '../github-error.ts';
import type { GraphqlVariables } from '../graphql-request.ts';
import { addCardsMutation, MOVE_CARDS } from '../queries/card-mutations.ts';
import type { CardRow } from '../queries/cards.ts';
import { ARCHIVED_MEANWHILE } from './board-refusal.ts';
import { MOST_MUTATIONS, mutateAll, type MutationAnswer } from './mutate-all.ts';

/** What came of one Operation. */
export interface WrittenCard {
  operation: CardOperation;
  /** Why it could not be carried out, `unavailable` among them; null when it was. */
  failure: GitHubError | null;
}

/**
 * The Operations in batches whose cards, and whose fields, each fit into one mutation document: so no batch takes longer
 * than two requests, and what is begun together is soon finished.
 */
export function cardBatches(operations: readonly CardOperation[]): CardOperation[][] {
  const batches: CardOperation[][] = [];
  let room = 0;
  for (const operation of operations) {
    const size = Math.max(operation.fields.length, 1);
    if (batches.length === 0 || size > room) {
      batches.push([]);
      room = MOST_MUTATIONS;
    }
    batches.at(-1)?.push(operation);
    room -= size;
  }
  return batches;
}

/**
 * Carries out one batch: adds the cards, then writes their fields and those of the cards that are there, since GitHub
 * takes a new card's fields only in another request. Safe to repeat: a card is added once whatever happens, and a value
 * written again changes nothing. What a new card has already in a field stays: somebody was faster.
 * @throws RateLimited; GitHubError when GitHub is unavailable for all, or refuses the token or the installation as a whole
 */
export async function writeCards(client: GitHubClient, operations: readonly CardOperation[]): Promise<WrittenCard[]> {
  const added = await addCards(client, operations.filter(isAdding));
  const placed = operations.flatMap((operation) => placeOf(operation, added.get(operation)));
  const failures = await writeFields(client, placed);
  return operations.map((operation) => {
    const card = added.get(operation);
    return { operation, failure: card instanceof GitHubError ? card : (failures.get(operation) ?? null) };
  });
}

const isAdding = (operation: CardOperation): operation is AddCard => operation.kind === 'add-card';

async function addCards(
  client: GitHubClient,
  operations: readonly AddCard[],
): Promise<Map<CardOperation, ObservedCard | GitHubError>> {
  const fields = [...new Set(operations.flatMap((operation) => operation.fields.map(({ fieldName }) => fieldName)))];
  const mutation = { ...addCardsMutation(fields), about: aboutOf('adding', operations) };
  const inputs = operations.map(({ board, contentId }) => ({ projectId: board.id, contentId }));
  const answers = await mutateAll<{ item?: CardRow | null }>(client, mutation, inputs);
  const cards = new Map<CardOperation, ObservedCard | GitHubError>();
  for (const [index, operation] of operations.entries()) {
    cards.set(operation, await addedCard(client, operation, answers[index], fields));
  }
  return cards;
}

async function addedCard(
  client: GitHubClient,
  operation: AddCard,
  answer: MutationAnswer<{ item?: CardRow | null }> | undefined,
  fields: readonly string[],
): Promise<ObservedCard | GitHubError> {
  const about = aboutOf('adding', [operation]);
  if (answer === undefined || 'failure' in answer) {
    const failure = answer?.failure ?? unnamed(about);
    return isThereAlready(failure) ? ((await lookFor(client, operation, fields)) ?? failure) : failure;
  }
  const { item } = answer.row;
  const card = item === null || item === undefined ? null : cardOfRow(item, fields);
  if (card === null) return unnamed(about);
  return card.archived ? archived(about) : card;
}

/** GitHub gives the card that is there back, except where two add it in the same moment. */
const isThereAlready = ({ said }: GitHubError): boolean => /already (?:exists|added)/i.test(said);

async function lookFor(
  client: GitHubClient,
  { board, contentId }: AddCard,
  fields: readonly string[],
): Promise<ObservedCard | null> {
  const cards = await findCards(client, { boardId: board.id, fields }, new Map([[contentId, null]]));
  const card = cards.get(contentId) ?? null;
  return card?.archived === true ? null : card;
}

interface Placed {
  operation: CardOperation;
  cardId: string;
  field: FieldWrite;
}

function placeOf(operation: CardOperation, card: ObservedCard | GitHubError | undefined): Placed[] {
  if (card instanceof GitHubError) return [];
  const cardId = card?.id ?? (operation as UpdateCard).cardId;
  const open = operation.fields.filter(({ fieldName }) => card?.values[fieldName.toLowerCase()] === undefined);
  return open.map((field) => ({ operation, cardId, field }));
}

/** The first failure of each Operation of which a field was not written. */
async function writeFields(client: GitHubClient, placed: readonly Placed[]): Promise<Map<CardOperation, GitHubError>> {
  const operations = [...new Set(placed.map(({ operation }) => operation))];
  const mutation = { ...MOVE_CARDS, about: aboutOf('moving', operations) };
  const inputs = placed.map(({ operation: { board }, cardId, field }) => ({
    projectId: board.id,
    itemId: cardId,
    fieldId: field.fieldId,
    value: valueOf(field),
  }));
  const answers = await mutateAll(client, mutation, inputs);
  const failures = new Map<CardOperation, GitHubError>();
  for (const [index, { operation }] of placed.entries()) {
    const answer = answers[index];
    if (answer === undefined || !('failure' in answer)) continue;
    if (!failures.has(operation)) failures.set(operation, answer.failure);
  }
  return failures;
}

/** As `ProjectV2FieldValue`: exactly one kind of value. */
function valueOf({ value }: FieldWrite): GraphqlVariables {
  if ('optionId' in value) return { singleSelectOptionId: value.optionId };
  if ('iterationId' in value) return { iterationId: value.iterationId };
  return 'text' in value ? { text: value.text } : { date: value.date };
}

function aboutOf(doing: 'adding' | 'moving', operations: readonly CardOperation[]): string {
  const count = operations.length === 1 ? 'a card' : `${operations.length} cards`;
  const { owner = '', number = 0 } = operations[0]?.board ?? {};
  return `${doing} ${count} ${doing === 'adding' ? 'to' : 'on'} project ${number} of ${owner}`;
}

const unnamed = (about: string): GitHubError =>
  new GitHubError({ kind: 'invalid', status: null, about, said: 'the answer names no card' });

const archived = (about: string): GitHubError =>
  new GitHubError({ kind: 'invalid', status: null, about, said: ARCHIVED_MEANWHILE });
