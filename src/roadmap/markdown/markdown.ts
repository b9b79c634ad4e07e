import { compile } from './compile.ts';
import { partsOf } from './events.ts';
import type { MarkdownTree } from './tree.ts';

const FRONT_MATTER = /^(---|\+\+\+)[ \t]*\r?\n/;

/**
 * The Markdown tree of `text`; offsets are those of `text`. Front matter and a byte order mark read as blank.
 * Hostile nesting may make it slow, or overflow the stack with a RangeError: the caller minds both.
 */
export function parseMarkdown(text: string): MarkdownTree {
  const masked = maskFrontMatter(text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text);
  return compile(partsOf(masked), masked);
}

/** Blanks YAML (`---`) or TOML (`+++`) front matter, character for character, so that no offset moves. */
function maskFrontMatter(text: string): string {
  const close = frontMatterEnd(text);
  return close === 0 ? text : text.slice(0, close).replaceAll(/[^\r\n]/g, ' ') + text.slice(close);
}

/** Offset of the end of the line that closes front matter, behind a byte order mark or not; 0 without front matter. */
export function frontMatterEnd(text: string): number {
  const lead = text.startsWith(' ') || text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const fence = FRONT_MATTER.exec(text.slice(lead, lead + 80))?.[1];
  return fence === undefined ? 0 : (findFence(text, fence, lead + fence.length) ?? 0);
}

/** Offset after the line that closes front matter, null when nothing closes it before a blank-line paragraph could. */
function findFence(text: string, fence: string, from: number): number | null {
  let at = text.indexOf(`\n${fence}`, from);
  while (at !== -1) {
    const end = at + 1 + fence.length;
    const rest = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end, end + 80));
    if (rest) return looksLikeSettings(text.slice(from, at)) ? end : null;
    at = text.indexOf(`\n${fence}`, end);
  }
  return null;
}

/** A thematic break at the top of a file is no front matter: that has `key: value` or `key = value` lines. */
function looksLikeSettings(body: string): boolean {
  return /^[ \t]*["']?[\w.-]+["']?[ \t]*[:=]/m.test(body) || body.trim() === '';
}
