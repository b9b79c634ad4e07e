import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ObserveInput } from '../../src/github/observe.ts';
import { observe } from '../../src/github/observe.ts';
import { observeTouched, type TouchedObservation } from '../../src/github/observe-touched.ts';
import { readRepositoryState } from '../../src/github/repository-files.ts';
import type { Observation } from '../../src/plan/observation.ts';
import { reference, roadmapOf, startLantern, type Lantern } from './lantern.ts';

const LANTERN = { owner: 'example-org', name: 'lantern', ref: null, previousRef: null };
const TEXTS = [
  ...[1, 2, 3].map((number) => `issue example-org/lantern ${number}`),
  'issue elsewhere/wick 1',
  'issue example-org/secret 9',
];

let lantern: Lantern;
let known: Observation;
beforeEach(async () => {
  lantern = await startLantern({ repositories: ['example-org/lantern'] });
  const { sandbox } = lantern;
  sandbox.createRepository('elsewhere/wick');
  sandbox.createRepository('example-org/other');
  for (const title of ['One', 'Two', 'Three']) sandbox.people.openIssue('example-org/lantern', { title, by: 'alice' });
  sandbox.people.openIssue('elsewhere/wick', { title: 'Wick', by: 'alice' });
  known = await observe(lantern.client(), await ask());
});
afterEach(() => lantern.sandbox.close());

async function ask(): Promise<ObserveInput> {
  const { repository, milestones, releases } = await readRepositoryState(lantern.client(), LANTERN);
  const roadmap = roadmapOf(TEXTS.map(reference));
  return { repository, milestones, releases, roadmap, want: { markedIssues: false, markedComments: [] } };
}

async function look(
  touched: string[],
  before = known,
): Promise<{ seen: TouchedObservation | null; requests: string[] }> {
  const input = await ask();
  lantern.sandbox.state.clearRequests();
  const seen = await observeTouched(lantern.client(), input, { observed: before, touched });
  const requests = lantern.sandbox.state.requests.map(({ operation, path }) => operation ?? path);
  return { seen, requests };
}

describe('a look at what was touched', () => {
  it('is one request, and leaves the rest as it was', async () => {
    const { people } = lantern.sandbox;
    people.closeIssue('example-org/lantern', 1, { by: 'alice' });
    people.closeIssue('example-org/lantern', 2, { by: 'alice' });
    const { seen, requests } = await look(['example-org/lantern#2']);
    expect(requests).toEqual(['MilepostReferences']);
    expect([...seen!.looked]).toEqual(['example-org/lantern#2']);
    expect(seen!.observed.references).toMatchObject({
      'example-org/lantern#1': { open: true },
      'example-org/lantern#2': { open: false },
      'elsewhere/wick#1': { open: true, title: 'Wick' },
      'example-org/secret#9': { state: 'hidden' },
    });
  });

  it('says the same as a look at everything where nothing else changed', async () => {
    lantern.sandbox.people.closeIssue('example-org/lantern', 3, { by: 'alice' });
    const { seen } = await look(['example-org/lantern#3']);
    expect(seen!.observed).toEqual(await observe(lantern.client(), await ask()));
  });

  it('takes in what GitHub did not answer for before, and what nobody has asked for yet', async () => {
    const { 'example-org/lantern#1': _, ...fewer } = known.references;
    const unobserved = { state: 'unobserved', reason: 'GitHub answered 502' } as const;
    const before = { ...known, references: { ...fewer, 'example-org/lantern#3': unobserved } };
    const { seen } = await look([], before);
    expect([...seen!.looked]).toEqual(['example-org/lantern#1', 'example-org/lantern#3']);
    expect(seen!.observed).toEqual(known);
  });

  it('will not do where a repository was touched, or more than one request can tell', async () => {
    expect((await look(['elsewhere/wick'])).seen).toBeNull();
    expect((await look([`repository:${lantern.id}`])).seen).toBeNull();
    const none = await look([], { ...known, references: {} });
    expect(none.seen).not.toBeNull();
  });

  it('will not do where another repository cannot be seen any more, or was renamed', async () => {
    lantern.sandbox.people.setVisibility('elsewhere/wick', 'private', { by: 'elsewhere' });
    expect(await look(['example-org/lantern#2'])).toEqual({ seen: null, requests: ['MilepostReferences'] });
    lantern.sandbox.people.setVisibility('elsewhere/wick', 'public', { by: 'elsewhere' });
    expect((await look(['example-org/lantern#2'])).seen).not.toBeNull();
    lantern.sandbox.people.renameRepository('elsewhere/wick', 'flame', { by: 'elsewhere' });
    expect((await look(['example-org/lantern#2'])).seen).toBeNull();
  });

  it('will not do where an issue leads to a repository that nobody has looked at', async () => {
    lantern.sandbox.people.transferIssue('example-org/lantern', 2, 'example-org/other', { by: 'alice' });
    expect((await look(['example-org/lantern#2'])).seen).toBeNull();
  });

  it('will not do where milestones, releases or the repository itself are not what they were', async () => {
    lantern.sandbox.people.createMilestone('example-org/lantern', { title: 'v1', by: 'alice' });
    expect(await look(['example-org/lantern#2'])).toEqual({ seen: null, requests: [] });
    known = await observe(lantern.client(), await ask());
    expect((await look(['example-org/lantern#2'])).seen).not.toBeNull();
    lantern.sandbox.people.setVisibility('example-org/lantern', 'private', { by: 'alice' });
    expect(await look(['example-org/lantern#2'])).toEqual({ seen: null, requests: [] });
  });
});
