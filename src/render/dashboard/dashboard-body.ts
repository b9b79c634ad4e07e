/** The body of a dashboard as a text: put under a notice, and compared with another one. */

const BEGIN = '<!-- milepost:notice -->';
const END = '<!-- milepost:notice-end -->';

/**
 * The body under that notice, in place of an earlier one: why it is not brought up to date now. What stands beneath it is
 * not touched, so that no tick is lost. The notice is Markdown.
 */
export const withNotice = (body: string, notice: string): string =>
  `${BEGIN}\n\n${notice}\n\n${END}\n\n${withoutNotice(body)}`;

function withoutNotice(body: string): string {
  const text = body.replaceAll('\r\n', '\n');
  if (!text.startsWith(BEGIN)) return text;
  const end = text.indexOf(END);
  return end === -1 ? text.slice(BEGIN.length).trimStart() : text.slice(end + END.length).trimStart();
}

/** Begins the paragraph that alone is no reason to edit the issue. */
export const LAST_SYNC = '**Last sync**';

/** A body without what it says of the sync that wrote it, in one form of line ends: to tell whether there is anything new. */
export function withoutLastSync(body: string): string {
  const text = body.replaceAll('\r\n', '\n').trimEnd();
  const start = text.lastIndexOf(`\n${LAST_SYNC}`);
  if (start === -1) return text;
  const end = text.indexOf('\n\n', start + 1);
  return `${text.slice(0, start)}${end === -1 ? '' : text.slice(end)}`;
}
