import { hidesSomething } from './shown.ts';

/**
 * Text from outside (an issue's title, a person's command) as Markdown that shows it and does nothing: no emphasis, link, tag,
 * heading or list begins, no cell ends, nobody is mentioned, nothing is referred to. null where it cannot stand on one line.
 */
export function inertText(text: string): string | null {
  const plain = text.trim();
  // A line end would begin something new; other control and direction characters show something else than they are.
  if (plain === '' || hidesSomething(plain)) return null;
  const parted = plain
    // A zero-width space stops what is looked for in the rendered text, where escapes are gone.
    .replaceAll(/@(?=[\p{L}\p{N}_])/gu, '@\u200B')
    .replaceAll(/#(?=\p{N})/gu, '#\u200B')
    .replaceAll(/(?<![\p{L}\p{N}])(gh-)(?=\d)/giu, '$1\u200B');
  return parted
    .replaceAll(/[\\`*[\]~|]/g, '\\$&')
    .replaceAll(/&(?=#?[\p{L}\p{N}]{1,40};)/gu, '&amp;')
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replaceAll('<', '&lt;')
    .replace(/^(?:>|=|#(?=#{0,5}(?:\s|$))|[-+](?=[\s-]|$)|:(?=-))/, '\\$&')
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\');
}

/** The same for text between HTML tags, where Markdown means nothing. */
export function inertHtml(text: string): string | null {
  const markdown = inertText(text);
  if (markdown === null) return null;
  return text
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/@(?=[\p{L}\p{N}_])/gu, '@\u200B');
}
