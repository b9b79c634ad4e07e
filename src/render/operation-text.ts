import type { Operation, OperationItem, Slip } from '../plan/model.ts';
import type { OperationOutcome } from '../plan/report.ts';
import { plainText, shorten } from './plain-text.ts';
import type { TerminalStyle } from './terminal-style.ts';

const MAX_TITLE_LENGTH = 80;
const MAX_REASON_LENGTH = 300;

const title = ({ title }: OperationItem): string => `“${shorten(plainText(title), MAX_TITLE_LENGTH)}”`;

/** One Operation in two or three lines: the sign and what it does, then why, and what came of it where somebody tried. */
export function operationText(
  { operation, outcome }: { operation: Operation; outcome: OperationOutcome | null },
  file: string,
  style: TerminalStyle,
): string[] {
  const place = style.dim(`${plainText(file)}:${operation.item.line}`);
  const lines = [
    `  ${signText(operation, outcome, style)} ${what(operation, outcome)}  ${place}`,
    `      ${style.dim(why(operation))}`,
  ];
  if (outcome?.state === 'done' && outcome.result.url !== null) lines.push(`      ${plainText(outcome.result.url)}`);
  if (outcome?.state === 'refused')
    lines.push(`      ${style.red(shorten(plainText(outcome.reason), MAX_REASON_LENGTH))}`);
  return lines;
}

function signText(operation: Operation, outcome: OperationOutcome | null, style: TerminalStyle): string {
  if (outcome?.state === 'done') return style.green('✓');
  if (outcome?.state === 'refused') return style.red('✗');
  if (operation.kind === 'update-card') return style.yellow('~');
  return operation.kind === 'update-slip-comment' ? style.yellow('~') : style.green('+');
}

/** `open issue “…” in “Later”, label roadmap`; in the past, with the number that GitHub gave it, where it was done. */
function what(operation: Operation, outcome: OperationOutcome | null): string {
  const isDone = outcome?.state === 'done';
  if (operation.kind === 'open-issue') {
    const { item, labels, milestone } = operation;
    const section = item.path.at(-1);
    const details = [
      section === undefined ? '' : `in “${shorten(plainText(section), MAX_TITLE_LENGTH)}”`,
      labels.length === 0 ? '' : `label ${labels.map(plainText).join(', ')}`,
      milestone === null ? '' : `milestone ${milestone}`,
    ].filter((detail) => detail !== '');
    const number = isDone && outcome.result.number !== null ? ` #${outcome.result.number}` : '';
    return [`${isDone ? 'opened' : 'open'} issue${number} ${title(item)}`, ...details]
      .join(', ')
      .replace(', in “', ' in “');
  }
  if (operation.kind === 'create-milestone') {
    const due = operation.dueOn === null ? '' : `, due on ${operation.dueOn}`;
    return `${isDone ? 'created' : 'create'} milestone “${shorten(plainText(operation.title), MAX_TITLE_LENGTH)}”${due}`;
  }
  const { owner, repo, number } = operation.issue;
  const issue = plainText(`${owner}/${repo}#${number}`);
  const [verb, past, object] = isFill(operation) ? FILL : VERBS[operation.kind];
  return `${isDone ? past : verb} ${object} ${issue} ${title(operation.item)}${detail(operation)}`;
}

const VERBS: Record<Exclude<Operation['kind'], 'open-issue' | 'create-milestone'>, [string, string, string]> = {
  'comment-slip': ['comment', 'commented', 'on'],
  'update-slip-comment': ['edit', 'edited', 'the slip comment on'],
  'set-milestone': ['set', 'set', 'the milestone of'],
  'add-card': ['add', 'added', 'a card for'],
  'update-card': ['move', 'moved', 'the card of'],
};

const short = (text: string): string => shorten(plainText(text), MAX_TITLE_LENGTH);

/** ` – Status: Todo → Done`, ` – 1.7.0`; '' where the verb says all. */
function detail(operation: Operation): string {
  if (operation.kind === 'set-milestone') return ` – ${short(operation.title)}`;
  if (operation.kind !== 'add-card' && operation.kind !== 'update-card') return '';
  const fields = operation.fields.map(({ fieldName, before, shown }) =>
    [`${short(fieldName)}:`, ...(before === null ? [] : [short(before), '→']), short(shown)].join(' '),
  );
  return fields.length === 0 ? '' : ` – ${fields.join(', ')}`;
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

const FILL = ['fill', 'filled', 'the card of'] as const;

/** Which target was missed, to follow the name of the item; the words of a terminal, not of Markdown. */
function slipText({ reason, missed, missedOn, now, nowOn }: Slip): string {
  const target = missed === null ? '' : ` ${shorten(plainText(missed), MAX_TITLE_LENGTH)}`;
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
  const from = target === '' ? '' : ` from${target}${until(missedOn)}`;
  const to = now === null ? 'no target' : shorten(plainText(now), MAX_TITLE_LENGTH);
  return `was moved${from} to ${to}${until(nowOn ?? null)}`;
}
