/**
 * `kill -9` at random instants while webhooks come twice, late and out of order: in the end everything is there once.
 * CHAOS_DELIVERIES and CHAOS_KILLS (in a round), CHAOS_ROUNDS and CHAOS_SEED make it longer and harder, or the same again.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { whatIsOpen } from './matrix/store-state.ts';
import { pause, Story, until, type StoryOptions } from './story.ts';

const ROUNDS = Number(process.env['CHAOS_ROUNDS'] ?? 2);
const DELIVERIES = Number(process.env['CHAOS_DELIVERIES'] ?? 75);
const SEED = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000);
const KILLS = Number(process.env['CHAOS_KILLS'] ?? Math.max(1, Math.round(DELIVERIES / 75)));
const REPOSITORIES = Math.min(20, Math.ceil(DELIVERIES / 10));
/** So many that none of them is kept waiting for having asked ten times in ten minutes. */
const PEOPLE = ['bob', 'carol', 'dan', 'erin', 'frank', 'grace', 'heidi', 'ivan', 'judy', 'mallory'];
/** For a round and what is left when it is over. */
const TIME_MS = 120_000 + DELIVERIES * 1_500;

const CONFIGURATION = 'limits: { new_issues: 1000, comments: 1000 }\n';
const MADE_OF = ['Brass', 'Copper', 'Velvet', 'Granite', 'Paper', 'Marble', 'Walnut', 'Silver', 'Linen', 'Amber'];
const THINGS = ['bell', 'door', 'clock', 'piano', 'kettle', 'ladder', 'window', 'lantern', 'compass', 'anchor'];

const MONTHS = ['January', 'April', 'July', 'October'];
/** The targets of a roadmap, each later than the one before, and all of them passed: a target that moves earlier is no slip. */
const passed = (moves: number): string => `${MONTHS[moves % 4]} ${1980 + Math.floor(moves / 4)}`;

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A project of the story, and what its roadmap says by now. */
class House {
  readonly repository: string;
  readonly #story: Story;
  readonly #titles: string[] = [];
  readonly #comments: number[] = [];
  #moves = 0;

  constructor(story: Story, index: number) {
    this.#story = story;
    this.repository = `owner-${index}/house`;
  }

  build(): void {
    const { sandbox } = this.#story;
    const [owner = ''] = this.repository.split('/');
    sandbox.createOrganization(owner, { alice: 'admin' });
    const files = { 'ROADMAP.md': this.#roadmap(), '.github/milepost.yml': CONFIGURATION };
    sandbox.createRepository(this.repository, { files });
    sandbox.people.openIssue(this.repository, { title: 'Sweep the yard', by: 'alice' });
    sandbox.install(owner, { repositories: 'all', by: 'alice' });
  }

  #roadmap(): string {
    const placeholders = this.#titles.map((title) => `| Issue coming soon | ${title} |`);
    const table =
      placeholders.length === 0 ? [] : ['## Later', '', '| Issue | Description |', '|---|---|', ...placeholders];
    return [`## ${passed(this.#moves)}`, '', '- Sweep the yard (#1)', '', ...table, ''].join('\n');
  }

  addPlaceholder(): void {
    const count = this.#titles.length;
    const [made, thing] = [MADE_OF[count % 10], THINGS[Math.floor(count / 10) % 10]];
    this.#titles.push(`${made} ${thing} of ${this.repository.replace('/', ' ')} ${count}`);
    this.#story.push(this.repository, { 'ROADMAP.md': this.#roadmap() });
  }

  moveTarget(): void {
    this.#moves += 1;
    this.#story.push(this.repository, { 'ROADMAP.md': this.#roadmap() });
  }

  command(): void {
    const { people } = this.#story.sandbox;
    const by = PEOPLE[this.#comments.length % PEOPLE.length]!;
    this.#comments.push(people.comment(this.repository, 1, '/roadmap status', { by }));
  }

  touchIssue(): void {
    const { people } = this.#story.sandbox;
    people.editIssue(this.repository, 1, { title: `Sweep the yard ${this.#comments.length}`, by: 'alice' });
  }

  /** What is not as it should be; empty when all of it is there once. */
  problems(): string[] {
    const { state } = this.#story.sandbox;
    const ours = state.issues(this.repository).filter(({ user }) => user?.login === 'milepost[bot]');
    const issues = ours.filter((issue) => !('pull_request' in issue));
    const titles = issues.map(({ title }) => title).filter((title) => title !== 'Roadmap dashboard');
    const pulls = state.pullRequests(this.repository);
    const comments = state.comments(this.repository, 1).filter(({ user }) => user?.login === 'milepost[bot]');
    const marked = (kind: string): string[] =>
      comments.flatMap(({ body }) => new RegExp(`<!-- milepost:${kind}:([^ ]+)`).exec(body ?? '')?.[1] ?? []);
    const head = state.commit(this.repository) ?? '';
    const runs = state.checkRuns(this.repository).map(({ head_sha, external_id }) => `${head_sha} ${external_id}`);
    const pull = pulls[0];
    const proposed = pull === undefined ? '' : (state.file(this.repository, 'ROADMAP.md', pull.head.sha) ?? '');
    const slip = comments.find(({ body }) => body?.includes('<!-- milepost:slip:'));
    const said: Record<string, boolean> = {
      [`issues: ${titles.toSorted().join()}`]: titles.toSorted().join() === this.#titles.toSorted().join(),
      dashboards: issues.length - titles.length === 1,
      'slip comments': marked('slip').length === 1,
      'the slip comment is of an earlier target': slip?.body?.includes(passed(this.#moves)) === true,
      [`replies: ${marked('reply').length} to ${this.#comments.length}`]:
        marked('reply').length === this.#comments.length && new Set(marked('reply')).size === this.#comments.length,
      'a check run twice': new Set(runs).size === runs.length,
      'no check run on the newest commit': runs.some((run) => run.startsWith(head)),
      [`pull requests: ${pulls.length}`]: pulls.length === (this.#titles.length === 0 ? 0 : 1),
      'an edit is missing': this.#titles.length === 0 || !proposed.includes('Issue coming soon'),
    };
    return Object.entries(said).flatMap(([what, isSo]) => (isSo ? [] : [`${this.repository}: ${what}`]));
  }
}

/** Tells it on one store. */
export function tellChaos(store: string, options: () => StoryOptions): void {
  describe(`killed at random instants, on ${store}, with CHAOS_SEED=${SEED}`, () => {
    const random = randomOf(SEED);
    const below = (count: number): number => Math.floor(random() * count);
    let story: Story;
    let houses: House[] = [];

    beforeAll(async () => {
      story = await Story.begin({ ...options(), apart: true, environment: { MILEPOST_CONCURRENCY: '8' } });
      for (const login of PEOPLE) story.sandbox.createUser(login);
      houses = Array.from({ length: REPOSITORIES }, (_, index) => new House(story, index));
      for (const house of houses) house.build();
      await until('a first look at all', () => houses.every(({ repository }) => story.syncs(repository).length > 0));
      // What was late at the first look is offered: only what is pushed later has a comment.
      for (const house of houses) house.moveTarget();
    }, 240_000);
    afterAll(() => story.end());

    async function act(): Promise<void> {
      const { deliveries } = story.sandbox;
      const house = houses[below(houses.length)]!;
      const chance = random();
      if (chance < 0.4) house.addPlaceholder();
      else if (chance < 0.6) house.moveTarget();
      else if (chance < 0.75) house.command();
      else if (chance < 0.85) house.touchIssue();
      else if (chance < 0.9) deliveries.deliverTwice = !deliveries.deliverTwice;
      else if (chance < 0.95) deliveries.pause();
      else await deliveries.resume(random() < 0.5 ? 'reversed' : 'kept');
      await pause(below(120));
    }

    const problems = (): string[] => houses.flatMap((house) => house.problems());

    /** Killed at a random instant, and down for a moment. */
    async function restart(): Promise<void> {
      await pause(below(1_000));
      await story.kill();
      await pause(below(500));
      await story.startApp();
    }

    /** What came while nobody listened has failed: GitHub keeps it, and delivers it again when it is asked to. */
    async function redeliverFailed(): Promise<void> {
      const { deliveries } = story.sandbox;
      const arrived = new Set(
        deliveries.list().flatMap(({ guid, statusCode }) => (statusCode >= 200 && statusCode < 300 ? [guid] : [])),
      );
      const failed = new Set(deliveries.list().flatMap(({ guid }) => (arrived.has(guid) ? [] : [guid])));
      for (const guid of failed) await deliveries.redeliver(guid);
    }

    it.each(Array.from({ length: ROUNDS }, (_, index) => index + 1))(
      `round %i of ${ROUNDS}: everything is there once`,
      async (round) => {
        const { deliveries } = story.sandbox;
        const before = deliveries.list().length;
        let restarting = Promise.resolve();
        let kills = 0;
        for (let sent = 0; sent < DELIVERIES; sent = deliveries.list().length - before) {
          await act();
          if (sent < ((kills + 1) * DELIVERIES) / (KILLS + 1)) continue;
          kills += 1;
          await restarting;
          restarting = restart();
        }
        await restarting;
        deliveries.deliverTwice = false;
        await deliveries.resume('reversed');
        await deliveries.settled();
        await redeliverFailed();
        await until('all is there', () => problems().length === 0, Math.min(TIME_MS - 60_000, 300_000)).catch(() => {});
        await pause(3_000);
        expect(problems()).toEqual([]);
        if (round < ROUNDS) return;
        await story.stopApp();
        const heads = new Set(houses.map(({ repository }) => story.sandbox.state.commit(repository)));
        // Killed at the check of a commit that others followed: nobody looks at that commit again.
        const isOverdue = (entry: string): boolean =>
          heads.has(/^check (\w+) of/.exec(entry)?.[1] ?? null) || !entry.startsWith('check ');
        expect((await whatIsOpen(story, [])).filter(isOverdue)).toEqual([]);
      },
      TIME_MS,
    );
  });
}
