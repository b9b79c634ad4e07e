import type { RoadmapView, ViewFinding, ViewItem } from '../plan/view/view.ts';
import type { Status } from '../roadmap/model.ts';
import { count } from './count.ts';
import { inertText } from './inert.ts';
import { groupBy } from './picture/group-by.ts';
import { countsOf, daysSlipped, grouped, movesWords, slipsOf, viewCounts, viewName } from './picture/view-words.ts';

const STATUSES = ['done', 'in-progress', 'slipped', 'planned', 'dropped'] as const satisfies readonly Status[];
const HEADS = ['done', 'in progress', 'slipped', 'planned', 'dropped'] as const;
const MOST_ROWS = 50;
const MOST_SLIPS = 40;
const MOST_FINDINGS = 100;
const TITLE = 160;

/**
 * Roadmaps as Markdown for a README, a wiki or a comment: how far they are, by section, what slipped, and the findings.
 * Text of the roadmap is inert in it. `today` is `YYYY-MM-DD`. The same bytes for the same views and day.
 */
export const reportMarkdown = (views: readonly RoadmapView[], { today }: { today: string }): string =>
  views.map((view) => reportOf(view, today)).join('\n');

function reportOf(view: RoadmapView, today: string): string {
  const blocks = [
    `## ${inertText(viewName(view), { maxLength: TITLE })}`,
    `${viewCounts(view)}, as of ${today}.`,
    sections(view),
    slips(view),
    findings(view),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** A row for each outermost section in which the items part, with how many have which status. */
function sections({ items }: RoadmapView): string {
  if (items.length === 0) return '';
  const depth = partingDepth(items);
  const groups = [...groupBy(items, ({ path }) => path[depth] ?? path.at(-1) ?? '')];
  if (groups.length < 2) return '';
  const used = STATUSES.map((status, index) => ({ status, head: HEADS[index]! })).filter(({ status }) =>
    items.some((item) => item.status === status),
  );
  const rows = groups.slice(0, MOST_ROWS).map(([title, members]) => {
    const counts = countsOf(members);
    const name = title === '' ? 'without a section' : inertText(title, { maxLength: TITLE });
    return row([name, ...used.map(({ status }) => cell(counts[status]))]);
  });
  const rest = groups.length - rows.length;
  const more = rest > 0 ? `\n\nand ${count(rest, 'more section')}.` : '';
  return `${table(['Section', ...used.map(({ head }) => head)], 1, rows)}${more}`;
}

const cell = (number: number): string => (number === 0 ? '' : grouped(number));

/** The first level of sections that not all items share. */
function partingDepth(items: readonly ViewItem[]): number {
  const around = items[0]?.path.slice(0, -1) ?? [];
  const depth = around.findIndex((title, level) =>
    items.some(({ path }) => path[level] !== title || path.length <= level + 1),
  );
  return depth === -1 ? around.length : depth;
}

function slips({ items }: RoadmapView): string {
  const slipped = items
    .filter((item) => slipsOf(item).length > 0)
    .toSorted((one, other) => slipsOf(other).length - slipsOf(one).length || daysSlipped(other) - daysSlipped(one));
  if (slipped.length === 0) return '';
  const rows = slipped.slice(0, MOST_SLIPS).map((item) => {
    const days = daysSlipped(item);
    const chain = movesWords(item);
    const told = chain.length > 6 ? [...chain.slice(0, 2), '…', ...chain.slice(-3)] : chain;
    const targets = told.map((text) => inertText(text, { maxLength: 60 })).join(' → ');
    return row([
      inertText(item.title, { maxLength: TITLE }),
      grouped(slipsOf(item).length),
      days > 0 ? grouped(days) : '',
      targets,
    ]);
  });
  const rest = slipped.length - rows.length;
  const more = rest > 0 ? `\n\nand ${count(rest, 'more item')}.` : '';
  return `### Slips\n\n${table(['Item', 'times', 'days', 'planned for'], 1, rows, 3)}${more}`;
}

function findings(view: RoadmapView): string {
  if (view.findings.length === 0) return '';
  const lines = view.findings.slice(0, MOST_FINDINGS).map((finding) => findingLine(finding));
  const rest = view.findings.length - lines.length;
  const more = rest > 0 ? [`- and ${count(rest, 'more finding')}`] : [];
  return `### Findings\n\n${[...lines, ...more].join('\n')}`;
}

const findingLine = ({ severity, line, message, rule }: ViewFinding): string =>
  `- **${severity}**, line ${line}: ${inertText(message)} (\`${rule}\`)`;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Columns from `firstNumber` on, and before `textFrom`, are numbers, set to the right. */
const table = (heads: readonly string[], firstNumber: number, rows: readonly string[], textFrom = Infinity): string =>
  [row(heads), row(heads.map((_, index) => (index >= firstNumber && index < textFrom ? '--:' : '---'))), ...rows].join(
    '\n',
  );
