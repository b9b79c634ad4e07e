/** The tags of a document, read as a browser's tokenizer would, far enough for what pages are made of. */

export interface Tag {
  name: string;
  attributes: Readonly<Record<string, string>>;
}

const TAG = /<([a-z][a-z0-9-]*)((?:\s+[a-z-]+[a-zA-Z:-]*(?:="[^"]*")?)*)\s*\/?>/g;
const ATTRIBUTE = /\s([a-zA-Z:-]+)(?:="([^"]*)")?/g;

/** Opening tags in their order, those within style and script left out. */
export function tagsOf(html: string): Tag[] {
  const markup = withoutRawText(html);
  return [...markup.matchAll(TAG)].map(([, name = '', attributes = '']) => ({
    name,
    attributes: Object.fromEntries(
      [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value]) => [key, value ?? '']),
    ),
  }));
}

/** What readers see: all between the tags, runs of white space as one space. */
export const textOf = (html: string): string =>
  withoutRawText(html)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim();

/** Every `<` of the markup begins a tag of its own: what is left over when all tags are taken away. */
export const strayAngles = (html: string): string[] =>
  withoutRawText(html)
    .replace('<!doctype html>', '')
    .replace(/<\/[a-z][a-z0-9-]*>/gi, '')
    .replace(/<[a-zA-Z][a-zA-Z0-9-]*(?:\s+[a-zA-Z:-]+(?:="[^"]*")?)*\s*\/?>/g, '')
    .match(/[<>]/g) ?? [];

function withoutRawText(html: string): string {
  return html.replace(/<(style|script)>[^]*?<\/\1>/g, '<$1></$1>');
}
