/**
 * A notice above a dashboard whose rest stays as it was: why it is not brought up to date now. What stands beneath it is
 * not touched, so that no tick is lost.
 */
const BEGIN = '<!-- milepost:notice -->';
const END = '<!-- milepost:notice-end -->';

/** The body under that notice, in place of an earlier one. The notice is Markdown. */
export const withNotice = (body: string, notice: string): string =>
  `${BEGIN}\n\n${notice}\n\n${END}\n\n${withoutNotice(body)}`;

function withoutNotice(body: string): string {
  const text = body.replaceAll('\r\n', '\n');
  if (!text.startsWith(BEGIN)) return text;
  const end = text.indexOf(END);
  return end === -1 ? text.slice(BEGIN.length).trimStart() : text.slice(end + END.length).trimStart();
}
