import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import nock from 'nock';
import { createClient, type GitHubClient } from '../../src/github/client.ts';
import { askForDelivery, deliveryLogMs, readDeliveriesPage } from '../../src/github/hook-deliveries.ts';
import { doesInstallationExist } from '../../src/github/installation-exists.ts';

const API = 'https://api.github.com';
const nothing = (): void => undefined;
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

beforeEach(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

const client = (): GitHubClient =>
  createClient({ request: new Octokit({ log }).request, mode: 'apply', pause: async () => undefined });

const row = {
  guid: 'a-guid',
  delivered_at: '2026-11-20T10:00:00Z',
  redelivery: false,
  duration: 0.1,
  status: 'OK',
  status_code: 200,
  event: 'issues',
  action: 'closed',
};

describe("GitHub's log of deliveries", () => {
  it('has ids beyond what a number holds, and a cursor for the next page', async () => {
    nock(API)
      .get('/app/hook/deliveries')
      .query({ per_page: '100' })
      .reply(200, `[{"id":3804004623172239366,${JSON.stringify(row).slice(1)}]`, {
        'content-type': 'application/json',
        date: 'Fri, 20 Nov 2026 12:00:00 GMT',
        link: `<${API}/app/hook/deliveries?per_page=100&cursor=v1_17>; rel="next", <${API}/app/hook/deliveries>; rel="first"`,
      });
    const page = await readDeliveriesPage(client(), null);
    expect(page).toEqual({
      deliveries: [
        {
          id: '3804004623172239366',
          guid: 'a-guid',
          deliveredAt: new Date('2026-11-20T10:00:00Z'),
          isHeard: true,
          event: 'issues',
          action: 'closed',
        },
      ],
      next: 'v1_17',
      readAt: new Date('2026-11-20T12:00:00Z'),
    });
    nock(API).post('/app/hook/deliveries/3804004623172239366/attempts').reply(202, {});
    expect(await askForDelivery(client(), page.deliveries[0]!.id)).toBe(true);
    nock(API).get('/app/hook/deliveries').query({ per_page: '100', cursor: 'v1_17' }).reply(200, []);
    expect(await readDeliveriesPage(client(), page.next)).toMatchObject({ deliveries: [], next: null });
  });

  it.each([
    ['OK', 202, true],
    ['OK', null, true],
    ['OK', undefined, true],
    ['Invalid HTTP Response: 500', 500, false],
    ['Invalid HTTP Response: 301', 301, false],
    ['timed out', 0, false],
    ['failed to connect to host', null, false],
    [undefined, undefined, false],
  ])('%p with %p was heard: %p', async (status, code, isHeard) => {
    const entry = { ...row, id: 1, delivered_at: null, action: null, status, status_code: code };
    nock(API).get('/app/hook/deliveries').query(true).reply(200, [entry]);
    const { deliveries } = await readDeliveriesPage(client(), null);
    expect(deliveries).toMatchObject([{ isHeard, deliveredAt: null, action: null }]);
  });

  it('passes over entries that nothing can be asked of', async () => {
    const { guid, event, ...rest } = { ...row, id: 5 };
    const entries = [
      null,
      'x',
      { ...rest, guid },
      { ...rest, event },
      { ...row },
      { ...row, id: null },
      { guid, event, id: 7 },
    ];
    nock(API).get('/app/hook/deliveries').query(true).reply(200, entries);
    const { deliveries } = await readDeliveriesPage(client(), null);
    expect(deliveries).toEqual([{ id: '7', guid, event, deliveredAt: null, isHeard: false, action: null }]);
  });

  it('refuses a single delivery, or everything', async () => {
    const post = () => nock(API).post('/app/hook/deliveries/7/attempts');
    for (const status of [404, 422]) {
      post().reply(status, { message: 'No' });
      expect(await askForDelivery(client(), '7')).toBe(false);
    }
    post().reply(401, { message: 'Bad credentials' });
    await expect(askForDelivery(client(), '7')).rejects.toThrow('asking for delivery 7 again');
    nock(API).get('/app/hook/deliveries').query(true).reply(200, { message: 'something else' });
    await expect(readDeliveriesPage(client(), null)).rejects.toThrow('a list was expected');
  });

  it('is kept for three days, and for seven by a server of one’s own', () => {
    const dayMs = 24 * 60 * 60_000;
    expect(['github.com', 'octo.ghe.com', 'github.example.com'].map((host) => deliveryLogMs(host) / dayMs)).toEqual([
      3, 3, 7,
    ]);
  });
});

const get = () => nock(API).get('/app/installations/5');

describe('an installation', () => {
  it('exists, suspended too, until GitHub knows none', async () => {
    get().reply(200, { id: 5, suspended_at: '2026-11-20T10:00:00Z' });
    expect(await doesInstallationExist(client(), 5)).toBe(true);
    get().reply(404, { message: 'Not Found' });
    expect(await doesInstallationExist(client(), 5)).toBe(false);
    get().times(3).reply(502, {});
    await expect(doesInstallationExist(client(), 5)).rejects.toThrow('installation 5');
  });
});
