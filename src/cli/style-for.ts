import { colourStyle, plainStyle } from '../render/terminal-style.ts';
import type { TerminalStyle } from '../render/terminal-style.ts';
import type { Output, Surroundings } from './surroundings.ts';

/**
 * Colours on a terminal only. `FORCE_COLOR` (anything but `0` or `false`) asks for them everywhere and comes first, as
 * in Node; `NO_COLOR` (anything) forbids them: https://no-color.org
 */
export function styleFor(output: Output, env: Surroundings['env']): TerminalStyle {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced === '0' || forced === 'false' ? plainStyle : colourStyle;
  const isForbidden = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return output.isTTY === true && !isForbidden ? colourStyle : plainStyle;
}

/** Where a terminal does not say how wide it is. */
const USUAL_WIDTH = 80;

/** Columns of the terminal; null where it is none, and lines are not to be broken. */
export const terminalWidth = ({ isTTY, columns }: Output): number | null =>
  isTTY === true ? (columns ?? USUAL_WIDTH) : null;
