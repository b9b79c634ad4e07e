import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pause, Story, until } from './story.ts';

const ROADMAP = `# Lantern roadmap

## 1.4.0 (Q1 2024)

| Issue | Description |
|---|---|
| Issue coming soon | Dim the light at dusk |
| [1](https://HOST/example-org/REPO/issues/1) | Report the battery level |
| Issue coming soon | Survive a fall from the table |

## Later

- Sing in the dark
`;

describe('the main job', () => {
  let story: Story;
  beforeAll(async () => {
    story = await Story.begin();
  }, 240_000);
  afterAll(() => story.end());

  const roadmapFor = (repository: string): string =>
    ROADMAP.replace('https://HOST', story.sandbox.url).replace('example-org/REPO', repository);

  it('opens an issue for each placeholder, comments on the slipped item, and leaves a check run on the pushed commit', async () => {
    const repository = await story.repository('lantern');
    story.sandbox.people.openIssue(repository, { title: 'Battery level', by: 'alice' });
    const sha = story.push(repository, { 'ROADMAP.md': roadmapFor(repository) });
    const check = await story.check(repository, sha);

    expect(story.titles(repository)).toEqual([
      'Battery level',
      'Dim the light at dusk',
      'Survive a fall from the table',
    ]);
    const opened = story.issues(repository)[1]!;
    expect(opened.user?.login).toBe('milepost[bot]');
    expect(opened.labels.map((label) => label.name)).toEqual(['roadmap']);
    expect(opened.body).toContain('<!-- milepost:');
    expect(opened.body).toContain(`${story.sandbox.url}/${repository}/blob/${sha}/ROADMAP.md?plain=1#L7`);

    const comments = story.sandbox.state.comments(repository, 1);
    expect(comments).toHaveLength(1);
    expect(comments[0]!.body).toContain('1.4.0');
    expect(story.sandbox.state.comments(repository, opened.number)).toEqual([]);

    expect(check).toMatchObject({ name: 'Milepost', status: 'completed', app: { slug: 'milepost' } });
    expect(check.output.title).toMatch(/Opened 2 issues/);
    expect(check.output.summary).toContain('GitHub request');
    expect(check.annotations.map(({ start_line: line }) => line)).toContain(8);
    expect(story.sandbox.state.checkRuns(repository, sha)).toHaveLength(1);
  });

  it('writes nothing when the same state is pushed, and delivered, again', async () => {
    const repository = 'example-org/lantern';
    await story.settled();
    story.sandbox.state.clearRequests();
    story.push(repository, { 'README.md': 'Another readme.\n' });
    for (const { guid } of story.sandbox.deliveries.list({ event: 'push' }))
      await story.sandbox.deliveries.redeliver(guid);
    await story.settled();
    expect(story.sandbox.state.writes()).toEqual([]);
  });

  it('keeps the issue of an item that is reworded, moved and retargeted', async () => {
    const repository = 'example-org/lantern';
    const reworded = roadmapFor(repository)
      .replace('| Issue coming soon | Dim the light at dusk |\n', '')
      .replace('- Sing in the dark', '- Sing in the dark\n- Dim the light softly at dusk (issue coming soon)');
    const sha = story.push(repository, { 'ROADMAP.md': reworded });
    await story.check(repository, sha);
    await story.settled();
    expect(story.titles(repository)).toHaveLength(3);
  });

  it('edits its one comment when the item misses its next target', async () => {
    const repository = 'example-org/lantern';
    const before = story.sandbox.state.comments(repository, 1);
    const sha = story.push(repository, {
      'ROADMAP.md': roadmapFor(repository).replace('1.4.0 (Q1 2024)', '1.5.0 (Q2 2024)'),
    });
    await story.check(repository, sha);
    const after = await until('the comment is edited', () => {
      const comments = story.sandbox.state.comments(repository, 1);
      return comments[0]?.body !== before[0]?.body && comments;
    });
    expect(after).toHaveLength(1);
    expect(after[0]!.body).toContain('1.5.0');
  });

  it('writes only the dashboard and the check run on the first look', async () => {
    const repository = await story.repository('beacon', {
      files: { 'docs/roadmap.md': '## 2023\n\n- A brighter lamp (issue TBD)\n' },
    });
    const check = await until('a check run', () => story.sandbox.state.checkRuns(repository)[0]);
    expect(check.output.summary).toMatch(/first look/i);
    await pause(500);
    expect(story.writes(repository)).toEqual(['POST /issues', 'POST /check-runs']);
    expect(story.titles(repository)).toEqual([]);
  });

  it('opens the issue with the first push after that, with the milestone of its section', async () => {
    const repository = 'example-org/beacon';
    story.sandbox.people.createMilestone(repository, { title: 'v2.0', by: 'alice' });
    const sha = story.push(repository, { 'docs/roadmap.md': '## v2.0\n\n- A brighter lamp (issue TBD)\n' });
    await story.check(repository, sha);
    expect(story.issues(repository)).toMatchObject([{ title: 'A brighter lamp', milestone: { title: 'v2.0' } }]);
  });
});
