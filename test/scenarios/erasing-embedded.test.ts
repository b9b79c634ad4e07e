import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { milepost, tellErasing } from './erasing.ts';
import { placeholders } from './roadmaps.ts';
import { Story, until } from './story.ts';

const folder = mkdtempSync(join(tmpdir(), 'milepost-erasing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const environment = { MILEPOST_DATA_DIR: join(folder, 'store') };
tellErasing('the embedded store', () => ({ options: { environment }, environment }));

describe('a backup that is restored', () => {
  const restored = { MILEPOST_DATA_DIR: join(folder, 'restored') };
  const file = join(folder, 'backup.tar.gz');
  let story: Story;
  beforeAll(async () => {
    story = await Story.begin({ environment: restored });
  }, 240_000);
  afterAll(() => story.end());

  it('is of the running server, and what happened after it does not happen again', async () => {
    const repository = await story.repository('harbour');
    await story.pushed(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
    const quay = await story.repository('quay');
    await story.pushed(quay, { 'ROADMAP.md': placeholders('Build a quay') });
    expect(await milepost(['backup', file], restored)).toMatchObject({ code: 0, err: '' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await milepost(['backup', file], restored)).toMatchObject({
      code: 2,
      err: expect.stringContaining('is there already'),
    });

    await story.pushed(repository, { 'ROADMAP.md': placeholders('Ring the bell', 'Paint the door', 'Mend the roof') });
    const rewording = placeholders('Ring the bell', 'Paint the blue door', 'Mend the roof');
    await story.pushed(repository, { 'ROADMAP.md': rewording });
    const { sha } = await story.pushed(quay, { 'ROADMAP.md': placeholders('Build a quay', 'Pave it') });
    const later = await story.repository('later');
    await story.pushed(later, { 'ROADMAP.md': placeholders('Come later') });
    const titles = story.titles(repository);
    expect(titles).toEqual(['Ring the bell', 'Paint the door', 'Mend the roof']);
    expect(story.sandbox.state.checkRuns(quay, sha)).toHaveLength(1);

    expect(await milepost(['restore', file, '--force'], restored)).toMatchObject({
      code: 2,
      err: expect.stringContaining('A store is restored while no server runs'),
    });
    await story.stopApp();
    expect(await milepost(['restore', file], restored)).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is a store'),
    });
    const done = await milepost(['restore', file, '--force'], restored);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toContain('2 roadmaps');
    expect(done.out).toContain('postgres.before-');
    await story.startApp();

    const quaySyncs = story.syncs(quay).length;
    const looked = await story.syncAfter(repository, () => {
      story.sandbox.suspend(story.installationId);
      story.sandbox.unsuspend(story.installationId);
    });
    expect(looked.written).toEqual([]);
    expect(story.titles(repository)).toEqual(titles);
    await until('the quay was looked at', () => story.syncs(quay).length > quaySyncs);
    expect(story.titles(quay)).toEqual(['Build a quay', 'Pave it']);
    expect(story.sandbox.state.checkRuns(quay, sha)).toHaveLength(1);
    const more = placeholders('Ring the bell', 'Paint the blue door', 'Mend the roof', 'Sweep the yard');
    expect((await story.pushed(repository, { 'ROADMAP.md': more })).sync.written).toHaveLength(1);
    await story.pushed(later, { 'ROADMAP.md': placeholders('Come much later', 'Go home') });
    expect(story.titles(repository)).toEqual([...titles, 'Sweep the yard']);
    expect(story.titles(later)).toEqual(['Come later', 'Go home']);
    const dashboards = story.sandbox.state.issues(repository).filter(({ title }) => title === 'Roadmap dashboard');
    expect(dashboards).toHaveLength(1);
    expect(story.sandbox.state.pullRequests(repository)).toHaveLength(1);
  }, 240_000);
});
