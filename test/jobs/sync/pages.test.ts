/** What the syncs of a repository leave for its page. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { RoadmapView } from '../../../src/plan/view/view.ts';
import type { Database } from '../../../src/store/database.ts';
import { findPages, hidePages, type PageRow } from '../../../src/store/pages.ts';
import { enterRepository } from '../../../src/store/repositories.ts';
import { DashboardStory, REPO } from '../dashboard/dashboard-story.ts';
import { useStore } from '../../store/stores.ts';

const ROADMAP = `# Lantern roadmap

## Q2 2026

- Dim the light (#1)
- Ring the bell (Issue coming soon)
- Drop the anchor (example-org/anchor#1)

## Later

- Sing in the dark
`;

const store = useStore('pglite');
let story: DashboardStory;
let database: Database;
afterEach(() => story.sandbox.close());

async function begin(configuration = 'dashboard: false\n', roadmap = ROADMAP): Promise<void> {
  database = await store.fresh();
  story = await DashboardStory.begin(database, roadmap, configuration);
  const { sandbox, installation } = story;
  sandbox.people.openIssue(REPO, { title: 'Dim', by: 'alice' });
  sandbox.createRepository('example-org/anchor', { visibility: 'private' });
  sandbox.people.openIssue('example-org/anchor', { title: 'A secret anchor', by: 'alice' });
  const repositoryId = sandbox.state.repository(REPO).id;
  await enterRepository(database, {
    repositoryId,
    installationId: installation,
    owner: 'example-org',
    name: 'lantern',
  });
}

const pages = (): Promise<PageRow[]> => findPages(database, { owner: 'example-org', name: 'lantern' });
const page = async () => {
  const [only, ...others] = await pages();
  expect(others).toEqual([]);
  return { ...only!, view: only!.view as RoadmapView };
};
const itemOf = async (title: string) => (await page()).view.items.find((item) => item.title === title)!;

/** When the view itself was written last stands in no column: an old digest shows that it was not. */
const daysOn = () =>
  database.query(`update milepost.pages set seen_at = now() - interval '2 days', confirmed_at = now()`);

describe('the page of a roadmap', () => {
  it('is there after the first look, says what all its readers may know, and costs no request', async () => {
    await begin();
    await story.sync();
    const { visibility, view, ...place } = await page();
    expect(visibility).toBe('public');
    expect(place).toMatchObject({ owner: 'example-org', name: 'lantern', path: 'ROADMAP.md' });
    expect(view).toMatchObject({
      repo: REPO,
      file: 'ROADMAP.md',
      title: 'Lantern roadmap',
      serverUrl: story.sandbox.url,
      ref: 'main',
      committedOn: '2026-04-02',
      isObserved: true,
    });
    expect(
      view.items.map(({ title, references }) => [title, references.map(({ label, state }) => [label, state])]),
    ).toEqual([
      ['Dim the light', [['#1', 'open']]],
      ['Ring the bell', []],
      ['Drop the anchor', [['a private reference', null]]],
      ['Sing in the dark', []],
    ]);
    expect(view.findings.map(({ rule }) => rule)).toEqual(['placeholder', 'private-reference', 'unreferenced-item']);
    expect(JSON.stringify(view)).not.toContain('secret');
  });

  it('shows what the sync itself did, and what people do, event by event', async () => {
    await begin();
    await story.sync();
    await story.push({ 'ROADMAP.md': `${ROADMAP}- Wind the clock\n` });
    // The issue opened by this very sync is at its item, before the file names it.
    expect((await itemOf('Ring the bell')).references).toEqual([
      { kind: 'issue', label: '#2', url: `${story.sandbox.url}/${REPO}/issues/2`, title: null, state: 'open' },
    ]);
    await story.sync({ occasion: 'manual', touched: [`${REPO}#2`] });
    expect((await itemOf('Ring the bell')).references).toMatchObject([{ title: 'Ring the bell', state: 'open' }]);
    story.sandbox.people.closeIssue(REPO, 1, { by: 'alice' });
    await story.sync({ occasion: 'manual', touched: [`${REPO}#1`] });
    expect((await itemOf('Dim the light')).references).toMatchObject([{ state: 'done' }]);
    expect((await itemOf('Ring the bell')).references).toMatchObject([{ state: 'open' }]);
    expect((await page()).view.findings.map(({ rule }) => rule)).toContain('closed-not-done');
  });

  it('shows what slipped, and from where an item was moved', async () => {
    await begin();
    await story.sync();
    await story.push({ 'ROADMAP.md': ROADMAP.replace('Q2 2026', 'Q4 2026') });
    expect(await itemOf('Dim the light')).toMatchObject({
      status: 'planned',
      target: { text: 'Q4 2026' },
      moves: [
        {
          from: { text: 'Q2 2026', start: '2026-04-01', end: '2026-06-30' },
          to: { text: 'Q4 2026', end: '2026-12-31' },
          on: '2026-04-02',
          isSlip: true,
        },
      ],
    });
    story.now = new Date('2027-01-02T09:00:00Z');
    await story.sync({ occasion: 'manual' });
    expect((await itemOf('Dim the light')).status).toBe('slipped');
  });

  it('is not written again where it says the same, and is shown only as the repository is shown', async () => {
    await begin();
    await story.sync();
    const before = await page();
    await daysOn();
    await story.sync({ occasion: 'manual' });
    const after = await page();
    expect(after.digest).toBe(before.digest);
    expect(after.seenAt.getTime()).toBeGreaterThan(before.seenAt.getTime() - 60_000);
    // A push that concerns no roadmap confirms who can see it, and no more.
    await daysOn();
    story.sandbox.people.setVisibility(REPO, 'private', { by: 'alice' });
    await story.push({ 'README.md': 'Words.\n' });
    const hidden = await page();
    expect(hidden.visibility).toBe('private');
    expect(Date.now() - hidden.seenAt.getTime()).toBeGreaterThan(24 * 60 * 60 * 1_000);
    story.sandbox.people.setVisibility(REPO, 'internal', { by: 'alice' });
    await story.sync({ occasion: 'manual' });
    expect(await page()).toMatchObject({ visibility: 'internal' });
  });

  it('stays hidden where that came while the sync was under way, until the next one', async () => {
    await begin();
    await story.sync();
    const { id } = story.sandbox.state.repository(REPO);
    let isHidden = false;
    const hiding: Promise<void>[] = [];
    await story.push(
      { 'ROADMAP.md': `${ROADMAP}- Wind the clock\n` },
      {
        onRequest: (route) => {
          if (isHidden || !route.startsWith('POST /repos')) return;
          isHidden = true;
          hiding.push(hidePages(database, [id]));
        },
      },
    );
    await Promise.all(hiding);
    expect(hiding).toHaveLength(1);
    expect(await page()).toMatchObject({ visibility: null, view: { items: { length: 4 } } });
    await story.sync({ occasion: 'manual' });
    expect(await page()).toMatchObject({ visibility: 'public', view: { items: { length: 5 } } });
  });

  it('is there with `mode: plan`, and not with `mode: off`; a wrong configuration leaves it as it is', async () => {
    await begin('mode: plan\n');
    await story.sync();
    expect(await pages()).toHaveLength(1);
    const { digest } = await page();
    await story.push({ '.github/milepost.yml': 'mode: sideways\n', 'ROADMAP.md': `${ROADMAP}- Wind the clock\n` });
    expect(await page()).toMatchObject({ digest });
    await story.push({ '.github/milepost.yml': 'mode: off\n' });
    expect(await pages()).toEqual([]);
    await story.push({ '.github/milepost.yml': 'mode: plan\nsections: { exclude: [Later] }\n' });
    expect((await page()).view.items.map(({ title }) => title)).not.toContain('Sing in the dark');
  });

  it('goes along with a file that was moved, and away with one that is gone', async () => {
    await begin('roadmaps: [{ path: ROADMAP.md }, { path: PLAN.md }]\n');
    await story.push({ 'PLAN.md': '# Plan\n\n- Oil the hinge\n' });
    expect((await pages()).map(({ path }) => path)).toEqual(['PLAN.md', 'ROADMAP.md']);
    const gone = { by: 'alice', message: 'Plan', files: { 'PLAN.md': null } };
    const before = story.sandbox.state.commit(REPO);
    const after = story.sandbox.push(REPO, gone);
    await story.sync({ occasion: 'push', sender: 'alice', before, after });
    expect((await pages()).map(({ path }) => path)).toEqual(['ROADMAP.md']);
    // Again, though the configuration names it still.
    await story.sync({ occasion: 'manual' });
    expect((await pages()).map(({ path }) => path)).toEqual(['ROADMAP.md']);
    await story.push({ '.github/milepost.yml': 'dashboard: false\n' });
    const moved = { by: 'alice', message: 'Move', files: { 'ROADMAP.md': null, 'docs/ROADMAP.md': ROADMAP } };
    await story.sync({ occasion: 'push', before: after, after: story.sandbox.push(REPO, moved) });
    expect(await page()).toMatchObject({ path: 'docs/ROADMAP.md', view: { file: 'docs/ROADMAP.md' } });
    const last = story.sandbox.state.commit(REPO);
    const none = { by: 'alice', message: 'Away', files: { 'docs/ROADMAP.md': null } };
    await story.sync({ occasion: 'push', before: last, after: story.sandbox.push(REPO, none) });
    expect(await pages()).toEqual([]);
  });
});
