/** What merging writes: in one sentence, then one line for each. */
import type { RoadmapChange } from '../../plan/introduced.ts';
import type { Operation } from '../../plan/model.ts';
import type { PullReport } from '../../plan/pull-report.ts';
import { count, enumerate } from '../count.ts';
import { inertText } from '../inert.ts';
import type { Links } from '../links.ts';
import { summariseOperations } from '../operation-sections.ts';
import { listSection, paragraph, type Section } from '../sections.ts';

const TITLE_LENGTH = 120;

export function mergeSections(change: RoadmapChange, report: PullReport, links: Links): Section[] {
  // By which configuration anything would be written nobody knows.
  if (report.policyProblems.length > 0) return [];
  const why = whyNothing(change, report);
  if (why !== null) return [paragraph(why)];
  const { introduced, withdrawn, due, proposals, file } = change;
  const now = introduced.filter(({ hold }) => hold === null);
  const held = introduced.filter(({ hold }) => hold !== null);
  const isIdle = now.length + proposals.length === 0;
  const list = (lead: string, operations: readonly Operation[], more: string[] = []): Section[] => {
    const entries = [...operations.map((operation) => `- ${entryOf(operation, links, file)}`), ...more];
    return entries.length === 0 ? [] : [listSection(lead, entries)];
  };
  // Its item may not be in the new file any more: no line of that stands for it.
  const undone = withdrawn.map((operation) => `- ${entryOf(operation, links, null)}`);
  const proposed = proposals.map(({ summary }) => `- Proposed edit: ${inertText(summary, { maxLength: 200 })}`);
  return [
    ...(isIdle ? [paragraph('**On merge** Milepost writes nothing because of this change.')] : []),
    ...list(`**On merge** Milepost will ${actions(now, proposals.length)}:`, now, proposed),
    ...list(`**Waits for a person's word**, above the limits or only offered:`, held),
    ...list('**No longer done**, which it would without this change:', [], undone),
    ...dueSection(due.filter(({ hold }) => hold === null)),
  ];
}

function whyNothing({ state }: RoadmapChange, report: PullReport): string | null {
  const { mode, baseBranch, defaultBranch } = report;
  if (state === 'removed')
    return '**On merge** Milepost writes nothing: it has no roadmap here any more. Its issues stay as they are.';
  if (baseBranch !== defaultBranch)
    return `**On merge** Milepost writes nothing: this goes into ${inertText(baseBranch)}, and Milepost acts on ${inertText(defaultBranch)} only.`;
  return mode === 'plan'
    ? '**On merge** Milepost writes nothing but a check: the configuration says `mode: plan`.'
    : null;
}

const KINDS: readonly Operation['kind'][] = [
  'open-issue',
  'comment-slip',
  'update-slip-comment',
  'create-milestone',
  'set-milestone',
  'add-card',
  'update-card',
];

/** `open 2 issues, write 1 comment and propose 1 edit of the file in a pull request`. */
function actions(operations: readonly Operation[], proposals: number): string {
  const outcome = { state: 'withheld', reason: '' } as const;
  const entries = operations.map((operation) => ({ operation, outcome }));
  const parts = [
    ...KINDS.map((kind) =>
      summariseOperations(
        entries.filter(({ operation }) => operation.kind === kind),
        'bare',
      ),
    ),
    proposals === 0 ? '' : `propose ${count(proposals, 'edit')} of the file in a pull request`,
  ];
  return enumerate(parts.filter((part) => part !== ''));
}

const dueSection = (due: readonly Operation[]): Section[] =>
  due.length === 0
    ? []
    : [
        paragraph(
          `${count(due.length, 'more write')} ${due.length === 1 ? 'is' : 'are'} due with or without this change.`,
        ),
      ];

function entryOf(operation: Operation, links: Links, file: string | null): string {
  const title = inertText(operation.item.title, { maxLength: TITLE_LENGTH });
  const line = file === null ? '' : ` (${links.line(file, operation.item.line)})`;
  return `${leadOf(operation, links)} ${title}${line}${fieldsOf(operation)}`;
}

function leadOf(operation: Operation, links: Links): string {
  if (operation.kind === 'open-issue') return 'New issue:';
  if (operation.kind === 'create-milestone')
    return `New milestone “${inertText(operation.title, { maxLength: 80 })}” for`;
  const issue = links.issue(operation.issue);
  if (operation.kind === 'set-milestone') {
    return `Milestone “${inertText(operation.title, { maxLength: 80 })}” for ${issue}:`;
  }
  return `${LEADS[operation.kind]} ${issue}:`;
}

const LEADS = {
  'comment-slip': 'Comment on',
  'update-slip-comment': 'Updated comment on',
  'add-card': 'New card for',
  'update-card': 'Card of',
} as const;

/** `, Status Doing → Done`; '' for what is no card. */
function fieldsOf(operation: Operation): string {
  if (operation.kind !== 'add-card' && operation.kind !== 'update-card') return '';
  const fields = operation.fields.map(
    ({ fieldName, before, shown }) =>
      `${inertText(fieldName, { maxLength: 60 })} ${before === null ? '' : `${inertText(before, { maxLength: 60 })} → `}${inertText(shown, { maxLength: 60 })}`,
  );
  return fields.length === 0 ? '' : `, ${fields.join(', ')}`;
}
