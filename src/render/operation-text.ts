import type { FieldWrite, Operation, Slip } from '../plan/model.ts';
import type { OperationOutcome, OperationReport } from '../plan/report.ts';
import { plainText, shorten } from './plain-text.ts';
import type { TerminalStyle } from './terminal-style.ts';

const MAX_TITLE_LENGTH = 80;
const MAX_REASON_LENGTH = 300;

const short = (text: string): string => shorten(plainText(text), MAX_TITLE_LENGTH);

/** What a terminal says of one Operation under the heading that names its kind. All of it is plain text. */
export interface OperationRow {
  sign: Sign;
  /** Of the Item, in the roadmap file. */
  line: number;
  /** `#12`, `other-owner/other#12`; '' while there is none. */
  issue: string;
  title: string;
  /** What a field said, and what it says afterwards. */
  changes: { field: string; before: string | null; after: string }[];
  /** What else there is to know, and why it is done. */
  facts: string[];
  /** Where it can be seen; null where nothing was written. */
  url: string | null;
  /** Why GitHub would not have it; null where it did, or was not asked. */
  refusal: string | null;
}

/** New; changed; waiting for a person; done; refused. */
export type Sign = '+' | '~' | '!' | '✓' | '✗';

/** `repo`: the roadmap's own, whose issues go by their number alone. */
export function operationRow({ operation, outcome }: OperationReport, repo: string): OperationRow {
  return {
    sign: signOf(operation, outcome),
    line: operation.item.line,
    issue: issueOf(operation, outcome, repo),
    title: short(operation.kind === 'create-milestone' ? operation.title : operation.item.title),
    changes: changesOf(operation),
    facts: factsOf(operation),
    url: outcome.state === 'done' && outcome.result.url !== null ? plainText(outcome.result.url) : null,
    refusal: outcome.state === 'refused' ? shorten(plainText(outcome.reason), MAX_REASON_LENGTH) : null,
  };
}

/** The sign in its colour. */
export function signText(sign: Sign, style: TerminalStyle): string {
  if (sign === '✗') return style.red(sign);
  return sign === '~' || sign === '!' ? style.yellow(sign) : style.green(sign);
}

const CHANGING: ReadonlySet<Operation['kind']> = new Set(['update-slip-comment', 'set-milestone', 'update-card']);

function signOf(operation: Operation, outcome: OperationOutcome): Sign {
  if (outcome.state === 'done') return '✓';
  if (outcome.state === 'refused') return '✗';
  if (outcome.state === 'held' || operation.hold !== null) return '!';
  return CHANGING.has(operation.kind) ? '~' : '+';
}

function issueOf(operation: Operation, outcome: OperationOutcome, repo: string): string {
  if (operation.kind === 'create-milestone') return '';
  if (operation.kind === 'open-issue') {
    return outcome.state === 'done' && outcome.result.number !== null ? `#${outcome.result.number}` : '';
  }
  const { owner, repo: name, number } = operation.issue;
  const isOwn = `${owner}/${name}`.toLowerCase() === repo.toLowerCase();
  return isOwn ? `#${number}` : plainText(`${owner}/${name}#${number}`);
}

function changesOf(operation: Operation): OperationRow['changes'] {
  if (operation.kind === 'create-milestone') {
    return operation.dueOn === null ? [] : [{ field: 'due', before: null, after: operation.dueOn }];
  }
  if (operation.kind === 'set-milestone') return [{ field: 'milestone', before: null, after: short(operation.title) }];
  return 'fields' in operation ? operation.fields.map(fieldChange) : [];
}

const fieldChange = ({ fieldName, before, shown }: FieldWrite): OperationRow['changes'][number] => ({
  field: short(fieldName),
  before: before === null ? null : short(before),
  after: short(shown),
});

function factsOf(operation: Operation): string[] {
  if (operation.kind !== 'open-issue') return [why(operation)];
  const { item, labels, milestone } = operation;
  const section = item.path.at(-1);
  return [
    section === undefined ? '' : `in “${short(section)}”`,
    labels.length === 0 ? '' : `${labels.length === 1 ? 'label' : 'labels'} ${labels.map(plainText).join(', ')}`,
    milestone === null ? '' : `milestone ${milestone}`,
    why(operation),
  ].filter((fact) => fact !== '');
}

function why(operation: Operation): string {
  if ('slip' in operation && operation.slip !== null) return `it ${slipText(operation.slip)}`;
  switch (operation.kind) {
    case 'open-issue':
      return operation.reason === 'placeholder'
        ? 'the roadmap says that its issue is still to come'
        : 'the roadmap names no issue for it';
    case 'create-milestone':
      return 'the roadmap names it, and there is none';
    case 'set-milestone':
      return 'the roadmap plans it for that, and the issue has no milestone';
    case 'add-card':
      return `it is not on the board “${short(operation.board.title)}”`;
    default:
      return isFill(operation)
        ? 'the card says nothing there'
        : 'the roadmap or its issue has changed since they agreed';
  }
}

/** A card is moved because roadmap or issue changed, and filled because it said nothing. */
const isFill = (operation: Operation): boolean =>
  operation.kind === 'update-card' && operation.fields.every(({ before }) => before === null);

/** Which target was missed, to follow the name of the item; the words of a terminal, not of Markdown. */
function slipText({ reason, missed, missedOn, now, nowOn }: Slip): string {
  const target = missed === null ? '' : ` ${short(missed)}`;
  if (reason === 'date-passed') return `was planned for${target}, which ended on ${missedOn ?? 'a day that is over'}`;
  if (reason === 'milestone-due')
    return `was planned for${target}, whose milestone was due${missedOn === null ? '' : ` on ${missedOn}`}`;
  if (reason === 'milestone-closed') return `was planned for${target}, and that milestone is closed`;
  if (reason === 'release-published') return `was planned for${target}, and that is released`;
  if (reason === 'file-says-so') {
    return `${target === '' ? '' : `was planned for${target} and `}has slipped, says the roadmap`;
  }
  const isSameName = missed !== null && missed === now;
  const until = (day: string | null): string => (isSameName && day !== null ? ` (until ${day})` : '');
  const from = target === '' ? '' : `${target}${until(missedOn)} → `;
  return `was moved:${from === '' ? ' → ' : from}${now === null ? 'no target' : short(now)}${until(nowOn ?? null)}`;
}
