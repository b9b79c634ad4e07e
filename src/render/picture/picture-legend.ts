import { px } from '../history/svg-text.ts';
import { words } from './picture-frame.ts';
import { textWidth } from './text-width.ts';

export interface LegendEntry {
  /** Drawn around the origin. */
  sign: string;
  /** Pixels that the sign takes to the right of the origin. */
  signWidth: number;
  label: string;
}

const GAP = 18;
const LINE = 20;
const SIZE = 11;

/** Each sign with its meaning, in as many lines as it takes. `height` is 0 for an empty legend. */
export function legend(
  entries: readonly LegendEntry[],
  { left, right, top }: { left: number; right: number; top: number },
): { parts: string[]; height: number } {
  let [x, line] = [left, 0];
  const parts = entries.map(({ sign, signWidth, label }) => {
    const width = signWidth + 6 + textWidth(label, SIZE);
    if (x > left && x + width > right) [x, line] = [left, line + 1];
    const part = `<g transform="translate(${px(x)} ${px(top + line * LINE)})">${sign}${words(signWidth + 6, 4, 'mp-soft mp-small', label)}</g>`;
    x += width + GAP;
    return part;
  });
  return { parts, height: entries.length === 0 ? 0 : (line + 1) * LINE };
}
