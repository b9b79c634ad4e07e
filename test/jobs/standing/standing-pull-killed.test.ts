/** A process that dies at any request of a sync, before it takes effect or after: the next one makes it right, and nothing twice. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { BRANCH, REPO, ROADMAP, StandingStory } from './standing-story.ts';

const DIM = { title: 'Dim the light at dusk', target: 'Q4 2027' };
const BATTERY = { title: 'Report the battery level', target: 'Q1 2028' };
const DIMMED = '- Dim the light at dusk (Q4 2027)';
const REPORTED = '- Report the battery level (Q1 2028)';

/** More requests than any of these syncs sends. */
const MOST_REQUESTS = 40;

describe.each(['before', 'after'] as const)('a sync killed %s each of its requests takes effect', (instant) => {
  let story: StandingStory;
  afterEach(() => story.end());

  /** Everything up to `sync`, then `sync` killed at its request number `index`, then a whole one. false: it was over before. */
  async function killedAt(index: number, prepare: () => Promise<void>): Promise<boolean> {
    await prepare();
    const { faults } = story.lantern.sandbox;
    const kill = faults.add({ after: index, action: instant === 'before' ? 'drop-before' : 'drop-after' });
    faults.add({ after: index, times: Infinity, action: 'drop-before' });
    const outcome = await story.sync().then(
      () => 'whole',
      () => 'killed',
    );
    const wasHit = kill.hits > 0;
    faults.clear();
    expect(wasHit || outcome === 'whole').toBe(true);
    await story.sync();
    return wasHit;
  }

  /** Once for each request, each in a world of its own. */
  async function atEachRequest(prepare: () => Promise<void>, expectRight: () => void): Promise<void> {
    for (let index = 0; index < MOST_REQUESTS; index += 1) {
      story = await StandingStory.begin();
      const wasHit = await killedAt(index, prepare);
      try {
        expectRight();
        // Once it is right, nothing more is written.
        story.state.clearRequests();
        await story.sync();
        expect(story.writes()).toEqual([]);
      } catch (error) {
        throw new Error(`killed ${instant} request ${index}`, { cause: error });
      }
      if (!wasHit) {
        expect(index).toBeGreaterThan(3);
        return;
      }
      await story.end();
    }
    throw new Error(`It took more than ${MOST_REQUESTS} requests.`);
  }

  const expectPull = (lines: string[], number = 1): void => {
    expect(story.openPulls().map((pull) => pull.number)).toEqual([number]);
    expect(story.changed()).toEqual(lines);
    expect(story.state.commits(REPO, BRANCH)[1]!.sha).toBe(story.state.commit(REPO));
    expect(story.state.branches(REPO).toSorted()).toEqual(['main', BRANCH]);
    expect(story.state.pullRequest(REPO, number).title).toBe(
      lines.length === 2 ? 'Roadmap: 2 edits' : story.state.pullRequest(REPO, number).title,
    );
    expect(story.conversation().standing).toMatchObject({ number, headOid: story.state.commit(REPO, BRANCH) });
  };

  it('opens one pull request', async () => {
    await atEachRequest(
      async () => void (await story.wish([DIM, BATTERY])),
      () => {
        expect(story.pulls()).toHaveLength(1);
        expectPull([DIMMED, REPORTED]);
      },
    );
  }, 240_000);

  it('rebuilds it and leaves no branch behind', async () => {
    await atEachRequest(
      async () => {
        await story.wish([DIM]);
        await story.sync();
        await story.wish([BATTERY]);
        story.push({ 'ROADMAP.md': ROADMAP.replace('(2030)', '(2031)') });
      },
      () => {
        expect(story.pulls()).toHaveLength(1);
        expectPull([DIMMED, REPORTED]);
        expect(story.conversation().standing?.shared).toBeUndefined();
      },
    );
  }, 240_000);

  it('takes an unticked edit out', async () => {
    await atEachRequest(
      async () => {
        const [dim] = await story.wish([DIM, BATTERY]);
        await story.sync();
        story.click(1, dim!);
      },
      () => {
        expectPull([REPORTED]);
        expect(story.conversation().refused).toEqual(['command:900:0']);
      },
    );
  }, 240_000);

  it('closes it, and nobody is taken to have refused what it held', async () => {
    await atEachRequest(
      async () => {
        await story.wish([DIM]);
        await story.sync();
        story.push({ 'ROADMAP.md': ROADMAP.replace('dusk (Q3 2027)', 'dusk (Q4 2027)') });
      },
      () => {
        expect(story.pulls()).toMatchObject([{ state: 'closed' }]);
        expect(story.conversation()).toMatchObject({ standing: null, refused: [], wishes: [] });
        expect(story.state.branches(REPO)).toEqual(['main']);
      },
    );
  }, 240_000);

  it('heeds that somebody closed it', async () => {
    await atEachRequest(
      async () => {
        await story.wish([DIM]);
        await story.sync();
        story.people.closePullRequest(REPO, 1, { by: 'alice' });
      },
      () => {
        expect(story.pulls()).toMatchObject([{ state: 'closed' }]);
        expect(story.conversation()).toMatchObject({ standing: null, refused: ['command:900:0'], wishes: [] });
        expect(story.state.branches(REPO)).toEqual(['main']);
      },
    );
  }, 240_000);
});
