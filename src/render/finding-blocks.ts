/** The Findings of a Plan for a terminal: shorter than `milepost lint` tells them, since the Operations stand beside them. */
import type { Finding } from '../plan/model.ts';
import { capitalise, enumerate } from './count.ts';
import { displayWidth } from './display-width.ts';
import { plainText } from './plain-text.ts';
import { countSeverities, severityText, SEVERITIES } from './severity-text.ts';
import type { TerminalLayout } from './terminal-style.ts';
import { hang } from './wrap-words.ts';

/** What stands before the text is at most so wide; a longer path pushes its own line alone. */
const MOST_PLACE = 32;

/** From so many of one rule on, the first few are told and the others named by their lines. */
const MANY = 6;
const TOLD = 3;

/**
 * By severity, the gravest first; errors are told one by one, and so is everything that is not many:
 * ```
 * 7 warnings:
 *   ROADMAP.md:6:1  “Faster start” is planned for …  overdue
 *   …
 *                   4 more like it, on lines 10–12 and 40  overdue
 * ```
 */
export function findingBlocks(findings: readonly Finding[], layout: TerminalLayout): string[] {
  const { style } = layout;
  const widest = Math.min(MOST_PLACE, Math.max(0, ...findings.map((finding) => displayWidth(placeOf(finding)))));
  return SEVERITIES.flatMap((severity) => {
    const group = findings.filter((finding) => finding.severity === severity);
    if (group.length === 0) return [];
    const lead = severityText(severity, style, `${capitalise(countSeverities(group))}:`);
    const crowded = severity === 'error' ? [] : crowdedRules(group);
    const told = group.filter((finding) => !crowded.some(({ rest }) => rest.includes(finding)));
    return [
      '',
      style.bold(lead),
      ...told.flatMap((finding) => findingText(finding, widest, layout)),
      ...crowded.flatMap(({ rule, rest }) => {
        const lines = enumerate(runsOf(rest.map(({ range }) => range.line)));
        return behind('', `${rest.length} more like it, on lines ${lines}`, rule, widest, layout);
      }),
    ];
  });
}

function crowdedRules(findings: readonly Finding[]): { rule: string; rest: Finding[] }[] {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  return rules.flatMap((rule) => {
    const ofRule = findings.filter((finding) => finding.rule === rule);
    return ofRule.length < MANY ? [] : [{ rule, rest: ofRule.slice(TOLD) }];
  });
}

/** `7`, `10–12`: lines in their order, those that follow each other together. */
function runsOf(lines: readonly number[]): string[] {
  const runs: { first: number; last: number }[] = [];
  for (const line of lines.toSorted((one, other) => one - other)) {
    const run = runs.at(-1);
    if (run !== undefined && line <= run.last + 1) run.last = line;
    else runs.push({ first: line, last: line });
  }
  return runs.map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`));
}

const placeOf = ({ file, range }: Finding): string => `${plainText(file)}:${range.line}:${range.column}`;

/** `  ROADMAP.md:12:3  message  rule`: the severity is that of its group. */
const findingText = (finding: Finding, widest: number, layout: TerminalLayout): string[] =>
  behind(placeOf(finding), plainText(finding.message), finding.rule, widest, layout);

function behind(place: string, text: string, rule: string, widest: number, { style, width }: TerminalLayout): string[] {
  const padding = ' '.repeat(Math.max(0, widest - displayWidth(place)));
  const dimRule = (line: string): string =>
    line.endsWith(rule) ? line.slice(0, line.length - rule.length) + style.dim(rule) : line;
  return hang(`  ${place}${padding}  `, `${text}  ${rule}`, { indent: widest + 4, width, style: dimRule });
}
