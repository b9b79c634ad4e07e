/** The stage of the sandbox's tests: an organization, a person, an app installed, a listener for its webhooks. */
import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Octokit } from '@octokit/rest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts';

export const repository = 'example-org/lantern';
export const at = { owner: 'example-org', repo: 'lantern' };
export const webhookSecret = 'a secret of the tests';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  payload: Record<string, unknown>;
}

export interface Listener {
  url: string;
  received: Received[];
  /** What the next deliveries are answered. */
  status: number;
  close(): Promise<void>;
}

/** A small server that keeps every webhook it gets. */
export async function listen(): Promise<Listener> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      listener.received.push({
        headers: request.headers,
        body,
        payload: JSON.parse(body) as Record<string, unknown>,
      });
      response.writeHead(listener.status).end('taken');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const listener: Listener = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/github/webhooks`,
    received: [],
    status: 202,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
  return listener;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JSON web token of the app, with claims of a test's own. */
export function jwt(claims: Record<string, unknown> = {}, key: string = privateKey): string {
  const now = Math.floor(Date.now() / 1000);
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: now - 30, exp: now + 500, iss: '7', ...claims })}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}

export const permissions = {
  contents: 'write',
  issues: 'write',
  checks: 'write',
  pull_requests: 'write',
} as const;

/** A sandbox with alice (who administers example-org), bob (a stranger), one public repository, and app 7. */
export async function stage(options: SandboxOptions = {}, webhookUrl?: string): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  sandbox.createUser('alice');
  sandbox.createUser('bob');
  sandbox.createOrganization('example-org', { alice: 'admin' });
  sandbox.createRepository(repository, { files: { 'ROADMAP.md': '# Roadmap\n', 'docs/guide.md': 'Guide\n' } });
  sandbox.registerApp({
    id: 7,
    slug: 'milepost',
    privateKey,
    webhookSecret,
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
    events: [
      'push',
      'issues',
      'issue_comment',
      'milestone',
      'label',
      'repository',
      'public',
      'pull_request',
      'pull_request_review',
      'pull_request_review_comment',
      'merge_group',
      'projects_v2',
      'projects_v2_item',
      'release',
    ],
    permissions,
  });
  return sandbox;
}

export const client = (sandbox: Sandbox, token?: string): Octokit =>
  new Octokit({
    baseUrl: sandbox.apiUrl,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    ...(token === undefined ? {} : { auth: token }),
  });

/** The status with which GitHub refuses, and its message; fails the test where it does not. */
export async function refusal(call: Promise<unknown>): Promise<{ status: number; message: string; data: unknown }> {
  try {
    await call;
  } catch (error) {
    const { status, response } = error as { status: number; response?: { data: { message: string } } };
    return { status, message: response?.data.message ?? '', data: response?.data };
  }
  throw new Error('The call was expected to be refused, and was not.');
}

interface GraphqlAnswer {
  data?: Record<string, unknown> | null;
  errors?: { type?: string; message: string; path?: unknown[]; extensions?: unknown }[];
}

/** One GraphQL request, its answer as it came. */
export async function graphql(
  sandbox: Sandbox,
  token: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<GraphqlAnswer & { status: number }> {
  const response = await fetch(sandbox.graphqlUrl, {
    method: 'POST',
    headers: { authorization: `bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return { ...((await response.json()) as GraphqlAnswer), status: response.status };
}
