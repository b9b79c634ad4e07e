/** A sign-in between its two halves: what the browser has to bring back from GitHub to finish it. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createSeal } from './seal.ts';

export interface StartedSignIn {
  /** Comes back in the address; only the browser that has the cookie knows which. */
  state: string;
  /** PKCE's: https://www.rfc-editor.org/rfc/rfc7636 */
  verifier: string;
  /** Path of the page to go to in the end. */
  to: string;
  /** Epoch milliseconds. */
  untilMs: number;
}

export interface SignInStarts {
  /** Something new, and the cookie's value that says the same. */
  start(to: string, nowMs: number): { started: StartedSignIn; cookie: string };
  /**
   * What that cookie says, if it goes with that state and was not taken before; null for all else. Whoever brings the same
   * again, to this process, is refused: to another one GitHub refuses the code.
   */
  take(cookie: string, state: string, nowMs: number): StartedSignIn | null;
}

export const SIGN_IN_MS = 10 * 60 * 1000;
/** Taken states that are remembered; each is forgotten after its ten minutes. */
const MOST_TAKEN = 20_000;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export const challengeOf = (verifier: string): string => digest(verifier).toString('base64url');

export function createSignInStarts({
  clientId,
  clientSecret,
}: {
  clientId: string;
  clientSecret: string;
}): SignInStarts {
  const seal = createSeal(clientSecret, `sign-in ${clientId}`);
  const taken = new Map<string, number>();
  const forgetOld = (nowMs: number): void => {
    for (const [state, untilMs] of taken) {
      if (untilMs > nowMs && taken.size <= MOST_TAKEN) return;
      taken.delete(state);
    }
  };
  return {
    start(to, nowMs) {
      const [state, verifier] = [randomBytes(32), randomBytes(32)].map((bytes) => bytes.toString('base64url')) as [
        string,
        string,
      ];
      const started = { state, verifier, to, untilMs: nowMs + SIGN_IN_MS };
      return { started, cookie: seal.close(started) };
    },
    take(cookie, state, nowMs) {
      const started = seal.open(cookie);
      if (!isStarted(started) || started.untilMs <= nowMs) return null;
      if (!timingSafeEqual(digest(started.state), digest(state)) || taken.has(state)) return null;
      taken.set(state, started.untilMs);
      forgetOld(nowMs);
      return started;
    },
  };
}

function isStarted(value: unknown): value is StartedSignIn {
  if (typeof value !== 'object' || value === null) return false;
  const { state, verifier, to, untilMs } = value as Partial<Record<keyof StartedSignIn, unknown>>;
  return (
    typeof state === 'string' && typeof verifier === 'string' && typeof to === 'string' && typeof untilMs === 'number'
  );
}
