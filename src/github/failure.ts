/** Reads GitHub's failures: from whatever octokit throws, and from errors inside a GraphQL answer. */
import { GitHubError, RateLimited, type FailureKind, type FieldError, type GraphqlError } from './github-error.ts';

import { rateLimitOf, type Headers } from './rate-limit.ts';

export type { GraphqlError } from './github-error.ts';
export type { Headers } from './rate-limit.ts';

/** Something octokit threw, as one of our errors. One that is ours already stays as it is. */
export function failureOf(error: unknown, about: string, nowMs: number): GitHubError | RateLimited {
  if (error instanceof GitHubError || error instanceof RateLimited) return error;
  const answer = answerIn(error);
  const said = wordsOf(error, answer?.data);
  if (answer === null) return new GitHubError({ kind: 'unavailable', status: null, about, said, cause: error });
  const limited = rateLimitOf(answer.status, answer.headers, said, nowMs);
  if (limited !== null) return new RateLimited(about, limited.retryAt, { ...limited, cause: error });
  const kind = kindOf(answer.status, said, answer.url);
  return new GitHubError({ kind, status: answer.status, about, said, fields: fieldsOf(answer.data), cause: error });
}

/** Headers of the answer that made octokit throw; null where there was none. */
export const headersIn = (error: unknown): Headers | null => answerIn(error)?.headers ?? null;

/** Every call of an installation first asks for its token, as the app: a refusal there is not about the call itself. */
export const isAboutToken = (error: unknown): boolean => isTokenAddress(answerIn(error)?.url ?? '');

const isTokenAddress = (url: string): boolean => /\/app\/installations\/[^/]+\/access_tokens$/.test(url);

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
  const aboutInstallation = isTokenAddress(url);
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
