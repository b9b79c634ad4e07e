import type { Finding } from '../plan/model.ts';
import { codeFrame } from './code-frame.ts';
import { capitalise, count } from './count.ts';
import { plainText } from './plain-text.ts';
import { countSeverities, severityText } from './severity-text.ts';
import type { TerminalStyle } from './terminal-style.ts';

/** One linted file: its findings, and its text for the frames; null where there is none to show. */
export interface FindingsOfFile {
  /** As the person named it. */
  path: string;
  findings: readonly Finding[];
  text: string | null;
}

/**
 * Findings for a terminal, each with its line of the file and a mark under what is meant, then a line of counts:
 * `ROADMAP.md:12:3  warning  message  rule`. '' for no files.
 */
export function findingsText(files: readonly FindingsOfFile[], style: TerminalStyle): string {
  if (files.length === 0) return '';
  const lines = files.flatMap((file) =>
    file.findings.flatMap((finding) => [...findingLines(finding, file, style), '']),
  );
  const findings = files.flatMap((file) => file.findings);
  return [...lines, `${capitalise(countSeverities(findings))} in ${count(files.length, 'file')}.`, ''].join('\n');
}

function findingLines(finding: Finding, { path, text }: FindingsOfFile, style: TerminalStyle): string[] {
  const { range, suggestion } = finding;
  const lines = [findingLine(finding, style, path)];
  if (text !== null) lines.push(...codeFrame(text, range, style));
  if (suggestion !== null) lines.push(`${style.dim('      │')} ${style.green(`suggestion: ${plainText(suggestion)}`)}`);
  return lines;
}

/** `ROADMAP.md:12:3  warning  message  rule` */
function findingLine(finding: Finding, style: TerminalStyle, path: string): string {
  const { severity, message, rule, range } = finding;
  const place = style.bold(`${plainText(path)}:${range.line}:${range.column}`);
  return `${place}  ${severityText(severity, style)}  ${plainText(message)}  ${style.dim(rule)}`;
}
