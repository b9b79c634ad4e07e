import type { Finding } from '../plan/model.ts';
import { codeFrame } from './code-frame.ts';
import { capitalise, count } from './count.ts';
import { plainText } from './plain-text.ts';
import { countSeverities, severityText } from './severity-text.ts';
import type { TerminalLayout, TerminalStyle } from './terminal-style.ts';
import { hang } from './wrap-words.ts';

/** One linted file: its findings, and its text for the frames; null where there is none to show. */
export interface FindingsOfFile {
  /** As the person named it. */
  path: string;
  findings: readonly Finding[];
  text: string | null;
}

/** Of a line below a frame: it stands under the bar. */
const NOTE_INDENT = 8;

/**
 * Findings for a terminal, each with its place, severity and rule, its message, and its line of the file with carets under
 * what is meant; the page of a rule is named once. Then a line of counts. One line where all is well; '' for no files.
 * `width`: columns of the terminal, null where it is none.
 */
export function findingsText(
  files: readonly FindingsOfFile[],
  style: TerminalStyle,
  width: number | null = null,
): string {
  if (files.length === 0) return '';
  const findings = files.flatMap((file) => file.findings);
  if (findings.length === 0) {
    const subject = files.length === 1 ? plainText(files[0]!.path) : count(files.length, 'file');
    return `${subject}: no problems.\n`;
  }
  const named = new Set<string>();
  const blocks = files.flatMap((file) =>
    file.findings.map((finding) => {
      const isFirst = !named.has(finding.rule);
      named.add(finding.rule);
      return findingLines(finding, file, isFirst, { style, width }).join('\n');
    }),
  );
  const affected = files.filter((file) => file.findings.length > 0).length;
  const where = affected === files.length ? count(files.length, 'file') : `${affected} of ${files.length} files`;
  return `${[...blocks, style.bold(`${capitalise(countSeverities(findings))} in ${where}.`)].join('\n\n')}\n`;
}

function findingLines(
  finding: Finding,
  { path, text }: FindingsOfFile,
  isFirstOfRule: boolean,
  layout: TerminalLayout,
): string[] {
  const { range, suggestion, message, rule, severity } = finding;
  const { style, width } = layout;
  const place = style.bold(`${plainText(path)}:${range.line}:${range.column}`);
  const frame = text === null ? [] : codeFrame(text, range, layout, suggestion);
  // A frame shows the suggestion in its line; without one, or for several lines, it is only told.
  const isTold = suggestion !== null && (frame.length === 0 || range.endLine !== range.line);
  const note = (words: string, set: (line: string) => string): string[] =>
    hang(`${' '.repeat(NOTE_INDENT - 2)}${style.dim('=')} `, words, { indent: NOTE_INDENT, width, style: set });
  return [
    `${place}  ${severityText(severity, style)}  ${rule}`,
    ...hang('  ', plainText(message), { indent: 2, width }),
    ...frame,
    ...(isTold ? note(`suggestion: ${plainText(suggestion)}`, style.green) : []),
    ...(isFirstOfRule ? note(`more: docs/rules/${rule}.md`, style.dim) : []),
  ];
}
