import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EVENTS, isHandled } from '../src/index.ts';
import { BOT, EventStage, NODE, pointed, REPOSITORY } from './event-stage.ts';

let stage: EventStage;
beforeAll(async () => {
  stage = await EventStage.begin();
});
afterAll(() => stage.sandbox.close());

const people = () => stage.sandbox.people;
const push = (by: string, branch?: string) => () =>
  people().push(REPOSITORY, { by, message: 'Plan', files: { a: `${by} ${branch}` }, ...(branch ? { branch } : {}) });
const errandsAfter = async (act: () => unknown) => (await stage.after(act)).errands;

/** A pull request from a branch of this name. */
async function pull(branch: string, by: string): Promise<number> {
  let number = 0;
  await stage.after(() => {
    push(by, branch)();
    number = people().openPullRequest(REPOSITORY, { head: branch, base: 'main', title: 'A plan', by });
  });
  return number;
}

const check = (number: number | null, rest: object = {}) => ({
  kind: 'task',
  task: {
    ...stage.place(),
    kind: 'check',
    number,
    headOid: expect.stringMatching(/^[0-9a-f]{40}$/),
    baseOid: null,
    wanted: 'check',
    sender: 'bob',
    ...rest,
  },
});

describe('a push', () => {
  it('to the default branch asks for a sync, whoever made it', async () => {
    for (const by of ['alice', BOT]) {
      expect(await errandsAfter(push(by))).toEqual([
        {
          kind: 'task',
          task: expect.objectContaining({ ...stage.place(), kind: 'sync', occasion: 'push', sender: by }),
        },
      ]);
    }
  });

  it('to a branch of Milepost asks for a look, if somebody else made it', async () => {
    const branch = 'milepost/roadmap';
    expect(await errandsAfter(push(BOT, branch))).toEqual([]);
    expect(await errandsAfter(push('bob', branch))).toEqual([stage.look()]);
    expect(await errandsAfter(push('bob', 'feature'))).toEqual([]);
    expect(await errandsAfter(() => people().deleteBranch(REPOSITORY, branch, { by: 'bob' }))).toEqual([stage.look()]);
  });

  it("of the owner's .github repository asks for a sync everywhere", async () => {
    stage.sandbox.createRepository('example-org/.github', { files: { 'README.md': 'x' } });
    const errands = await errandsAfter(() =>
      people().push('example-org/.github', { by: 'alice', message: 'Plan', files: { a: 'b' } }),
    );
    const { installationId } = stage;
    expect(errands.slice(1)).toEqual([{ kind: 'installation', installationId, occasion: 'push', freshToken: false }]);
  });
});

describe('a pull request', () => {
  it('is checked when it is opened, pushed to, reopened, or to be merged into another branch', async () => {
    const number = await pull('plans', 'bob');
    expect(await errandsAfter(push('bob', 'plans'))).toEqual([check(number)]);
    await stage.after(() => people().closePullRequest(REPOSITORY, number, { by: 'bob' }));
    const reopened = await errandsAfter(() => people().reopenPullRequest(REPOSITORY, number, { by: 'bob' }));
    expect(reopened[0]).toEqual(check(number));
    await stage.after(push('alice', 'next'));
    const moved = () => people().editPullRequest(REPOSITORY, number, { base: 'next', by: 'bob' });
    expect(await errandsAfter(moved)).toEqual([check(number)]);
  });

  it('is checked from a fork too, and with the commit that the merge queue made', async () => {
    const fork = people().fork(REPOSITORY, { by: 'bob' });
    people().push(fork, { by: 'bob', branch: 'plans', message: 'Plan', files: { 'ROADMAP.md': '# New\n' } });
    let number = 0;
    const opened = await errandsAfter(() => {
      number = people().openPullRequest(REPOSITORY, { head: 'bob:plans', base: 'main', title: 'Plan', by: 'bob' });
    });
    expect(opened[0]).toEqual(check(number));
    let headOid = '';
    const queued = await errandsAfter(() => {
      headOid = people().enqueuePullRequest(REPOSITORY, number, { by: 'alice' });
    });
    expect(queued).toEqual([
      check(null, { headOid, baseOid: expect.stringMatching(/^[0-9a-f]{40}$/), sender: 'alice' }),
    ]);
    expect(
      (await stage.after(() => people().dequeuePullRequest(REPOSITORY, number, { reason: 'dequeued' }))).events,
    ).toEqual([]);
  });

  it('wakes the roadmaps that point to it when it is closed, merged or renamed, but not for its text', async () => {
    const number = await pull('more-plans', 'bob');
    const woken = [pointed(`example-org/lantern#${number}`, NODE)];
    const edit = (patch: object) => () => people().editPullRequest(REPOSITORY, number, { ...patch, by: 'bob' });
    expect(await errandsAfter(edit({ title: 'Another plan' }))).toEqual(woken);
    expect(await errandsAfter(edit({ body: 'Why' }))).toEqual([]);
    expect(await errandsAfter(() => people().draftPullRequest(REPOSITORY, number, { by: 'bob' }))).toEqual([]);
    expect(await errandsAfter(() => people().closePullRequest(REPOSITORY, number, { by: 'bob' }))).toEqual(woken);
  });

  it("of Milepost's own is looked after when somebody else ticks, pushes to, closes or reopens it", async () => {
    const number = await pull('docs/plan', BOT);
    const bob = { by: 'bob' };
    expect(await errandsAfter(() => people().editPullRequest(REPOSITORY, number, { body: '- [ ]', ...bob }))).toEqual([
      stage.look(),
    ]);
    expect(await errandsAfter(push('bob', 'docs/plan'))).toEqual([check(number), stage.look()]);
    expect(await errandsAfter(() => people().closePullRequest(REPOSITORY, number, bob))).toContainEqual(stage.look());
    expect(await errandsAfter(() => people().reopenPullRequest(REPOSITORY, number, bob))).toContainEqual(stage.look());
  });

  it("of Milepost's own is checked, and nothing else follows from what Milepost does with it", async () => {
    const number = await pull('docs/more', BOT);
    const own = { by: BOT };
    expect(await errandsAfter(push(BOT, 'docs/more'))).toEqual([check(number, { sender: BOT })]);
    const edit = () => people().editPullRequest(REPOSITORY, number, { title: 'Plan', body: '- [x]', ...own });
    expect(await errandsAfter(edit)).toEqual([]);
    expect(await errandsAfter(() => people().closePullRequest(REPOSITORY, number, own))).toEqual([]);
  });
});

describe('an issue', () => {
  it('wakes the roadmaps that point to it', async () => {
    const number = people().openIssue(REPOSITORY, { title: 'Dim the light', by: 'bob' });
    const milestone = people().createMilestone(REPOSITORY, { title: '1.4.0' });
    const woken = [pointed(`example-org/lantern#${number}`, NODE)];
    const acts: (() => unknown)[] = [
      () => people().editIssue(REPOSITORY, number, { title: 'Dim the lights', by: 'bob' }),
      () => people().closeIssue(REPOSITORY, number, { by: 'renovate[bot]' }),
      () => people().reopenIssue(REPOSITORY, number),
      () => people().editIssue(REPOSITORY, number, { milestone, by: 'bob' }),
      () => people().editIssue(REPOSITORY, number, { milestone: null, by: 'bob' }),
    ];
    for (const act of acts) expect(await errandsAfter(act)).toEqual(woken);
    expect((await stage.after(() => people().labelIssue(REPOSITORY, number, ['roadmap']))).events).toEqual([]);
    expect((await stage.after(() => people().lockIssue(REPOSITORY, number))).events).toEqual([]);
    expect(await errandsAfter(() => people().closeIssue(REPOSITORY, number, { by: BOT }))).toEqual([]);
    stage.sandbox.createRepository('example-org/beacon', { files: { 'README.md': 'x' } });
    expect(await errandsAfter(() => people().transferIssue(REPOSITORY, number, 'example-org/beacon'))).toEqual([
      ...woken,
      pointed('example-org/beacon#1', NODE),
    ]);
    const gone = people().openIssue(REPOSITORY, { title: 'Spam', by: 'bob' });
    expect(await errandsAfter(() => people().deleteIssue(REPOSITORY, gone))).toEqual([
      pointed(`example-org/lantern#${gone}`, NODE),
    ]);
  });

  it('wakes the roadmaps that named its number before it was there', async () => {
    let number = 0;
    const open = (by: string) => () => {
      number = people().openIssue(REPOSITORY, { title: 'Trim the wick', by });
    };
    expect(await errandsAfter(open('bob'))).toEqual([pointed(`example-org/lantern#${number}`, NODE)]);
    expect(await errandsAfter(open(BOT))).toEqual([]);
    people().push(REPOSITORY, { by: 'bob', branch: 'wicks', message: 'Trim', files: { wick: 'short' } });
    const opened = await errandsAfter(() => {
      number = people().openPullRequest(REPOSITORY, { head: 'wicks', base: 'main', title: 'Trim', by: 'bob' });
    });
    expect(opened.slice(-2)).toEqual([check(number), pointed(`example-org/lantern#${number}`, NODE)]);
  });

  it('that Milepost opened wakes its repository too: it may be the dashboard', async () => {
    const number = people().openIssue(REPOSITORY, { title: 'Roadmap dashboard', by: BOT });
    const woken = [
      pointed(`example-org/lantern#${number}`, NODE),
      { ...stage.look(), touched: [`example-org/lantern#${number}`] },
    ];
    const tick = (by: string) => () => people().editIssue(REPOSITORY, number, { body: `- [x] ${by}`, by });
    expect(await errandsAfter(tick('bob'))).toEqual(woken);
    expect(await errandsAfter(tick(BOT))).toEqual([]);
    stage.knowsItself = false;
    // A look too many changes nothing; one too few loses a tick.
    expect(await errandsAfter(tick('renovate[bot]'))).toEqual(woken);
    stage.knowsItself = true;
    expect(await errandsAfter(() => people().closeIssue(REPOSITORY, number))).toEqual(woken);
  });
});

describe('a milestone and a release', () => {
  it('wake the roadmaps of their repository; a milestone also those that point to it', async () => {
    let number = 0;
    const created = await errandsAfter(() => {
      number = people().createMilestone(REPOSITORY, { title: '1.5.0' });
    });
    const woken = [pointed(`example-org/lantern/milestone/${number}`), stage.look()];
    expect(created).toEqual(woken);
    expect(await errandsAfter(() => people().editMilestone(REPOSITORY, number, { title: '1.5' }))).toEqual(woken);
    expect(await errandsAfter(() => people().closeMilestone(REPOSITORY, number))).toEqual(woken);
    expect(await errandsAfter(() => people().deleteMilestone(REPOSITORY, number, { by: BOT }))).toEqual([]);
    expect(await errandsAfter(() => people().createRelease(REPOSITORY, { tagName: 'v1.4.0' }))).toEqual([stage.look()]);
  });
});

describe('a board', () => {
  it('wakes the roadmaps on it; a card only those that point to its issue', async () => {
    const project = people().createProject('example-org', { title: 'Plan' });
    const issue = people().openIssue(REPOSITORY, { title: 'Shine', by: 'bob' });
    const card = { owner: 'example-org', project, repository: REPOSITORY, issue, by: 'bob' };
    const cardWoken = [{ kind: 'look-where-pointed', to: [NODE], andTo: NODE }];
    const acts: (() => unknown)[] = [
      () => people().addCard(card),
      () => people().moveCard(card, { Status: 'In Progress' }),
      () => people().archiveCard(card),
      () => people().restoreCard(card),
      () => people().removeCard(card),
    ];
    for (const act of acts) expect(await errandsAfter(act)).toEqual(cardWoken);
    expect(await errandsAfter(() => people().addCard({ ...card, by: BOT }))).toEqual([]);
    const draft = () => people().addDraftCard('example-org', project, { title: 'An idea', by: 'bob' });
    expect(await errandsAfter(draft)).toEqual([]);
    for (const act of [
      () => people().closeProject('example-org', project),
      () => people().reopenProject('example-org', project),
      () => people().deleteProject('example-org', project),
    ]) {
      expect(await errandsAfter(act)).toEqual([pointed(NODE)]);
    }
  });
});

describe('a repository', () => {
  it('that changes its name, visibility or state wakes its roadmaps and those that point into it', async () => {
    const name = 'example-org/harbour';
    stage.sandbox.createRepository(name, { files: { 'README.md': 'x' } });
    const acts: [string, () => unknown][] = [
      ['harbour', () => people().setVisibility(name, 'private')],
      ['harbour', () => people().setVisibility(name, 'public')],
      ['harbour', () => people().archive(name)],
      ['harbour', () => people().unarchive(name)],
      ['haven', () => people().renameRepository(name, 'haven')],
    ];
    for (const [called, act] of acts) {
      expect(await errandsAfter(act)).toEqual([
        pointed(expect.stringMatching(/^repository:\d+$/), `example-org/${called}`),
        { kind: 'look', place: expect.objectContaining({ owner: 'example-org', name: called }) },
      ]);
    }
    expect(await errandsAfter(() => people().transferRepository('example-org/haven', 'other-org'))).toContainEqual({
      kind: 'look',
      place: expect.objectContaining({ owner: 'other-org', name: 'haven' }),
    });
    people().push('other-org/haven', { by: 'alice', branch: 'next', message: 'x', files: { a: 'b' } });
    const errands = await errandsAfter(() => people().setDefaultBranch('other-org/haven', 'next'));
    expect(errands).toEqual([{ kind: 'look', place: expect.objectContaining({ name: 'haven' }) }]);
  });
});

describe('an installation', () => {
  it('is looked at for the first time, and again with a new token when it may do more', async () => {
    stage.sandbox.createOrganization('third-org', { alice: 'admin' });
    stage.sandbox.createRepository('third-org/pier', { files: { 'ROADMAP.md': '# Plan\n' } });
    let id = 0;
    const created = await errandsAfter(() => {
      id = stage.sandbox.install('third-org', { by: 'alice' });
    });
    const givenAs = (name: string) => [
      { kind: 'returned', installationId: id, repositoryIds: [expect.any(Number)] },
      { kind: 'task', task: expect.objectContaining({ name, occasion: 'first-look' }) },
      { kind: 'look', place: expect.objectContaining({ name, installationId: id }) },
    ];
    expect(created).toEqual(givenAs('pier'));
    const anew = (occasion: string) => [{ kind: 'installation', installationId: id, occasion, freshToken: true }];
    expect(await errandsAfter(() => stage.sandbox.grant(id, { contents: 'write' }))).toEqual(anew('manual'));
    stage.sandbox.suspend(id);
    expect(await errandsAfter(() => stage.sandbox.unsuspend(id))).toEqual(anew('push'));
    const added = () => stage.sandbox.createRepository('third-org/quay', { files: { 'README.md': 'x' } });
    expect(await errandsAfter(added)).toEqual(givenAs('quay'));
  });

  it('is forgotten when it is removed; a repository that is taken from it is looked at no more', async () => {
    stage.sandbox.createOrganization('fourth-org', { alice: 'admin' });
    stage.sandbox.createRepository('fourth-org/pier', { files: { 'ROADMAP.md': '# Plan\n' } });
    stage.sandbox.createRepository('fourth-org/mole', { files: { 'ROADMAP.md': '# Plan\n' } });
    const repositories = ['fourth-org/pier', 'fourth-org/mole'];
    let id = 0;
    await errandsAfter(() => {
      id = stage.sandbox.install('fourth-org', { repositories, by: 'alice' });
    });
    expect(await errandsAfter(() => stage.sandbox.removeRepositories(id, ['fourth-org/pier']))).toEqual([
      { kind: 'left', installationId: id, repositoryIds: [expect.any(Number)] },
    ]);
    expect(await errandsAfter(() => stage.sandbox.uninstall(id))).toEqual([
      { kind: 'forget-installation', installationId: id },
    ]);
  });
});

describe('the door', () => {
  it('lets in only actions that are known to start something', () => {
    expect(isHandled('push', null)).toBe(true);
    expect(isHandled('issues', 'closed')).toBe(true);
    for (const action of ['labeled', 'typed', 'assigned', 'toString', null])
      expect(isHandled('issues', action)).toBe(false);
    for (const event of ['star', 'constructor', '__proto__', 'issues.closed'])
      expect(isHandled(event, null)).toBe(false);
    expect(EVENTS.has('star')).toBe(false);
  });
});
