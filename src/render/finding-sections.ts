/** Findings as Markdown: grouped by rule, the gravest first, each with its line. */
import type { Finding, Plan, Severity } from '../plan/model.ts';
import { count } from './count.ts';
import { inertMessage } from './inert.ts';
import type { Links } from './links.ts';
import { listSection } from './sections.ts';
import type { Section } from './sections.ts';
import { shareSentences, type SharedSentence } from './shared-sentences.ts';

export interface FindingContext {
  links: Links;
  /** Where the pages of the rules are (`…/docs/rules`), null to name the rules without a link. */
  rulesUrl: string | null;
}

/** In a file with a hundred of them one line says it. */
const SUMMARISED = 'unreferenced-item';
/** Line links in that one line; more help nobody. */
const LINES_NAMED = 12;

const GRAVITY: readonly Severity[] = ['error', 'warning', 'info'];

/** A placeholder is not told a second time where its issue is told among the operations, or the edit that names it is proposed. */
export function findingsToTell({
  findings,
  operations,
  proposals = [],
}: Pick<Plan, 'findings' | 'operations'> & Partial<Pick<Plan, 'proposals'>>): Finding[] {
  const told = new Set([
    ...operations.flatMap(({ kind, item }) => (kind === 'open-issue' ? [item.id] : [])),
    ...proposals.flatMap(({ source, item }) => (source.kind === 'opened-issue' && item !== null ? [item.id] : [])),
  ]);
  return findings.filter(({ rule, item }) => rule !== 'placeholder' || item === null || !told.has(item));
}

/** Errors, warnings, then notes; within these by rule, in the order of their first line. */
export function findingSections(findings: readonly Finding[], context: FindingContext): Section[] {
  return GRAVITY.flatMap((severity) => {
    const byRule = groupByRule(findings.filter((finding) => finding.severity === severity));
    return [...byRule].flatMap(([rule, group]) =>
      rule === SUMMARISED ? [unreferencedSection(group, context)] : ruleSections(rule, group, context),
    );
  });
}

/** How many findings have that severity. */
export const countFindings = (findings: readonly Finding[], severity: Severity): number =>
  findings.filter((finding) => finding.severity === severity).length;

function groupByRule(findings: readonly Finding[]): Map<string, Finding[]> {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding]);
  return byRule;
}

const SEVERITY_NOUNS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** Those that say one sentence of several items follow the others, the sentence once. */
function ruleSections(rule: string, findings: readonly Finding[], context: FindingContext): Section[] {
  const noun = SEVERITY_NOUNS[findings[0]?.severity ?? 'info'];
  const title = `**${ruleName(rule, context)}**: ${count(findings.length, noun)}`;
  const { single, shared } = shareSentences(findings);
  const singles = single.map((finding) => findingEntry(finding, context));
  const groups = shared.map((sentence) => sharedSection(sentence, context));
  const [first, ...others] = groups;
  if (first === undefined || singles.length > 0) return [listSection(title, singles), ...groups];
  return [{ ...first, lead: `${title}. ${first.lead}` }, ...others];
}

function sharedSection({ sentence, findings }: SharedSentence, context: FindingContext): Section {
  const entries = findings.map(
    ({ finding: { file, range }, subject }) =>
      `- ${context.links.line(file, range.line)}: ${toldWithLinks(subject, context.links)}`,
  );
  return listSection(toldWithLinks(sentence, context.links), entries);
}

const ruleName = (rule: string, { rulesUrl }: FindingContext): string =>
  rulesUrl === null ? `\`${rule}\`` : `[\`${rule}\`](${rulesUrl}/${rule}.md)`;

const findingEntry = ({ file, range, message }: Finding, { links }: FindingContext): string =>
  `- ${links.line(file, range.line)}: ${toldWithLinks(message, links)}`;

const toldWithLinks = (message: string, links: Links): string => withIssueLinks(inertMessage(message), links);

/**
 * What is quoted from the file or from GitHub (to the end, where the message was cut), or a number of this repository's
 * issues, as `inertMessage` left it: not `owner/repo#12`, and not in code, where none stands.
 */
const QUOTE_OR_OWN_REFERENCE = /“[^”]*”?|(?<![\p{L}\p{N}_/.\u200B-])#\u200B(\d{1,6})(?![\p{L}\p{N}])/gu;

/** In a check such links notify nobody and leave no trace on the issue. */
export const withIssueLinks = (markdown: string, links: Links): string =>
  markdown.replace(QUOTE_OR_OWN_REFERENCE, (found, number: string | undefined) =>
    number === undefined ? found : links.ownIssue(Number(number)),
  );

function unreferencedSection(findings: Finding[], context: FindingContext): Section {
  const lines = findings
    .slice(0, LINES_NAMED)
    .map(({ file, range }) => context.links.line(file, range.line, `${range.line}`));
  const more = findings.length > LINES_NAMED ? ' and more' : '';
  const which = findings.length === 1 ? 'item names' : 'items name';
  const where = `${findings.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}${more}`;
  const lead = `**${ruleName(SUMMARISED, context)}**: ${findings.length} ${which} no issue (${where}). \`issues.open_for: [unreferenced]\` would open one for each.`;
  return { lead, entries: [], tail: '' };
}
