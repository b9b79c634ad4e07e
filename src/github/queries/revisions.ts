/** One commit of a file's history, with the file as it left it. */
export interface RevisionRow {
  oid?: string | null;
  committedDate?: string | null;
  author?: { name?: string | null; user?: { login?: string | null } | null } | null;
  parents?: {
    nodes?: ({ oid?: string | null; file?: { oid?: string | null; type?: string | null } | null } | null)[] | null;
  } | null;
  file?: RevisionFileRow | null;
}

export interface RevisionFileRow {
  oid?: string | null;
  /** `blob`, `tree` or `commit`. */
  type?: string | null;
  /** git's mode as a number: 0o100644. */
  mode?: number | null;
  object?: { byteSize?: number | null; isTruncated?: boolean | null; text?: string | null } | null;
}

export interface RevisionsData {
  repository?: {
    nameWithOwner?: string | null;
    object?: {
      oid?: string | null;
      history?: {
        nodes?: (RevisionRow | null)[] | null;
        pageInfo?: { hasNextPage?: boolean | null; endCursor?: string | null } | null;
      } | null;
    } | null;
  } | null;
}

/**
 * The commits up to `$from` that changed a path, newest first. `history(path:)` is `git log -- PATH`: merges that took one
 * side's file wholly are left out, and renames are not followed.
 * @see https://docs.github.com/en/graphql/reference/objects#commit
 */
export const REVISIONS_QUERY = `query MilepostRevisions($owner: String!, $name: String!, $from: String!, $path: String!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    nameWithOwner
    object(expression: $from) {
      ... on Commit {
        oid
        history(path: $path, first: $first, after: $after) {
          nodes {
            oid
            committedDate
            author { name user { login } }
            parents(first: 1) { nodes { oid file(path: $path) { oid type } } }
            file(path: $path) { oid type mode object { ... on Blob { byteSize isTruncated text } } }
          }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
}`;
