import { afterEach, describe, expect, it } from '@jest/globals';
import { roadmapKey } from '../../src/plan/keys.ts';
import { writeIssueMarker, writeSlipMarker } from '../../src/plan/marker.ts';
import type { FoundReference, Observation } from '../../src/plan/observation.ts';
import type { GitHubClient } from '../../src/github/client.ts';
import { RateLimited } from '../../src/github/github-error.ts';
import { observe, type ObserveInput } from '../../src/github/observe.ts';
import { readRepositoryState } from '../../src/github/repository-files.ts';
import { reference, roadmapOf, startLantern, type Lantern } from './lantern.ts';

let lantern: Lantern;
afterEach(() => lantern.sandbox.close());

const LANTERN = { owner: 'example-org', name: 'lantern', ref: null, previousRef: null };
const nothing: ObserveInput['want'] = { markedIssues: false, markedComments: [] };

async function look(
  texts: string[],
  {
    client = lantern.client(),
    want = nothing,
    more = {},
  }: { client?: GitHubClient; want?: ObserveInput['want']; more?: object } = {},
): Promise<Observation & { requests: { graphql: number; rest: number } }> {
  const { repository, milestones, releases } = await readRepositoryState(client, LANTERN);
  const before = { ...client.counts };
  const roadmap = roadmapOf(texts.map(reference), more);
  const observation = await observe(client, { repository, milestones, releases, roadmap, want });
  const requests = { graphql: client.counts.graphql - before.graphql, rest: client.counts.rest - before.rest };
  return { ...observation, requests };
}

const found = (observation: Observation, key: string): FoundReference => {
  const sighting = observation.references[key];
  if (sighting?.state !== 'found') throw new Error(`${key} is ${JSON.stringify(sighting)}`);
  return sighting;
};

const openIssues = (repository: string, count: number): void => {
  for (let index = 0; index < count; index += 1) {
    lantern.sandbox.people.openIssue(repository, { title: `Issue ${index + 1}`, by: 'alice' });
  }
};

describe('what a roadmap refers to', () => {
  it('is read with one GraphQL request per hundred references and nothing else', async () => {
    lantern = await startLantern({ latencyMs: 50 });
    lantern.sandbox.createRepository('example-org/wick');
    openIssues('example-org/lantern', 200);
    openIssues('example-org/wick', 100);
    const texts = Array.from({ length: 300 }, (_, index) =>
      index < 200 ? `issue example-org/lantern ${index + 1}` : `issue example-org/wick ${index - 199}`,
    );
    const client = lantern.client();
    const begun = Date.now();
    const observation = await look(texts.toReversed(), { client });
    expect(Date.now() - begun).toBeLessThan(3000);
    expect(observation.requests.graphql).toBe(3);
    const states = Object.values(observation.references).map(({ state }) => state);
    expect(states).toHaveLength(300);
    expect(new Set(states)).toEqual(new Set(['found']));
    expect(found(observation, 'example-org/wick#100').title).toBe('Issue 100');
  });

  it('is told with state, reason, dates and milestone, of every kind', async () => {
    lantern = await startLantern();
    const { people } = lantern.sandbox;
    lantern.sandbox.createRepository('example-org/talk', { discussionsEnabled: true, files: { 'a.md': 'a' } });
    const milestone = people.createMilestone('example-org/lantern', { title: '1.7.0', dueOn: '2026-03-31' });
    people.openIssue('example-org/lantern', { title: 'Open', milestone, by: 'alice' });
    for (const [title, reason] of [
      ['Done', 'completed'],
      ['Refused', 'not_planned'],
      ['Twice', 'duplicate'],
    ] as const) {
      const number = people.openIssue('example-org/lantern', { title, by: 'alice' });
      people.closeIssue('example-org/lantern', number, { reason });
    }
    people.closeMilestone('example-org/lantern', milestone);
    const talk = people.startDiscussion('example-org/talk', { title: 'What next?', by: 'alice' });
    people.push('example-org/lantern', { by: 'alice', branch: 'wick', message: 'Wick', files: { 'wick.md': 'w' } });
    const pull = people.openPullRequest('example-org/lantern', { title: 'Wick', head: 'wick', by: 'alice' });
    people.mergePullRequest('example-org/lantern', pull);
    const observation = await look([
      ...[1, 2, 3, 4].map((number) => `issue example-org/lantern ${number}`),
      `pull Example-Org/Lantern ${pull}`,
      `discussion example-org/talk ${talk}`,
      `milestone example-org/lantern ${milestone}`,
      'project example-org 1',
    ]);
    const lines = [1, 2, 3, 4].map((number) => found(observation, `example-org/lantern#${number}`));
    expect(lines.map(({ open, stateReason }) => [open, stateReason])).toEqual([
      [true, null],
      [false, 'completed'],
      [false, 'not-planned'],
      [false, 'duplicate'],
    ]);
    expect(lines[0]).toMatchObject({
      kind: 'issue',
      moved: false,
      closedAt: null,
      ownIssue: false,
      milestone: { title: '1.7.0', dueOn: '2026-03-31', state: 'closed' },
    });
    expect(lines[1]?.closedAt).toMatch(/^\d{4}-/);
    expect(found(observation, `example-org/lantern#${pull}`)).toMatchObject({
      kind: 'pull',
      open: false,
      stateReason: 'completed',
      moved: false,
    });
    expect(found(observation, `example-org/talk/discussions/${talk}`)).toMatchObject({
      kind: 'discussion',
      open: true,
      title: 'What next?',
    });
    expect(found(observation, `example-org/lantern/milestone/${milestone}`)).toMatchObject({
      kind: 'milestone',
      open: false,
      milestone: { dueOn: '2026-03-31' },
    });
    expect(Object.keys(observation.references)).not.toContain('example-org//projects/1');
    expect(observation.milestones[0]).toMatchObject({
      title: '1.7.0',
      state: 'closed',
      closedAt: expect.stringMatching(/^\d{4}-/),
    });
    expect(observation.requests).toEqual({ graphql: 1, rest: 0 });
  });

  it('is also what sections and introductions point to', async () => {
    lantern = await startLantern();
    openIssues('example-org/lantern', 1);
    const milestone = lantern.sandbox.people.createMilestone('example-org/lantern', { title: 'Next' });
    const target = {
      text: 'Next',
      kind: 'release' as const,
      start: null,
      end: null,
      milestone: reference(`milestone example-org/lantern ${milestone}`),
      range: reference('issue a/b 1').range,
    };
    const section = { title: 'Next', line: 1, endLine: 9, level: 2, path: [], target, status: null };
    const observation = await look([], {
      more: { sections: [section], pointers: [reference('issue example-org/lantern 1')] },
    });
    expect(Object.keys(observation.references).toSorted()).toEqual([
      'example-org/lantern#1',
      `example-org/lantern/milestone/${milestone}`,
    ]);
  });

  it('costs nothing when it is nothing', async () => {
    lantern = await startLantern();
    const observation = await look([]);
    expect(observation.requests).toEqual({ graphql: 0, rest: 0 });
    expect(observation.repositories['example-org/lantern']).toMatchObject({ id: lantern.id, writable: true });
  });
});

describe('what is not where the file says', () => {
  it('is missing, in a repository that can be read', async () => {
    lantern = await startLantern();
    const observation = await look([
      'issue example-org/lantern 99',
      'milestone example-org/lantern 9',
      'discussion example-org/lantern 8',
      'issue example-org/lantern 4294967296',
    ]);
    expect(Object.values(observation.references)).toEqual(Array.from({ length: 4 }, () => ({ state: 'missing' })));
  });

  it('is hidden, whether the repository is private, deleted or invented', async () => {
    lantern = await startLantern({ repositories: ['example-org/lantern'] });
    lantern.sandbox.createRepository('elsewhere/vault', { visibility: 'private', files: { 'a.md': 'a' } });
    lantern.sandbox.people.openIssue('elsewhere/vault', { title: 'Secret plan' });
    const observation = await look([
      'issue elsewhere/vault 1',
      'issue elsewhere/vault 2',
      'issue elsewhere/nowhere 1',
      'issue ../.. 1',
      'issue elsewhere/.. 1',
    ]);
    expect(new Set(Object.values(observation.references).map((one) => JSON.stringify(one)))).toEqual(
      new Set(['{"state":"hidden"}']),
    );
    expect(observation.repositories['elsewhere/vault']).toBeNull();
    expect(observation.repositories['elsewhere/nowhere']).toBeNull();
    expect(JSON.stringify(observation)).not.toContain('Secret plan');
    expect(observation.requests).toEqual({ graphql: 1, rest: 0 });
  });

  it('is found where it was transferred to, with that repository', async () => {
    lantern = await startLantern();
    lantern.sandbox.createRepository('example-org/wick', { visibility: 'private' });
    openIssues('example-org/lantern', 2);
    const number = lantern.sandbox.people.transferIssue('example-org/lantern', 1, 'example-org/wick');
    const observation = await look(['issue example-org/lantern 1', 'issue example-org/lantern 2']);
    expect(found(observation, 'example-org/lantern#1')).toMatchObject({
      owner: 'example-org',
      repo: 'wick',
      number,
      moved: true,
      title: 'Issue 1',
      open: true,
    });
    expect(found(observation, 'example-org/lantern#2').moved).toBe(false);
    expect(observation.repositories['example-org/wick']).toMatchObject({ visibility: 'private', writable: true });
  });

  it('is missing when it was transferred out of sight', async () => {
    lantern = await startLantern();
    lantern.sandbox.createRepository('elsewhere/vault', { visibility: 'private' });
    openIssues('example-org/lantern', 1);
    lantern.sandbox.people.transferIssue('example-org/lantern', 1, 'elsewhere/vault');
    const observation = await look(['issue example-org/lantern 1']);
    expect(observation.references['example-org/lantern#1']).toEqual({ state: 'missing' });
  });

  it('is found in a renamed repository, under both names', async () => {
    lantern = await startLantern();
    lantern.sandbox.createRepository('example-org/old-wick');
    openIssues('example-org/old-wick', 1);
    lantern.sandbox.people.renameRepository('example-org/old-wick', 'wick');
    const observation = await look(['issue example-org/old-wick 1']);
    expect(found(observation, 'example-org/old-wick#1')).toMatchObject({ repo: 'wick', number: 1, moved: true });
    expect(observation.repositories['example-org/old-wick']?.name).toBe('wick');
    expect(observation.repositories['example-org/wick']?.name).toBe('wick');
  });

  it('may be a discussion, though the file only says #1', async () => {
    lantern = await startLantern();
    lantern.sandbox.createRepository('example-org/talk', { discussionsEnabled: true });
    lantern.sandbox.people.startDiscussion('example-org/talk', { title: 'What next?', by: 'alice' });
    const observation = await look(['issue example-org/talk 1', 'issue example-org/talk 2']);
    expect(found(observation, 'example-org/talk#1')).toMatchObject({
      kind: 'discussion',
      title: 'What next?',
      moved: false,
    });
    expect(observation.references['example-org/talk#2']).toEqual({ state: 'missing' });
    expect(observation.requests).toEqual({ graphql: 2, rest: 2 });
  });

  it('is looked for five hundred times at most', async () => {
    lantern = await startLantern();
    const observation = await look(Array.from({ length: 510 }, (_, index) => `issue example-org/lantern ${index + 1}`));
    const states = Object.values(observation.references).map(({ state }) => state);
    expect(states.filter((state) => state === 'missing')).toHaveLength(500);
    expect(states.filter((state) => state === 'unobserved')).toHaveLength(10);
    expect(observation.requests.rest).toBe(500);
  });
});

describe('when GitHub fails', () => {
  const texts = Array.from({ length: 150 }, (_, index) => `issue example-org/lantern ${index + 1}`);

  it('what one request asked for is unobserved, and the rest is used', async () => {
    lantern = await startLantern();
    openIssues('example-org/lantern', 150);
    const client = lantern.client();
    lantern.sandbox.faults.add({ match: { graphql: /issue150\b/ }, times: 3, action: { status: 502 } });
    const observation = await look(texts, { client });
    const unobserved = Object.values(observation.references).filter(({ state }) => state === 'unobserved');
    expect(unobserved).toHaveLength(50);
    expect(unobserved[0]).toEqual({ state: 'unobserved', reason: 'GitHub answered 502' });
    expect(found(observation, 'example-org/lantern#1').open).toBe(true);
  });

  it('once or twice, the question is asked again', async () => {
    lantern = await startLantern();
    openIssues('example-org/lantern', 150);
    lantern.sandbox.faults.add({ match: { graphql: /issue150\b/ }, times: 2, action: 'drop-before' });
    const observation = await look(texts);
    expect(Object.values(observation.references).every(({ state }) => state === 'found')).toBe(true);
    expect(observation.requests.graphql).toBe(4);
  });

  it.each([
    ['as 403', 'secondary-limit' as const],
    ['as 200', { secondaryLimit: { status: 200 as const, retryAfterSeconds: 30 } }],
    ['for the hour', { primaryLimit: { resetInSeconds: 600 } }],
  ])('by a rate limit %s, nothing is concluded', async (_name, action) => {
    lantern = await startLantern();
    const client = lantern.client();
    lantern.sandbox.faults.add({ match: { graphql: /MilepostReferences/ }, action });
    await expect(look(['issue example-org/lantern 1'], { client })).rejects.toBeInstanceOf(RateLimited);
  });
});

describe('where Milepost may write', () => {
  it('is where the installation reaches, asked only for an open issue of the same owner', async () => {
    lantern = await startLantern({ repositories: ['example-org/lantern'] });
    for (const name of ['wick', 'oil']) {
      lantern.sandbox.createRepository(`example-org/${name}`);
      openIssues(`example-org/${name}`, 1);
    }
    lantern.sandbox.createRepository('elsewhere/match');
    lantern.sandbox.people.openIssue('elsewhere/match', { title: 'Match' });
    lantern.sandbox.addRepositories(lantern.installation, ['example-org/wick']);
    const observation = await look(['issue example-org/wick 1', 'issue example-org/oil 1', 'issue elsewhere/match 1']);
    const writable = Object.entries(observation.repositories).map(([name, repository]) => [name, repository?.writable]);
    expect(Object.fromEntries(writable)).toEqual({
      'example-org/lantern': true,
      'example-org/wick': true,
      'example-org/oil': false,
      'elsewhere/match': false,
    });
    expect(observation.requests).toEqual({ graphql: 1, rest: 1 });
    lantern.sandbox.people.closeIssue('example-org/wick', 1);
    expect((await look(['issue example-org/wick 1', 'issue elsewhere/match 1'])).requests).toEqual({
      graphql: 1,
      rest: 0,
    });
  });

  it("is where a token's user has at least triage", async () => {
    lantern = await startLantern();
    lantern.sandbox.createUser('bob');
    for (const [name, role] of [
      ['wick', 'triage'],
      ['oil', 'read'],
    ] as const) {
      lantern.sandbox.createRepository(`example-org/${name}`);
      openIssues(`example-org/${name}`, 1);
      lantern.sandbox.setPermission(`example-org/${name}`, 'bob', role);
    }
    const client = lantern.clientOf(lantern.sandbox.createToken('bob'), { kind: 'user', login: 'bob', appId: null });
    const { repositories } = await look(['issue example-org/wick 1', 'issue example-org/oil 1'], { client });
    expect(repositories['example-org/wick']?.writable).toBe(true);
    expect(repositories['example-org/oil']?.writable).toBe(false);
    expect(repositories['example-org/lantern']?.writable).toBe(false);
  });
});

const marker = (item: string): string =>
  writeIssueMarker({ roadmap: roadmapKey(lantern.id, 'ROADMAP.md'), item, title: 'T', path: [], waiting: [] });
const slipMarker = (path = 'ROADMAP.md'): string =>
  writeSlipMarker({ roadmap: roadmapKey(lantern.id, path), item: 'i', missed: 'q1 2026' });
const openByBot = async (body: string): Promise<number> => {
  const { data } = await lantern.client().rest<{ number: number }>('POST /repos/{owner}/{repo}/issues', {
    owner: 'example-org',
    repo: 'lantern',
    title: 'T',
    body,
  });
  return data.number;
};

describe('what Milepost wrote', () => {
  it('is known by its marker and its author together', async () => {
    lantern = await startLantern();
    const own = await openByBot(`text\n\n${marker('mine')}`);
    await openByBot('no marker');
    lantern.sandbox.people.openIssue('example-org/lantern', { title: 'Copied', body: marker('copied'), by: 'alice' });
    lantern.sandbox.people.closeIssue('example-org/lantern', own);
    const observation = await look([`issue example-org/lantern ${own}`, 'issue example-org/lantern 3'], {
      want: { markedIssues: true, markedComments: [] },
    });
    expect(observation.markedIssues).toMatchObject([{ number: own, open: false, marker: { item: 'mine' } }]);
    expect(observation.markedComments).toBeNull();
    expect(found(observation, `example-org/lantern#${own}`).ownIssue).toBe(true);
    expect(found(observation, 'example-org/lantern#3').ownIssue).toBe(false);
  });

  it('is found beyond the first hundred', async () => {
    lantern = await startLantern();
    for (let index = 0; index < 105; index += 1) await openByBot(marker(`item${index}`));
    const { markedIssues, requests } = await look([], { want: { markedIssues: true, markedComments: [] } });
    expect(markedIssues?.map(({ marker }) => marker.item)).toEqual(
      Array.from({ length: 105 }, (_, index) => `item${index}`),
    );
    expect(requests).toEqual({ graphql: 0, rest: 2 });
  });

  it('under the login of GitHub Actions is only what has a marker, since every workflow writes under it', async () => {
    lantern = await startLantern();
    const token = lantern.sandbox.createWorkflowToken('example-org/lantern', { contents: 'read', issues: 'write' });
    const client = lantern.clientOf(token, { kind: 'app', login: 'github-actions[bot]', appId: null });
    for (const body of ['by another workflow', marker('ours')]) {
      await client.rest('POST /repos/{owner}/{repo}/issues', {
        owner: 'example-org',
        repo: 'lantern',
        title: 'T',
        body,
      });
    }
    const observation = await look(['issue example-org/lantern 1', 'issue example-org/lantern 2'], { client });
    expect(found(observation, 'example-org/lantern#1').ownIssue).toBe(false);
    expect(found(observation, 'example-org/lantern#2').ownIssue).toBe(true);
  });

  it('under the login of a person is only what has a marker', async () => {
    lantern = await startLantern();
    const { people } = lantern.sandbox;
    const byTool = people.openIssue('example-org/lantern', { title: 'By tool', body: marker('tool'), by: 'alice' });
    const byHand = people.openIssue('example-org/lantern', { title: 'By hand', by: 'alice' });
    const client = lantern.clientOf(lantern.sandbox.createToken('alice'), {
      kind: 'user',
      login: 'alice',
      appId: null,
    });
    const observation = await look([`issue example-org/lantern ${byTool}`, `issue example-org/lantern ${byHand}`], {
      client,
    });
    expect(found(observation, `example-org/lantern#${byTool}`).ownIssue).toBe(true);
    expect(found(observation, `example-org/lantern#${byHand}`).ownIssue).toBe(false);
    expect(observation.markedIssues).toBeNull();
  });

  it('on an issue is the comment for this roadmap, by this author', async () => {
    lantern = await startLantern();
    openIssues('example-org/lantern', 2);
    const { people } = lantern.sandbox;
    people.comment('example-org/lantern', 1, slipMarker(), { by: 'alice' });
    const post = async (body: string): Promise<number> => {
      const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
      const parameters = { owner: 'example-org', repo: 'lantern', issue_number: 1, body };
      return (await lantern.client().rest<{ id: number }>(route, parameters)).data.id;
    };
    await post(slipMarker('docs/OTHER.md'));
    const commentId = await post(`Late.\n${slipMarker()}`);
    const want = {
      markedIssues: false,
      markedComments: ['Example-Org/lantern#1', 'example-org/lantern#2', 'example-org/gone#1'],
    };
    const { markedComments, markedIssues } = await look([], { want });
    expect(markedComments).toEqual([
      {
        issue: 'example-org/lantern#1',
        commentId,
        marker: { roadmap: roadmapKey(lantern.id, 'ROADMAP.md'), item: 'i', missed: 'q1 2026' },
      },
    ]);
    expect(markedIssues).toBeNull();
  });
});
