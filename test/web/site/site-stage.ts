/** The site on a port, a store with pages, and a sandbox whose people sign in to it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHosts } from '../../../src/github/hosts.ts';
import type { RoadmapView } from '../../../src/plan/view/view.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { openDatabase, type OpenedDatabase } from '../../../src/store/open-database.ts';
import { pageMark, savePage } from '../../../src/store/pages.ts';
import { enterRepository } from '../../../src/store/repositories.ts';
import { saveRoadmap } from '../../../src/store/roadmaps.ts';
import { createSite } from '../../../src/web/site/site.ts';

export const CLIENT = { clientId: 'Iv23sandbox7', clientSecret: 'the secret of the client' };

export interface SiteStage {
  sandbox: Sandbox;
  database: OpenedDatabase;
  origin: string;
  /** What was told to the log. */
  failures: string[];
  /** Minutes that the site's clock is ahead. */
  clock: { minutesAhead: number };
  close(): Promise<void>;
}

/** `publicUrl` null: as on a machine where nobody set it. `hasSignIn` false: without a client. */
export async function stageSite({ hasSignIn = true } = {}): Promise<SiteStage> {
  const directory = mkdtempSync(join(tmpdir(), 'milepost-site-'));
  const database = await openDatabase({ url: null, dataDirectory: directory });
  await migrate(database);
  const sandbox = await startSandbox();
  const failures: string[] = [];
  const clock = { minutesAhead: 0 };
  const site = createSite({
    database,
    hosts: readHosts({ GHE_HOST: sandbox.host, GHE_PROTOCOL: 'http' }),
    publicUrl: null,
    signIn: hasSignIn ? CLIENT : null,
    failed: (error, what) => failures.push(`${what}: ${String(error)} ${String((error as Error).cause)}`),
    now: () => new Date(Date.now() + clock.minutesAhead * 60_000),
  });
  const server: Server = createServer((request, response) => void site(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const login of ['alice', 'bob']) sandbox.createUser(login);
  sandbox.createOrganization('Example-Org', { alice: 'member' });
  sandbox.registerApp({
    id: 7,
    slug: 'milepost',
    clientSecret: CLIENT.clientSecret,
    callbackUrls: [`${origin}/-/signed-in`],
    permissions: { contents: 'read' },
  });
  sandbox.install('Example-Org', { repositories: 'all' });
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
    await sandbox.close();
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  };
  return { sandbox, database, origin, failures, clock, close };
}

/** A repository of Example-Org, in the sandbox and with a page in the store. */
export async function addRepository(
  { sandbox, database }: SiteStage,
  name: string,
  visibility: 'public' | 'private',
  titles: readonly string[],
): Promise<void> {
  sandbox.createRepository(`Example-Org/${name}`, { visibility });
  const answer = await fetch(`${sandbox.apiUrl}/repos/Example-Org/${name}`, {
    headers: { authorization: `token ${sandbox.createToken('alice')}` },
  });
  const { id: repositoryId } = (await answer.json()) as { id: number };
  const place = { repositoryId, installationId: 1, owner: 'Example-Org', name };
  await enterRepository(database, place);
  const path = 'ROADMAP.md';
  await saveRoadmap(database, {
    ...place,
    path,
    blobOid: 'b',
    configurationOid: '',
    headOid: 'h',
    reading: { items: [] },
  });
  const mark = (await pageMark(database, repositoryId)) ?? '';
  const view = viewOf(`Example-Org/${name}`, titles);
  await savePage(database, {
    ...place,
    path,
    visibility,
    view,
    title: view.title,
    counts: { planned: titles.length },
    mark,
  });
}

const viewOf = (repo: string, titles: readonly string[]): RoadmapView => ({
  version: 1,
  repo,
  file: 'ROADMAP.md',
  title: `Roadmap of ${repo}`,
  lastUpdated: null,
  serverUrl: 'https://github.com',
  ref: 'main',
  committedOn: '2026-01-20',
  isObserved: true,
  sections: [{ title: 'Next', path: [], line: 1, level: 2, target: null }],
  items: titles.map((title, index) => ({
    id: `item-${index}`,
    line: index + 3,
    endLine: index + 3,
    title,
    description: '',
    path: ['Next'],
    parent: null,
    status: 'planned',
    areas: [],
    target: { text: 'Q3 2026', kind: 'timeframe', start: '2026-07-01', end: '2026-09-30' },
    references: [],
    column: null,
    moves: [],
  })),
  findings: [],
});

/** What was answered, with everything that a stranger could compare. */
export interface Told {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export async function ask(origin: string, path: string, init: RequestInit = {}): Promise<Told> {
  const response = await fetch(`${origin}${path}`, { redirect: 'manual', ...init });
  const { date: _, ...headers } = Object.fromEntries(response.headers);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers['set-cookie'] = cookies.join(', ');
  return { status: response.status, headers, body: await response.text() };
}

/** `name=value` pairs of the cookies that an answer sets. */
export async function cookiesOf(response: Response): Promise<string> {
  await response.arrayBuffer();
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0] ?? '')
    .filter((each) => !each.endsWith('='))
    .join('; ');
}

const fetchOnly = (address: string, cookie = ''): Promise<Response> =>
  fetch(address, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });

/** Begins a sign-in: GitHub's address to which the browser is sent, and the cookie that it keeps. */
export async function begin(origin: string, to = '/'): Promise<{ location: string; cookie: string }> {
  const response = await fetchOnly(`${origin}/-/sign-in?to=${encodeURIComponent(to)}`);
  return { location: response.headers.get('location') ?? '', cookie: await cookiesOf(response) };
}

/** The whole way; the cookie of the session, and where one lands. */
export async function signIn(
  { sandbox, origin }: SiteStage,
  login: string,
  to = '/',
): Promise<{ cookie: string; location: string }> {
  const { location, cookie } = await begin(origin, to);
  const response = await fetchOnly(sandbox.signIns.approve(location, login), cookie);
  return { location: response.headers.get('location') ?? '', cookie: await cookiesOf(response) };
}
