/** A diagnosis for the terminal: grouped, what is said in one column, what to do below it. */
import { count } from './count.ts';
import { countChecks, type Check, type CheckState } from './diagnosis.ts';
import { displayWidth } from './display-width.ts';
import { plainText } from './plain-text.ts';
import type { TerminalStyle } from './terminal-style.ts';

const WORDS: Readonly<Record<CheckState, string>> = {
  ok: 'ok',
  warning: 'warning',
  problem: 'problem',
  'not-checked': '-',
};

const COLOURS: Readonly<Record<CheckState, keyof TerminalStyle>> = {
  ok: 'green',
  warning: 'yellow',
  problem: 'red',
  'not-checked': 'dim',
};

const STATE_WIDTH = 'problem'.length;
const WIDEST_TITLE = 22;

/** Ends with a line feed. `width` in columns of the terminal; lines break between words where they can. */
export function diagnosisText(
  checks: readonly Check[],
  { style, width }: { style: TerminalStyle; width: number },
): string {
  const titleWidth = Math.min(WIDEST_TITLE, Math.max(...checks.map(({ title }) => displayWidth(title))));
  const blocks = groupsOf(checks).map(([group, members]) =>
    [style.bold(group), ...members.flatMap((check) => linesOf(check, { style, width, titleWidth }))].join('\n'),
  );
  return `${[...blocks, summary(checks, style)].join('\n\n')}\n`;
}

function groupsOf(checks: readonly Check[]): [string, Check[]][] {
  const byGroup = new Map<string, Check[]>();
  for (const check of checks) byGroup.set(check.group, [...(byGroup.get(check.group) ?? []), check]);
  return [...byGroup];
}

interface Layout {
  style: TerminalStyle;
  width: number;
  titleWidth: number;
}

function linesOf({ state, title, found, advice }: Check, { style, width, titleWidth }: Layout): string[] {
  const indent = 2 + STATE_WIDTH + 2 + titleWidth + 2;
  const room = Math.max(24, width - indent);
  const word = style[COLOURS[state]](WORDS[state].padEnd(STATE_WIDTH));
  const said = state === 'not-checked' ? `not checked: ${plainText(found)}` : plainText(found);
  const [first = '', ...others] = wrapped(said, room);
  const dimmed = (text: string): string => (state === 'not-checked' ? style.dim(text) : text);
  const head = `  ${word}  ${plainText(title).padEnd(titleWidth)}  ${dimmed(first)}`;
  const gap = ' '.repeat(indent);
  const more = others.map((line) => gap + dimmed(line));
  const advised = advice === null ? [] : wrapped(plainText(advice), room - 2);
  return [head, ...more, ...advised.map((line, index) => `${gap}${index === 0 ? '→ ' : '  '}${line}`)];
}

/** Lines of at most so many columns; a word that is wider has a line of its own. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function summary(checks: readonly Check[], style: TerminalStyle): string {
  const { ok, warning, problem, 'not-checked': left } = countChecks(checks);
  const rest = [
    ...(warning === 0 ? [] : [style.yellow(count(warning, 'warning'))]),
    `${ok} fine`,
    ...(left === 0 ? [] : [`${left} not checked`]),
  ].join(', ');
  if (problem > 0) return `${style.red(count(problem, 'problem'))}, ${rest}.`;
  return `${style.green('No problem was found')}: ${rest}.`;
}
