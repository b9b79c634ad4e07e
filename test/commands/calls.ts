/** Commands as values: a roadmap that is read from its text, and a comment on one of its issues. */
import type { Call, Decision, RoadmapAtHand } from '../../src/commands/command.ts';
import { readLine } from '../../src/commands/decide-line.ts';
import { commandHelps } from '../../src/commands/registry.ts';
import { NO_CONVERSATION } from '../../src/plan/conversation.ts';
import { defaultPolicy } from '../../src/policy/defaults.ts';
import { createLinks } from '../../src/render/links.ts';
import { parse } from '../../src/roadmap/parse.ts';

export const ROADMAP = `# Lantern roadmap

## 1.7.0

- [ ] Dim the light at dusk (#12)
- [ ] Report the battery level (#13)

## 1.8.0

- [ ] Survive a fall from the table (#13)
- [ ] Ring the bell (issue coming soon)

## Later

- [ ] Sing in the dark

## Done

- [x] Shine (#3)
`;

export function atHand(text = ROADMAP, path = 'ROADMAP.md'): RoadmapAtHand {
  const context = { file: path, repo: 'example-org/lantern', host: 'github.com', asOf: '2026-11-01' };
  return { path, desired: parse(text, context), base: null, conversation: NO_CONVERSATION };
}

export type CallSketch = Partial<Omit<Call, 'issue'>> & { issue?: Partial<Call['issue']> };

/** A line in a comment on issue 12, unless said. */
export function decide(line: string, { issue = {}, ...sketch }: CallSketch = {}): Decision {
  const read = readLine(line);
  if (read.command === null) return read.answer;
  const commented = { number: 12, title: 'Dim the light', open: true, isPull: false, ...issue };
  return read.command.decide({
    comment: {
      id: 900,
      number: commented.number,
      isPull: commented.isPull,
      author: 'alice',
      url: 'https://github.com/example-org/lantern/issues/12#issuecomment-900',
      lines: [line],
    },
    index: 0,
    help: read.command.help,
    commands: commandHelps,
    words: read.words,
    issue: commented,
    repository: { owner: 'example-org', name: 'lantern' },
    host: 'github.com',
    today: '2026-11-21',
    policy: defaultPolicy,
    roadmaps: [atHand()],
    links: createLinks({
      serverUrl: 'https://github.com',
      repo: 'example-org/lantern',
      ref: 'abc',
      isConversation: true,
    }),
    ...sketch,
  });
}

/** What is answered; fails for a decision that has no words. */
export function textOf(decision: Decision): string {
  if (decision.kind !== 'say') throw new Error(`Nothing is said: ${decision.kind}`);
  return decision.text.replaceAll('\u200b', '');
}

/** The edits that are wished for, by item title. */
export function editsOf(decision: Decision): object[] {
  if (decision.kind !== 'wish') throw new Error(`No wish but ${JSON.stringify(decision)}`);
  return decision.edits.map((edit) =>
    Object.fromEntries(Object.entries(edit).filter(([key]) => key !== 'item' || edit.kind === 'add-item')),
  );
}
