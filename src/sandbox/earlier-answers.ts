/** What reads were answered last: a replica that lags behind answers the same once more. */
import { isMutation } from './graphql/execute.ts';
import type { Asked } from './asked.ts';
import type { RestAnswer } from './rest/route.ts';

/** So many answers are kept; the oldest go first. */
const mostAnswers = 1000;

export class EarlierAnswers {
  readonly #answers = new Map<string, RestAnswer>();

  remember(asked: Asked, answer: RestAnswer): void {
    const key = keyOf(asked);
    if (key === null || answer.status === 304) return;
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    const oldest = this.#answers.keys().next().value;
    if (this.#answers.size > mostAnswers && oldest !== undefined) this.#answers.delete(oldest);
  }

  /** The last answer to the same question; a REST read never asked before is not found; null: there is no lag in it. */
  stale(asked: Asked): RestAnswer | null {
    const key = keyOf(asked);
    if (key === null) return null;
    const known = this.#answers.get(key) ?? null;
    if (known || asked.graphql) return known;
    return {
      status: 404,
      body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' },
    };
  }
}

/** Who asks is part of the question: one must not be answered what another may see. */
function keyOf(asked: Asked): string | null {
  const { method, url, rawBody, graphql, request } = asked;
  if (graphql ? isMutation(graphql) : method !== 'GET') return null;
  return `${request.headers.authorization ?? ''} ${method} ${url.pathname}${url.search} ${rawBody}`;
}
