/** The site: pages of roadmaps for people with browsers. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Hosts } from '../../github/hosts.ts';
import type { Database } from '../../store/database.ts';
import type { SiteEnvironment } from '../site-environment.ts';
import { keptFor, type Answer } from './answer.ts';
import { createCanRead } from './can-read.ts';
import { createCookieJar } from './cookies.ts';
import { ICON, ROBOTS } from './icon.ts';
import { indexAnswer } from './index-answer.ts';
import { broken, busy, notFound, wrongMethod } from './messages.ts';
import { NotShown } from './not-shown.ts';
import { originOf } from './origin.ts';
import { createPageReader } from './page-reader.ts';
import { patientDatabase } from './patient-database.ts';
import { PICTURE_HEADERS, pictureAnswer } from './picture-answer.ts';
import { roadmapAnswer } from './roadmap-answer.ts';
import { createSend } from './send.ts';
import { createSessions } from './session.ts';
import { beginSignIn, finishSignIn, signOut } from './sign-in-answers.ts';
import type { SignInParts, SiteParts, Visitor } from './site-parts.ts';
import { siteRoute, type SiteRoute } from './site-route.ts';
import { createSignInStarts } from './started-sign-in.ts';
import { Busy, createTurns } from './turns.ts';
import { visitorOf } from './visitor.ts';

export interface SiteOptions extends SiteEnvironment {
  database: Database;
  hosts: Hosts;
  /** What went wrong, and while what; neither holds a secret or a query. */
  failed: (error: unknown, what: string) => void;
  now?: () => Date;
}

/** Answers a request, whatever it asks for; never rejects. */
export type Site = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Bodies of public pages, as they are sent. */
const CACHE_BYTES = 32 * 1024 * 1024;

/** Pages that are made; kept ones take no turn. */
const TURNS = { atOnce: 2, waiting: 250, restMs: 5 };

/** Of public roadmaps, kept as they were read; an item has about a kilobyte. */
const KEPT_ITEMS = 30_000;

const SECONDS_OF_A_DAY = 86_400;

export function createSite(options: SiteOptions): Site {
  const parts = partsOf(options);
  const send = createSend(CACHE_BYTES);
  return async (request, response) => {
    const visitor = visitorOf(parts, request);
    try {
      await answerTo(parts, options, request, visitor)
        .then((answer) => send(request, response, answer))
        .catch((error: unknown) => {
          if (error instanceof NotShown) return send(request, response, notFound(parts, visitor));
          if (error instanceof Busy) return send(request, response, busy(parts, visitor));
          throw error;
        });
    } catch (error) {
      options.failed(error, pathOf(request));
      if (response.headersSent) response.destroy();
      else await send(request, response, broken(parts, visitor));
    }
  };
}

function partsOf({ database, hosts, publicUrl, signIn, failed, now = () => new Date() }: SiteOptions): SiteParts {
  const withSignIn: SignInParts | null =
    signIn === null ? null : { client: signIn, sessions: createSessions(signIn), starts: createSignInStarts(signIn) };
  const jar = createCookieJar(publicUrl?.startsWith('https:') ?? false);
  const patient = patientDatabase(database);
  return {
    database: patient,
    readPages: createPageReader(patient, KEPT_ITEMS),
    hosts,
    jar,
    signIn: withSignIn,
    canRead: createCanRead(hosts),
    turns: createTurns(TURNS),
    now,
    failed,
  };
}

const pathOf = ({ url }: IncomingMessage): string => (url ?? '/').split('?', 1)[0] ?? '/';

const queryOf = ({ url }: IncomingMessage): URLSearchParams => {
  const text = url ?? '';
  const question = text.indexOf('?');
  return new URLSearchParams(question < 0 ? '' : text.slice(question + 1));
};

async function answerTo(
  parts: SiteParts,
  { publicUrl }: SiteOptions,
  request: IncomingMessage,
  visitor: Visitor,
): Promise<Answer> {
  const path = pathOf(request);
  const route = siteRoute(path);
  if (route === null) return notFound(parts, visitor);
  const allowed = route.kind === 'sign-out' ? ['POST'] : ['GET', 'HEAD'];
  if (!allowed.includes(request.method ?? '')) return wrongMethod(parts, visitor, allowed.join(', '));
  const query = queryOf(request);
  switch (route.kind) {
    case 'index':
      return indexAnswer(parts, query, visitor);
    case 'roadmap':
      return roadmapAnswer(parts, { ...route, path, query }, visitor);
    case 'picture':
      return pictureAnswer(parts, route, query);
    case 'icon':
      return fixed(PICTURE_HEADERS, ICON);
    case 'robots':
      return fixed({ 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }, ROBOTS);
    default: {
      const origin = originOf(publicUrl, request.headers.host, request.socket.localPort);
      return signInAnswer(parts, route.kind, { headers: request.headers, query, origin }, visitor);
    }
  }
}

function signInAnswer(
  parts: SiteParts,
  kind: Exclude<SiteRoute['kind'], 'index' | 'roadmap' | 'picture' | 'icon' | 'robots'>,
  request: Parameters<typeof beginSignIn>[1],
  visitor: Visitor,
): Answer | Promise<Answer> {
  const { signIn } = parts;
  if (signIn === null) return notFound(parts, visitor);
  const withSignIn = { ...parts, signIn };
  if (kind === 'sign-in') return beginSignIn(withSignIn, request);
  return kind === 'signed-in' ? finishSignIn(withSignIn, request, visitor) : signOut(withSignIn, request, visitor);
}

const fixed = (headers: Answer['headers'], body: string): Answer => ({
  status: 200,
  headers: { ...headers, ...keptFor(SECONDS_OF_A_DAY) },
  body: () => body,
  tag: body,
});
