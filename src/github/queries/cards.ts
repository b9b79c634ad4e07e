/**
 * The cards of an issue or pull request, on whatever boards it is. A value is asked for by the name of its field: a list
 * of all values would be one connection for each card, and GitHub counts those.
 * https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */

/** Boards of an issue that are looked at in one request with it; who is on more is asked once more. */
export const FIRST_CARDS = 20;
const MORE_CARDS = 100;

const CARD_NODES = 'pageInfo { hasNextPage endCursor } nodes { ...Card }';

/** Selected of an issue or pull request; needs `cardFragments` and, as variables, `cardVariables`. */
export const CARDS = `cards: projectItems(first: ${FIRST_CARDS}, includeArchived: true) { ${CARD_NODES} }`;

const VALUE = `fragment CardValue on ProjectV2ItemFieldValue {
  ... on ProjectV2ItemFieldSingleSelectValue { name }
  ... on ProjectV2ItemFieldIterationValue { title }
  ... on ProjectV2ItemFieldTextValue { text }
  ... on ProjectV2ItemFieldDateValue { date }
  ... on ProjectV2ItemFieldNumberValue { number }
}`;

/** The key under which a card has the value of the field at this place: `value0`. */
export const valueAlias = (index: number): string => `value${index}`;

const valueFields = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `${valueAlias(index)}: fieldValueByName(name: $f${index}) { ...CardValue }`,
  ).join('\n  ');

/** Names of fields stand in variables: they are anybody's text. */
export const cardFragments = (fields: readonly string[]): string[] => [
  `fragment Card on ProjectV2Item {
  id isArchived project { id }
  ${valueFields(fields.length)}
}`,
  ...(fields.length === 0 ? [] : [VALUE]),
];

export const cardParameters = (fields: readonly string[]): string[] => fields.map((_, index) => `$f${index}: String!`);

export const cardVariables = (fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(fields.map((name, index) => [`f${index}`, name]));

export const nodeAlias = (index: number): string => `n${index}`;

/** Further cards of some issues by their node ids: variables `i0`, and `a0` for the cursor or null. */
export function moreCardsQuery(count: number, fields: readonly string[]): string {
  const nodes = Array.from({ length: count }, (_, index) => {
    const cards = `cards: projectItems(first: ${MORE_CARDS}, after: $a${index}, includeArchived: true) { ${CARD_NODES} }`;
    return `  ${nodeAlias(index)}: node(id: $i${index}) { ... on Issue { ${cards} } ... on PullRequest { ${cards} } }`;
  });
  const parameters = [
    ...Array.from({ length: count }, (_, index) => `$i${index}: ID!, $a${index}: String`),
    ...cardParameters(fields),
  ];
  return `query MilepostCards(${parameters.join(', ')}) {
${nodes.join('\n')}
}
${cardFragments(fields).join('\n')}`;
}

/** One card by its own node id: variable `i`. */
export const cardQuery = (
  fields: readonly string[],
): string => `query MilepostCard(${['$i: ID!', ...cardParameters(fields)].join(', ')}) {
  node(id: $i) { ...Card }
}
${cardFragments(fields).join('\n')}`;

export interface CardData {
  node?: CardRow | null;
}

export type MoreCardsData = Record<string, { cards?: CardsRow | null } | null | undefined>;

export interface CardsRow {
  pageInfo?: { hasNextPage?: boolean | null; endCursor?: string | null } | null;
  nodes?: (CardRow | null)[] | null;
}

export type CardRow = {
  id?: string | null;
  isArchived?: boolean | null;
  project?: { id?: string | null } | null;
} & Record<string, unknown>;

export interface CardValueRow {
  name?: string | null;
  title?: string | null;
  text?: string | null;
  date?: string | null;
  number?: number | null;
}
