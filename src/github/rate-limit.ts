/** What GitHub's answers say of its limits. */

export type Headers = Readonly<Record<string, string | number | undefined>>;

export type Api = 'rest' | 'graphql';

/** The hourly limits that Milepost meets; `search` and others have their own, which it does not. */
export type LimitedResource = 'core' | 'graphql';

export const resourceOfApi = (api: Api): LimitedResource => (api === 'rest' ? 'core' : 'graphql');

/** What the headers of one answer say of an hourly limit. */
export interface LimitReading {
  resource: LimitedResource;
  /** Requests, or with GraphQL points, in an hour. */
  most: number;
  remaining: number;
  /** Milliseconds until the hour is over, reckoned by GitHub's own clock where the answer tells its time. */
  endsInMs: number;
}

/**
 * null where there is no limit, as on GitHub Enterprise Server by default, or it is one of another resource.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#checking-the-status-of-your-rate-limit
 */
export function readLimit(headers: Headers, api: Api, nowMs: number): LimitReading | null {
  const resource = headers['x-ratelimit-resource'] ?? resourceOfApi(api);
  if (resource !== 'core' && resource !== 'graphql') return null;
  const most = countIn(headers['x-ratelimit-limit']);
  const remaining = countIn(headers['x-ratelimit-remaining']);
  const reset = countIn(headers['x-ratelimit-reset']);
  if (most === null || most === 0 || remaining === null || reset === null) return null;
  return { resource, most, remaining, endsInMs: reset * 1000 - githubNowMs(headers, nowMs) };
}

const MOST_COUNT = 2 ** 31 - 1;

function countIn(value: string | number | undefined): number | null {
  const count = value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isInteger(count) && count >= 0 && count <= MOST_COUNT ? count : null;
}

/** The answer's own time (`date`), so that a clock of ours that is wrong makes no wait too long or too short. */
function githubNowMs(headers: Headers, nowMs: number): number {
  const ms = Date.parse(String(headers['date']));
  return Number.isNaN(ms) ? nowMs : ms;
}

/** GitHub refused because of a limit. */
export interface RateLimitAnswer {
  retryAt: Date;
  /** `hourly`: nothing is left of the hour; `secondary`: too much at once, or too much created. */
  limit: 'hourly' | 'secondary';
  /** GitHub said when; else it is the least that it advises. */
  isNamed: boolean;
}

/** When GitHub names no time: its advice is at least a minute. */
const UNNAMED_WAIT_MS = 60_000;
const RATE_LIMIT_WORDS = /secondary rate limit|abuse detection|api rate limit (?:already )?exceeded/i;

/**
 * When to come again, or null if the answer is no rate limit. Secondary limits come as 403, as 429, and as a GraphQL
 * answer with status 200 and nothing but words.
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function rateLimitOf(status: number, headers: Headers, said: string, nowMs: number): RateLimitAnswer | null {
  const refused = status === 403 || status === 429;
  const exhausted = String(headers['x-ratelimit-remaining']) === '0';
  const after = headers['retry-after'];
  const limited = status === 429 || (refused && (exhausted || after !== undefined)) || RATE_LIMIT_WORDS.test(said);
  return limited ? namedTime(headers, exhausted, nowMs) : null;
}

function namedTime(headers: Headers, exhausted: boolean, nowMs: number): RateLimitAnswer {
  const inMs = (ms: number): Date => new Date(nowMs + Math.max(ms, 1000));
  const seconds = Number(headers['retry-after']);
  if (Number.isFinite(seconds)) return { retryAt: inMs(seconds * 1000), limit: 'secondary', isNamed: true };
  const reset = Number(headers['x-ratelimit-reset']);
  if (exhausted && Number.isFinite(reset)) {
    return { retryAt: inMs(reset * 1000 - githubNowMs(headers, nowMs)), limit: 'hourly', isNamed: true };
  }
  return { retryAt: inMs(UNNAMED_WAIT_MS), limit: 'secondary', isNamed: false };
}
