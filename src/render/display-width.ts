/** East Asian wide forms and emoji: two columns of a terminal each. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
/** Accents, joiners, variation selectors: no column of their own. */
const NONE = /[\p{Mn}\p{Me}\u200b-\u200f\u2060\ufeff]/u;

/** The text itself where it takes at most `width` columns, else its beginning with an ellipsis, no character halved. */
export function cutToWidth(text: string, width: number): string {
  if (text.length <= width && displayWidth(text) <= width) return text;
  let shown = '';
  let left = width - 1;
  for (const character of text) {
    left -= displayWidth(character);
    if (left < 0) return `${shown.trimEnd()}…`;
    shown += character;
  }
  // The last character may take the place that was kept for the ellipsis.
  return shown;
}

/** Columns that a text without control characters takes on a terminal, as nearly as can be told without asking it. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}
