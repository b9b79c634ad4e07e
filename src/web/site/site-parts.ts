/** What the answers of the site are made with. */
import type { SignInClient } from '../../github/as-person.ts';
import type { Hosts } from '../../github/hosts.ts';
import type { Visit } from '../../render/page/visit.ts';
import type { Database } from '../../store/database.ts';
import type { CookieJar } from './cookies.ts';
import type { CanRead } from './can-read.ts';
import type { PageReader } from './page-reader.ts';
import type { Session, Sessions } from './session.ts';
import type { SignInStarts } from './started-sign-in.ts';
import type { Turns } from './turns.ts';

export interface SiteParts {
  database: Database;
  readPages: PageReader;
  hosts: Hosts;
  jar: CookieJar;
  /** null: nobody can sign in here. */
  signIn: SignInParts | null;
  canRead: CanRead;
  /** For what takes long to be made. */
  turns: Turns;
  now: () => Date;
  /** What went wrong outside, and what was being done. Holds no secret. */
  failed: (error: unknown, what: string) => void;
}

export interface SignInParts {
  client: SignInClient;
  sessions: Sessions;
  starts: SignInStarts;
}

/** Who asks. */
export interface Visitor {
  /** null: nobody who is signed in. */
  session: Session | null;
  /** They brought a session that is none, or not any more: their browser is told to forget it. */
  isLeftOver: boolean;
}

export const SIGN_IN_PATH = '/-/sign-in';
export const SIGNED_IN_PATH = '/-/signed-in';
export const SIGN_OUT_PATH = '/-/sign-out';

/** `to`: where one comes back to after signing in; null where the page may not say where it is. */
export function visitOf({ signIn }: Pick<SiteParts, 'signIn'>, session: Session | null, to: string | null): Visit {
  const way = to === null ? SIGN_IN_PATH : `${SIGN_IN_PATH}?to=${encodeURIComponent(to)}`;
  return {
    person: session === null ? null : { login: session.login },
    signIn: signIn === null || session !== null ? null : way,
    signOut: session === null ? null : SIGN_OUT_PATH,
    home: '/',
  };
}
