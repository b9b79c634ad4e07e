import { BOARD } from './board.ts';
import { cardFragments, cardParameters, CARDS, type CardsRow } from './cards.ts';
import { FACTS, GOAL, type FactsRow, type GoalRow } from './facts.ts';

/** What one request asks: at most a hundred numbers in all. */
export interface ReferenceBatch {
  repositories: { owner: string; name: string; asked: AskedNumber[] }[];
  /** Names of the fields whose values are wanted of each card; null or absent: nobody asks for cards. */
  cardFields?: readonly string[] | null;
  /** Ask for a board as well, by its node id as the variable `board`. */
  hasBoard?: boolean;
}

export interface AskedNumber {
  kind: 'issue' | 'discussion' | 'milestone';
  number: number;
}

export interface ActorRow {
  type?: string;
  login?: string;
}

/** An issue, pull request, discussion or milestone: the fields that its kind has. */
export interface ReferenceRow extends GoalRow {
  type?: string;
  stateReason?: string | null;
  discussionReason?: string | null;
  pullState?: string | null;
  closed?: boolean | null;
  createdAt?: string | null;
  author?: ActorRow | null;
  milestone?: GoalRow | null;
  /** Node id and cards: only where cards were asked for. */
  id?: string | null;
  cards?: CardsRow | null;
}

export type ReferencesData = Record<string, (FactsRow & Record<string, unknown>) | null | undefined>;

/** The key under which the answer has the board. */
export const BOARD_ALIAS = 'board';

/** The key under which the answer has this number: `issue12`, `discussion4`, `milestone3`. */
export const aliasOf = ({ kind, number }: AskedNumber): string => `${kind}${number}`;

const work = (more: string): string => `fragment Work on IssueOrPullRequest {
  type: __typename
  ... on Issue {
    number title url state stateReason(enableDuplicate: true) createdAt closedAt
    author { type: __typename login }
    milestone { ...Goal }${more}
  }
  ... on PullRequest {
    number title url pullState: state createdAt closedAt
    author { type: __typename login }
    milestone { ...Goal }${more}
  }
}`;

const DATED_GOAL = `fragment DatedGoal on Milestone {
  type: __typename
  ...Goal
  createdAt
}`;

const TALK = `fragment Talk on Discussion {
  type: __typename
  number title url closed discussionReason: stateReason createdAt closedAt
  author { type: __typename login }
}`;

const FIELDS: Record<AskedNumber['kind'], (number: number) => string> = {
  issue: (number) => `issueOrPullRequest(number: ${number}) { ...Work }`,
  discussion: (number) => `discussion(number: ${number}) { ...Talk }`,
  milestone: (number) => `milestone(number: ${number}) { ...DatedGoal }`,
};

/**
 * Repositories by alias `r0…`, their names as variables `o0`, `n0`; numbers stand in the text, so they must be whole
 * and fit GraphQL's Int.
 * @throws RangeError otherwise: they come out of roadmaps
 */
export function referencesQuery({ repositories, cardFields = null, hasBoard = false }: ReferenceBatch): string {
  const kinds = new Set(repositories.flatMap(({ asked }) => asked.map(({ kind }) => kind)));
  const fragments = [
    FACTS,
    ...(kinds.has('issue') ? workFragments(cardFields) : []),
    ...(kinds.has('milestone') ? [DATED_GOAL] : []),
    ...(kinds.has('issue') || kinds.has('milestone') ? [GOAL] : []),
    ...(kinds.has('discussion') ? [TALK] : []),
    ...(hasBoard ? [BOARD] : []),
  ];
  const variables = [
    ...repositories.map((_, index) => `$o${index}: String!, $n${index}: String!`),
    // A variable that nothing uses is a fault.
    ...(cardFields === null || !kinds.has('issue') ? [] : cardParameters(cardFields)),
    ...(hasBoard ? [`$${BOARD_ALIAS}: ID!`] : []),
  ];
  return `query MilepostReferences(${variables.join(', ')}) {
${repositories.map(({ asked }, index) => repositoryField(index, asked)).join('\n')}
${hasBoard ? `  ${BOARD_ALIAS}: node(id: $${BOARD_ALIAS}) { ...Board }\n` : ''}}
${fragments.join('\n')}`;
}

const workFragments = (cardFields: readonly string[] | null): string[] =>
  cardFields === null ? [work('')] : [work(`\n    id\n    ${CARDS}`), ...cardFragments(cardFields)];

function repositoryField(index: number, asked: AskedNumber[]): string {
  const fields = asked.map((one) => `    ${aliasOf(one)}: ${FIELDS[one.kind](assertNumber(one.number))}\n`);
  return `  r${index}: repository(owner: $o${index}, name: $n${index}) {
    ...Facts
${fields.join('')}  }`;
}

/** Beside them may stand `cardVariables`. */
export const variablesOf = ({ repositories }: Pick<ReferenceBatch, 'repositories'>): Record<string, string> =>
  Object.fromEntries(
    repositories.flatMap(({ owner, name }, index) => [
      [`o${index}`, owner],
      [`n${index}`, name],
    ]),
  );

const LARGEST_INT = 2 ** 31 - 1;

export const isReferenceNumber = (number: number): boolean =>
  Number.isInteger(number) && number >= 1 && number <= LARGEST_INT;

function assertNumber(number: number): number {
  if (!isReferenceNumber(number)) throw new RangeError(`${number} is no number of an issue, discussion or milestone`);
  return number;
}

/** Whether a number that is no issue is a discussion; `hasDiscussionsEnabled` tells "none" from "may not be read". */
export function discussionsQuery({ repositories }: ReferenceBatch): string {
  return referencesQuery({ repositories }).replaceAll('    ...Facts\n', '    ...Facts\n    hasDiscussionsEnabled\n');
}
