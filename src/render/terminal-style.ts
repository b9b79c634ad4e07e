/** How a word is set off on a terminal. A renderer gets one of the two below and never asks which. */
export interface TerminalStyle {
  bold: (text: string) => string;
  dim: (text: string) => string;
  red: (text: string) => string;
  green: (text: string) => string;
  yellow: (text: string) => string;
  blue: (text: string) => string;
}

/** How a terminal shows text. `width` in columns; null where it is no terminal: then no line is broken. */
export interface TerminalLayout {
  style: TerminalStyle;
  width: number | null;
}

const same = (text: string): string => text;

/** For files, pipes and people who do not want colours. */
export const plainStyle: TerminalStyle = { bold: same, dim: same, red: same, green: same, yellow: same, blue: same };

const between =
  (on: number, off: number) =>
  (text: string): string =>
    text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`;

/** The eight basic colours, which every terminal shows in a way that its owner chose. */
export const colourStyle: TerminalStyle = {
  bold: between(1, 22),
  dim: between(2, 22),
  red: between(31, 39),
  green: between(32, 39),
  yellow: between(33, 39),
  blue: between(34, 39),
};
