const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands between the tags, or in a quoted attribute, of HTML and SVG. What it shows is the caller's to judge. */
export const withEntities = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
