/** Says what a run came to, everywhere where people and later steps look. */
import { count } from '../render/count.ts';
import { inertMessage } from '../render/inert.ts';
import type { CheckAnnotation } from '../render/check/check-annotations.ts';
import { writeOutputs, writeReport, writeSummary } from './environment-files.ts';
import type { Outcome } from './outcome.ts';
import type { RunnerLog } from './runner-log.ts';
import { kindOf, shownByCommands } from './shown-by-commands.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The exit code: 1 where `fail-on` says so, or not all could be done. */
export function tell(outcome: Outcome, log: RunnerLog, env: Environment): 0 | 1 {
  const { title, text, annotations, notes, fault, isFailed } = outcome;
  log.say(`Milepost: ${title}`);
  if (text !== '') log.say(text);
  annotate(annotations, log);
  for (const note of notes) log.say(note);
  if (fault !== null) log.annotate('error', fault, { title: 'Milepost' });
  const isWritten = outcome.summary === '' && notes.length === 0 ? true : writeSummary(env, summaryOf(outcome));
  if (!isWritten) log.say(summaryOf(outcome));
  writeOutputs(env, { ...outcome.outputs, report: writeReport(env, outcome.report) });
  if (isFailed && fault === null) log.say('The step fails, as `fail-on` or `check.fail_on` says.');
  return isFailed || fault !== null ? 1 : 0;
}

function annotate(annotations: readonly CheckAnnotation[], log: RunnerLog): void {
  const shown = shownByCommands(annotations);
  for (const annotation of shown) {
    const { path, start_line, end_line, start_column, end_column, title, message } = annotation;
    log.annotate(kindOf(annotation), message, {
      file: path,
      line: start_line,
      endLine: end_line,
      ...(start_column === undefined || end_column === undefined ? {} : { col: start_column, endColumn: end_column }),
      title: `Milepost: ${title}`,
    });
  }
  const left = annotations.length - shown.length;
  if (left > 0)
    log.say(
      `${count(left, 'annotation')} more than GitHub shows for one step; the summary has them, and the file of the output \`report\`.`,
    );
}

/** The title is plain text whose mentions are parted already; notes may quote GitHub. */
function summaryOf({ title, summary, notes, fault }: Outcome): string {
  const last = [...(fault === null ? [] : [fault]), ...notes].map((note) => inertMessage(note, { maxLength: 1_000 }));
  return [`## Milepost: ${inertMessage(title)}`, summary, ...last].filter((part) => part !== '').join('\n\n');
}
