/** Where a page's links may lead: pages of the GitHub that the roadmap is on, and paths of our own. Nothing else becomes a link. */
import type { RoadmapView } from '../../plan/view/view.ts';

/** The address when it is one of that GitHub, else null: then its words stand without a link. */
export function githubAddress(url: string | null, serverUrl: string | null): string | null {
  if (url === null || serverUrl === null) return null;
  const [address, server] = [parsed(url), parsed(serverUrl)];
  if (address === null || server === null || !isWeb(address) || address.origin !== server.origin) return null;
  return address.username === '' && address.password === '' ? address.href : null;
}

/** The address when it begins with http or https, else null. */
export function webAddress(url: string | null): string | null {
  const address = url === null ? null : parsed(url);
  return address !== null && isWeb(address) ? address.href : null;
}

/** A path of this host, as `/owner/name?text=x`; null for everything that a browser could take for another host. */
export const ownPath = (path: string | null): string | null =>
  path !== null && /^\/(?![/\\])[^\\\s]*$/.test(path) ? path : null;

/** A line of the roadmap file on GitHub, or the whole file; null where there is no such page. */
export function sourceAddress(view: RoadmapView, line?: number): string | null {
  const { serverUrl, repo, ref, file } = view;
  if (serverUrl === null || repo === null || ref === null) return null;
  const path = [...repo.split('/'), 'blob', ...ref.split('/'), ...file.split('/')].map(encoded).join('/');
  return githubAddress(`${serverUrl}/${path}${line === undefined ? '' : `?plain=1#L${line}`}`, serverUrl);
}

/** The repository's page on GitHub. */
export const repositoryAddress = ({ serverUrl, repo }: RoadmapView): string | null =>
  serverUrl === null || repo === null
    ? null
    : githubAddress(`${serverUrl}/${repo.split('/').map(encoded).join('/')}`, serverUrl);

/** A part of a path; half a surrogate pair becomes U+FFFD instead of an exception. */
export const encoded = (part: string): string => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\uFFFD'));

const isWeb = ({ protocol }: URL): boolean => protocol === 'https:' || protocol === 'http:';

const parsed = (url: string): URL | null => (URL.canParse(url) ? new URL(url) : null);
