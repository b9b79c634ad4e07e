/** Reads GitHub's failures: from whatever octokit throws, and from errors inside a GraphQL answer. */
import { GitHubError, RateLimited, type FailureKind, type FieldError, type GraphqlError } from './github-error.ts';

export type { GraphqlError } from './github-error.ts';

export type Headers = Readonly<Record<string, string | number | undefined>>;

/** When GitHub names no time: its advice is at least a minute. */
const UNNAMED_WAIT_MS = 60_000;
const RATE_LIMIT_WORDS = /secondary rate limit|abuse detection|api rate limit (?:already )?exceeded/i;

/**
 * When to come again, or null if the answer is no rate limit. Secondary limits come as 403, as 429, and as a GraphQL
 * answer with status 200 and nothing but words.
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function retryAtOf(status: number, headers: Headers, said: string, nowMs: number): Date | null {
  const refused = status === 403 || status === 429;
  const exhausted = String(headers['x-ratelimit-remaining']) === '0';
  const after = headers['retry-after'];
  const limited = status === 429 || (refused && (exhausted || after !== undefined)) || RATE_LIMIT_WORDS.test(said);
  return limited ? namedTime(headers, exhausted, nowMs) : null;
}

function namedTime(headers: Headers, exhausted: boolean, nowMs: number): Date {
  const seconds = Number(headers['retry-after']);
  if (Number.isFinite(seconds)) return new Date(nowMs + Math.max(seconds, 1) * 1000);
  const reset = Number(headers['x-ratelimit-reset']);
  if (exhausted && Number.isFinite(reset)) return new Date(Math.max(reset * 1000, nowMs + 1000));
  return new Date(nowMs + UNNAMED_WAIT_MS);
}

/** Something octokit threw, as one of our errors. One that is ours already stays as it is. */
export function failureOf(error: unknown, about: string, nowMs: number): GitHubError | RateLimited {
  if (error instanceof GitHubError || error instanceof RateLimited) return error;
  const answer = answerIn(error);
  const said = wordsOf(error, answer?.data);
  if (answer === null) return new GitHubError({ kind: 'unavailable', status: null, about, said, cause: error });
  const retryAt = retryAtOf(answer.status, answer.headers, said, nowMs);
  if (retryAt !== null) return new RateLimited(about, retryAt, error);
  const kind = kindOf(answer.status, said, answer.url);
  return new GitHubError({ kind, status: answer.status, about, said, fields: fieldsOf(answer.data), cause: error });
}

interface FailedAnswer {
  status: number;
  headers: Headers;
  url: string;
  data: unknown;
}

/** Octokit gives a dropped connection the status 500 too; only an error with a `response` was answered. */
function answerIn(error: unknown): FailedAnswer | null {
  if (!(error instanceof Error) || !('response' in error)) return null;
  const response = error.response as Partial<FailedAnswer> | undefined;
  if (response === undefined || typeof response.status !== 'number') return null;
  return { status: response.status, headers: response.headers ?? {}, url: response.url ?? '', data: response.data };
}

function wordsOf(error: unknown, data: unknown): string {
  if (typeof data === 'object' && data !== null && 'message' in data && typeof data.message === 'string') {
    return [data.message, ...fieldsOf(data).map(fieldWords)].join('; ');
  }
  const words = error instanceof Error ? error.message : String(error);
  return words.length > 300 ? `${words.slice(0, 300)}…` : words;
}

const fieldWords = ({ field, code, message }: FieldError): string =>
  message ?? [field, code].filter((word) => word !== undefined).join(' ');

function fieldsOf(data: unknown): FieldError[] {
  if (typeof data !== 'object' || data === null || !('errors' in data) || !Array.isArray(data.errors)) return [];
  return data.errors.map((entry: unknown) => {
    if (typeof entry === 'string') return { message: entry };
    return typeof entry === 'object' && entry !== null ? entry : {};
  });
}

function kindOf(status: number, said: string, url: string): FailureKind {
  // Every call of an installation first asks for its token: a refusal there is about the installation as a whole.
  const aboutInstallation = /\/app\/installations\/[^/]+\/access_tokens$/.test(url);
  if (status === 403 && /suspended/i.test(said)) return 'suspended';
  if (aboutInstallation && (status === 403 || status === 404)) return 'suspended';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 410 || status === 451) return 'gone';
  return status === 408 || status >= 500 ? 'unavailable' : 'invalid';
}

/** What a GraphQL answer without usable data amounts to. */
export function failureOfGraphql(errors: readonly GraphqlError[], about: string): GitHubError {
  const said = errors.map((error) => error.message ?? error.type ?? 'no message').join('; ');
  const first = errors[0];
  const unavailable = isPassingFault(first);
  const denied = first?.type === 'FORBIDDEN' || first?.type === 'INSUFFICIENT_SCOPES';
  const kind = unavailable
    ? 'unavailable'
    : denied
      ? 'forbidden'
      : first?.type === 'NOT_FOUND'
        ? 'not-found'
        : 'invalid';
  return new GitHubError({ kind, status: null, about, said, graphqlErrors: errors });
}

/** GitHub could not say this time: neither absent nor denied, and no mistake in the query. */
export function isPassingFault(error: GraphqlError | undefined): boolean {
  if (error === undefined) return true;
  // These quote names that people chose: their words prove nothing.
  if (error.type === 'NOT_FOUND' || error.type === 'FORBIDDEN') return false;
  if (/something went wrong|timed? ?out|timeout|try again|resource limits/i.test(error.message ?? '')) return true;
  return /^(?:INTERNAL|SERVICE_UNAVAILABLE|RESOURCE_LIMITS_EXCEEDED)/.test(error.type ?? '');
}
