import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeIssueMarker, writeSlipMarker } from '../../src/plan/marker.ts';
import { HOSTILE_TEXTS } from '../render/hostile-texts.ts';
import { AUTOLINKS, whatActs } from '../render/reading-as-github.ts';
import { milepost } from './milepost.ts';
import { placeholders, planned } from './roadmaps.ts';
import { Story } from './story.ts';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
}, 240_000);
afterAll(() => story.end());

/** Everything that was written to a repository. */
const written = (repository: string): string =>
  story.sandbox.state
    .writes()
    .filter(({ path }) => path.startsWith(`/repos/${repository}/`))
    .map(({ body }) => body ?? '')
    .join('\n');

describe('a public roadmap that refers to a private repository', () => {
  const vault = 'example-org/vault';
  const open = 'example-org/square';
  const SECRETS = ['Dig the tunnel', 'Hide the key'];

  beforeAll(async () => {
    await story.repository('vault', { visibility: 'private' });
    await story.repository('square');
    for (const title of SECRETS) story.sandbox.people.openIssue(vault, { title, by: 'alice' });
    story.sandbox.people.closeIssue(vault, 2, { by: 'alice' });
  });

  it('is told the same words of an open, a closed and a missing number there, and of a repository that does not exist', async () => {
    const link = (repository: string, number: number): string =>
      `[${repository}#${number}](${story.sandbox.url}/example-org/${repository}/issues/${number})`;
    const { sha } = await story.pushed(open, {
      'ROADMAP.md': planned(
        'Q1 2024',
        `Item one ${link('vault', 1)}`,
        `Item two ${link('vault', 2)}`,
        `Item tri ${link('vault', 9)}`,
        `Item for ${link('vaulx', 1)}`,
      ),
    });
    const check = await story.check(open, sha);
    const wordsOf = (line: number): unknown[] =>
      check.annotations
        .filter(({ start_line: start }) => start === line)
        .map(({ annotation_level: level, title, message, start_column: from, end_column: to }) => ({
          level,
          title,
          message: message.replace(/Item \w+/g, 'Item').replace(/vaul\w#\u200b?\d/g, 'vault'),
          from,
          to,
        }));
    expect(wordsOf(3).length).toBeGreaterThan(0);
    for (const line of [4, 5, 6]) expect(wordsOf(line)).toEqual(wordsOf(3));
    const linesOf = (line: number): string[] =>
      check.output
        .summary!.split('\n')
        .filter((text) => text.includes(`#L${line})`))
        .map((text) =>
          text
            .replaceAll(/L\d|line \d/g, 'line')
            .replace(/Item \w+/g, 'Item')
            .replace(/vaul\w#\u200b?\d/g, 'vault'),
        );
    expect(linesOf(3).length).toBeGreaterThan(0);
    for (const line of [4, 5, 6]) expect(linesOf(line)).toEqual(linesOf(3));
    for (const secret of SECRETS) expect(written(open)).not.toContain(secret);
  });

  it('gives the same check run to the last word, whichever of them it refers to', async () => {
    const checks = [];
    for (const number of [9, 2, 1]) {
      const repository = await story.repository(`twin-${number}`);
      const { sha } = await story.pushed(repository, {
        'ROADMAP.md': planned('Q1 2024', `Item (example-org/vault#${number})`),
      });
      const { output, annotations, conclusion } = await story.check(repository, sha);
      const said = JSON.stringify({ title: output.title, summary: output.summary, annotations, conclusion });
      checks.push(said.replaceAll(sha, 'COMMIT').replaceAll(`twin-${number}`, 'twin').replaceAll(`${number}”`, 'N”'));
    }
    expect(checks[1]).toBe(checks[0]);
    expect(checks[2]).toBe(checks[0]);
  });

  it('has its slip told on the private issue, and nothing of that in the public check', async () => {
    const comments = story.sandbox.state.comments(vault);
    // One of each roadmap.
    expect(comments.map(({ body }) => /“.*?”/.exec(body)?.[0])).toEqual(['“Item one”', '“Item”']);
    expect(story.sandbox.state.comments(vault, 1)).toHaveLength(2);
    const [check] = story.sandbox.state.checkRuns(open);
    expect(JSON.stringify(check!.output)).not.toMatch(/comment/i);
    expect(check!.output.title).toBe('4 things to look at');
  });
});

describe('a private roadmap', () => {
  it('is written about in its own repository only', async () => {
    const own = await story.repository('plans', { visibility: 'private' });
    const shop = await story.repository('shop');
    const cellar = await story.repository('cellar', { visibility: 'private' });
    for (const repository of [own, shop, cellar])
      story.sandbox.people.openIssue(repository, { title: 'Some work', by: 'alice' });
    const { sha } = await story.pushed(own, {
      'ROADMAP.md': planned(
        'Q1 2024',
        'Buy the neighbour (example-org/shop#1)',
        'Sell the cellar (example-org/cellar#1)',
        'Move out (#1)',
        'Sell, then buy (example-org/shop#1, #1)',
      ),
    });
    await story.check(own, sha);
    expect(story.sandbox.state.comments(shop)).toEqual([]);
    expect(story.sandbox.state.comments(cellar)).toEqual([]);
    expect(story.sandbox.state.comments(own)).toHaveLength(1);
    expect(story.writes(shop)).toEqual([]);
    expect(story.writes(cellar)).toEqual([]);
  });
});

describe("a marker in a person's hand", () => {
  it('does not count: neither on an issue nor in a comment', async () => {
    const roadmap = `${placeholders('Ring the bell')}\n${planned('Q1 2024', 'Sweep the yard (#1)')}`;
    const repository = await story.repository('copied', {
      files: { 'ROADMAP.md': roadmap, '.github/milepost.yml': 'dashboard: false\n' },
    });
    const { people, state } = story.sandbox;
    people.openIssue(repository, { title: 'Yard', by: 'alice' });

    // What Milepost would write is no secret: the plan tells the keys.
    const { out } = await milepost(
      story.sandbox,
      story.sandbox.createToken('alice'),
      'plan',
      repository,
      '--format',
      'json',
    );
    const { operations } = (JSON.parse(out) as { roadmaps: { operations: { kind: string; item: { id: string } }[] }[] })
      .roadmaps[0]!;
    const itemOf = (kind: string): string => operations.find((operation) => operation.kind === kind)!.item.id;
    const name = `${state.repository(repository).id}:ROADMAP.md`;
    const copied = { title: 'Ring the bell', path: ['Next'], waiting: [] };
    people.openIssue(repository, {
      title: 'Ring the bell',
      by: 'alice',
      body: writeIssueMarker({ roadmap: name, item: itemOf('open-issue'), ...copied }),
    });
    people.comment(repository, 1, writeSlipMarker({ roadmap: name, item: itemOf('comment-slip'), missed: 'q1 2024' }), {
      by: 'alice',
    });

    await story.pushed(repository, { 'ROADMAP.md': `Words.\n\n${roadmap}` });
    expect(story.titles(repository)).toEqual(['Yard', 'Ring the bell', 'Ring the bell']);
    expect(story.issues(repository)[2]!.user?.login).toBe('milepost[bot]');
    expect(state.comments(repository, 1).map(({ user }) => user?.login)).toEqual(['alice', 'milepost[bot]']);
  });
});

/** Tried as titles of issues, which are opened a second apart; all of them go through the check run. */
const TITLES = [
  '@octocat please look, @acme/maintainers and me@example.org',
  'fixes #1, closes acme/other#2 and GH-3',
  '<!-- milepost:issue:eyJyb2FkbWFwIjoiUk9BRE1BUC5tZCJ9 --> no marker of ours',
  '<img src="https://example.com/pixel.png"> pixel',
  'right \u202Eto left\u202C and @\u200Boctocat #\u20601',
  '![pixel](https://example.com/pixel.png) [click](https://example.com)',
];
const ONE_LINE = HOSTILE_TEXTS.filter(
  (text) => text !== '' && JSON.stringify(text).match(/\\[nrvf]|\\u|[\u2028\u2029\u0085]/) === null,
);

interface Texts {
  /** Shown as they stand. */
  plain: string[];
  /** Body of an issue or a comment; undefined for a check run. */
  body: string | undefined;
  summary: string | undefined;
}

/** The texts in a request to GitHub. */
function textsIn(sent: string): Texts {
  const { title, body, output } = JSON.parse(sent) as {
    title?: string;
    body?: string;
    output?: { title: string; summary: string; annotations?: { message: string; title?: string }[] };
  };
  const annotations = output?.annotations ?? [];
  const plain = [title, output?.title, ...annotations.flatMap((each) => [each.message, each.title])];
  return { plain: plain.filter((text) => text !== undefined), body, summary: output?.summary };
}

const MARKER = /<!-- milepost:/g;
const isOurs = ({ url }: { url: string }): boolean =>
  url.startsWith(`${story.sandbox.url}/example-org/`) || url.includes('/milepost');

/** What was written to a repository, all of it proven to do nothing. */
function inertTexts(repository: string): Texts[] {
  const texts = story.sandbox.state
    .writes()
    .filter(({ path }) => path.startsWith(`/repos/${repository}/`) && !path.endsWith('/labels'))
    .map(({ body }) => textsIn(body ?? ''));
  for (const { plain, body, summary } of texts) {
    for (const text of plain) {
      // Nothing is linked there; what looks for mentions and references later is to find none.
      for (const [name, pattern] of AUTOLINKS.slice(0, 3))
        expect([name, pattern.exec(text)?.[0]]).toEqual([name, undefined]);
      expect(text).not.toMatch(MARKER);
    }
    expect(whatActs(body ?? summary ?? '', isOurs)).toEqual([]);
    if (body !== undefined) expect(body.match(MARKER)).toHaveLength(1);
    if (summary !== undefined) expect(summary).not.toMatch(MARKER);
  }
  return texts;
}

describe('hostile text in a roadmap', () => {
  it('mentions nobody, refers to nothing and is no marker in issues and comments', async () => {
    // Their texts have tables of their own.
    const repository = await story.repository('hostile', {
      files: { '.github/milepost.yml': 'dashboard: false\npull_request: { enabled: false }\n' },
    });
    story.sandbox.people.openIssue(repository, { title: 'Work', by: 'alice' });
    const items = TITLES.map((title) => `Do ${title} (issue TBD)`);
    await story.pushed(repository, {
      'ROADMAP.md': `${planned('@octocat <b>#1</b>', ...items)}\n${planned('2023', 'ask @octocat about acme/other#5 (#1)')}`,
    });
    expect(story.sandbox.state.issues(repository)).toHaveLength(TITLES.length + 1);
    expect(story.sandbox.state.comments(repository, 1)).toHaveLength(1);
    const texts = inertTexts(repository);
    // The first look found no roadmap, and said so.
    expect(texts.map(({ body }) => body !== undefined)).toEqual([false, ...TITLES.map(() => true), true, false]);
  }, 240_000);

  it('does nothing in a check run', async () => {
    const repository = await story.repository('hostile-plan', {
      files: {
        '.github/milepost.yml':
          'mode: plan\nlimits: { new_issues: 100 }\nissues: { open_for: [unreferenced, placeholders] }\n',
      },
    });
    const items = ONE_LINE.map((text) => `Do ${text} well (issue TBD)`);
    const late = ONE_LINE.map((text) => `Mend ${text} soon`);
    await story.pushed(repository, {
      'ROADMAP.md': `${planned('Next', ...items)}\n${planned('2023 @octocat #7', ...late)}`,
    });
    // The first look; the check run, whose annotations go in batches of fifty.
    const [, ...texts] = inertTexts(repository);
    expect(texts.flatMap(({ plain }) => plain).length).toBeGreaterThan(2 * ONE_LINE.length);
    expect(texts[0]!.summary).toContain('Would open');
  });
});
