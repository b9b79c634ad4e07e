/** Who is signed in: kept by their browser alone, sealed. */
import { createSeal } from './seal.ts';

export interface Session {
  /** Of the person, for this app. */
  token: string;
  login: string;
  /** Of the account. */
  id: number;
  /** Epoch milliseconds. */
  untilMs: number;
}

export interface Sessions {
  /** A cookie's value; null where the token is too long for one. */
  write(session: Session): string | null;
  /** null for everything that is not a session, or not any more. */
  read(cookie: string, nowMs: number): Session | null;
}

export const LONGEST_SESSION_MS = 8 * 60 * 60 * 1000;
/** A cookie has room for 4096 bytes with its name and attributes. */
const MOST_CHARACTERS = 3_800;

/** `clientId`, so that a session of one app is none of another. */
export function createSessions({ clientId, clientSecret }: { clientId: string; clientSecret: string }): Sessions {
  const seal = createSeal(clientSecret, `session ${clientId}`);
  return {
    write(session) {
      const sealed = seal.close(session);
      return sealed.length <= MOST_CHARACTERS ? sealed : null;
    },
    read(cookie, nowMs) {
      const value = seal.open(cookie);
      return isSession(value) && value.untilMs > nowMs && value.untilMs <= nowMs + LONGEST_SESSION_MS ? value : null;
    },
  };
}

function isSession(value: unknown): value is Session {
  if (typeof value !== 'object' || value === null) return false;
  const { token, login, id, untilMs } = value as Partial<Record<keyof Session, unknown>>;
  return (
    typeof token === 'string' && typeof login === 'string' && typeof id === 'number' && typeof untilMs === 'number'
  );
}
