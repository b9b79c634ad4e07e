/** The story of doing things once, told on each store. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { placeholders } from './roadmaps.ts';
import { pause, Story, until, type StoryOptions } from './story.ts';

const CREATE_ISSUE = { method: 'POST', path: /^\/repos\/[^/]+\/[^/]+\/issues$/ };

export function tellOnce(store: string, options: () => StoryOptions): void {
  describe(`once and only once, on ${store}`, () => {
    let story: Story;
    beforeAll(async () => {
      story = await Story.begin(options());
    }, 240_000);
    afterAll(() => story.end());

    it('a webhook delivered twice opens one issue per placeholder', async () => {
      const repository = await story.repository('twice');
      story.sandbox.deliveries.deliverTwice = true;
      const sha = story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell', 'Paint the door') });
      await story.check(repository, sha);
      await story.settled();
      story.sandbox.deliveries.deliverTwice = false;
      expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
      expect(story.sandbox.state.checkRuns(repository, sha)).toHaveLength(1);
    });

    it('two pushes at once open one issue per placeholder, and the newer one gets the check run', async () => {
      const repository = await story.repository('pushes');
      story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
      const sha = story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell', 'Paint the door') });
      await story.check(repository, sha);
      await story.settled();
      expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
    });

    it.each([
      ['the connection breaks after the issue was created', 'drop-after' as const],
      ['the connection breaks before', 'drop-before' as const],
      ['the answer is 502 though it took effect', { status: 502, afterEffect: true }],
      ['the answer is 502 and nothing happened', { status: 502 }],
    ])('one issue when %s', async (what, action) => {
      const repository = await story.repository(`fault-${what.replace(/[^a-z0-9]+/g, '-')}`);
      story.sandbox.faults.add({ match: CREATE_ISSUE, action });
      const sha = story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
      await story.check(repository, sha);
      expect(story.titles(repository)).toEqual(['Ring the bell']);
    });

    it('one issue, found through its marker, when the process is killed after GitHub created it and before the answer came', async () => {
      const repository = await story.repository('killed');
      const fault = story.sandbox.faults.add({ match: CREATE_ISSUE, action: 'hold' });
      const sha = story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell', 'Paint the door') });
      await fault.hit;
      await story.kill();
      expect(story.titles(repository)).toEqual(['Ring the bell']);
      await story.startApp();
      await until('the sync goes on by itself', () => story.sandbox.state.checkRuns(repository, sha)[0], 90_000);
      expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
    }, 240_000);

    it('one check run when the process is killed after GitHub took it', async () => {
      const repository = await story.repository('killed-check');
      const fault = story.sandbox.faults.add({ match: { method: 'POST', path: /\/check-runs$/ }, action: 'hold' });
      const sha = story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
      await fault.hit;
      await story.kill();
      await story.startApp();
      await pause(20_000);
      expect(story.sandbox.state.checkRuns(repository, sha)).toHaveLength(1);
      expect(story.titles(repository)).toEqual(['Ring the bell']);
    }, 240_000);

    it('a webhook that was acknowledged is worked after a kill', async () => {
      const repository = await story.repository('acknowledged');
      const fault = story.sandbox.faults.add({ match: { graphql: /MilepostRepository/ }, action: 'hold' });
      const sha = story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
      await fault.hit;
      await story.kill();
      await story.startApp();
      await until('the sync goes on by itself', () => story.sandbox.state.checkRuns(repository, sha)[0], 90_000);
      expect(story.titles(repository)).toEqual(['Ring the bell']);
    }, 240_000);

    it('a webhook whose work came to nothing is worked again when GitHub delivers it again, and no more after that', async () => {
      const repository = await story.repository('redelivered');
      await story.settled();
      const forbidden = { status: 403, body: { message: 'Resource not accessible by integration' } };
      story.sandbox.faults.add({ match: { graphql: /MilepostRepository/ }, action: forbidden });
      const sha = story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
      await story.sandbox.deliveries.settled();
      const push = story.sandbox.deliveries.list({ event: 'push' }).at(-1)!;
      const redeliver = async () => (await story.sandbox.deliveries.redeliver(push.guid))?.statusCode;
      // As long as its work waits or runs, it is only acknowledged.
      await until('it is worked again', async () => {
        expect(await redeliver()).toBe(202);
        await pause(500);
        return story.sandbox.state.checkRuns(repository, sha)[0];
      });
      expect(await redeliver()).toBe(202);
      await story.settled();
      expect(story.titles(repository)).toEqual(['Ring the bell']);
      expect(story.sandbox.state.checkRuns(repository, sha)).toHaveLength(1);
    });

    it('a webhook of whose work GitHub refused a part is worked again when it is delivered again', async () => {
      const repository = await story.repository('refused');
      await story.settled();
      const forbidden = { status: 403, body: { message: 'Resource not accessible by integration' } };
      const fault = story.sandbox.faults.add({ match: CREATE_ISSUE, times: Infinity, action: forbidden });
      const { sha } = await story.pushed(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
      expect(story.titles(repository)).toEqual([]);
      fault.remove();
      const push = story.sandbox.deliveries
        .list({ event: 'push' })
        .findLast(({ payload }) => (JSON.parse(payload) as { after: string }).after === sha)!;
      await until('it is worked again', async () => {
        expect((await story.sandbox.deliveries.redeliver(push.guid))?.statusCode).toBe(202);
        await pause(500);
        return story.titles(repository).length > 0;
      });
      expect(story.titles(repository)).toEqual(['Ring the bell']);
    });

    it('GitHub is unavailable for a while: the sync goes on by itself', async () => {
      const repository = await story.repository('unavailable');
      story.sandbox.faults.add({ match: { graphql: /MilepostRepository/ }, times: 4, action: { status: 503 } });
      const sha = story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
      await until('the sync goes on by itself', () => story.sandbox.state.checkRuns(repository, sha)[0], 90_000);
      expect(story.titles(repository)).toEqual(['Ring the bell']);
    }, 240_000);

    it('ends with 0 on SIGTERM though GitHub does not answer, and goes on with the next start', async () => {
      const waiting = await story.repository('waiting');
      const silence = story.sandbox.faults.add({
        match: { graphql: /MilepostRepository/ },
        times: Infinity,
        action: 'hold',
      });
      const last = story.push(waiting, { 'ROADMAP.md': placeholders('Ring the bell') });
      await silence.hit;
      expect(await story.stopApp()).toBe(0);
      silence.remove();
      await story.startApp();
      await story.check(waiting, last);
      expect(story.titles(waiting)).toEqual(['Ring the bell']);
      const repository = await story.repository('down');
      const sha = story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
      await story.check(repository, sha);
      expect(story.titles(repository)).toEqual(['Ring the bell']);
    }, 240_000);
  });
}
