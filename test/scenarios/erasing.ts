/** The story of what is erased, told on each store: with the app, and its command line, as real processes. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { placeholders } from './roadmaps.ts';
import { OWNER, Story, until, type StoryOptions } from './story.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface CommandOutcome {
  code: number;
  out: string;
  err: string;
}

/** `milepost …` in a process of its own. */
export const milepost = (parameters: string[], env: Record<string, string>): Promise<CommandOutcome> =>
  new Promise((resolve) => {
    const options = { env: { PATH: process.env['PATH'], ...env } };
    execFile(process.execPath, [PROGRAM, ...parameters], options, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });

interface Report {
  repositories: { owner: string; name: string }[];
  rows: Record<string, number>;
  erased: boolean;
}

async function forgetJson(parameters: string[], environment: Record<string, string>): Promise<[number, Report]> {
  const { code, out, err } = await milepost(['forget', ...parameters, '--json'], environment);
  expect(err).toBe('');
  return [code, JSON.parse(out) as Report];
}

/** `environment`: by which the command line finds the store. */
export function tellErasing(
  store: string,
  setting: () => { options: StoryOptions; environment: Record<string, string> },
): void {
  const forget = (...parameters: string[]) => forgetJson(parameters, setting().environment);

  describe(`what is erased, on ${store},`, () => {
    let story: Story;
    beforeAll(async () => {
      story = await Story.begin(setting().options);
    }, 240_000);
    afterAll(() => story.end());

    it('a repository that is forgotten while the app runs is gone, and begins afresh without opening anything twice', async () => {
      const repository = await story.repository('bell');
      await story.pushed(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
      expect(story.titles(repository)).toEqual(['Ring the bell']);
      const [, name = ''] = repository.split('/');
      const subject = `${OWNER.toUpperCase()}/${name}`;
      const [shown, kept] = await forget(subject);
      expect([shown, kept.erased, kept.repositories[0]?.name, kept.rows['ledger'], kept.rows['roadmaps']]).toEqual([
        1,
        false,
        name,
        expect.any(Number),
        1,
      ]);
      expect(await forget(subject, '--yes')).toEqual([0, { ...kept, rows: expect.any(Object), erased: true }]);
      expect(await forget(subject)).toEqual([0, expect.objectContaining({ repositories: [], rows: {} })]);
      await story.pushed(repository, { 'ROADMAP.md': placeholders('Ring the big bell', 'Paint the door') });
      expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
    }, 120_000);

    it('a sync that is under way while its repository is forgotten leaves nothing behind', async () => {
      const repository = await story.repository('yard');
      await story.pushed(repository, { 'ROADMAP.md': placeholders('Sweep the yard') });
      const fault = story.sandbox.faults.add({
        match: { method: 'POST', path: /\/yard\/check-runs$/ },
        action: 'hold-before',
      });
      const sha = story.push(repository, { 'ROADMAP.md': placeholders('Sweep the yard', 'Mend the roof') });
      await fault.hit;
      await forget(repository, '--yes');
      fault.release();
      await until('the sync ended', () => story.syncs(repository).find(({ commit }) => commit === sha));
      await until('nothing is left', async () => (await forget(repository))[1].repositories.length === 0, 10_000);
    }, 120_000);

    it('a repository that is taken away and given back goes on as before', async () => {
      const organisation = 'second-org';
      story.sandbox.createOrganization(organisation, { alice: 'admin' });
      const repository = `${organisation}/kite`;
      story.sandbox.createRepository(repository, { files: { 'ROADMAP.md': placeholders('Fly high') } });
      const id = story.sandbox.install(organisation, { repositories: [repository], by: 'alice' });
      await until('a first look', () => story.syncs(repository)[0]);
      const { sync } = await story.pushed(repository, { 'ROADMAP.md': placeholders('Fly high', 'Fly far') });
      expect(sync.written).toHaveLength(2);
      story.sandbox.removeRepositories(id, [repository], 'alice');
      await story.sandbox.deliveries.settled();
      story.push(repository, { 'ROADMAP.md': placeholders('Fly very high', 'Fly far', 'Land') });
      const again = await story.syncAfter(repository, () => story.sandbox.addRepositories(id, [repository], 'alice'));
      expect(again.written).toEqual([expect.stringContaining('open-issue:')]);
      expect(story.titles(repository)).toEqual(['Fly high', 'Fly far', 'Land']);
    }, 120_000);

    it('an installation that is removed is gone at once, and one that comes again opens nothing twice', async () => {
      const id = story.organisation('third-org');
      const repository = await story.repository('third-org/pier', {
        files: { 'ROADMAP.md': placeholders('Build a pier') },
      });
      await story.pushed(repository, { 'ROADMAP.md': placeholders('Build a pier', 'Light it') });
      expect(story.titles(repository)).toEqual(['Build a pier', 'Light it']);
      expect((await forget('third-org'))[1].rows).toMatchObject({ roadmaps: 1 });
      story.sandbox.uninstall(id, 'alice');
      await until('it is gone', async () => (await forget('third-org'))[1].repositories.length === 0, 20_000);
      const again = await story.syncAfter(repository, () =>
        story.sandbox.install('third-org', { repositories: 'all', by: 'alice' }),
      );
      expect(again.occasion).toBe('first-look');
      await story.pushed(repository, { 'ROADMAP.md': placeholders('Build a long pier', 'Light it', 'Paint it') });
      expect(story.titles(repository)).toEqual(['Build a pier', 'Light it', 'Paint it']);
    }, 120_000);
  });
}
