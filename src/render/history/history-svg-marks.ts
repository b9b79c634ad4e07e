/** The signs of the picture, each around a point of its row's line. */
import type { LifeState } from '../../roadmap/history/history.ts';
import { px } from './svg-text.ts';

/** First seen: a ring. */
export const firstSeenMark = (x: number, y: number, state: LifeState): string =>
  `<circle class="ring ring-${state}" cx="${px(x)}" cy="${px(y)}" r="3.4"/>`;

/** How it ended. An open life has no end: a short arrow says that it goes on. */
export function endMark(x: number, y: number, state: LifeState): string {
  const dot = `<circle class="dot-${state}" cx="${px(x)}" cy="${px(y)}" r="5.6"/>`;
  switch (state) {
    case 'done':
      return `${dot}<path class="sign" d="M${px(x - 2.6)} ${px(y + 0.1)}l1.9 2 3.3-3.9"/>`;
    case 'dropped':
      return `${dot}<path class="sign" d="M${px(x - 2)} ${px(y - 2)}l4 4m0-4l-4 4"/>`;
    case 'vanished':
      return `<path class="gone" d="M${px(x - 3.6)} ${px(y - 3.6)}l7.2 7.2m0-7.2l-7.2 7.2"/>`;
    default:
      return `<path class="life open" d="M${px(x - 4)} ${px(y - 3.5)}l4 3.5-4 3.5"/>`;
  }
}

/** A day that it was planned for: a diamond, the last one filled. */
export const plannedMark = (x: number, y: number, isLast: boolean): string =>
  `<path class="plan${isLast ? ' plan-last' : ''}" d="M${px(x)} ${px(y - 4.2)}l4.2 4.2-4.2 4.2-4.2-4.2z"/>`;

/** A slip to no known day, on the day of its commit: a chevron. */
export const slipMark = (x: number, y: number): string =>
  `<path class="slip" d="M${px(x - 2)} ${px(y - 4.5)}l4 4.5-4 4.5"/>`;

/** From one planned day to another: an arch above the line with its head down, in a warm colour when it is a slip. */
export function moveArc(from: number, to: number, y: number, slip: boolean): string {
  const kind = slip ? 'slip' : 'move';
  const top = y - Math.min(23, 13 + Math.abs(to - from) * 0.12);
  const path = `M${px(from)} ${px(y - 5)}C${px(from)} ${px(top)} ${px(to)} ${px(top)} ${px(to)} ${px(y - 8)}`;
  const head = `M${px(to)} ${px(y - 4)}l-2.9-4.8h5.8z`;
  return `<path class="${kind}" d="${path}"/><path class="${kind}-head" d="${head}"/>`;
}
