/** What a path of the site means. */
export type SiteRoute =
  | { kind: 'index' | 'sign-in' | 'signed-in' | 'sign-out' | 'icon' | 'robots' }
  | { kind: 'roadmap' | 'picture'; owner: string; name: string };

/** No login begins with a hyphen, so that `/-/…` is nobody's. */
const FIXED: Readonly<Record<string, SiteRoute>> = {
  '/': { kind: 'index' },
  '/-/sign-in': { kind: 'sign-in' },
  '/-/signed-in': { kind: 'signed-in' },
  '/-/sign-out': { kind: 'sign-out' },
  '/favicon.svg': { kind: 'icon' },
  // What browsers ask for by themselves; they go by what it is, not by its name.
  '/favicon.ico': { kind: 'icon' },
  '/robots.txt': { kind: 'robots' },
};

/** Letters, digits, hyphens; of managed users an underscore too. Servers of one's own allow long names. */
const OWNER = /^[A-Za-z0-9][\w-]{0,99}$/;
const NAME = /^[\w.-]{1,100}$/;
const PICTURE = '.svg';

/** `path` without its query, as it was sent; null for what is nothing of the site. */
export function siteRoute(path: string): SiteRoute | null {
  const fixed = Object.hasOwn(FIXED, path) ? FIXED[path] : undefined;
  if (fixed !== undefined) return fixed;
  const [root, owner = '', name = '', ...rest] = path.split('/');
  // One slash at the end is heeded as if it were not there.
  if (root !== '' || rest.length > 1 || (rest[0] ?? '') !== '' || !OWNER.test(owner)) return null;
  const isPicture = name.endsWith(PICTURE) && rest.length === 0;
  const repository = isPicture ? name.slice(0, -PICTURE.length) : name;
  if (!NAME.test(repository) || repository === '.' || repository === '..') return null;
  return { kind: isPicture ? 'picture' : 'roadmap', owner, name: repository };
}
