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

/**
 * Which limit it is:
 * - `hourly`: nothing is left of the hour's requests or points; `reserve`: what is left is kept for what people ask for;
 * - `secondary`: GitHub refused because of too much at once; `points`: so much that it would;
 * - `content`: so much was created that GitHub would.
 */
export type RateLimitName = 'hourly' | 'reserve' | 'secondary' | 'points' | 'content';

const RATE_LIMIT_TEXTS: Readonly<Record<RateLimitName, string>> = {
  hourly: "GitHub's rate limit is reached",
  reserve: "what is left of GitHub's rate limit is kept for what people ask for",
  secondary: "GitHub's secondary rate limit is reached",
  points: "GitHub's rate limit for a minute is near",
  content: "GitHub's limit on creating content is near",
};

/** There is to be waited; nothing took effect. The work is to be put back until `retryAt`, not slept on. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  readonly about: string;
  readonly retryAt: Date;
  readonly limit: RateLimitName;
  /** GitHub, or the count of what was sent, says when; else it is the least that GitHub advises. */
  readonly isNamed: boolean;

  constructor(
    about: string,
    retryAt: Date,
    { limit = 'hourly', isNamed = true, cause }: { limit?: RateLimitName; isNamed?: boolean; cause?: unknown } = {},
  ) {
    super(withoutTokens(`${about}: ${RATE_LIMIT_TEXTS[limit]}; again after ${retryAt.toISOString()}`), { cause });
    this.about = withoutTokens(about);
    this.retryAt = retryAt;
    this.limit = limit;
    this.isNamed = isNamed;
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
