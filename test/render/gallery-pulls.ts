/** The standing pull request of an example roadmap: two issues opened, one reference moved, two commands, one of them unticked. */
import { readFileSync } from 'node:fs';
import { NO_CONVERSATION, type Wish } from '../../src/plan/conversation.ts';
import { openIssueKey } from '../../src/plan/keys.ts';
import type { LedgerRecord } from '../../src/plan/model.ts';
import type { Observation } from '../../src/plan/observation.ts';
import { proposalsAfter } from '../../src/plan/reconcile.ts';
import { defaultPolicy } from '../../src/policy/defaults.ts';
import { commitMessage, pullBody, pullTitle } from '../../src/render/standing-pull.ts';
import { applyAlternatives } from '../../src/roadmap/edit/apply-alternatives.ts';
import type { Edit } from '../../src/roadmap/edit/edit.ts';
import { parse } from '../../src/roadmap/parse.ts';
import { HEAD, NAME, observationOf, OWNER, REPO, REPOSITORY_ID, textsContext } from './sample-project.ts';

const EXAMPLE = new URL('../../roadmaps/release-tables.md', import.meta.url);
/** The example speaks of another project. */
const text = readFileSync(EXAMPLE, 'utf8').replaceAll('example-org/lantern', REPO);
const context = { file: 'ROADMAP.md', repo: REPO, host: 'github.com', asOf: '2026-04-02' };
const desired = parse(text, context);

const itemTitled = (title: string) => {
  const item = desired.items.find((one) => one.title.startsWith(title));
  if (item === undefined) throw new Error(`The example has no item ${title}.`);
  return item;
};

const opened = (title: string, number: number): [string, LedgerRecord] => {
  const key = openIssueKey(`${REPOSITORY_ID}:ROADMAP.md`, itemTitled(title).id);
  const result = { number, commentId: null, url: `https://github.com/${REPO}/issues/${number}`, missedKey: null };
  return [key, { key, kind: 'open-issue', state: 'done', result }];
};

function wish(id: number, title: string, summary: string, edit: (item: string) => Edit): Wish {
  const item = itemTitled(title).id;
  const url = `https://github.com/${REPO}/issues/${id}#issuecomment-${id}`;
  return { key: `command:${id}:0`, edits: [edit(item)], item, summary, by: 'alice', url };
}

const REFUSED = 'command:655:0';

export function pullGallery(): Record<string, string> {
  const observed: Observation = observationOf(desired);
  const moved = Object.entries(observed.references).find(([key]) => key.endsWith('#701'));
  const references =
    moved?.[1].state === 'found'
      ? {
          ...observed.references,
          [moved[0]]: { ...moved[1], moved: true, number: 31, url: `https://github.com/${REPO}/issues/31` },
        }
      : observed.references;
  const wishes = [
    wish(790, 'Say which snapshot', 'Mark “Say which snapshot a failed restore came from” as done', (item) => ({
      kind: 'set-status',
      item,
      status: 'done',
    })),
    wish(655, 'Time limits', 'Add #656 to “Time limits for slow plugins”', (item) => ({
      kind: 'add-reference',
      item,
      reference: { kind: 'issue', owner: OWNER, repo: NAME, number: 656 },
    })),
    wish(812, 'Streaming restore', 'Add #813 to “Streaming restore”', (item) => ({
      kind: 'add-reference',
      item,
      reference: { kind: 'issue', owner: OWNER, repo: NAME, number: 813 },
    })),
  ];
  const all = proposalsAfter({
    desired,
    text,
    observed: { ...observed, references },
    base: null,
    ledger: new Map([opened('Sign snapshots', 901), opened('Rotate the keys', 902)]),
    conversation: { ...NO_CONVERSATION, wishes },
    approvals: { fingerprint: null },
    policy: defaultPolicy,
    now: '2026-04-02T08:00:00Z',
  });
  const open = all.filter(({ key }) => key !== REFUSED);
  const edits = open.map((proposal) => proposal.edits);
  const edited = applyAlternatives(text, context, edits, desired.items);
  const outcomeOf = (index: number) => edited.outcomes[index];
  const held = open.filter((_, index) => outcomeOf(index)?.state === 'made');
  const content = {
    file: 'ROADMAP.md',
    isOnly: true,
    held,
    refused: all.filter(({ key }) => key === REFUSED),
    inexact: open.flatMap((proposal, index) => {
      const outcome = outcomeOf(index);
      return outcome?.state === 'refused' ? [{ proposal, message: outcome.refusal.message }] : [];
    }),
    isShared: false,
    signedOffBy: 'milepost[bot]',
  };
  const body = pullBody(
    content,
    { serverUrl: 'https://github.com', repo: REPO, ref: HEAD, documentationUrl: textsContext.documentationUrl },
    500,
  );
  const signOff = 'Signed-off-by: milepost[bot] <4711+milepost[bot]@users.noreply.github.com>';
  const { headline, body: message } = commitMessage(content, signOff);
  const after = `Its commit:\n\n${indented(`${headline}\n\n${message}`)}\n\nWhat it changes:\n\n${indented(changesTo(edited.text))}`;
  return { 'pull-request.md': `# ${pullTitle(content)}\n\n---\n\n${body}\n\n---\n\n${after}\n` };
}

const indented = (lines: string): string =>
  lines
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');

/** No edit of the example adds or removes a line. */
function changesTo(edited: string): string {
  const now = edited.split('\n');
  return text
    .split('\n')
    .flatMap((line, index) => (line === now[index] ? [] : [`- ${line}`, `+ ${now[index] ?? ''}`]))
    .join('\n');
}
