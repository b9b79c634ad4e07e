/** `/login/oauth/…`, what browsers and sites meet there: the page with the buttons, and the exchange of codes. */
import type { Asked } from './asked.ts';
import { Refusal } from './refusal.ts';
import type { RestAnswer } from './rest/route.ts';
import type { ExchangeError, SignIns } from './sign-ins.ts';
import { escaped, html } from './web-pages.ts';
import type { World } from './world.ts';

/** null for any other address. */
export function signInAnswer(world: World, signIns: SignIns, asked: Asked): RestAnswer | null {
  const { method, url } = asked;
  if (url.pathname === '/login/oauth/access_token' && method === 'POST') return exchanged(signIns, asked);
  if (url.pathname !== '/login/oauth/authorize') return null;
  if (method === 'GET') return askPage(world, signIns, url);
  return method === 'POST' ? answered(signIns, asked) : null;
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** One button for each person, or for the one that `login` suggests: nobody is signed in to the sandbox itself. */
function askPage(world: World, signIns: SignIns, url: URL): RestAnswer {
  const request = signIns.read(url.searchParams);
  if (typeof request === 'string') throw new Refusal(404, request);
  const wanted = url.searchParams.get('login');
  const people = [...world.accounts.values()]
    .filter(({ kind, login }) => kind === 'User' && (wanted === null || login === wanted))
    .map(
      ({ login }) => `<p><button name="login" value="${escaped(login)}">Authorize as ${escaped(login)}</button></p>`,
    );
  const form = `<form method="post" action="${escaped(`${url.pathname}${url.search}`)}">${people.join('')}<p><button name="cancel" value="1">Cancel</button></p></form>`;
  const { content } = html(`Sign in to ${request.app.name}`, []);
  const page = String(content).replace('</body>', `${form}</body>`);
  return { status: 200, body: Buffer.from(page), headers: HEADERS };
}

function answered(signIns: SignIns, { url, rawBody }: Asked): RestAnswer {
  if (typeof signIns.read(url.searchParams) === 'string') throw new Refusal(404, 'Not Found');
  const form = new URLSearchParams(rawBody);
  const login = form.get('login');
  const location = form.has('cancel') || login === null ? signIns.refuse(url.href) : signIns.approve(url.href, login);
  return { status: 302, body: Buffer.from(''), headers: { ...HEADERS, location } };
}

const DESCRIPTIONS: Readonly<Record<ExchangeError, string>> = {
  incorrect_client_credentials: 'The client_id and/or client_secret passed are incorrect.',
  bad_verification_code: 'The code passed is incorrect or expired.',
  redirect_uri_mismatch: 'The redirect_uri MUST match the registered callback URL for this application.',
};

/** In JSON only where it is asked for, as GitHub does. */
function exchanged(signIns: SignIns, { rawBody, request }: Asked): RestAnswer {
  const given = fieldsOf(rawBody, request.headers['content-type'] ?? '');
  const result = signIns.exchange(given);
  const fields: Record<string, string | number> =
    typeof result === 'string'
      ? { error: result, error_description: DESCRIPTIONS[result], error_uri: 'https://docs.github.com/apps' }
      : {
          access_token: result.token,
          ...(result.expiresInSeconds === null
            ? {}
            : {
                expires_in: result.expiresInSeconds,
                refresh_token: result.refreshToken,
                refresh_token_expires_in: 15_897_600,
              }),
          scope: '',
          token_type: 'bearer',
        };
  if ((request.headers.accept ?? '').includes('json')) return { status: 200, body: fields };
  const words = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]);
  const text = new URLSearchParams(words).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  return { status: 200, body: Buffer.from(text), headers };
}

function fieldsOf(rawBody: string, contentType: string): Record<string, string> {
  if (!contentType.includes('json')) return Object.fromEntries(new URLSearchParams(rawBody));
  try {
    const value = JSON.parse(rawBody) as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}
