/**
 * What the client asks before a request and tells after it, so that GitHub's limits are kept. That of an installation is
 * in src/jobs/budget, on the store; a run of the command line has its own (createLocalBudget).
 */
import type { RateLimited } from './github-error.ts';
import type { Api, Headers } from './rate-limit.ts';

export interface PlannedRequest {
  api: Api;
  isRead: boolean;
  /** It creates content: an issue, a comment, a review, a pull request, a commit, a card. */
  creates: boolean;
  /** For messages. */
  about: string;
}

/** How a request ended. */
export interface EndedRequest {
  /** Of the answer; null where none came, or it was not about this request. */
  headers: Headers | null;
  /** GitHub refused because of a limit. */
  limited: RateLimited | null;
}

export interface Budget {
  /**
   * Resolves when the request may be sent: at once, or for spacing after a few seconds at most.
   * @throws RateLimited when it is to wait longer: nothing was sent, and `settle` is not called
   */
  admit(request: PlannedRequest): Promise<void>;
  /** After each request that was admitted. Never fails. Gives back what is to be thrown for `limited`: it may say a later time. */
  settle(request: PlannedRequest, ended: EndedRequest): Promise<RateLimited | null>;
}

/**
 * Points of a request in GitHub's limit for a minute.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#calculating-points-for-the-secondary-rate-limit
 */
export const pointsOf = ({ isRead }: Pick<PlannedRequest, 'isRead'>): number => (isRead ? 1 : 5);

/** For one client alone: spaces what creates content, and otherwise lets GitHub say when it is too much. */
export function createLocalBudget(options: {
  spacingMs: number;
  clock: () => number;
  pause: (ms: number) => Promise<void>;
}): Budget {
  const { spacingMs, clock, pause } = options;
  let nextCreationAt = 0;
  return {
    async admit({ creates }) {
      if (!creates) return;
      const now = clock();
      const turn = Math.max(now, nextCreationAt);
      nextCreationAt = turn + spacingMs;
      if (turn > now) await pause(turn - now);
    },
    settle: async (_request, { limited }) => limited,
  };
}
