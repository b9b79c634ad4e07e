import type { Finding, Severity } from '../plan/model.ts';
import { plainText } from './plain-text.ts';

const COMMANDS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };

const escapeMessage = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/**
 * Findings as workflow commands, one a line, which GitHub Actions shows at the lines of the file:
 * `::warning file=ROADMAP.md,line=12,endLine=12,col=3,endColumn=9,title=placeholder::message`. Paths must be relative to
 * the repository. '' for no findings.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function findingsGithub(findings: readonly Finding[]): string {
  return findings.map((finding) => `${workflowCommand(finding)}\n`).join('');
}

function workflowCommand({ severity, file, range, rule, message }: Finding): string {
  const properties: Record<string, string | number> = { file, line: range.line, endLine: range.endLine };
  if (range.line === range.endLine) Object.assign(properties, { col: range.column, endColumn: range.endColumn });
  properties['title'] = `Milepost: ${rule}`;
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(plainText(String(value)))}`);
  return `::${COMMANDS[severity]} ${list.join(',')}::${escapeMessage(plainText(message))}`;
}
