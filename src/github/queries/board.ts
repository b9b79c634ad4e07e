/** A project with its fields: everything that one needs to know of a board but its cards. */
export const BOARD = `fragment Board on ProjectV2 {
  id number title url closed public viewerCanUpdate
  fields(first: 100) {
    nodes {
      type: __typename
      ... on ProjectV2FieldCommon { id name dataType }
      ... on ProjectV2SingleSelectField { options { id name } }
      ... on ProjectV2IterationField {
        configuration {
          iterations { id title }
          completedIterations { id title }
        }
      }
    }
  }
}`;

export type OwnerKind = 'organization' | 'user';

/** With the variables `login` and `number`. `login` is asked back, so that an owner without the project is told from none. */
export function boardQuery(kinds: readonly OwnerKind[]): string {
  const fields = kinds.map((kind) => `  ${kind}(login: $login) { login projectV2(number: $number) { ...Board } }`);
  return `query MilepostBoard($login: String!, $number: Int!) {
${fields.join('\n')}
}
${BOARD}`;
}

export type BoardData = Partial<Record<OwnerKind, BoardOwnerRow | null>>;

export interface BoardOwnerRow {
  login?: string | null;
  projectV2?: BoardRow | null;
}

export interface BoardRow {
  id?: string | null;
  number?: number | null;
  title?: string | null;
  url?: string | null;
  closed?: boolean | null;
  public?: boolean | null;
  viewerCanUpdate?: boolean | null;
  fields?: { nodes?: (FieldRow | null)[] | null } | null;
}

export interface FieldRow {
  type?: string | null;
  id?: string | null;
  name?: string | null;
  dataType?: string | null;
  options?: ({ id?: string | null; name?: string | null } | null)[] | null;
  configuration?: {
    iterations?: (IterationRow | null)[] | null;
    completedIterations?: (IterationRow | null)[] | null;
  } | null;
}

export interface IterationRow {
  id?: string | null;
  title?: string | null;
}
