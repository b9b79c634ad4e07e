import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { at, client, jwt, listen, refusal, repository, stage, webhookSecret } from './story.ts';
import type { Listener } from './story.ts';

let listener: Listener;
let sandbox: Sandbox;
let installation: number;
/** The sandbox's clock is ahead by so much. */
let laterMs = 0;

beforeEach(async () => {
  laterMs = 0;
  listener = await listen();
  sandbox = await stage({ webhookTimeoutMs: 1_500, now: () => new Date(Date.now() + laterMs) }, listener.url);
  installation = sandbox.install('example-org', { repositories: ['lantern'] });
  await sandbox.deliveries.settled();
});
afterEach(async () => {
  await sandbox.close();
  await listener.close();
});

const names = (): string[] =>
  listener.received.map(
    ({ headers, payload }) =>
      `${String(headers['x-github-event'])}${typeof payload['action'] === 'string' ? `.${payload['action']}` : ''}`,
  );
/** What came after the installation itself. */
const since = (): string[] => names().filter((name) => name !== 'installation.created');

describe('webhooks', () => {
  it('are signed over the raw body, and say who, where and which installation', async () => {
    const before = sandbox.state.commit(repository);
    const after = sandbox.push(repository, {
      by: 'alice',
      message: 'Plan',
      files: { 'ROADMAP.md': '1', 'docs/guide.md': null, 'new.md': 'n' },
    });
    await sandbox.deliveries.settled();
    const push = listener.received.find(({ headers }) => headers['x-github-event'] === 'push');
    const expected = createHmac('sha256', webhookSecret)
      .update(push?.body ?? '')
      .digest('hex');
    expect(push?.headers).toMatchObject({
      'x-hub-signature-256': `sha256=${expected}`,
      'x-github-delivery': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'content-type': 'application/json',
    });
    expect(push?.payload).toMatchObject({
      ref: 'refs/heads/main',
      before,
      after,
      created: false,
      deleted: false,
      forced: false,
      commits: [
        { id: after, message: 'Plan', added: ['new.md'], modified: ['ROADMAP.md'], removed: ['docs/guide.md'] },
      ],
      head_commit: { id: after },
      repository: {
        full_name: repository,
        default_branch: 'main',
        private: false,
        visibility: 'public',
        archived: false,
      },
      organization: { login: 'example-org' },
      sender: { login: 'alice', type: 'User' },
      installation: { id: installation },
    });
  });

  it('come for what people, bots and the app itself do', async () => {
    sandbox.createBot('renovate');
    sandbox.push(repository, { by: 'renovate[bot]', message: 'Bump', files: { x: '1' } });
    sandbox.people.openIssue(repository, { title: 'Wick', by: 'bob', labels: ['roadmap'] });
    sandbox.people.comment(repository, 1, 'Hello', { by: 'bob' });
    sandbox.people.closeIssue(repository, 1, { reason: 'completed' });
    sandbox.people.createMilestone(repository, { title: '1.0' });
    sandbox.people.closeMilestone(repository, 1);
    sandbox.people.createRelease(repository, { tagName: 'v1' });
    await client(sandbox, sandbox.createInstallationToken(installation)).rest.issues.create({ ...at, title: 'Bot' });
    await sandbox.deliveries.settled();
    expect(since().toSorted()).toEqual(
      [
        'push',
        'check_suite.requested',
        'label.created',
        'issues.opened',
        'issues.labeled',
        'issue_comment.created',
        'issues.closed',
        'milestone.created',
        'milestone.closed',
        'release.published',
        'release.released',
        'issues.opened',
      ].toSorted(),
    );
    const senders = new Set(listener.received.map(({ payload }) => (payload['sender'] as { login: string }).login));
    expect([...senders].toSorted()).toEqual(['alice', 'bob', 'milepost[bot]', 'renovate[bot]']);
  });

  it('do not come for repositories outside the installation, for events not subscribed to, or while suspended', async () => {
    sandbox.createRepository('example-org/other', { files: { a: 'a' } });
    sandbox.push('example-org/other', { by: 'alice', message: 'x', files: { a: 'b' } });
    sandbox.grant(installation, { contents: 'read' });
    sandbox.people.openIssue(repository, { title: 'Not readable' });
    sandbox.suspend(installation);
    sandbox.push(repository, { by: 'alice', message: 'x', files: { a: 'b' } });
    await sandbox.deliveries.settled();
    expect(since().toSorted()).toEqual(['installation.new_permissions_accepted', 'installation.suspend']);
  });

  it('tell of new repositories, chosen ones, and the end of the installation', async () => {
    sandbox.createRepository('example-org/beacon', { files: { a: 'a' } });
    sandbox.addRepositories(installation, ['beacon'], 'alice');
    sandbox.uninstall(installation, 'alice');
    await sandbox.deliveries.settled();
    expect(since().toSorted()).toEqual(['installation.deleted', 'installation_repositories.added']);
    const added = listener.received.find(({ payload }) => payload['action'] === 'added');
    expect(added?.payload).toMatchObject({
      repositories_added: [{ name: 'beacon', full_name: 'example-org/beacon', private: false }],
      installation: { id: installation, account: { login: 'example-org' } },
    });
  });

  it('are recorded with their outcome and can be asked for again under the same guid', async () => {
    listener.status = 500;
    sandbox.people.openIssue(repository, { title: 'Wick' });
    await sandbox.deliveries.settled();
    const octokit = client(sandbox, jwt());
    const failed = await octokit.rest.apps.listWebhookDeliveries({ status: 'failure' });
    expect(failed.data).toMatchObject([{ event: 'issues', action: 'opened', status_code: 500, redelivery: false }]);
    listener.status = 202;
    await octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: failed.data[0]?.id ?? 0 });
    await sandbox.deliveries.settled();
    const { data } = await octokit.rest.apps.listWebhookDeliveries({ per_page: 2 });
    expect(data.map((each) => [each.guid, each.status, each.redelivery])).toEqual([
      [failed.data[0]?.guid, 'OK', true],
      [failed.data[0]?.guid, expect.stringContaining('500'), false],
    ]);
    const guids = listener.received.map(({ headers }) => headers['x-github-delivery']).slice(-2);
    expect(guids[0]).toBe(guids[1]);
    const one = await octokit.rest.apps.getWebhookDelivery({ delivery_id: data[0]?.id ?? 0 });
    expect(one.data.request.payload).toMatchObject({ action: 'opened' });
  });

  it('are listed for three days, the newest first, page by page', async () => {
    for (let number = 1; number <= 5; number += 1) sandbox.people.openIssue(repository, { title: `issue ${number}` });
    await sandbox.deliveries.settled();
    const { request } = client(sandbox, jwt());
    const ids: (number | bigint)[] = [];
    let cursor: string | null = null;
    do {
      const answer: { data: { id: number | bigint }[]; headers: { link?: string } } = await request(
        'GET /app/hook/deliveries',
        {
          per_page: 2,
          ...(cursor === null ? {} : { cursor }),
        },
      );
      ids.push(...answer.data.map(({ id }) => id));
      const address = /<([^>]+)>; rel="next"/.exec(answer.headers.link ?? '')?.[1];
      cursor = address === undefined ? null : new URL(address).searchParams.get('cursor');
    } while (cursor !== null);
    expect(ids).toEqual(
      sandbox.deliveries
        .list()
        .map(({ id }) => id)
        .toReversed(),
    );
    expect((await refusal(request('GET /app/hook/deliveries', { cursor: 'made up' }))).status).toBe(422);

    laterMs = 3 * 24 * 60 * 60_000 + 1_000;
    sandbox.people.openIssue(repository, { title: 'much later' });
    await sandbox.deliveries.settled();
    expect((await request('GET /app/hook/deliveries')).data).toHaveLength(1);
    const old = request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: Number(ids.at(-1)) });
    expect((await refusal(old)).status).toBe(404);
  });

  it('fail without a status code when nobody answers in time or at all', async () => {
    const silent = await listenSilently();
    sandbox.setWebhookUrl(silent.url);
    sandbox.people.openIssue(repository, { title: 'one' });
    await sandbox.deliveries.settled();
    await silent.close();
    sandbox.people.openIssue(repository, { title: 'two' });
    await sandbox.deliveries.settled();
    expect(sandbox.deliveries.list({ event: 'issues' }).map((each) => [each.status, each.statusCode])).toEqual([
      ['timed out', 0],
      ['failed to connect to host', 0],
    ]);
  });

  it('can be held back, sent in another order, sent twice, and lost', async () => {
    sandbox.deliveries.pause();
    sandbox.people.openIssue(repository, { title: 'one' });
    sandbox.people.comment(repository, 1, 'two');
    await sandbox.deliveries.settled();
    expect([since(), sandbox.deliveries.held().map((each) => each.event)]).toEqual([[], ['issues', 'issue_comment']]);
    await sandbox.deliveries.resume('reversed');
    expect(since()).toEqual(['issue_comment.created', 'issues.opened']);

    sandbox.deliveries.deliverTwice = true;
    sandbox.people.closeIssue(repository, 1);
    await sandbox.deliveries.settled();
    expect(since().slice(2)).toEqual(['issues.closed', 'issues.closed']);
    expect(new Set(listener.received.slice(-2).map(({ headers }) => headers['x-github-delivery'])).size).toBe(1);

    sandbox.deliveries.deliverTwice = false;
    sandbox.deliveries.pause();
    sandbox.people.reopenIssue(repository, 1);
    expect(sandbox.deliveries.drop()).toBe(1);
    await sandbox.deliveries.resume();
    expect(since()).toHaveLength(4);
  });

  it('can be made up, with any signature or none', async () => {
    expect(await sandbox.deliver('push', { ref: 'x' }, { guid: 'mine' })).toBe(202);
    await sandbox.deliver('push', { ref: 'x' }, { signature: 'sha256=00' });
    await sandbox.deliver('push', { ref: 'x' }, { signature: null });
    expect(listener.received.slice(-3).map(({ headers, body }) => [headers['x-hub-signature-256'], body])).toEqual([
      [`sha256=${createHmac('sha256', webhookSecret).update('{"ref":"x"}').digest('hex')}`, '{"ref":"x"}'],
      ['sha256=00', '{"ref":"x"}'],
      [undefined, '{"ref":"x"}'],
    ]);
  });
});

describe('the stream of changes', () => {
  it('tells what happens, in order, until the listener goes', async () => {
    const seen: string[] = [];
    const stop = sandbox.on('change', (change) => {
      seen.push(`${change.by} ${change.what} ${'action' in change ? change.action : change.branch}`);
    });
    const sha = sandbox.push(repository, { by: 'alice', message: 'Plan', files: { 'ROADMAP.md': '1' } });
    const bot = client(sandbox, sandbox.createInstallationToken(installation));
    await bot.rest.issues.create({ ...at, title: 'Wick' });
    const { data } = await bot.rest.issues.createComment({ ...at, issue_number: 1, body: 'a' });
    await bot.rest.issues.updateComment({ ...at, comment_id: data.id, body: 'b' });
    await bot.rest.checks.create({ ...at, name: 'Milepost', head_sha: sha, conclusion: 'success' });
    stop();
    sandbox.people.closeIssue(repository, 1);
    expect(seen).toEqual([
      'alice push main',
      'milepost[bot] issue opened',
      'milepost[bot] comment created',
      'milepost[bot] comment edited',
      'milepost[bot] check-run created',
    ]);
  });
});

/** Accepts connections and never answers. */
async function listenSilently(): Promise<{ url: string; close: () => Promise<void> }> {
  const { createServer } = await import('node:net');
  const server = createServer();
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
