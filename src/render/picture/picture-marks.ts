/** The signs of the pictures, each around a point. Every status has a form of its own beside its colour. */
import type { Status } from '../../roadmap/model.ts';
import { px } from '../history/svg-text.ts';

/** What an item's status is, in a disc of 11 pixels. */
export function statusMark(x: number, y: number, status: Status): string {
  const disc = (name: string, r = 5.5): string => `<circle class="${name}" cx="${px(x)}" cy="${px(y)}" r="${r}"/>`;
  switch (status) {
    case 'planned':
      return disc('mp-solid-planned', 4.7);
    case 'in-progress':
      return `${disc('mp-ring-in-progress', 4.7)}<path class="mp-solid-in-progress" d="M${px(x)} ${px(y - 4.7)}a4.7 4.7 0 0 1 0 9.4z"/>`;
    case 'done':
      return `${disc('mp-solid-done')}<path class="mp-sign" d="M${px(x - 2.6)} ${px(y + 0.1)}l1.9 2 3.3-3.9"/>`;
    case 'slipped':
      return `${disc('mp-solid-slipped')}<path class="mp-sign" d="M${px(x)} ${px(y - 3)}v3.2m0 2.6v.1"/>`;
    default:
      return `${disc('mp-solid-dropped')}<path class="mp-sign" d="M${px(x - 2)} ${px(y - 2)}l4 4m0-4l-4 4"/>`;
  }
}

const BAR = 10;
/** A bar is at least that wide: a day on an axis of decades is to be seen. */
const LEAST_BAR = 5;

/** A stretch of time. What slipped is hatched with the pattern of that id, what was dropped has a broken line. */
export function bar(from: number, to: number, y: number, status: Status, hatchId: string): string {
  const width = Math.max(LEAST_BAR, to - from);
  const top = y - BAR / 2;
  const rect = (attributes: string): string =>
    `<rect ${attributes} x="${px(from)}" y="${px(top)}" width="${px(width)}" height="${BAR}" rx="2.5"/>`;
  return rect(`class="mp-${status}"`) + (status === 'slipped' ? rect(`fill="url(#${hatchId})"`) : '');
}

/** To be in every picture with a bar that slipped. */
export const hatchPattern = (id: string): string =>
  `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse"><path class="mp-hatch" d="M-1 7l8-8M-1 1l2-2M5 7l2-2"/></pattern>`;

/** One day of which only the end is known: a diamond. */
export const endMark = (x: number, y: number, status: Status): string =>
  `<path class="mp-${status}" d="M${px(x)} ${px(y - 6)}l6 6-6 6-6-6z"/>`;

/** A day that something was planned for: a small diamond, the last one filled. */
export const oldMark = (x: number, y: number, isLast = false): string =>
  `<path class="mp-old${isLast ? '-last' : ''}" d="M${px(x)} ${px(y - 4.2)}l4.2 4.2-4.2 4.2-4.2-4.2z"/>`;

/** A slip to no known day: a chevron. */
export const chevron = (x: number, y: number): string =>
  `<path class="mp-slip" d="M${px(x - 2)} ${px(y - 4.5)}l4 4.5-4 4.5"/>`;

/** From one planned day to another: an arch above the line with its head down, in a warm colour when it is a slip. */
export function moveArc(from: number, to: number, y: number, isSlip: boolean): string {
  const kind = isSlip ? 'mp-slip' : 'mp-move';
  const top = y - Math.min(21, 12 + Math.abs(to - from) * 0.12);
  const path = `M${px(from)} ${px(y - 5)}C${px(from)} ${px(top)} ${px(to)} ${px(top)} ${px(to)} ${px(y - 9)}`;
  const head = `M${px(to)} ${px(y - 5)}l-2.9-4.8h5.8z`;
  return `<path class="${kind}" d="${path}"/><path class="${kind}-head" d="${head}"/>`;
}

/** From the missed day until today. */
export const lateLine = (from: number, to: number, y: number): string =>
  `<path class="mp-late" d="M${px(from)} ${px(y)}H${px(to)}"/>`;
