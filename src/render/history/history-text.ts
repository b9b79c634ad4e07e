import type { History, Life, LifeState, RevisionStamp } from '../../roadmap/history/history.ts';
import { count } from '../count.ts';
import { dayOf, grouped, historyCounts, historyName, historySpan, targetsOf } from './history-summary.ts';
import { plainText, shorten } from '../plain-text.ts';
import type { TerminalStyle } from '../terminal-style.ts';
import { textTable } from '../text-table.ts';
import type { Cell, Column } from '../text-table.ts';

export interface HistoryTextOptions {
  /** Columns of the terminal. */
  width: number;
  style: TerminalStyle;
}

/** Narrower than this, a table would show nothing but ellipses. */
const MIN_WIDTH = 60;
/** So many are told however narrow it is. */
const MIN_COLUMNS = 3;
const MAX_TITLE_LENGTH = 200;

/**
 * A History as tables for people: a summary, the items in the order given, then those that silently vanished, and what
 * could not be read. Every line fits the width, down to 60 columns.
 */
export function historyText(history: History, options: HistoryTextOptions): string {
  const { style } = options;
  const staying = history.lives.filter(({ state }) => state !== 'vanished');
  const vanished = history.lives.filter(({ state }) => state === 'vanished');
  const blocks = [
    [style.bold(historyName(history)), `${historySpan(history)}; ${historyCounts(history)}.`],
    staying.length === 0 ? [] : table(STAYING, staying, options),
    vanished.length === 0
      ? []
      : [
          style.bold(`Vanished while still open: ${count(vanished.length, 'item')}`),
          ...table(VANISHED, vanished, options),
        ],
    skippedLines(history, style),
    history.lives.length === 0 ? [noItems(history)] : [],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

const noItems = ({ file }: History): string =>
  `No revision of ${plainText(file)} has an item. \`milepost parse --explain\` says what a file's lines were taken for.`;

type LifeColumn = Column & { cell: (life: Life, style: TerminalStyle) => Cell };

const ITEM: LifeColumn = { head: 'Item', min: 16, wanted: 26, cell: ({ title }) => ({ text: titleOf(title) }) };

const SLIPS: LifeColumn = {
  head: 'Slips',
  min: 5,
  align: 'right',
  cell: ({ timesSlipped }, style) => ({
    text: timesSlipped === 0 ? '' : String(timesSlipped),
    style: (words) => style.yellow(words),
  }),
};

const DAYS: LifeColumn = {
  head: 'Days',
  min: 6,
  align: 'right',
  cell: ({ daysSlipped }, style) => ({
    text: daysSlipped === 0 ? '' : `+${grouped(daysSlipped)}`,
    style: (words) => style.yellow(words),
  }),
};

const TARGETS: LifeColumn = {
  head: 'Planned for',
  min: 14,
  wanted: 18,
  cell: (life) => {
    const targets = targetsOf(life).map(({ text }) => shorten(text, 60));
    const ends = targets.length > 2 ? [targets[0]!, '…', targets.at(-1)!] : targets;
    return { text: targets.join(' → '), brief: ends.join(' → ') };
  },
};

const SINCE: LifeColumn = {
  head: 'First seen',
  min: 10,
  cell: ({ firstSeen }, style) => ({ text: dayOf(firstSeen), style: (words) => style.dim(words) }),
};

const NOW: LifeColumn = {
  head: 'Now',
  min: 15,
  cell: ({ state, status, ended }, style) => ({
    text: state === 'open' ? status : ended === null ? state : `${state} ${dayOf(ended)}`,
    style: STATE_STYLE[state](style),
  }),
};

const STATE_STYLE: Record<LifeState, (style: TerminalStyle) => (words: string) => string> = {
  open: () => (words) => words,
  done: (style) => (words) => style.green(words),
  dropped: (style) => (words) => style.dim(words),
  vanished: (style) => (words) => style.red(words),
};

const GONE: LifeColumn = {
  head: 'Gone since',
  min: 10,
  cell: ({ ended }, style) => ({ text: ended === null ? '' : dayOf(ended), style: (words) => style.red(words) }),
};

const BY: LifeColumn = {
  head: 'By',
  min: 7,
  wanted: 18,
  cell: ({ ended }, style) => ({ text: ended === null ? '' : byWhom(ended), style: (words) => style.dim(words) }),
};

const TAKEN_OUT: LifeColumn = { ...BY, head: 'Taken out by' };

const LAST_STATUS: LifeColumn = { head: 'Was', min: 7, cell: ({ status }) => ({ text: status }) };

/** The last ones say the least, and make room on a narrow terminal. */
const STAYING = [ITEM, SLIPS, DAYS, TARGETS, NOW, SINCE, BY];
const VANISHED = [ITEM, GONE, TAKEN_OUT, TARGETS, LAST_STATUS, SINCE, SLIPS, DAYS];

function table(columns: readonly LifeColumn[], lives: readonly Life[], options: HistoryTextOptions): string[] {
  const width = Math.max(options.width, MIN_WIDTH);
  const { style } = options;
  const told = columns.filter(({ cell }) => lives.some((life) => cell(life, style).text !== ''));
  const fitting = withoutLeastNeeded(told, width);
  const rows = lives.map((life) => fitting.map(({ cell }) => cell(life, style)));
  return textTable(fitting, rows, { width, headStyle: (head) => style.dim(head) });
}

function withoutLeastNeeded(columns: readonly LifeColumn[], width: number): readonly LifeColumn[] {
  const needed = columns.reduce((sum, { min, wanted = min }) => sum + wanted + 2, -2);
  return needed <= width || columns.length <= MIN_COLUMNS ? columns : withoutLeastNeeded(columns.slice(0, -1), width);
}

const titleOf = (title: string): string => shorten(plainText(title), MAX_TITLE_LENGTH);

/** `8a61e36 ada` */
const byWhom = ({ commit, author }: RevisionStamp): string =>
  `${plainText(commit).slice(0, 7)}${author === null ? '' : ` ${shorten(plainText(author), 40)}`}`;

function skippedLines({ skipped, file }: History, style: TerminalStyle): string[] {
  if (skipped.length === 0) return [];
  return [
    style.bold(`Not read: ${count(skipped.length, 'revision')} of ${plainText(file)}`),
    ...skipped.map((revision) => `${dayOf(revision)}  ${byWhom(revision)}  ${plainText(revision.message)}`),
  ];
}
