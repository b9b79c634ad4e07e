import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BOT, EventStage, REPOSITORY } from './event-stage.ts';

let stage: EventStage;
let issue = 0;
beforeAll(async () => {
  stage = await EventStage.begin();
  issue = stage.sandbox.people.openIssue(REPOSITORY, { title: 'Dim the light', by: 'bob' });
});
afterAll(() => stage.sandbox.close());

const comment = (body: string, by = 'bob', number = issue) =>
  stage.after(() => stage.sandbox.people.comment(REPOSITORY, number, body, { by }));

describe('commands in a comment', () => {
  it('are acknowledged at once, and worked by the next sync of the repository', async () => {
    const { errands } = await comment('Good.\n\n/roadmap done\n> /roadmap drop\n\n/milepost plan\n');
    const command = {
      id: expect.any(Number),
      number: issue,
      isPull: false,
      author: 'bob',
      url: expect.stringContaining(`/issues/${issue}#issuecomment-`),
      lines: ['/roadmap done', '/milepost plan'],
    };
    const [acknowledge, sync] = errands;
    expect(errands).toHaveLength(2);
    expect(acknowledge).toEqual({
      kind: 'task',
      task: { ...stage.place(), kind: 'acknowledge', commentId: expect.any(Number) },
    });
    expect(sync).toMatchObject({ task: { ...stage.place(), kind: 'sync', comments: [command] } });
  });

  it('are told to be at a pull request', async () => {
    const { people } = stage.sandbox;
    let number = 0;
    await stage.after(() => {
      people.push(REPOSITORY, { by: 'bob', branch: 'plans', message: 'Plan', files: { a: 'b' } });
      number = people.openPullRequest(REPOSITORY, { head: 'plans', base: 'main', title: 'Plan', by: 'bob' });
    });
    const { errands } = await comment('/roadmap fix', 'alice', number);
    expect(errands[1]).toMatchObject({ task: { comments: [{ number, isPull: true, author: 'alice' }] } });
  });

  it('are given by people only, and only once', async () => {
    for (const by of [BOT, 'renovate[bot]']) expect((await comment('/roadmap done', by)).errands).toEqual([]);
    expect((await comment('Nothing for anybody.')).errands).toEqual([]);
    let id = 0;
    await stage.after(() => {
      id = stage.sandbox.people.comment(REPOSITORY, issue, 'Hm', { by: 'bob' });
    });
    const edit = () => stage.sandbox.people.editComment(REPOSITORY, id, '/roadmap done', { by: 'alice' });
    expect((await stage.after(edit)).events).toEqual([]);
    expect((await stage.after(() => stage.sandbox.people.deleteComment(REPOSITORY, id))).events).toEqual([]);
  });
});

describe('what is kept of a comment', () => {
  it('is its text only where a command may be in it', async () => {
    const [silent] = (await comment('My secret plan, at length.')).kept;
    expect(silent).toMatchObject({ comment: { body: null, user: { login: 'bob' } }, issue: { number: issue } });
    expect(JSON.stringify(silent)).not.toContain('secret');
    const [command] = (await comment('Hear me.\n/Roadmap done')).kept;
    expect(command).toMatchObject({ comment: { body: 'Hear me.\n/Roadmap done' } });
  });

  it('is little, whatever is sent', async () => {
    const { kept } = await comment(`/roadmap done\n${'x'.repeat(60_000)}`);
    expect(JSON.stringify(kept[0]).length).toBeLessThan(66_000);
    const { people } = stage.sandbox;
    const body = 'a very private text '.repeat(1_000);
    const edited = await stage.after(() => people.editIssue(REPOSITORY, issue, { title: body.slice(0, 200), body }));
    const pushed = await stage.after(() => people.push(REPOSITORY, { by: 'bob', message: body, files: { x: body } }));
    for (const { kept } of [edited, pushed]) {
      expect(kept.length).toBeGreaterThan(0);
      for (const record of kept) {
        expect(JSON.stringify(record).length).toBeLessThan(2_000);
        expect(JSON.stringify(record)).not.toContain('private text');
      }
    }
  });
});
