import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Story } from './story.ts';

const REPOSITORY = 'example-org/lantern';

/** A numbered list under a release, and one under Later. */
const roadmap = (next: string[], later: string[]): string =>
  ['# Lantern roadmap', '', '## 1.4.0', '', ...numbered(next), '', '## Later', '', ...numbered(later), ''].join('\n');

const numbered = (items: string[]): string[] => items.map((item, index) => `${index + 1}. ${item} (issue coming soon)`);

describe('an item that has an issue', () => {
  let story: Story;
  beforeAll(async () => {
    story = await Story.begin();
    await story.repository('lantern');
  }, 60_000);
  afterAll(() => story.end());

  const pushed = async (text: string): Promise<{ issues: [number, string, string][]; summary: string }> => {
    const check = await story.check(REPOSITORY, story.push(REPOSITORY, { 'ROADMAP.md': text }));
    await story.settled();
    const issues = story
      .issues(REPOSITORY)
      .map(({ number, title, state }): [number, string, string] => [number, title, state]);
    return { issues, summary: `${check.output.summary ?? ''}\n${check.output.text ?? ''}` };
  };

  const OPENED: [number, string, string][] = [
    [1, 'Dim the light at dusk', 'open'],
    [2, 'Report the battery level', 'open'],
    [3, 'Sing in the dark', 'open'],
  ];

  it('keeps it when one push rewords, moves and renumbers everything', async () => {
    const first = await pushed(roadmap(['Dim the light at dusk', 'Report the battery level'], ['Sing in the dark']));
    expect(first.issues).toEqual(OPENED);
    const { issues } = await pushed(
      roadmap(['Sing old songs in the dark'], ['Report the level of the battery', 'Dim the light softly at dusk']),
    );
    expect(issues).toEqual(OPENED);
  });

  it('keeps it while an escape hatch ignores the item, and gets no second one when the hatch is taken out', async () => {
    const ignored = await pushed(
      roadmap(
        ['Sing old songs in the dark <!-- milepost: ignore -->'],
        ['Report the level of the battery', 'Dim the light softly at dusk'],
      ),
    );
    expect(ignored.issues).toEqual(OPENED);
    expect(ignored.summary).not.toContain('Sing');
    const { issues } = await pushed(
      roadmap(['Sing old songs in the dark'], ['Report the level of the battery', 'Dim the light softly at dusk']),
    );
    expect(issues).toEqual(OPENED);
  });

  it('keeps it when the item wants no issue any more, and when it wants one again in other words', async () => {
    const untracked = await pushed(
      roadmap(
        ['Sing old songs in the dark'],
        ['Report the level of the battery <!-- milepost: untracked -->', 'Dim the light softly at dusk'],
      ),
    );
    expect(untracked.issues).toEqual(OPENED);
    const { issues } = await pushed(
      roadmap(['Sing old songs in the dark', 'Report the battery level by radio'], ['Dim the light softly at dusk']),
    );
    expect(issues).toEqual(OPENED);
  });

  it('does not lend it to new work that takes its place', async () => {
    const { issues } = await pushed(
      roadmap(['Sing old songs in the dark', 'Survive a fall from the table'], ['Dim the light softly at dusk']),
    );
    expect(issues).toEqual([...OPENED, [expect.any(Number), 'Survive a fall from the table', 'open']]);
  });
});
