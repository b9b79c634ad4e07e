/**
 * What a caller can act on:
 * - `not-found`: 404, or a repository that the token cannot see;
 * - `forbidden`: 401 and 403, a permission is missing;
 * - `gone`: 410 and 451, deleted or switched off;
 * - `invalid`: GitHub understood and refuses (400, 409, 422), or a query that it cannot run;
 * - `suspended`: the installation was suspended or removed, no call of it can succeed;
 * - `unavailable`: 5xx, a dropped connection, no answer in time: whether it took effect is unknown.
 */
export type FailureKind = 'not-found' | 'forbidden' | 'gone' | 'invalid' | 'suspended' | 'unavailable';

/** One entry of a 422's `errors`. */
export interface FieldError {
  resource?: string;
  field?: string;
  code?: string;
  message?: string;
}

/** One entry of a GraphQL answer's `errors`. */
export interface GraphqlError {
  type?: string;
  message?: string;
  path?: (string | number)[];
}

interface GitHubErrorFacts {
  kind: FailureKind;
  /** HTTP status; null when there was no answer, or for an error in a GraphQL answer. */
  status: number | null;
  /** What was being done: `reading issue example-org/lantern#12`. */
  about: string;
  /** GitHub's own words, or the network's. */
  said: string;
  fields?: FieldError[];
  /** Of a GraphQL answer without any usable data. */
  graphqlErrors?: readonly GraphqlError[];
  cause?: unknown;
}

/** A request to GitHub failed. The message names the object and GitHub's words, never a token. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly kind: FailureKind;
  readonly status: number | null;
  readonly about: string;
  readonly said: string;
  readonly fields: FieldError[];
  readonly graphqlErrors: readonly GraphqlError[];

  constructor({ kind, status, about, said, fields = [], graphqlErrors = [], cause }: GitHubErrorFacts) {
    const answer = status === null ? '' : ` GitHub answered ${status}:`;
    super(withoutTokens(`${about}:${answer} ${said}`), { cause });
    this.kind = kind;
    this.status = status;
    this.about = withoutTokens(about);
    this.said = withoutTokens(said);
    this.fields = fields;
    this.graphqlErrors = graphqlErrors;
  }
}

/** GitHub asks to wait; nothing took effect. The work is to be put back until `retryAt`, not slept on. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  readonly about: string;
  readonly retryAt: Date;

  constructor(about: string, retryAt: Date, cause?: unknown) {
    super(withoutTokens(`${about}: GitHub's rate limit is reached; again after ${retryAt.toISOString()}`), { cause });
    this.about = withoutTokens(about);
    this.retryAt = retryAt;
  }
}

/** A write was asked for in plan mode. It was not sent. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused';

  constructor(about: string) {
    super(withoutTokens(`${about}: refused, since in plan mode nothing but check runs is written`));
  }
}

export const isUnavailable = (error: unknown): error is GitHubError =>
  error instanceof GitHubError && error.kind === 'unavailable';

export const isAbsent = (error: unknown): error is GitHubError =>
  error instanceof GitHubError && (error.kind === 'not-found' || error.kind === 'gone');

/** A second line only: no message is built from a header or a body that we sent. */
function withoutTokens(text: string): string {
  return text
    .replace(/\b(?:gh[a-z]|github_pat)_[A-Za-z0-9_.-]+/g, '[token]')
    .replace(/\b(bearer|token) +[A-Za-z0-9_.-]{20,}/gi, '$1 [token]')
    .replace(/(\/\/)[^/@\s]{1,200}@/g, '$1');
}
