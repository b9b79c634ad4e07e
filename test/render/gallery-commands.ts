/** What commands are answered, and a check of a roadmap with a board: Lantern's roadmap, as its people talk about it. */
import { planAnswer } from '../../src/commands/answers/plan.ts';
import { statusAnswer } from '../../src/commands/answers/status.ts';
import { heldBy, wishAnswer } from '../../src/commands/answers/wish.ts';
import { wrongConfigurationAnswer } from '../../src/commands/answers/wrong-configuration.ts';
import { notAllowed } from '../../src/commands/decide-line.ts';
import { done } from '../../src/commands/done.ts';
import { NO_CONVERSATION } from '../../src/plan/conversation.ts';
import type { Observation } from '../../src/plan/observation.ts';
import type { SyncReport } from '../../src/plan/report.ts';
import { defaultPolicy } from '../../src/policy/defaults.ts';
import { createLinks } from '../../src/render/links.ts';
import { parse } from '../../src/roadmap/parse.ts';
import { decide, type CallSketch } from '../commands/calls.ts';
import {
  baseOf,
  closedIssue,
  HEAD,
  NAME,
  NOW,
  observationOf,
  openIssue,
  OWNER,
  planFor,
  REPO,
  roadmapReport,
  syncReport,
} from './sample-project.ts';

const TEXT = `# Roadmap

## Q1 2026

- [ ] Offline maps (#118)
- [ ] Timeline view (#131)
- [ ] Backup to two places (#133)

## Q3 2026

- [ ] Encrypted albums (#140)
- [ ] Encrypted backups (#140)
- [ ] Face grouping on the device (issue coming soon)

## Later

- [ ] Keyboard shortcuts (#152)

## Done

- [x] Import from memory cards (#97)
`;

const desired = parse(TEXT, { file: 'ROADMAP.md', repo: REPO, host: 'github.com', asOf: NOW.slice(0, 10) });
const links = createLinks({ serverUrl: 'https://github.com', repo: REPO, ref: HEAD, isConversation: true });
const roadmaps = [{ path: desired.file, desired, base: null, conversation: NO_CONVERSATION }];
const pull = `[#160](https://github.com/${REPO}/pull/160)`;

const options = ['Todo', 'In Progress', 'Done'].map((name, index) => ({ id: `O_${index}`, name }));

const card = (number: number, column: string) => ({
  nodeId: `I_${number}`,
  card: { id: `C_${number}`, archived: false, values: { status: column } },
});

const observed: Observation = {
  ...observationOf(desired, {
    [`${OWNER}/${NAME}#118`]: openIssue(118, 'Offline maps', card(118, 'Todo')),
    [`${OWNER}/${NAME}#131`]: { ...closedIssue(131, 'Timeline view'), ...card(131, 'In Progress') },
    [`${OWNER}/${NAME}#133`]: openIssue(133, 'Backup to two places', card(133, 'Done')),
    [`${OWNER}/${NAME}#97`]: { ...closedIssue(97, 'Import from memory cards'), ...card(97, 'Done') },
    [`${OWNER}/${NAME}#152`]: openIssue(152, 'Keyboard shortcuts', { nodeId: 'I_152', card: null }),
  }),
  board: {
    state: 'found',
    id: 'PVT_1',
    owner: OWNER,
    number: 3,
    title: 'Lantern',
    url: `https://github.com/orgs/${OWNER}/projects/3`,
    public: true,
    closed: false,
    writable: true,
    fields: [{ id: 'F_1', name: 'Status', type: 'single-select', options }],
  },
};

const plan = planFor(desired, { observed });

export const boardCheck = (): SyncReport => syncReport([roadmapReport(desired, plan)]);

function answerTo(line: string, sketch: CallSketch = {}): string {
  const issue = { number: 118, title: 'Offline maps', ...sketch.issue };
  const decision = decide(line, { links, roadmaps, repository: { owner: OWNER, name: NAME }, ...sketch, issue });
  if (decision.kind === 'say') return decision.text;
  if (decision.kind === 'wish') return wishAnswer(decision, heldBy(pull));
  throw new Error(`${line} is not answered in words.`);
}

function statusOf(number: number): string {
  const item = desired.items.find(({ references }) => references.some((one) => one.number === number))!;
  return statusAnswer(item, {
    desired,
    observed,
    plan,
    base: baseOf(desired, { [item.id]: { earlierTargets: [{ text: 'Q4 2025', end: '2025-12-31' }] } }),
    ledger: new Map(),
    conversation: NO_CONVERSATION,
    policy: defaultPolicy,
    now: NOW,
    links,
    pullLink: null,
  });
}

const page = (line: string, answer: string): string => `# An answer to \`${line}\`\n\n---\n\n${answer}\n`;

/** Without the marker that ends each. */
export function commandGallery(): Record<string, string> {
  const issue = { number: 150, title: 'Albums that several people keep' };
  const problem = {
    file: '.github/milepost.yml',
    key: 'limits.new_issue',
    line: 7,
    column: 3,
    message: 'Found the unknown key `new_issue`. Did you mean `new_issues`?',
  };
  const plain = roadmapReport(desired, plan, () => ({ state: 'withheld', reason: 'a command asked for a look only' }));
  const pages: Record<string, [line: string, answer: string]> = {
    status: ['/roadmap status', statusOf(118)],
    add: ['/roadmap add to Q3 2026', answerTo('/roadmap add to Q3 2026', { issue })],
    move: ['/roadmap move to Q3 2026', answerTo('/roadmap move to Q3 2026')],
    done: ['/roadmap done', answerTo('/roadmap done')],
    ambiguous: ['/roadmap done', answerTo('/roadmap done', { issue: { number: 140, title: 'Encryption' } })],
    'no-such-target': ['/roadmap move to Q5 2026', answerTo('/roadmap move to Q5 2026')],
    'near-miss': ['/roadmap dun', answerTo('/roadmap dun')],
    refused: ['/roadmap done', say(notAllowed({ help: done.help, policy: defaultPolicy }))],
    'wrong-configuration': ['/roadmap done', wrongConfigurationAnswer([problem, problem], links)],
    plan: [
      '/roadmap plan',
      planAnswer(plain, { links, rulesUrl: 'https://github.com/lanternhq/lantern/blob/main/docs/rules' }),
    ],
    help: ['/roadmap help', answerTo('/roadmap help')],
  };
  return Object.fromEntries(
    Object.entries(pages).map(([name, [line, answer]]) => [`command-${name}.md`, page(line, answer)]),
  );
}

const say = (decision: ReturnType<typeof decide>): string => (decision.kind === 'say' ? decision.text : '');
