/**
 * The set-up page: asks where Milepost is, sends the person to GitHub with the manifest, and takes the credentials that GitHub
 * gives for its code. Whoever can reach it decides which app this Milepost is, so that it listens on the loopback
 * address only, answers no name but the loopback's own (a web page that rebinds its name comes with another Host), and takes
 * no form from elsewhere.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { RegisteredApp } from '../../github/convert-manifest.ts';
import type { Hosts } from '../../github/hosts.ts';
import { readBody } from '../read-body.ts';
import { completeManifest, manifestFileFor, readManifest, registrationUrl, type Registration } from './manifest.ts';
import { checkForm, lacksOrganization, readForm, type RegistrationForm } from './registration-form.ts';
import { formPage, registeredPage, registerPage, type SetUpPlace } from './set-up-page.ts';
import { SET_UP_STYLE } from './set-up-style.ts';

/** An app that GitHub has registered, and what the person said of it. */
export interface Registered {
  app: RegisteredApp;
  registration: Registration;
}

export interface SetUpOptions {
  port: number;
  hosts: Hosts;
  webhookPath: string;
  /** Absolute path, for people. */
  environmentFile: string;
  /** What is known of the public address already; empty for nothing. */
  publicUrl: string;
  /** The app for GitHub's code. @throws with words for the person */
  convert: (code: string) => Promise<RegisteredApp>;
  /** Keeps the credentials; gives where the file that was there before is kept. @throws with words for the person */
  keep: (registered: Registered) => Promise<{ backup: string | null }>;
  now: () => number;
}

export interface SetUp {
  port: number;
  /** Resolves when an app is registered, its credentials are kept, and the person has been told. */
  registered: Promise<Registered>;
  close(): Promise<void>;
}

const MOST_FORM_BYTES = 16 * 1024;
/** GitHub's code is good for an hour: https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
const STATE_MS = 60 * 60_000;
/** Of states that wait for their answer; the oldest goes first. */
const MOST_STATES = 20;

const TIME_LIMITS = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 5_000 };

interface Pending {
  state: string;
  registration: Registration;
  untilMs: number;
}

const secret = (): string => randomBytes(32).toString('base64url');
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
/** In a time that tells nothing of either. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

/** @throws Error when the port is taken */
export async function startSetUp(options: SetUpOptions): Promise<SetUp> {
  const session = new SetUpSession(options);
  const server = createServer(TIME_LIMITS, (request, response) => {
    session.answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else say(response, 500, `This went wrong: ${(error as Error).message}`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host: '127.0.0.1' }, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    registered: session.registered,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const say = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { ...COMMON_HEADERS, 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
};

const COMMON_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  // With less a form that is sent to this page itself comes without its origin.
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
};

const STYLE_HASH = createHash('sha256').update(SET_UP_STYLE).digest('base64');

class SetUpSession {
  readonly registered: Promise<Registered>;
  readonly #options: SetUpOptions;
  readonly #token = secret();
  readonly #headers: Record<string, string>;
  readonly #pending: Pending[] = [];
  #resolve: (registered: Registered) => void = () => undefined;
  #isRegistered = false;

  constructor(options: SetUpOptions) {
    this.#options = options;
    this.registered = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#headers = {
      ...COMMON_HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self' ${new URL(options.hosts.webUrl).origin}; base-uri 'none'; frame-ancestors 'none'`,
    };
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const origin = ownOrigin(request);
    if (origin === null) {
      return say(response, 421, 'This page answers under http://localhost only, so that no other page can use it.');
    }
    const asking = request.url ?? '/';
    const url = new URL(URL.canParse(asking, origin) ? asking : '/-', origin);
    const asked = `${request.method === 'HEAD' ? 'GET' : request.method} ${url.pathname}`;
    if (asked === 'GET /') return this.#showForm(response, origin, this.#emptyForm());
    if (asked === 'POST /register') return this.#register(request, response, origin);
    if (asked === 'GET /registered') return this.#takeCode(response, origin, url.searchParams);
    return say(response, 404, `Nothing is here. The set-up page is ${origin}/`);
  }

  #place(origin: string): SetUpPlace {
    const { hosts, environmentFile, webhookPath } = this.#options;
    return { webHost: hosts.webHost, environmentFile, webhookPath, localUrl: origin };
  }

  #emptyForm(): RegistrationForm {
    return { publicUrl: this.#options.publicUrl, name: 'Milepost', organization: '', visibility: 'private' };
  }

  #html(response: ServerResponse, status: number, text: string): void {
    response.writeHead(status, this.#headers).end(text);
  }

  #showForm(response: ServerResponse, origin: string, form: RegistrationForm, message: string | null = null): void {
    const text = formPage(this.#place(origin), { form, problems: {}, token: this.#token, message });
    this.#html(response, message === null ? 200 : 400, text);
  }

  async #register(request: IncomingMessage, response: ServerResponse, origin: string): Promise<void> {
    if (isFromElsewhere(request, origin)) {
      return say(response, 403, 'This form was sent by another page, and nothing came of it.');
    }
    const body = await readBody(request, MOST_FORM_BYTES);
    if (body === 'aborted') return;
    if (body === 'too large') return say(response, 413, 'The form is too long.');
    const fields = new URLSearchParams(body.toString('utf8'));
    if (!isSame(fields.get('token') ?? '', this.#token)) {
      const message = 'This form was opened before Milepost was started again. Please send it once more.';
      return this.#showForm(response, origin, readForm(fields), message);
    }
    const form = readForm(fields);
    const checked = checkForm(form, manifestFileFor(this.#options.hosts) === 'app.ghes.yml');
    const lacking = lacksOrganization(fields) ? { organization: 'The login of the organisation is missing.' } : {};
    const problems = { ...checked.problems, ...lacking };
    if (checked.registration === null || Object.keys(problems).length > 0) {
      const input = { form, problems, token: this.#token, message: null };
      return this.#html(response, 400, formPage(this.#place(origin), input));
    }
    return this.#sendToGitHub(response, origin, checked.registration);
  }

  #sendToGitHub(response: ServerResponse, origin: string, registration: Registration): void {
    const { hosts, webhookPath, now } = this.#options;
    const state = secret();
    this.#pending.push({ state, registration, untilMs: now() + STATE_MS });
    if (this.#pending.length > MOST_STATES) this.#pending.shift();
    const manifest = readManifest(manifestFileFor(hosts));
    const posted = completeManifest(manifest, registration, { webhookPath, redirectUrl: `${origin}/registered` });
    const target = registrationUrl(hosts, registration.organization, state);
    const input = { registration, manifest, posted: JSON.stringify(posted), target };
    this.#html(response, 200, registerPage(this.#place(origin), input));
  }

  /** The registration that this state was made for, once. All are compared, so that the time tells nothing. */
  #takePending(state: string): Registration | null {
    const index = this.#pending.reduce((found, each, at) => (isSame(each.state, state) ? at : found), -1);
    const [pending] = index < 0 ? [] : this.#pending.splice(index, 1);
    return pending !== undefined && pending.untilMs > this.#options.now() ? pending.registration : null;
  }

  async #takeCode(response: ServerResponse, origin: string, query: URLSearchParams): Promise<void> {
    const { hosts, convert, keep } = this.#options;
    const registration = this.#takePending(query.get('state') ?? '');
    if (registration === null || this.#isRegistered) {
      const message =
        'This answer belongs to no registration that was begun here within the last hour, or it came twice. Please begin again.';
      return this.#showForm(response, origin, this.#emptyForm(), message);
    }
    const code = query.get('code') ?? '';
    const form = formOf(registration);
    if (!/^[\w-]{1,200}$/.test(code)) {
      return this.#showForm(response, origin, form, 'GitHub came back without a code: the app was not registered.');
    }
    this.#isRegistered = true;
    let app: RegisteredApp;
    let backup: string | null;
    try {
      app = await convert(code);
      ({ backup } = await keep({ app, registration }));
    } catch (error) {
      this.#isRegistered = false;
      return this.#showForm(response, origin, form, (error as Error).message);
    }
    const input = {
      name: app.name,
      installUrl: installUrlOf(app, hosts),
      publicUrl: registration.publicUrl,
      backup,
      isComplete: app.webhookSecret !== null,
    };
    response.once('close', () => this.#resolve({ app, registration }));
    response.setHeader('connection', 'close');
    this.#html(response, 200, registeredPage(this.#place(origin), input));
  }
}

const formOf = ({ publicUrl, name, organization, isPublic }: Registration): RegistrationForm => ({
  publicUrl,
  name,
  organization: organization ?? '',
  visibility: isPublic ? 'public' : 'private',
});

/** Only a page of the same GitHub is linked to. */
export function installUrlOf(
  { pageUrl }: Pick<RegisteredApp, 'pageUrl'>,
  { webUrl }: Pick<Hosts, 'webUrl'>,
): string | null {
  if (pageUrl === null || !URL.canParse(pageUrl)) return null;
  const { origin, pathname } = new URL(pageUrl);
  return origin === new URL(webUrl).origin ? `${origin}${pathname.replace(/\/$/, '')}/installations/new` : null;
}

/** `http://localhost:3000` as the browser names it; null for any other name than the loopback's. */
function ownOrigin(request: IncomingMessage): string | null {
  const host = request.headers.host ?? '';
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host) ? `http://${host.toLowerCase()}` : null;
}

/** Browsers say where a form comes from; who is no browser says nothing, and holds no session to misuse. */
function isFromElsewhere({ headers }: IncomingMessage, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return true;
  return headers.origin !== undefined && headers.origin !== origin;
}
