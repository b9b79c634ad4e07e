import type { Finding, Severity } from '../plan/model.ts';
import { count, enumerate } from './count.ts';
import type { TerminalStyle } from './terminal-style.ts';

/** The gravest first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** `error` in red, `warning` in yellow, `info` in blue. */
export function severityText(severity: Severity, style: TerminalStyle, text: string = severity): string {
  if (severity === 'error') return style.red(text);
  return severity === 'warning' ? style.yellow(text) : style.blue(text);
}

/** `1 error, 3 warnings and 2 notes`; `no findings` for none. */
export function countSeverities(findings: readonly Finding[]): string {
  const nouns: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };
  const parts = SEVERITIES.map((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return number === 0 ? '' : count(number, nouns[severity]);
  }).filter((part) => part !== '');
  return parts.length === 0 ? 'no findings' : enumerate(parts);
}
