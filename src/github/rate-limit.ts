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
  const endsInMs = untilReset(headers, nowMs);
  if (most === null || most === 0 || remaining === null || endsInMs === null) return null;
  return { resource, most, remaining, endsInMs };
}

/** GitHub's longest window is an hour: whatever names a time beyond this means something else. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;

/** Later than this no number is of seconds since 1970: it is of milliseconds. */
const MOST_SECONDS = 100_000_000_000;

/** Milliseconds until the hour is over, below 0 where it is already; null where that is not told, or cannot be. */
function untilReset(headers: Headers, nowMs: number): number | null {
  const reset = numberIn(headers['x-ratelimit-reset']);
  if (reset === null || reset < 0) return null;
  const ms = (reset > MOST_SECONDS ? reset : reset * 1000) - githubNowMs(headers, nowMs);
  return ms <= LONGEST_WAIT_MS ? ms : null;
}

/** Seconds, or as HTTP has it besides, a date; null where none is told, or none that can be. */
function retryAfterMs(headers: Headers, nowMs: number): number | null {
  const after = headers['retry-after'];
  const seconds = numberIn(after);
  const ms = seconds === null ? Date.parse(String(after)) - githubNowMs(headers, nowMs) : seconds * 1000;
  return ms >= 0 && ms <= LONGEST_WAIT_MS ? ms : null;
}

function numberIn(value: string | number | undefined): number | null {
  const number = value === undefined || String(value).trim() === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
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
/** An answer takes its time, and GitHub tells whole seconds. */
const JUST_OVER_MS = 10_000;
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

/** A time that is over already, and told by whoever refuses, is none. */
function namedTime(headers: Headers, exhausted: boolean, nowMs: number): RateLimitAnswer {
  const inMs = (ms: number): Date => new Date(nowMs + Math.max(ms, 1000));
  const after = retryAfterMs(headers, nowMs);
  if (after !== null) return { retryAt: inMs(after), limit: 'secondary', isNamed: true };
  const reset = exhausted ? untilReset(headers, nowMs) : null;
  if (reset !== null && reset > -JUST_OVER_MS) return { retryAt: inMs(reset), limit: 'hourly', isNamed: true };
  return { retryAt: inMs(UNNAMED_WAIT_MS), limit: 'secondary', isNamed: false };
}
