import { withEntities } from '../markup.ts';
import { plainText } from '../plain-text.ts';

/** What a reader is meant to see of a text, on one line, for between the tags of an SVG or in an attribute. */
export const svgText = (text: string): string => withEntities(plainText(text));

/** Pixels, to a tenth: more digits show nothing, and fewer bytes compare better. */
export const px = (value: number): string => String(Math.round(value * 10) / 10);
