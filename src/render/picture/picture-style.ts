/**
 * The look of all pictures of a RoadmapView: one table of colours for light and dark, one of rules by class. A picture of
 * its own has the colours written out, since not every reader of SVG knows variables; a page has them as variables.
 */

/** In light and in dark. GitHub's own, so that a picture in a README looks at home. */
const COLOURS = {
  canvas: ['#ffffff', '#0d1117'],
  border: ['#d0d7de', '#30363d'],
  text: ['#1f2328', '#e6edf3'],
  soft: ['#59636e', '#9198a1'],
  grid: ['#eef1f4', '#1b2129'],
  'grid-year': ['#d8dee4', '#2b323b'],
  band: ['#f3f6fa', '#141b24'],
  far: ['#f6f8fa', '#11161d'],
  today: ['#8250df', '#a371f7'],
  planned: ['#0969da', '#58a6ff'],
  'planned-fill': ['#ddf4ff', '#121d2f'],
  progress: ['#0969da', '#58a6ff'],
  'progress-fill': ['#54aeff', '#1f6feb'],
  done: ['#1a7f37', '#3fb950'],
  'done-fill': ['#aceebb', '#1d572d'],
  slipped: ['#bc4c00', '#f0883e'],
  'slipped-fill': ['#fff1e5', '#3d1d08'],
  dropped: ['#6e7781', '#8b949e'],
  track: ['#d8dee4', '#2b323b'],
  old: ['#6e7781', '#8b949e'],
  move: ['#8c959f', '#6e7681'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

type Colour = keyof typeof COLOURS;

interface Rule {
  selector: string;
  /** What has a colour, which differs between light and dark. */
  colours?: Partial<Record<'fill' | 'stroke', Colour>>;
  /** All else. */
  rest?: string;
}

const FONT = '12px -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif';

const RULES: readonly Rule[] = [
  { selector: '.mp-card', colours: { fill: 'canvas', stroke: 'border' } },
  { selector: '.mp-picture text', colours: { fill: 'text' }, rest: `font: ${FONT}` },
  { selector: '.mp-picture .mp-name', rest: 'font-size: 18px; font-weight: 600' },
  { selector: '.mp-picture .mp-soft', colours: { fill: 'soft' } },
  { selector: '.mp-picture .mp-small', rest: 'font-size: 11px' },
  { selector: '.mp-picture .mp-strong', rest: 'font-weight: 600' },
  { selector: '.mp-picture .mp-right', rest: 'text-anchor: end' },
  { selector: '.mp-picture .mp-middle', rest: 'text-anchor: middle' },
  // A halo in the background's colour keeps words readable where a line crosses them.
  {
    selector: '.mp-picture .mp-halo',
    colours: { stroke: 'canvas' },
    rest: 'paint-order: stroke; stroke-width: 3px; stroke-linejoin: round',
  },
  { selector: '.mp-picture .mp-slip-word', colours: { fill: 'slipped' }, rest: 'font-weight: 600' },
  { selector: '.mp-picture .mp-today-word', colours: { fill: 'today' }, rest: 'font-weight: 600' },
  { selector: '.mp-grid', colours: { stroke: 'grid' } },
  { selector: '.mp-grid-year', colours: { stroke: 'grid-year' } },
  { selector: '.mp-rule', colours: { stroke: 'border' } },
  { selector: '.mp-band', colours: { fill: 'band' } },
  { selector: '.mp-band-edge', colours: { stroke: 'grid-year' } },
  { selector: '.mp-far', colours: { fill: 'far' } },
  { selector: '.mp-break', colours: { stroke: 'border' }, rest: 'fill: none' },
  { selector: '.mp-today', colours: { stroke: 'today' }, rest: 'stroke-dasharray: 3 3' },
  { selector: '.mp-track', colours: { stroke: 'track' } },
  { selector: '.mp-hit', rest: 'fill: none; pointer-events: all' },
  { selector: '.mp-planned', colours: { fill: 'planned-fill', stroke: 'planned' } },
  { selector: '.mp-in-progress', colours: { fill: 'progress-fill', stroke: 'progress' } },
  { selector: '.mp-done', colours: { fill: 'done-fill', stroke: 'done' } },
  { selector: '.mp-slipped', colours: { fill: 'slipped-fill', stroke: 'slipped' }, rest: 'stroke-width: 1.5' },
  { selector: '.mp-dropped', colours: { fill: 'canvas', stroke: 'dropped' }, rest: 'stroke-dasharray: 3 2' },
  { selector: '.mp-solid-planned', colours: { fill: 'canvas', stroke: 'planned' }, rest: 'stroke-width: 1.5' },
  { selector: '.mp-solid-in-progress', colours: { fill: 'progress' } },
  { selector: '.mp-ring-in-progress', colours: { fill: 'canvas', stroke: 'progress' }, rest: 'stroke-width: 1.5' },
  { selector: '.mp-solid-done', colours: { fill: 'done' } },
  { selector: '.mp-solid-slipped', colours: { fill: 'slipped' } },
  { selector: '.mp-solid-dropped', colours: { fill: 'dropped' } },
  {
    selector: '.mp-sign',
    colours: { stroke: 'canvas' },
    rest: 'fill: none; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round',
  },
  { selector: '.mp-hatch', colours: { stroke: 'slipped' }, rest: 'stroke-width: 1' },
  { selector: '.mp-late', colours: { stroke: 'slipped' }, rest: 'stroke-width: 1.5; stroke-dasharray: 1.5 3' },
  { selector: '.mp-old', colours: { fill: 'canvas', stroke: 'old' }, rest: 'stroke-width: 1.2' },
  { selector: '.mp-old-last', colours: { fill: 'old', stroke: 'old' }, rest: 'stroke-width: 1.2' },
  { selector: '.mp-slip', colours: { stroke: 'slipped' }, rest: 'fill: none; stroke-width: 1.7' },
  { selector: '.mp-slip-head', colours: { fill: 'slipped' } },
  { selector: '.mp-move', colours: { stroke: 'move' }, rest: 'fill: none; stroke-width: 1.2' },
  { selector: '.mp-move-head', colours: { fill: 'move' } },
];

function sheet(colourOf: (colour: Colour) => string, isWhole: boolean): string {
  return RULES.flatMap(({ selector, colours = {}, rest }) => {
    const declarations = Object.entries(colours).map(([property, colour]) => `${property}: ${colourOf(colour)}`);
    if (isWhole && rest !== undefined) declarations.push(rest);
    return declarations.length === 0 ? [] : [`${selector} { ${declarations.join('; ')} }`];
  }).join('\n');
}

const variables = (index: 0 | 1): string =>
  Object.entries(COLOURS)
    .map(([name, pair]) => `--mp-${name}: ${pair[index]}`)
    .join('; ');

/** For the `<style>` of a picture that stands alone. Light or dark as the reader's system is. */
export const STANDALONE_STYLE = `
${sheet((colour) => COLOURS[colour][0], true)}
@media (prefers-color-scheme: dark) {
${sheet((colour) => COLOURS[colour][1], false)}
}
`;

/**
 * For the one `<style>` of a page that has pictures as fragments in it. The page may set the variables `--mp-…` anew on
 * `.mp-picture`. A fragment is as wide as its place; `.mp-picture-frame` around it scrolls where it would become too
 * small to read. Printed, it is light.
 */
export const PICTURE_STYLE = `
.mp-picture { ${variables(0)}; display: block; width: 100%; min-width: 46rem; height: auto }
.mp-picture-frame { overflow-x: auto }
@media screen and (prefers-color-scheme: dark) { .mp-picture { ${variables(1)} } }
${sheet((colour) => `var(--mp-${colour})`, true)}
`;
