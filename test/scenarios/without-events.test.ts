/** What is done though no webhook says so: it was lost, or nothing but time went by. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { storeKinds } from '../store/stores.ts';
import { startPostgres, type PostgresServer } from '../store/postgres-server.ts';
import { placeholders, planned } from './roadmaps.ts';
import { Story, until } from './story.ts';

const DAY_MS = 24 * 60 * 60_000;

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 240_000);
afterAll(() => server.stop());

const metric = async (story: Story, name: string): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${story.port}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')[1],
  );
};

async function query(connectionString: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

const failed = (story: Story) => story.sandbox.deliveries.list().filter(({ status }) => status !== 'OK');

describe.each(storeKinds)('while the app is down, on %s', (kind) => {
  let story: Story;
  let databaseUrl: string | null = null;
  beforeAll(async () => {
    if (kind === 'postgres') databaseUrl = await server.createDatabase();
    story = await Story.begin(databaseUrl === null ? {} : { databaseUrl });
  }, 240_000);
  afterAll(() => story.end());

  it('pushes and comments are kept by GitHub, and worked once when it is back, without anybody asking', async () => {
    const { people, deliveries, state } = story.sandbox;
    const [one, other] = [await story.repository('one'), await story.repository('other')];
    await story.pushed(one, { 'ROADMAP.md': placeholders('Ring the bell') });
    expect(await story.stopApp()).toBe(0);

    story.push(one, { 'ROADMAP.md': placeholders('Ring the bell', 'Paint the door') });
    const sha = story.push(other, { 'ROADMAP.md': placeholders('Sweep the yard') });
    const asked = people.openIssue(one, { title: 'A question', by: 'alice' });
    people.comment(one, asked, '/roadmap status', { by: 'alice' });
    await deliveries.settled();
    expect(failed(story).map(({ event, statusCode }) => [event, statusCode])).toEqual(
      expect.arrayContaining([
        ['push', 0],
        ['issue_comment', 0],
      ]),
    );

    await story.startApp();
    await story.check(other, sha, 30_000);
    await until('an answer', () => state.comments(one, asked).length > 1, 30_000);
    await until('an issue', () => story.titles(one).includes('Paint the door'), 30_000);
    await story.settled();
    expect(story.titles(one)).toEqual(['Ring the bell', 'A question', 'Paint the door']);
    expect(story.titles(other)).toEqual(['Sweep the yard']);
    expect(state.comments(one, asked)).toHaveLength(2);
    // Each that failed and matters came once more, and nothing else did.
    const again = deliveries.list().filter(({ redelivery }) => redelivery);
    expect(new Set(again.map(({ guid }) => guid)).size).toBe(again.length);
    expect(again.map(({ event, status }) => `${event} ${status}`).toSorted()).toEqual([
      'issue_comment OK',
      // A roadmap may have named it before it was there.
      'issues OK',
      'push OK',
      'push OK',
    ]);
    expect(await metric(story, 'milepost_delivery_gap_seconds')).toBe(0);
    expect(await metric(story, 'milepost_delivery_scan_age_seconds')).toBeLessThan(60);
    expect(await metric(story, 'milepost_redeliveries_total{outcome="asked"}')).toBe(4);
  }, 240_000);

  if (kind === 'postgres') {
    it('a webhook that the store could not take is asked for again as soon as it can', async () => {
      // An installation of its own: nothing of it waits for its turn to create content.
      story.organisation('refused-org');
      const repository = await story.repository('refused-org/lantern');
      await query(databaseUrl!, 'alter table milepost.deliveries rename to away');
      const sha = story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
      await story.sandbox.deliveries.settled();
      await query(databaseUrl!, 'alter table milepost.away rename to deliveries');
      expect(story.sandbox.deliveries.list({ event: 'push' }).at(-1)?.statusCode).toBe(500);
      await story.check(repository, sha, 60_000);
      await story.settled();
      expect(story.titles(repository)).toEqual(['Ring the bell']);
    }, 240_000);
  }

  if (kind === 'postgres') {
    it('the correction of what was wrong for a whole organisation reaches also who was never looked at', async () => {
      const { state } = story.sandbox;
      story.sandbox.createOrganization('wrong-org', { alice: 'admin' });
      const configuration = 'wrong-org/.github';
      story.sandbox.createRepository(configuration, { files: { '.github/milepost.yml': 'mode: maybe\n' } });
      const files = { 'ROADMAP.md': placeholders('Ring the bell') };
      story.sandbox.createRepository('wrong-org/lantern', { files });
      await story.syncAfter('wrong-org/lantern', () =>
        story.sandbox.install('wrong-org', { repositories: 'all', by: 'alice' }),
      );
      expect(state.checkRuns('wrong-org/lantern')[0]!.output.title).toMatch(/is wrong: nothing was written/);
      await story.pushed(configuration, { '.github/milepost.yml': 'mode: apply\n' });
      // A day goes by.
      await story.syncAfter('wrong-org/lantern', () =>
        query(
          databaseUrl!,
          "update milepost.looks set due_at = now() where name = 'lantern'",
          "update milepost.chores set due_at = now() where name = 'looks'",
        ),
      );
      const [check] = state.checkRuns('wrong-org/lantern').toSorted((one, another) => another.id - one.id);
      expect(check!.output.title).toMatch(/^First look: would open 1 issue/);
      expect(story.titles('wrong-org/lantern')).toEqual([]);
    }, 240_000);
  }

  if (kind === 'pglite') {
    it('dates pass: what has become late overnight is said, by the look of that day', async () => {
      const { people, state } = story.sandbox;
      const repository = await story.repository('patient');
      const year = new Date().getUTCFullYear();
      const number = people.openIssue(repository, { title: 'Mend the roof', by: 'alice' });
      const roadmap = planned(String(year), `Mend the roof (#${number})`);
      const sha = story.push(repository, { 'ROADMAP.md': roadmap });
      await story.check(repository, sha);
      expect(state.comments(repository, number)).toEqual([]);
      await story.stopApp();

      const aheadMs = Date.UTC(year + 1, 1, 1) - Date.now();
      const preload = fileURLToPath(new URL('clock-ahead.js', import.meta.url));
      const before = story.sandbox.deliveries.list().length;
      await story.startApp({ NODE_OPTIONS: `--import ${preload}`, CLOCK_AHEAD_MS: String(aheadMs) });
      await until('a comment', () => state.comments(repository, number).length > 0, 90_000);
      expect(state.comments(repository, number)[0]!.body).toContain(String(year));
      await story.settled();
      expect(state.comments(repository, number)).toHaveLength(1);
      expect(
        story.sandbox.deliveries
          .list()
          .slice(before)
          .filter(({ event }) => event === 'push'),
      ).toEqual([]);
      expect(story.syncs(repository).at(-1)).toMatchObject({ occasion: 'manual', commit: null });
      expect(aheadMs).toBeGreaterThan(DAY_MS);
    }, 240_000);
  }
});
