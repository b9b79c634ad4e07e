/** Drawn once, used by reference: the signs of states, which are shapes first and colours second. All on a field of 16. */

const SHAPES = {
  planned: '<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.8"/>',
  'in-progress':
    '<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M8 4.8a3.2 3.2 0 0 1 0 6.4z" fill="currentColor"/>',
  slipped:
    '<circle cx="8" cy="8" r="6.5" fill="currentColor"/><path d="M8 4.6v4M8 11v.4" class="cut" fill="none" stroke-width="1.8" stroke-linecap="round"/>',
  moved:
    '<path d="M2.2 8h9.6M8 3.6 12.4 8 8 12.4M14.4 3v10" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>',
  done: '<circle cx="8" cy="8" r="6.5" fill="currentColor"/><path d="m5.1 8.2 2 2 3.8-4.2" fill="none" class="cut" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>',
  dropped:
    '<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="m4.3 11.7 7.4-7.4" stroke="currentColor" stroke-width="1.8"/>',
  open: '<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.8"/><circle cx="8" cy="8" r="1.8" fill="currentColor"/>',
  missing:
    '<path d="M8 2.2 14.3 13.4H1.7z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/><path d="M8 6.4v3.2M8 11.2v.3" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>',
  lock: '<rect x="3" y="7" width="10" height="7" rx="1.4" fill="currentColor"/><path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" fill="none" stroke="currentColor" stroke-width="1.7"/>',
} as const;

export type Icon = keyof typeof SHAPES;

/** To stand once in a document that uses icons. */
export const SYMBOLS = `<svg class="symbols" width="0" height="0" aria-hidden="true" focusable="false"><defs>${Object.entries(
  SHAPES,
)
  .map(([name, shape]) => `<symbol id="i-${name}" viewBox="0 0 16 16">${shape}</symbol>`)
  .join('')}</defs></svg>`;

/** A sign beside words that say the same. */
export const icon = (name: Icon): string =>
  `<svg class="icon" width="16" height="16" aria-hidden="true"><use href="#i-${name}"/></svg>`;

/** A post with two arms: what was planned, and where it points now. */
export const LOGO =
  '<svg class="logo" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><path d="M11 1h2v22h-2z" fill="currentColor"/><path d="M3 3.5h13l4 3.5-4 3.5H3z" fill="currentColor" class="arm"/><path d="M20 13H9.5L6.5 15.75l3 2.75H20z" fill="currentColor"/></svg>';
