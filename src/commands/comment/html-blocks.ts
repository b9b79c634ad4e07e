/** CommonMark's seven kinds of HTML blocks. https://spec.commonmark.org/0.31.2/#html-blocks */
import { indentOf, isBlank } from './block-starts.ts';
import { tagAt } from './raw-html.ts';

export interface HtmlBlock {
  /** Whether the block ends with this line; a blank line that ends a block is not part of it. */
  endsWith(line: string): boolean;
  /** It ends before a blank line, and Markdown goes on. */
  endsAtBlank: boolean;
  /** May stand in the middle of a paragraph. */
  interrupts: boolean;
}

const until = (...signs: string[]): HtmlBlock => ({
  endsWith: (line) => signs.some((sign) => line.includes(sign)),
  endsAtBlank: false,
  interrupts: true,
});

const LITERAL_ENDS = ['</pre>', '</script>', '</style>', '</textarea>'];

const LITERAL: HtmlBlock = { ...until(), endsWith: (line) => until(...LITERAL_ENDS).endsWith(line.toLowerCase()) };

const UNTIL_BLANK: HtmlBlock = { endsWith: () => false, endsAtBlank: true, interrupts: true };

const BLOCK_TAGS: ReadonlySet<string> = new Set(
  `address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset
  figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem
  nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead title tr track ul`.split(
    /\s+/,
  ),
);

/** The block that a line (indented by less than four) begins; null for none. */
export function htmlBlockOf(rest: string): HtmlBlock | null {
  const line = rest.slice(indentOf(rest));
  if (!line.startsWith('<')) return null;
  if (/^<(?:pre|script|style|textarea)(?:[ >]|$)/i.test(line)) return LITERAL;
  if (line.startsWith('<!--')) return until('-->');
  if (line.startsWith('<?')) return until('?>');
  if (line.startsWith('<![CDATA[')) return until(']]>');
  if (/^<![A-Za-z]/.test(line)) return until('>');
  const name = /^<\/?([A-Za-z][A-Za-z0-9]{0,63})(?:[ >]|\/>|$)/.exec(line)?.[1]?.toLowerCase();
  if (name !== undefined && BLOCK_TAGS.has(name)) return UNTIL_BLANK;
  const tag = tagAt(line, 0);
  return tag !== null && isBlank(line.slice(tag.end)) ? { ...UNTIL_BLANK, interrupts: false } : null;
}
