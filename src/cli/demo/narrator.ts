/** Prints what happens on the sandbox while it happens. */
import type { Change } from '../../sandbox/changes.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { plainText, shorten } from '../../render/plain-text.ts';
import type { Output } from '../surroundings.ts';

const BOT = 'milepost[bot]';
/** More annotations than these are only counted: the story is about Milepost, not about one roadmap. */
const SHOWN_ANNOTATIONS = 5;

const line = (what: string, text: string): string => `  ${what.padEnd(11)} ${text}\n`;

/** Starts telling; the function it gives stops it. */
export function narrate(sandbox: Sandbox, stdout: Output): () => void {
  return sandbox.on('change', (change) => {
    const text = tell(sandbox, change);
    if (text !== null) stdout.write(text);
  });
}

function tell(sandbox: Sandbox, change: Change): string | null {
  if (change.what === 'push' && change.by === BOT) {
    // The branch on which the next state is made is nobody's business.
    if (change.branch.endsWith('--next')) return null;
    return line('commit', `on ${plainText(change.branch)}: ${plainText(change.message.split('\n', 1)[0] ?? '')}`);
  }
  if (change.what === 'push') {
    return `\n${change.repository} — ${change.by} pushes “${plainText(change.message)}” (${change.files.join(', ')})\n`;
  }
  if (change.by !== BOT) return null;
  switch (change.what) {
    case 'label':
      return line('label', `“${plainText(change.label.name)}” ${change.action}`);
    case 'issue':
      return tellIssue(change);
    case 'comment':
      return line(
        'comment',
        `on #${change.comment.issue.number} ${change.action}: ${firstSentence(change.comment.body)}`,
      );
    case 'check-run':
      return tellCheck(sandbox, change);
    default:
      return null;
  }
}

function tellIssue({ action, issue }: Extract<Change, { what: 'issue' }>): string | null {
  const kind = issue.pull === null ? 'issue' : 'pull req.';
  const title = plainText(issue.title);
  if (action === 'opened') return line(kind, `#${issue.number} opened: ${title}`);
  return action === 'edited' ? line(kind, `#${issue.number} edited: ${title}`) : null;
}

/** Enough to know what it is about. */
const firstSentence = (body: string): string => shorten(plainText(body.split(/(?<=\.)\s/)[0] ?? ''), 140);

/** null while it is under way. */
function tellCheck(sandbox: Sandbox, { checkRun }: Extract<Change, { what: 'check-run' }>): string | null {
  const { status, conclusion, output, annotations } = sandbox.state.checkRun(checkRun);
  if (status !== 'completed') return null;
  const shown = annotations
    .slice(0, SHOWN_ANNOTATIONS)
    .map(
      ({ start_line: number, annotation_level: level, title, message }) =>
        `    line ${String(number).padEnd(3)} ${level.padEnd(7)} ${title}: ${plainText(message)}\n`,
    );
  const more = annotations.length - shown.length;
  return [
    line('check run', `${conclusion}: ${plainText(output.title ?? '')}`),
    ...shown,
    ...(more > 0 ? [`    … and ${more} more\n`] : []),
  ].join('');
}
