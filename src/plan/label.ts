/** A link's label that is a whole reference by itself. */

const NAME = String.raw`[\w.-]{1,100}`;
const LABEL = new RegExp(
  String.raw`^(?:(?:issue|pull request|pull|pr)[ -]?)?(?:(?:${NAME}/)?${NAME}(?=#)|gh-)?#?(\d{1,10})$`,
  'i',
);

/** Longer labels are prose. */
const LONGEST = 220;

/** The number that the label shows: `675`, `#675`, `GH-675`, `Issue 675`, `acme/anchor#675`; null for any other text. */
export function readLabel(text: string): number | null {
  const label = text.trim();
  const match = label.length > LONGEST ? null : LABEL.exec(label);
  return match === null ? null : Number(match[1]);
}
