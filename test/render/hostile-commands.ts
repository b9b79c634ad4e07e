/** What the answers to commands say where roadmap, issue, board and the command itself say hostile things. */
import { replyTo } from '../../src/commands/answers/reply.ts';
import { statusAnswer } from '../../src/commands/answers/status.ts';
import { wrongConfigurationAnswer } from '../../src/commands/answers/wrong-configuration.ts';
import type { Decision } from '../../src/commands/command.ts';
import { NO_CONVERSATION } from '../../src/plan/conversation.ts';
import { defaultPolicy } from '../../src/policy/defaults.ts';
import { createLinks } from '../../src/render/links.ts';
import { decide } from '../commands/calls.ts';
import { hostilePlan, hostileRoadmap } from './hostile-project.ts';
import { baseOf, HEAD, NAME, NOW, observationOf, openIssue, OWNER, REPO } from './sample-project.ts';
import type { Written } from './written.ts';

const links = createLinks({ serverUrl: 'https://github.com', repo: REPO, ref: HEAD, isConversation: true });

const cardOf = (text: string) => ({ id: 'C_1', archived: false, values: { status: text } });

/** Of each item of a roadmap that is on a board, was planned otherwise before, and is disputed. */
export function hostileStatuses(texts: readonly string[]): Written[] {
  const desired = hostileRoadmap(texts);
  const plan = hostilePlan(texts);
  const answers = Object.fromEntries(
    texts.map((text, index) => [`${OWNER}/${NAME}#${index + 1}`, openIssue(index + 1, text, { card: cardOf(text) })]),
  );
  const board = {
    state: 'found' as const,
    id: 'PVT_1',
    owner: OWNER,
    number: 3,
    title: texts[0] ?? '',
    url: `https://github.com/orgs/${OWNER}/projects/3`,
    public: true,
    closed: false,
    writable: true,
    fields: [],
  };
  const base = baseOf(desired);
  return desired.items.map((item) => ({
    what: 'answer to status',
    kind: 'body',
    text: statusAnswer(item, {
      desired,
      observed: { ...observationOf(desired, answers), board },
      base: {
        items: base.items.map((known) => ({
          ...known,
          earlierTargets: texts.map((text) => ({ text, end: '2019-12-31' })),
        })),
      },
      ledger: new Map(),
      conversation: { ...NO_CONVERSATION, snoozed: [{ item: item.id, until: null, by: texts[0] ?? '' }] },
      plan: {
        ...plan,
        findings: plan.findings.map((finding) => ({ ...finding, item: item.id })),
        proposals: texts.map((text) => ({
          key: text,
          edits: [],
          item: { id: item.id, title: text, line: 3 },
          summary: `Link #12 to ${text}`,
          reason: text,
          source: { kind: 'github' },
        })),
      },
      policy: defaultPolicy,
      now: NOW,
      links,
      pullLink: null,
    }),
  }));
}

/** What a command says whose words are the text, or whose roadmap, sections and issue are so called. */
export function hostileAnswers(text: string): Written[] {
  const lines = [
    `/roadmap ${text}`,
    `/roadmap help ${text}`,
    `/roadmap done "${text}"`,
    `/roadmap move to ${text}`,
    `/roadmap link ${text}`,
    `/roadmap snooze until ${text}`,
    `/roadmap ignore ${text}`,
    `\`/roadmap ${text}\``,
  ];
  const desired = hostileRoadmap([text]);
  const roadmaps = [
    { path: desired.file, desired, base: null, conversation: NO_CONVERSATION },
    { path: text, desired: { ...desired, file: text }, base: null, conversation: NO_CONVERSATION },
  ];
  const repository = { owner: OWNER, name: NAME };
  const issue = { number: 1, title: text };
  const commands = [
    ...lines.map((line) => [line, {}] as const),
    ...['/roadmap done', '/roadmap move to nowhere', '/roadmap add to nowhere', '/roadmap add'].flatMap((line) => [
      [line, { roadmaps, repository, issue, links }] as const,
      [line, { roadmaps, repository, issue: { number: 900, title: text }, links }] as const,
    ]),
  ];
  const said = commands.map(([line, sketch]) => [line, wordsOf(decide(line, sketch))] as const);
  const problem = { file: '.github/milepost.yml', key: text, line: 3, column: 1, message: text };
  return [...said, ['/roadmap done', wrongConfigurationAnswer([problem, problem], links)] as const]
    .filter(([, words]) => words !== '')
    .map(([line, words]) => {
      const answers = [
        { line, text: words },
        { line, text: words },
      ];
      return { what: 'reply', kind: 'body', text: replyTo(7, answers) ?? '', markers: 1 };
    });
}

function wordsOf(decision: Decision): string {
  if (decision.kind === 'say') return decision.text;
  return decision.kind === 'wish' ? `${decision.subject} ${decision.will}. ${decision.note}` : '';
}
