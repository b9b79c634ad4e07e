import type { RoadmapView } from '../../plan/view/view.ts';
import { px, svgText } from '../history/svg-text.ts';
import { countsOf, grouped } from './view-words.ts';
import { textWidth } from './text-width.ts';

const HEIGHT = 20;
const PADDING = 7;
const SIZE = 11;
const LABEL = 'roadmap';
/** White letters stand out from each of them, in light and in dark pages. */
const COLOURS = { label: '#4d555e', late: '#bc4c00', onTime: '#1a7f37', empty: '#59636e' } as const;

/**
 * A small badge for a README: how many of a roadmap's items, or of several roadmaps' together, are done, and how many
 * are late. 20 pixels high, one file without scripts or fonts; the same bytes for the same items.
 */
export function badgeSvg(views: RoadmapView | readonly RoadmapView[]): string {
  const { message, colour } = messageOf('version' in views ? [views] : views);
  // Whatever font the reader has, each text is set to exactly this width.
  const [labelWidth, messageWidth] = [textWidth(LABEL, SIZE), textWidth(message, SIZE)].map(Math.ceil) as [
    number,
    number,
  ];
  const edge = labelWidth + 2 * PADDING;
  const width = edge + messageWidth + 2 * PADDING;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-labelledby="badge-title">`,
    `<title id="badge-title">${svgText(`${LABEL}: ${message}`)}</title>`,
    `<clipPath id="badge-shape"><rect width="${width}" height="${HEIGHT}" rx="3"/></clipPath>`,
    `<g clip-path="url(#badge-shape)"><rect width="${edge}" height="${HEIGHT}" fill="${COLOURS.label}"/><rect x="${edge}" width="${width - edge}" height="${HEIGHT}" fill="${COLOURS[colour]}"/></g>`,
    `<g fill="#ffffff" font-family="Verdana, Geneva, DejaVu Sans, Helvetica, Arial, sans-serif" font-size="${SIZE}" text-rendering="geometricPrecision">`,
    text(PADDING, labelWidth, LABEL),
    text(edge + PADDING, messageWidth, message),
    '</g>',
    '</svg>',
  ].join('\n')}\n`;
}

const text = (x: number, length: number, words: string): string =>
  `<text x="${px(x)}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs">${svgText(words)}</text>`;

/** `12 of 40 done · 3 late`. What was dropped is no longer to be done, and does not count. */
function messageOf(views: readonly RoadmapView[]): { message: string; colour: keyof typeof COLOURS } {
  const counts = countsOf(views.flatMap(({ items }) => items));
  const all = counts.planned + counts['in-progress'] + counts.done + counts.slipped;
  if (all === 0) return { message: 'no items', colour: 'empty' };
  const late = counts.slipped === 0 ? '' : ` · ${grouped(counts.slipped)} late`;
  const message = `${grouped(counts.done)} of ${grouped(all)} done${late}`;
  return { message, colour: counts.slipped === 0 ? 'onTime' : 'late' };
}
