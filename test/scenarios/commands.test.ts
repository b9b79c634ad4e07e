import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Story, until } from './story.ts';

const ROADMAP = `# Lantern roadmap

## 1.7.0

- [ ] Dim the light at dusk (#1)

## Later

- [ ] Sing in the dark

## Done

- [x] Shine (#2)
`;

describe('slash commands', () => {
  let story: Story;
  beforeAll(async () => {
    story = await Story.begin({ permissions: { contents: 'write', pull_requests: 'write' } });
    story.sandbox.createUser('bob');
  }, 240_000);
  afterAll(() => story.end());

  const lantern = async (name: string): Promise<string> => {
    const repository = await story.repository(name);
    for (const title of ['Dimming', 'Shining']) story.sandbox.people.openIssue(repository, { title, by: 'alice' });
    story.sandbox.people.closeIssue(repository, 2, { by: 'alice', reason: 'completed' });
    await story.pushed(repository, { 'ROADMAP.md': ROADMAP });
    return repository;
  };
  const ours = (repository: string): string[] =>
    story.sandbox.state
      .comments(repository, 1)
      .filter(({ user }) => user?.login === 'milepost[bot]')
      .map(({ body }) => (body ?? '').replaceAll('\u200b', ''));
  const reactions = (repository: string, comment: number): string[] =>
    story.sandbox.state.reactions(repository, { comment }).map(({ content }) => content);

  it('are seen, obeyed and answered with the pull request', async () => {
    const repository = await lantern('obeyed');
    const comment = story.sandbox.people.comment(repository, 1, 'Shipped!\r\n\r\n/roadmap done\r\n', { by: 'alice' });
    const [reply] = await until('a reply', () => (ours(repository).length > 0 ? ours(repository) : null));
    const [pull] = story.sandbox.state.pullRequests(repository).filter(({ state }) => state === 'open');
    expect(reply).toContain(
      `will be marked done by [#${pull!.number}](${story.sandbox.url}/${repository}/pull/${pull!.number})`,
    );
    await until('eyes', () => reactions(repository, comment).includes('eyes'));
    expect(story.sandbox.state.file(repository, 'ROADMAP.md', pull!.head.ref)).toContain('- [x] Dim the light at dusk');
  }, 240_000);

  it('of somebody who may only read are answered or refused, and write nothing else', async () => {
    const repository = await lantern('refused');
    story.sandbox.people.comment(repository, 1, '/roadmap status\n/roadmap done', { by: 'bob' });
    const [reply] = await until('a reply', () => (ours(repository).length > 0 ? ours(repository) : null));
    expect(reply).toContain('**“Dim the light at dusk”**');
    expect(reply).toContain('is for people with the role `triage` or a higher one');
    await story.settled();
    expect(story.sandbox.state.pullRequests(repository)).toEqual([]);
  }, 240_000);

  it('in code, quotes, edits and comments of bots are none', async () => {
    const repository = await lantern('none');
    story.sandbox.createBot('renovate');
    const { people } = story.sandbox;
    people.comment(repository, 1, '```\n/roadmap done\n```\n\n> /roadmap done', { by: 'alice' });
    people.comment(repository, 1, '/roadmap done', { by: 'renovate[bot]' });
    const edited = people.comment(repository, 1, 'Shipped', { by: 'alice' });
    people.editComment(repository, edited, '/roadmap done', { by: 'alice' });
    await story.settled();
    expect(ours(repository)).toEqual([]);
    expect(reactions(repository, edited)).toEqual([]);
  }, 240_000);

  it('are answered once when the process is killed after the reply was written', async () => {
    const repository = await lantern('killed');
    const fault = story.sandbox.faults.add({
      match: { method: 'POST', path: /\/issues\/1\/comments$/ },
      action: 'hold',
    });
    story.sandbox.people.comment(repository, 1, '/roadmap status', { by: 'alice' });
    await fault.hit;
    await story.kill();
    expect(ours(repository)).toHaveLength(1);
    const syncs = story.syncs(repository).length;
    await story.startApp();
    await until('the sync goes on', () => story.syncs(repository).length > syncs);
    expect(ours(repository)).toHaveLength(1);
  }, 240_000);
});
