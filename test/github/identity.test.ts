import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { identifyApp, identifyToken, isOwn, isOwnActor, NOBODY, type Identity } from '../../src/github/identity.ts';
import { API, BOT, SERVER, testClient } from './test-client.ts';

beforeEach(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

const anna: Identity = { kind: 'user', login: 'Anna', appId: null };

describe('who writes', () => {
  it('is the app, by its slug', async () => {
    const { client } = testClient({ identity: NOBODY });
    nock(API).get('/app').reply(200, { id: 4711, slug: 'milepost' });
    expect(await identifyApp(client)).toEqual({ kind: 'app', login: 'milepost[bot]', appId: 4711, slug: 'milepost' });
  });

  it('is the person whose token it is', async () => {
    const { client } = testClient({ identity: NOBODY });
    nock(API).get('/user').reply(200, { login: 'Anna', type: 'User' });
    expect(await identifyToken(client)).toEqual(anna);
  });

  it.each(['github-actions', 'github-actions[bot]'])(
    'is a bot for a token that may not ask for the user (%s)',
    async (login) => {
      const { client } = testClient({ identity: NOBODY });
      nock(API).get('/user').reply(403, { message: 'Resource not accessible by integration' });
      nock(SERVER)
        .post('/api/graphql')
        .reply(200, { data: { viewer: { type: 'Bot', login } } });
      expect(await identifyToken(client)).toEqual({ kind: 'app', login: 'github-actions[bot]', appId: null });
    },
  );

  it('is nobody with a token that GitHub does not accept', async () => {
    const { client } = testClient({ identity: NOBODY });
    nock(API).get('/user').reply(401, { message: 'Bad credentials' });
    await expect(identifyToken(client)).rejects.toThrow(
      'asking GitHub whose token this is: GitHub answered 401: Bad credentials',
    );
  });
});

describe('an author is Milepost itself', () => {
  it.each<[string, Parameters<typeof isOwn>[0], Identity, boolean]>([
    ['by its login', { user: { login: 'milepost[bot]', type: 'Bot' } }, BOT, true],
    ['in whatever case', { user: { login: 'ANNA', type: 'User' } }, anna, true],
    [
      'as a bot that acted for the app',
      { user: { login: 'milepost-old[bot]', type: 'Bot' }, performed_via_github_app: { id: 4711 } },
      BOT,
      true,
    ],
    [
      'but not as a person who acted through the app',
      { user: { login: 'eve', type: 'User' }, performed_via_github_app: { id: 4711 } },
      BOT,
      false,
    ],
    ['but not as a person with the name of the bot', { user: { login: 'milepost', type: 'User' } }, BOT, false],
    [
      'but not as another app',
      { user: { login: 'other[bot]', type: 'Bot' }, performed_via_github_app: { id: 4712 } },
      BOT,
      false,
    ],
    ['but not as a deleted account', { user: null }, BOT, false],
    ['but not for a client that has not asked', { user: { login: '', type: 'User' } }, NOBODY, false],
  ])('%s', (_name, author, identity, expected) => {
    expect(isOwn(author, identity)).toBe(expected);
  });

  it('in GraphQL, where a bot has no [bot]', () => {
    expect(isOwnActor({ type: 'Bot', login: 'milepost' }, BOT)).toBe(true);
    expect(isOwnActor({ type: 'User', login: 'milepost' }, BOT)).toBe(false);
    expect(isOwnActor({ type: 'User', login: 'anna' }, anna)).toBe(true);
    expect(isOwnActor(null, BOT)).toBe(false);
  });
});
