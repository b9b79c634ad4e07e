/** The pages of the site that say one thing. */
import type { OutgoingHttpHeaders } from 'node:http';
import { messagePage } from '../../render/page/message-page.ts';
import { notFoundPage } from '../../render/page/not-found-page.ts';
import { UNKEPT, type Answer } from './answer.ts';
import { page } from './page-answer.ts';
import { SIGN_IN_PATH, visitOf, type SiteParts, type Visitor } from './site-parts.ts';
import { forgetting } from './visitor.ts';

/** For what is not there and for what may not be seen alike: nothing in it tells which, or what was asked for. */
export const notFound = (parts: SiteParts, visitor: Visitor): Answer =>
  page(404, { ...UNKEPT, ...forgetting(parts, visitor) }, () => notFoundPage(visitOf(parts, visitor.session, null)));

export interface Message {
  status: number;
  title: string;
  text: readonly string[];
  link?: { path: string; words: string } | null;
  headers?: OutgoingHttpHeaders;
}

const HOME = { path: '/', words: 'All public roadmaps' };

export function message(parts: SiteParts, visitor: Visitor, { status, title, text, link, headers }: Message): Answer {
  const input = { ...visitOf(parts, visitor.session, null), title, text, link: link === undefined ? HOME : link };
  return page(status, { ...UNKEPT, ...forgetting(parts, visitor), ...headers }, () => messagePage(input));
}

/** GitHub was asked and did not say; the same for whatever it was asked about. */
export const githubIsAway = (parts: SiteParts, visitor: Visitor): Answer =>
  message(parts, visitor, {
    status: 502,
    title: 'GitHub does not answer',
    text: ['Milepost asks GitHub what you may see, and got no answer. Try again in a moment.'],
    headers: { 'retry-after': '10' },
  });

/** The cookie is fine, and the token in it is not any more. */
export const signedOutByGitHub = (parts: SiteParts): Answer =>
  message(
    parts,
    { session: null, isLeftOver: true },
    {
      status: 404,
      title: 'You were signed out',
      text: [
        'GitHub no longer accepts your sign-in: it has expired, or it was taken back.',
        'Sign in again to see roadmaps of repositories that only some people can read.',
      ],
      link: { path: SIGN_IN_PATH, words: 'Sign in with GitHub' },
    },
  );

/** Somebody sent what only a page of ours sends, or an address of ours in another way than is meant. */
export const wrongMethod = (parts: SiteParts, visitor: Visitor, allow: string): Answer =>
  message(parts, visitor, {
    status: 405,
    title: 'That is not possible here',
    text: [`This address can only be asked for with ${allow}.`],
    headers: { allow },
  });

export const busy = (parts: SiteParts, visitor: Visitor): Answer =>
  message(parts, visitor, {
    status: 503,
    title: 'Too many visitors at once',
    text: ['Many people look at large roadmaps in this moment. Try again in a few seconds.'],
    headers: { 'retry-after': '5' },
  });

export const broken = (parts: SiteParts, visitor: Visitor): Answer =>
  message(parts, visitor, {
    status: 503,
    title: 'This page cannot be shown now',
    text: [
      'Something that Milepost needs is not there for the moment. Try again; whoever runs it finds the reason in the log.',
    ],
    headers: { 'retry-after': '10' },
  });
