/** The standing pull request as a part of whole syncs. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readHosts } from '../../../src/github/hosts.ts';
import { synchronise } from '../../../src/jobs/sync/sync.ts';
import type { SyncResult } from '../../../src/jobs/sync/sync-task.ts';
import { BRANCH, REPO, StandingStory } from './standing-story.ts';

const ROADMAP = `# Lantern roadmap

## Next

- Dim the light at dusk (Issue coming soon)
- Report the battery level (#7)
`;

const pullOf = (result: SyncResult) => (result.state === 'looked' ? result.report.roadmaps[0]?.pull : undefined);

describe('a sync', () => {
  let story: StandingStory;
  let before: string | null = null;
  beforeEach(async () => {
    story = await StandingStory.begin({ 'README.md': 'A project.\n' });
    before = story.state.commit(REPO);
  });
  afterEach(() => story.end());

  async function sync(occasion: 'push' | 'manual', dryRun = false): Promise<SyncResult> {
    const after = story.state.commit(REPO);
    const task = {
      owner: 'example-org',
      name: 'lantern',
      occasion,
      sender: 'alice',
      before,
      after: occasion === 'push' ? after : null,
      firstLook: false,
      picked: false,
      ref: null,
      path: null,
      approvals: { fingerprint: null },
      dryRun,
    };
    before = after;
    const hosts = readHosts({ GHE_HOST: story.lantern.sandbox.host, GHE_PROTOCOL: 'http' });
    return synchronise(task, {
      client: (mode) => story.lantern.client({ mode }),
      memory: story.memory,
      reader: story.reader,
      hosts,
      now: () => new Date('2027-02-01T10:00:00Z'),
    });
  }

  it('proposes the issue that it opens in place of the placeholder, in the same go, and is done once that is merged', async () => {
    story.push({ 'ROADMAP.md': ROADMAP });
    const result = await sync('push');
    const issue = story.state.issues(REPO).find(({ title }) => title === 'Dim the light at dusk')!;
    expect(pullOf(result)).toMatchObject({
      state: 'open',
      edits: [{ summary: `Link #${issue.number} to “Dim the light at dusk”` }],
    });
    expect(result).toMatchObject({
      report: { roadmaps: [{ plan: { proposals: [{ source: { kind: 'opened-issue' } }] } }] },
    });
    expect(story.changed()).toEqual([`- Dim the light at dusk (#${issue.number})`]);
    const [pull] = story.openPulls();
    expect(pull!.title).toBe(`Link issue ${issue.number} to “Dim the light at dusk”`);

    story.people.mergePullRequest(REPO, pull!.number, { by: 'alice' });
    story.state.clearRequests();
    expect(pullOf(await sync('push'))).toMatchObject({ state: 'merged', number: pull!.number });
    expect(pullOf(await sync('manual'))).toMatchObject({ state: 'none' });
    expect(story.writes().filter((write) => !write.includes('check-runs'))).toEqual([]);
    expect(story.openPulls().filter(({ head }) => head.ref === BRANCH)).toEqual([]);
  });

  it('proposes nothing in a dry run, in plan mode, and where no pull request is wanted', async () => {
    story.push({ 'ROADMAP.md': ROADMAP });
    expect(pullOf(await sync('push', true))).toBeUndefined();
    story.push({ '.github/milepost.yml': 'mode: plan\n' });
    expect(pullOf(await sync('push'))).toBeUndefined();
    story.push({ '.github/milepost.yml': 'pull_request: { enabled: false }\n' });
    expect(pullOf(await sync('push'))).toBeUndefined();
    expect(story.pulls()).toEqual([]);
    expect(story.state.branches(REPO)).toEqual(['main']);
  });

  it('goes on where the pull request is refused', async () => {
    story.people.protectBranches(REPO, 'milepost/*');
    story.push({ 'ROADMAP.md': ROADMAP });
    const result = await sync('push');
    expect(pullOf(result)).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('A rule of example-org/lantern'),
    });
    expect(story.state.issues(REPO).map(({ title }) => title)).toEqual(['Dim the light at dusk']);
    expect(await story.memory.readings()).toHaveLength(1);
  });

  it('makes the branch anew where the file got another name', async () => {
    story.push({ 'ROADMAP.md': ROADMAP });
    await sync('push');
    story.push({ 'ROADMAP.md': null, 'docs/ROADMAP.md': ROADMAP });
    expect(pullOf(await sync('push'))).toMatchObject({ state: 'open', isWritten: true });
    expect(story.state.file(REPO, 'ROADMAP.md', BRANCH)).toBeNull();
    expect(story.state.file(REPO, 'docs/ROADMAP.md', BRANCH)).not.toContain('Issue coming soon');
    expect(story.state.commits(REPO, BRANCH)[1]!.sha).toBe(story.state.commit(REPO));
  });
});
