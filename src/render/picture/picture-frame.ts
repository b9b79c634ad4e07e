/** What surrounds every picture: the element itself, its name and description, its background and its head. */
import { px, svgText } from '../history/svg-text.ts';
import { fitText } from './text-width.ts';
import { STANDALONE_STYLE } from './picture-style.ts';

export interface PictureOptions {
  /** Day, `YYYY-MM-DD`, that counts as today. */
  today: string;
  /** For within a page: without style, background and headline, as wide as its place. The page has `PICTURE_STYLE`. */
  fragment?: boolean;
  /** Pixels, at least 480; default 1080. A fragment's letters have their size at that width. */
  width?: number;
  /** More items than that are not shown. */
  rows?: number;
  /** Begins the ids in the picture, for a page with several of the same kind. */
  idPrefix?: string;
}

export interface Frame {
  width: number;
  height: number;
  isFragment: boolean;
  idPrefix: string;
  /** What assistive technology calls the picture. */
  title: string;
  description: string;
  /** Under the headline, in a picture of its own only. */
  subtitles: readonly string[];
}

export const MARGIN = 24;

/** Pixels that a picture's head takes. */
export const headHeight = (isFragment: boolean, subtitles: number): number => (isFragment ? 0 : 46 + subtitles * 18);

/** The least and the greatest width make no sense beyond these. */
export const pictureWidth = (width = 1080): number => Math.min(4_000, Math.max(480, Math.round(width)));

/** The whole `<svg>` around these parts, ended by a line feed. */
export function picture(frame: Frame, parts: readonly string[]): string {
  const { width, height, isFragment, idPrefix, title, description, subtitles } = frame;
  const ids = [`${idPrefix}-title`, `${idPrefix}-desc`];
  const size = isFragment ? '' : ` width="${width}" height="${px(height)}"`;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="mp-picture"${size} viewBox="0 0 ${width} ${px(height)}" role="img" aria-labelledby="${ids.join(' ')}">`,
    `<title id="${ids[0]}">${svgText(title)}</title>`,
    `<desc id="${ids[1]}">${svgText(description)}</desc>`,
    ...(isFragment
      ? []
      : [
          `<style>${STANDALONE_STYLE}</style>`,
          `<rect class="mp-card" x="0.5" y="0.5" width="${width - 1}" height="${px(height - 1)}" rx="8"/>`,
          words(MARGIN, 38, 'mp-name', fitText(title, (width - 2 * MARGIN) * 0.97, 18)),
          ...subtitles.map((subtitle, index) =>
            words(MARGIN, 60 + index * 18, 'mp-soft', fitText(subtitle, width - 2 * MARGIN, 12)),
          ),
        ]),
    ...parts,
    '</svg>',
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

/** Words that begin there; with the class `mp-right` they end there. */
export const words = (x: number, y: number, names: string, text: string): string =>
  `<text${names === '' ? '' : ` class="${names}"`} x="${px(x)}" y="${px(y)}">${svgText(text)}</text>`;
