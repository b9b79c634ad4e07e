/**
 * What becomes of a task that failed, by the kind of fault. What is not in this table: a rate limit puts the task back
 * until the time that GitHub names, and what no repeating mends is dropped (settle-failure.ts).
 */
import { GitHubError } from '../../github/github-error.ts';
import { isStaleToken } from './settle-failure.ts';
import type { RetryRule } from './retry-rule.ts';

type Fault = 'unavailable' | 'stale-token' | 'invalid' | 'own';

/** Times in seconds; see RetryRule. */
const RULES: Record<Fault, Omit<RetryRule, 'name'>> = {
  // 5xx, no answer, a dropped connection, the store away: about three hours, longer than GitHub was away lately.
  unavailable: { tries: 40, firstSeconds: 2, longestSeconds: 300 },
  // 401 with a token that was fetched anew for each try: the app's key or its installation is at fault.
  'stale-token': { tries: 5, firstSeconds: 2, longestSeconds: 60 },
  // 400, 409, 422: GitHub understood and refuses. It may be about what is there now; not before a quarter of an hour.
  invalid: { tries: 3, firstSeconds: 30 * 60, longestSeconds: 60 * 60 },
  // Faults of Milepost: the next try will hardly be better.
  own: { tries: 3, firstSeconds: 2, longestSeconds: 10 },
};

/**
 * SQLSTATE classes (https://www.postgresql.org/docs/current/errcodes-appendix.html): connection, rollback for the sake of
 * others, resources, operator intervention, system; and Node's codes of a connection that failed.
 */
const STORE_AWAY = /^(?:08|40|53|57|58)[0-9A-Z]{3}$|^(?:ECONN[A-Z]+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/;
/** What the driver says without a code. */
const STORE_LOST = /^(?:connection terminated|timeout exceeded when trying to connect|client has encountered a)/i;

const isStoreAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  return STORE_LOST.test(error.message) || ('code' in error && STORE_AWAY.test(String(error.code)));
};

function faultOf(error: unknown): Fault {
  if (isStaleToken(error)) return 'stale-token';
  if (error instanceof GitHubError) return error.kind === 'unavailable' ? 'unavailable' : 'invalid';
  return isStoreAway(error) ? 'unavailable' : 'own';
}

export function ruleOf(error: unknown): RetryRule {
  const name = faultOf(error);
  return { name, ...RULES[name] };
}
