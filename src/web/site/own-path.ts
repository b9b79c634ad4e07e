import { siteRoute } from './site-route.ts';

const MOST_CHARACTERS = 1_000;

/**
 * Where somebody may be sent after signing in: the path and query of a page of this site, `/` for everything else. So
 * nobody is sent to another host, whatever browsers make of slashes, backslashes and encoded ones.
 */
export function ownPath(wanted: string | null): string {
  if (wanted === null || wanted.length > MOST_CHARACTERS || !/^\/[!-[\]-~]*$/.test(wanted)) return '/';
  const question = wanted.indexOf('?');
  const path = question < 0 ? wanted : wanted.slice(0, question);
  const kind = siteRoute(path)?.kind;
  if (kind !== 'index' && kind !== 'roadmap') return '/';
  return wanted.split('#', 1)[0] ?? '/';
}

/** The page of this site from which somebody came, as its `Referer` says; null where it is not of this site. */
export function cameFrom(referrer: string | undefined, origin: string): string | null {
  if (referrer === undefined || !URL.canParse(referrer)) return null;
  const { origin: from, pathname, search } = new URL(referrer);
  return from === origin ? `${pathname}${search}` : null;
}
