import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OWNER, Story, until } from './story.ts';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
}, 240_000);
afterAll(() => story.end());

interface Stage {
  repository: string;
  project: number;
}

/** A repository with so many issues, all on its roadmap, whose configuration names a board. */
async function stage(name: string, count: number): Promise<Stage> {
  const { people } = story.sandbox;
  const project = people.createProject(OWNER, { title: 'Secret voyage', by: 'alice' });
  const repository = await story.repository(name, {
    files: { '.github/milepost.yml': `roadmaps: [{ path: ROADMAP.md, project: ${project} }]\ndashboard: false\n` },
  });
  const items: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    people.openIssue(repository, { title: `Piece of work ${number}`, by: 'alice' });
    items.push(`- [ ] Piece of work ${number} (#${number})`);
  }
  await story.settled();
  story.sandbox.state.clearRequests();
  await story.pushed(repository, { 'ROADMAP.md': `# Plan\n\n## Later\n\n${items.join('\n')}\n` });
  await story.settled();
  return { repository, project };
}

const columns = (project: number): string[] =>
  story.sandbox.state.project(OWNER, project).cards.map(({ values }) => String(values['Status'] ?? ''));
const operations = (): (string | null)[] =>
  story.sandbox.state.requests.filter(({ path }) => path === '/graphql').map(({ operation }) => operation);
const times = (name: string): number => operations().filter((operation) => operation === name).length;

describe('the app and the board', () => {
  it('fill it with one request more for reading and two for twenty cards, and then leave each other in peace', async () => {
    const { repository, project } = await stage('galley', 20);
    expect(columns(project)).toEqual(Array.from({ length: 20 }, () => 'Todo'));
    expect(times('MilepostAddCards')).toBe(1);
    expect(times('MilepostMoveCards')).toBe(1);
    // One look for the push; what Milepost wrote on the board is no reason for another.
    const looked = story.syncs(repository).length;
    expect(times('MilepostBoard')).toBe(1);
    expect(times('MilepostReferences')).toBe(1);
    await story.settled();
    expect(story.syncs(repository)).toHaveLength(looked);
  });

  it('hear of a card that a person moves within one sync, and put it nowhere else', async () => {
    const { repository, project } = await stage('sloop', 2);
    const card = { owner: OWNER, project, repository, issue: 1, by: 'alice' };
    story.sandbox.state.clearRequests();
    await story.syncAfter(repository, () => story.sandbox.people.moveCard(card, { Status: 'In Progress' }));
    await story.settled();
    expect(columns(project)).toEqual(['In Progress', 'Todo']);
    expect(times('MilepostMoveCards')).toBe(0);
  });

  it('move the card of an item that the roadmap says is done', async () => {
    const { repository, project } = await stage('yawl', 2);
    story.sandbox.people.closeIssue(repository, 2, { by: 'alice' });
    await story.pushed(repository, {
      'ROADMAP.md': '# Plan\n\n## Later\n\n- [ ] Piece of work 1 (#1)\n- [x] Piece of work 2 (#2)\n',
    });
    await until('the card has moved', () => columns(project)[1] === 'Done');
    expect(columns(project)).toEqual(['Todo', 'Done']);
  });

  it('give the issue that Milepost opens its card in the same sync', async () => {
    const { repository, project } = await stage('ketch', 1);
    const roadmap = '# Plan\n\n## Later\n\n- [ ] Piece of work 1 (#1)\n- [ ] A brighter lamp (issue coming soon)\n';
    await story.pushed(repository, { 'ROADMAP.md': roadmap });
    expect(story.titles(repository)).toEqual(['Piece of work 1', 'A brighter lamp']);
    expect(columns(project)).toEqual(['Todo', 'Todo']);
    const looked = story.syncs(repository).length;
    await story.settled();
    expect(story.syncs(repository)).toHaveLength(looked);
  });

  it('tell nothing of a private board in a public repository', () => {
    const written = story.sandbox.state.writes().filter(({ path }) => path.includes('/check-runs'));
    expect(written.length).toBeGreaterThan(0);
    for (const { body } of written) expect(body).not.toMatch(/Secret|In Progress/);
  });
});
