/** What the site answers, before anybody knows how it is sent. */
import type { OutgoingHttpHeaders } from 'node:http';

export interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  /** Asked only where the body has to be sent. */
  body: () => string | Promise<string>;
  /**
   * Stands for the body: the same for the same bytes. Whoever has it already is spared it, and it is kept for the next who
   * asks. null for what is not for everybody.
   */
  tag: string | null;
}

/** Kept by nobody: it is for one person, or for one moment. */
export const UNKEPT = { 'cache-control': 'private, no-store' } as const;

/** For everybody, and asked for again after so many seconds. */
export const keptFor = (seconds: number) => ({ 'cache-control': `public, max-age=${seconds}, must-revalidate` });

/** Somewhere else: a path of ours, or GitHub. */
export const redirect = (location: string, headers: OutgoingHttpHeaders = {}, status: 302 | 303 = 302): Answer => ({
  status,
  headers: { ...UNKEPT, 'referrer-policy': 'same-origin', ...headers, location },
  body: () => '',
  tag: null,
});
