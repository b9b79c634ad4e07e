/** What the Action prints: plain lines that the runner takes for text, and workflow commands that only we can begin. */
import { plainText } from '../render/plain-text.ts';

/** The one thing of a stream that is used. */
export interface LineOutput {
  write(text: string): unknown;
}

/** Kinds of annotation, the gravest first. */
export const ANNOTATION_KINDS = ['error', 'warning', 'notice'] as const;
export type AnnotationKind = (typeof ANNOTATION_KINDS)[number];

/** Place and title of an annotation; what is left out is not written. Lines and columns 1-based. */
export interface AnnotationPlace {
  title?: string;
  /** Relative to the repository. */
  file?: string;
  line?: number;
  endLine?: number;
  col?: number;
  endColumn?: number;
}

/** What ends a line for some reader of the log; the runner itself knows the first three. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;

/**
 * One line that the runner takes for text and for no command: it looks for `::` at the beginning, past white space, and for
 * the older `##[` anywhere. Both are parted by a space.
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export const inertLine = (line: string): string =>
  line.replaceAll('##[', '## [').replace(/^(\s*)::/u, (_, space: string) => `${space}: :`);

/** Every line of the text by itself, without control characters but for tabs. */
export const inertLines = (text: string): string[] =>
  text.split(LINE_END).map((line) => inertLine(line.replaceAll(/(?!\t)\p{Cc}/gu, '')));

const escapeMessage = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('##[', '## [');

const escapeProperty = (text: string): string => escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/**
 * `::warning file=ROADMAP.md,line=12::message`, on one line whatever the parts hold.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function workflowCommand(kind: AnnotationKind, message: string, place: AnnotationPlace = {}): string {
  const properties = Object.entries(place)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(plainText(String(value)))}`);
  const head = properties.length === 0 ? kind : `${kind} ${properties.join(',')}`;
  return `::${head}::${escapeMessage(plainText(message))}`;
}

export class RunnerLog {
  readonly #output: LineOutput;

  constructor(output: LineOutput) {
    this.#output = output;
  }

  /** Text of any origin. */
  say(text: string): void {
    for (const line of inertLines(text)) this.#output.write(`${line}\n`);
  }

  /** Shown on the run's page, and on the line where a place is given. */
  annotate(kind: AnnotationKind, message: string, place: AnnotationPlace = {}): void {
    this.#output.write(`${workflowCommand(kind, message, place)}\n`);
  }

  /** The runner blanks this text in everything that follows. */
  mask(secret: string): void {
    this.#output.write(`::add-mask::${escapeMessage(secret)}\n`);
  }
}
