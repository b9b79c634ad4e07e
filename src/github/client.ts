import type { withCustomRequest } from '@octokit/graphql';
import { createLocalBudget, type Budget, type PlannedRequest } from './budget.ts';
import { failureOf, headersIn, isAboutToken } from './failure.ts';
import { GitHubError, isUnavailable, RateLimited, WriteRefused } from './github-error.ts';
import { sendGraphql, type GraphqlAnswer, type GraphqlVariables } from './graphql-request.ts';
import { NOBODY, type Identity } from './identity.ts';
import type { Headers } from './rate-limit.ts';
import { stopwatch } from './stopwatch.ts';
import { assertSafeParameters, parseRoute, type RouteParameters } from './route.ts';
import { withinTime } from './within-time.ts';

/** `request` of any octokit: Probot's of an installation, or that of `@octokit/rest` with a token. */
export type OctokitRequest = Parameters<typeof withCustomRequest>[0];

export interface RestAnswer<Data> {
  status: number;
  data: Data;
  headers: Readonly<Record<string, string | number | undefined>>;
  /** The address that answered: after a redirect another one than was asked. */
  url: string;
}

export interface RequestOptions {
  /** What this is about, for messages: `reading issue example-org/lantern#12`. Default: method and path. */
  about?: string;
  /** A write that may be sent again after an unclear answer, since doing it twice changes nothing more. */
  repeatable?: boolean;
  /**
   * Creates content (an issue, a comment): spaced from the others and counted, as GitHub asks. A check run is none, since it
   * tells nobody and is part of a commit; nor is a reaction, or a branch without a commit of its own.
   */
  creates?: boolean;
  /** Called when all waiting is over, right before the request is sent; what it throws is thrown as it is, and nothing is sent. */
  beforeSending?: () => Promise<void>;
}

/**
 * The only way to GitHub. Reads are tried three times when GitHub is unavailable; writes once, unless `repeatable`.
 * A rate limit is thrown as RateLimited at once, everything else as GitHubError.
 */
export interface GitHubClient {
  readonly mode: 'apply' | 'plan';
  readonly identity: Identity;
  /** Requests sent so far, repeated ones included. */
  readonly counts: { readonly graphql: number; readonly rest: number };
  /** `route` as octokit writes them: `GET /repos/{owner}/{repo}/issues/{number}`; parameters not in the path go into query or body. */
  rest<Data>(route: string, parameters?: RouteParameters, options?: RequestOptions): Promise<RestAnswer<Data>>;
  /** A partial answer is an answer: `data` with what came, `errors` with what did not. */
  graphql<Data>(query: string, variables: GraphqlVariables, options?: RequestOptions): Promise<GraphqlAnswer<Data>>;
}

export interface ClientOptions {
  request: OctokitRequest;
  /** `plan`: every write except check runs throws WriteRefused before anything is sent. */
  mode: 'apply' | 'plan';
  /** Whose markers count. Default: nobody's, for a client that is to ask who it is. */
  identity?: Identity;
  /** Where GraphQL is, when it cannot be told from the REST base. */
  graphqlUrl?: string;
  /** Default 20 s: GitHub itself gives up a request after 10 s. */
  timeoutMs?: number;
  /** Of whoever the token is of. Default: one of this client's own, which spaces what creates content. */
  budget?: Budget;
  /** Without a budget: least time between two calls that create content. Default 1 s, as GitHub asks; 0 for a stand-in. */
  spacingMs?: number;
  /** Waits; tests hand in one that does not. */
  pause?: (ms: number) => Promise<void>;
  /** Milliseconds since 1970. */
  clock?: () => number;
  /** Asked before each write: rejects where the work that it belongs to is no longer this process's. Default: nothing is. */
  beforeWriting?: () => Promise<void>;
}

const HEADERS = { 'x-github-api-version': '2022-11-28' };
const READ_WAITS_MS = [500, 2000];
const CHECK_RUN_ROUTES = new Set([
  'POST /repos/{owner}/{repo}/check-runs',
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
]);

/**
 * A write that is not on its way after so long is not sent any more: its process stood still, and another may have taken
 * over meanwhile. Less than what whoever holds the work has left once it was asked.
 */
const MOST_DELAY_MS = 5_000;

interface SendingOptions {
  request: { retries: number; signal: AbortSignal; fetch: typeof fetch };
}

/** octokit's own retries repeat creating calls: off for everything, what may be repeated is repeated here. */
function requestOptions(signal: AbortSignal, { isRead, about }: PlannedRequest): SendingOptions {
  const waited = stopwatch();
  return {
    request: {
      retries: 0,
      signal,
      // The last moment before it leaves: octokit may have had to ask for a token first.
      fetch: async (input, init) => {
        if (!isRead && waited() > MOST_DELAY_MS) {
          const said = 'the process stood still for a while, so it was not sent';
          throw new GitHubError({ kind: 'unavailable', status: null, about, said });
        }
        return fetch(input, init);
      },
    },
  };
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A client over one token or installation. It keeps no state but its counts and, without one from outside, its budget. */
export function createClient(options: ClientOptions): GitHubClient {
  const { request, mode, identity = NOBODY, timeoutMs = 20_000, spacingMs = 1000, clock = Date.now } = options;
  const wait = options.pause ?? pause;
  const counts = { graphql: 0, rest: 0 };
  const budget = options.budget ?? createLocalBudget({ spacingMs, clock, pause: wait });

  /** One request, admitted before and settled after; `send` tells the headers of its answer. */
  async function sendOnce<Result>(
    planned: PlannedRequest,
    beforeSending: RequestOptions['beforeSending'],
    send: (answered: (headers: Headers) => void) => Promise<Result>,
  ): Promise<Result> {
    await budget.admit(planned);
    try {
      if (!planned.isRead) await options.beforeWriting?.();
      await beforeSending?.();
    } catch (error) {
      await budget.settle(planned, { headers: null, limited: null });
      throw error;
    }
    counts[planned.api] += 1;
    let headers: Headers | null = null;
    let result: Result;
    try {
      result = await send((seen) => {
        headers = seen;
      });
    } catch (error) {
      const failure = failureOf(error, planned.about, clock());
      const isOurs = !isAboutToken(error);
      const limited = failure instanceof RateLimited && isOurs ? failure : null;
      const later = await budget.settle(planned, { headers: isOurs ? (headers ?? headersIn(error)) : null, limited });
      throw later ?? failure;
    }
    await budget.settle(planned, { headers, limited: null });
    return result;
  }

  async function attempts<Result>(waitsMs: readonly number[], send: () => Promise<Result>): Promise<Result> {
    for (const ms of waitsMs) {
      try {
        return await send();
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        await wait(ms);
      }
    }
    return send();
  }

  return {
    mode,
    identity,
    counts,

    async rest<Data>(route: string, parameters: RouteParameters = {}, how: RequestOptions = {}) {
      const { method, isRead } = parseRoute(route);
      assertSafeParameters(route, parameters);
      const about = how.about ?? route;
      if (mode === 'plan' && !isRead && !CHECK_RUN_ROUTES.has(route)) throw new WriteRefused(about);
      const planned = { api: 'rest', isRead, creates: how.creates === true, about } as const;
      return attempts(isRead || how.repeatable === true ? READ_WAITS_MS : [], () =>
        sendOnce(planned, how.beforeSending, async (answered) => {
          const answer = await withinTime(timeoutMs, (signal) =>
            request(route, { ...parameters, headers: HEADERS, ...requestOptions(signal, planned) }),
          );
          answered(answer.headers);
          return completeAnswer<Data>(answer as RestAnswer<unknown>, about, method);
        }),
      );
    },

    async graphql<Data>(query: string, variables: GraphqlVariables, how: RequestOptions = {}) {
      // Sound without a parser: a document that writes must contain the word, and none of our reads does.
      const isRead = !/\b(?:mutation|subscription)\b/.test(query);
      const about = how.about ?? 'asking GitHub';
      if (mode === 'plan' && !isRead) throw new WriteRefused(about);
      const planned = { api: 'graphql', isRead, creates: how.creates === true, about } as const;
      return attempts(isRead || how.repeatable === true ? READ_WAITS_MS : [], () =>
        sendOnce(planned, how.beforeSending, (answered) =>
          withinTime(timeoutMs, (signal) =>
            sendGraphql<Data>({
              request,
              url: options.graphqlUrl ?? null,
              query,
              variables,
              options: { headers: HEADERS, ...requestOptions(signal, planned) },
              about,
              nowMs: clock(),
              answered,
            }),
          ),
        ),
      );
    },
  };
}

/** A connection that drops inside the body reaches us as a success with a piece of text: nobody knows what was done. */
function completeAnswer<Data>(answer: RestAnswer<unknown>, about: string, method: string): RestAnswer<Data> {
  const hasBody = answer.status !== 204 && answer.status !== 205 && method !== 'HEAD';
  if (hasBody && (typeof answer.data !== 'object' || answer.data === null)) {
    const said = 'the answer was cut off, or is no JSON';
    throw new GitHubError({ kind: 'unavailable', status: answer.status, about, said });
  }
  return answer as RestAnswer<Data>;
}
