/** The HTTP server: the webhook door, health, readiness and metrics; all else is the site's, where there is one. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { takeIn, type IntakeContext } from './intake.ts';
import type { Metrics } from './metrics.ts';
import type { Site } from './site/site.ts';

export interface WebContext {
  host: string;
  port: number;
  webhookPath: string;
  /** null: webhooks are not taken in here, and whoever sends one is told. */
  intake: IntakeContext | null;
  /** null: no pages are shown here, but one that says what this is. */
  site: Site | null;
  metrics: Metrics;
  /** What this process depends on, in words; rejects with the reason while something of it is missing. */
  ready(): Promise<string>;
  /** `path` is without its query, which may hold what no log may. */
  failed(error: unknown, path: string): void;
}

export interface RunningServer {
  port: number;
  /** Ends when the requests under way are answered. */
  close(): Promise<void>;
}

const CLOSE_MS = 5_000;

/** GitHub gives up a delivery after ten seconds itself. Whoever sends a byte now and then does not keep a connection. */
const TIME_LIMITS = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 5_000 };

const FRONT_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Milepost</title>
<h1>Milepost is running</h1>
<p>It keeps <code>ROADMAP.md</code>, the issues and the milestones of the repositories it is installed on telling the same
story. What it found and did stands in the check run <b>Milepost</b> on each commit that touches a roadmap.</p>
<ul>
<li><a href="/healthz">healthz</a>: the process is up</li>
<li><a href="/readyz">readyz</a>: what this process depends on is there</li>
<li><a href="/metrics">metrics</a>: counters for Prometheus</li>
</ul>
</html>
`;

const NO_INTAKE =
  'Webhooks are not taken in here: this process has the role worker. Send them to one with the role web or all.';

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const text = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${body}\n`);
};

const pathOf = ({ url }: IncomingMessage): string => (url ?? '/').split('?', 1)[0] ?? '/';

const SYSTEM_PATHS = new Set(['/healthz', '/readyz', '/metrics']);

/** A proxy may name the host, too, and means the same: https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2 */
const withoutHost = (url: string): string => {
  const rest = url.replace(/^https?:\/\/[^/?]*/i, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
};

async function answer(request: IncomingMessage, response: ServerResponse, context: WebContext): Promise<void> {
  if (/^https?:/i.test(request.url ?? '')) request.url = withoutHost(request.url ?? '');
  const path = pathOf(request);
  if (path === context.webhookPath) {
    if (context.intake !== null) return takeIn(request, response, context.intake);
    return text(response, 404, NO_INTAKE);
  }
  if (context.site !== null && !SYSTEM_PATHS.has(path)) return context.site(request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return text(response, 405, 'GET was expected.');
  }
  switch (path) {
    case '/':
      response.writeHead(200, PAGE_HEADERS).end(FRONT_PAGE);
      return;
    case '/healthz':
      return text(response, 200, 'ok');
    case '/readyz':
      return context.ready().then(
        (what) => text(response, 200, `ready: ${what}`),
        (error: Error) => text(response, 503, `not ready: ${error.message}`),
      );
    case '/metrics': {
      const body = await context.metrics.registry.metrics();
      response.writeHead(200, { 'content-type': context.metrics.registry.contentType }).end(body);
      return;
    }
    default:
      return text(response, 404, 'Nothing is here.');
  }
}

/**
 * Listens on `host`. `localhost` means 127.0.0.1, whatever the machine's resolver prefers: a client that tries ::1 first
 * falls back to it, the other way round not.
 */
export async function startServer(context: WebContext): Promise<RunningServer> {
  const server: Server = createServer(TIME_LIMITS, (request, response) => {
    answer(request, response, context).catch((error: unknown) => {
      context.failed(error, pathOf(request));
      if (response.headersSent) response.destroy();
      else text(response, 500, 'Milepost could not take this in; it was not stored.');
    });
  });
  const host = context.host === 'localhost' ? '127.0.0.1' : context.host;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: context.port, host }, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : context.port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeIdleConnections();
        // Whoever sends slowly does not hold up the end.
        setTimeout(() => server.closeAllConnections(), CLOSE_MS).unref();
      }),
  };
}
