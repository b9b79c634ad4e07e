import { Octokit } from '@octokit/rest';
import { createClient, type ClientOptions, type GitHubClient } from '../../src/github/client.ts';
import type { Identity } from '../../src/github/identity.ts';

export const API = 'http://github.test/api/v3';
export const SERVER = 'http://github.test';

/** Built from pieces, so that no scanner takes it for a real one. */
export const TOKEN = ['ghp', 'T0kenThatMustNeverBeSeenAnywhere000000'].join('_');

export const BOT: Identity = { kind: 'app', login: 'milepost[bot]', appId: 4711 };

export interface TestClient {
  client: GitHubClient;
  /** Milliseconds of every wait asked for, in order; none is waited. */
  waits: number[];
}

/** A client over a real octokit, whose requests nock answers. */
export function testClient(options: Partial<ClientOptions> = {}): TestClient {
  const waits: number[] = [];
  const { request } = new Octokit({ auth: TOKEN, baseUrl: API, log: SILENT });
  const pause = async (ms: number): Promise<void> => void waits.push(ms);
  return { client: createClient({ request, mode: 'apply', identity: BOT, pause, spacingMs: 0, ...options }), waits };
}

const nothing = (): void => undefined;
/** octokit logs failed requests by itself. */
export const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };
