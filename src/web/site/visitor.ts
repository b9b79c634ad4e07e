import type { IncomingMessage } from 'node:http';
import type { SiteParts, Visitor } from './site-parts.ts';

/** Who asks, as their cookie says. */
export function visitorOf({ jar, signIn, now }: SiteParts, { headers }: Pick<IncomingMessage, 'headers'>): Visitor {
  const cookie = signIn === null ? null : jar.read(headers.cookie, 'session');
  if (signIn === null || cookie === null || cookie === '') return { session: null, isLeftOver: false };
  const session = signIn.sessions.read(cookie, now().getTime());
  return { session, isLeftOver: session === null };
}

/** Headers for somebody who is not everybody: nothing is kept, and a cookie that is of no use is taken away. */
export const forgetting = ({ jar }: SiteParts, { isLeftOver }: Visitor): { 'set-cookie'?: string } =>
  isLeftOver ? { 'set-cookie': jar.clear('session') } : {};
