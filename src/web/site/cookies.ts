/** Cookies of the site: only this host's, only for requests, never for scripts. https://www.rfc-editor.org/rfc/rfc6265 */

export interface CookieJar {
  /** Its value in a `Cookie` header; null where it is not there. */
  read(header: string | undefined, name: CookieName): string | null;
  /** A `Set-Cookie` header that keeps it for so long. */
  set(name: CookieName, value: string, seconds: number): string;
  /** A `Set-Cookie` header that takes it away. */
  clear(name: CookieName): string;
}

export type CookieName = 'session' | 'sign-in';

const NAMES: Readonly<Record<CookieName, string>> = { session: 'milepost', 'sign-in': 'milepost-sign-in' };

/**
 * `isSecure`: the site is reached by https. Then the names have the prefix with which browsers let no other host and no
 * unencrypted page set them.
 */
export function createCookieJar(isSecure: boolean): CookieJar {
  const called = (name: CookieName): string => `${isSecure ? '__Host-' : ''}${NAMES[name]}`;
  const set = (name: CookieName, value: string, seconds: number): string =>
    `${called(name)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  return {
    read(header = '', name) {
      const start = `${called(name)}=`;
      const pair = header
        .split(';')
        .map((each) => each.trim())
        .find((each) => each.startsWith(start));
      return pair === undefined ? null : pair.slice(start.length);
    },
    set,
    clear: (name) => set(name, '', 0),
  };
}
