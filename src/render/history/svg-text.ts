import { plainText } from '../plain-text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What a reader is meant to see of a text, on one line, for between the tags of an SVG or in an attribute. */
export const svgText = (text: string): string => plainText(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);

/** Pixels, to a tenth: more digits show nothing, and fewer bytes compare better. */
export const px = (value: number): string => String(Math.round(value * 10) / 10);
