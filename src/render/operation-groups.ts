import type { Plan } from '../plan/model.ts';
import { capitalise } from './count.ts';
import { displayWidth } from './display-width.ts';
import { kindOf, summariseOperations } from './operation-sections.ts';
import type { OperationKind, OutcomeEntry } from './operation-sections.ts';
import { operationRow, signText } from './operation-text.ts';
import type { OperationRow } from './operation-text.ts';
import { plainText } from './plain-text.ts';
import type { TerminalLayout } from './terminal-style.ts';
import { hang } from './wrap-words.ts';

/** A longer place keeps its line to itself; the others stand in one column. */
const MOST_PLACE = 32;

/** Where there is no terminal, what is longer goes below the title. */
const MOST_ELSEWHERE = 120;

/**
 * Operations of one outcome for a terminal, those of a kind together; what is the same for all of them is said once:
 * ```
 * Milepost would open 2 issues:
 *   each: label roadmap; the roadmap says that its issue is still to come
 *   + ROADMAP.md:5   Resumable uploads  in “Later”
 *   + ROADMAP.md:12  Themes
 * ```
 * `lead` begins each heading: `Milepost would `. None for no entries.
 */
export function operationGroups(
  lead: string,
  entries: readonly OutcomeEntry[],
  tense: 'past' | 'bare',
  { file, repo, operations }: Pick<Plan, 'file' | 'repo' | 'operations'>,
  layout: TerminalLayout,
): string[] {
  const name = plainText(file);
  // One column for all groups of a roadmap.
  const places = operations.map(({ item }) => displayWidth(`${name}:${item.line}`));
  const placeWidth = Math.min(MOST_PLACE, Math.max(0, ...places));
  return byKind(entries).flatMap((group) => {
    const heading = capitalise(`${lead}${summariseOperations(group, tense)}:`);
    const rows = group.map((entry) => operationRow(entry, repo));
    const shared = sharedFacts(rows);
    const { style, width } = layout;
    return [
      '',
      ...hang('', heading, { indent: 0, width, style: style.bold }),
      ...(shared.length === 0 ? [] : hang('  ', `each: ${shared.join('; ')}`, { indent: 8, width, style: style.dim })),
      ...rowLines(rows, new Set(shared), { name, placeWidth }, layout),
    ];
  });
}

/** In the order in which the kinds first come. */
function byKind(entries: readonly OutcomeEntry[]): OutcomeEntry[][] {
  const groups = new Map<OperationKind, OutcomeEntry[]>();
  for (const entry of entries) {
    const kind = kindOf(entry.operation);
    groups.set(kind, [...(groups.get(kind) ?? []), entry]);
  }
  return [...groups.values()];
}

/** Said of every row, where there are several. */
function sharedFacts(rows: readonly OperationRow[]): string[] {
  const [first, ...others] = rows;
  if (first === undefined || others.length === 0) return [];
  return first.facts.filter((fact) => others.every(({ facts }) => facts.includes(fact)));
}

function rowLines(
  rows: readonly OperationRow[],
  shared: ReadonlySet<string>,
  { name, placeWidth }: { name: string; placeWidth: number },
  { style, width }: TerminalLayout,
): string[] {
  const issueWidth = Math.max(...rows.map(({ issue }) => displayWidth(issue)));
  const indent = 4 + placeWidth + 2;
  return rows.flatMap((row) => {
    const place = padded(`${name}:${row.line}`, placeWidth);
    const issue = issueWidth === 0 ? '' : `${style.blue(padded(row.issue, issueWidth))}  `;
    const titleIndent = indent + (issueWidth === 0 ? 0 : issueWidth + 2);
    const below = (text: string, set: (line: string) => string): string[] =>
      hang(' '.repeat(indent), text, { indent, width, style: set });
    const facts = row.facts.filter((fact) => !shared.has(fact)).join('; ');
    const first = `  ${signText(row.sign, style)} ${style.dim(place)}  ${issue}`;
    const isOneLine =
      row.changes.length === 0 &&
      titleIndent + displayWidth(row.title) + 2 + displayWidth(facts) <= (width ?? MOST_ELSEWHERE);
    const title =
      facts !== '' && isOneLine
        ? [`${first}${row.title}  ${style.dim(facts)}`]
        : hang(first, row.title, { indent: titleIndent, width });
    return [
      ...title,
      ...row.changes.flatMap(({ field, before, after }) => {
        const text = `${field}: ${before === null ? '' : `${before} → `}${after}`;
        return below(text, before === null ? style.green : style.yellow);
      }),
      ...(facts === '' || isOneLine ? [] : below(facts, style.dim)),
      ...(row.url === null ? [] : [`${' '.repeat(indent)}${style.blue(row.url)}`]),
      ...(row.refusal === null ? [] : below(row.refusal, style.red)),
    ];
  });
}

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - displayWidth(text)));
