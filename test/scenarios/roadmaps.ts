/** Roadmaps of invented projects, as short as the stories need them. */

/** A table with a placeholder for each title. */
export const placeholders = (...titles: string[]): string =>
  [
    '## Next',
    '',
    '| Issue | Description |',
    '|---|---|',
    ...titles.map((title) => `| Issue coming soon | ${title} |`),
    '',
  ].join('\n');

/** Bullets under a heading that names a target; a string is the item's text. */
export const planned = (target: string, ...items: string[]): string =>
  [`## ${target}`, '', ...items.map((item) => `- ${item}`), ''].join('\n');

/** `thing 1` … `thing n`, as titles that nobody takes for one another. */
export const THINGS = [
  'Ring the bell',
  'Paint the door',
  'Sweep the yard',
  'Mend the roof',
  'Count the sheep',
  'Sharpen the knives',
  'Bake bread',
  'Fetch water',
  'Write to grandmother',
  'Repair the clock',
  'Plant an orchard',
  'Tune the piano',
  'Feed the geese',
  'Clean the chimney',
  'Light a lantern',
] as const;
