import { HOSTILE } from './hostile.ts';
import type { Random } from './random.ts';

const WORDS =
  'Add Support groups Improve faster start the cache Undo export for users tracking Board nightly backup API 支持 Größe 🚀 to'.split(
    ' ',
  );
const TIMES = [
  'Q3 2021',
  '2024',
  'H2 2025',
  'May',
  'v1.2',
  '1.7.0',
  'Later',
  'early 2026',
  '2024年3月',
  'Now',
  'TBD',
  'Winter 2023/24',
];
const STATES = ['Done', 'In progress', 'Planned', '✅', '🚧', 'Completed', 'Postponed', "won't do", '40%', ':x:'];
const POINTERS = [
  '#12',
  '[#7](https://github.com/acme/lantern/issues/7)',
  'acme/sail#3',
  '[ref]',
  'Issue coming soon',
  'TBD',
  'https://github.com/acme/lantern/pull/9',
];

const words = (random: Random): string =>
  Array.from({ length: 1 + random.below(6) }, () => random.pick(random.once(12) ? HOSTILE : WORDS)).join(' ');

function work(random: Random): string {
  const parts = [words(random)];
  if (random.once(3)) parts.push(random.pick(POINTERS));
  if (random.once(4)) parts.push(`(${random.pick(TIMES)})`);
  if (random.once(5)) parts.push(`- ${random.pick(STATES)}`);
  const said = parts.join(' ');
  return random.pick([
    said,
    said,
    said,
    `**${said}**`,
    `~~${said}~~`,
    `**${words(random)}**: ${said}`,
    `[Core] ${said}`,
    `${random.pick(STATES)} ${said}`,
  ]);
}

const cell = (random: Random): string =>
  random.pick([
    words,
    (r: Random) => r.pick(TIMES),
    (r: Random) => r.pick(STATES),
    (r: Random) => r.pick(POINTERS),
    () => '',
    (r: Random) => `${words(r)}<br>${words(r)}`,
  ])(random);

function bullets(random: Random): string[] {
  const marker = random.pick(['-', '*', '+', '1.', '- [ ]', '- [x]', '10)']);
  return Array.from({ length: 1 + random.below(6) }, () => `${'  '.repeat(random.below(4))}${marker} ${work(random)}`);
}

function table(random: Random): string[] {
  const width = 1 + random.below(5);
  const row = (make: () => string): string => `| ${Array.from({ length: width }, make).join(' | ')} |`;
  const head = row(() => random.pick(['Feature', 'Status', 'Timeline', 'Issue', 'Description', ...TIMES, '']));
  const rows = Array.from({ length: random.below(6) }, () => row(() => cell(random)));
  return [head, row(() => random.pick(['---', ':-:', '-'])), ...(random.once(5) ? [''] : []), ...rows];
}

function htmlTable(random: Random): string[] {
  const row = (): string =>
    `<tr>${Array.from({ length: 1 + random.below(3) }, () => `<td>${cell(random)}</td>`).join('')}</tr>`;
  return ['<table>', ...Array.from({ length: 1 + random.below(4) }, row), random.once(4) ? '' : '</table>'];
}

const BLOCKS: readonly ((random: Random) => string[])[] = [
  bullets,
  bullets,
  table,
  htmlTable,
  (random) => [
    `${'#'.repeat(1 + random.below(6))} ${random.pick([work, (r: Random) => r.pick(TIMES), (r: Random) => r.pick(STATES)])(random)}`,
  ],
  (random) => [words(random), random.pick(['===', '---'])],
  (random) => [`${work(random)}.`, work(random)],
  (random) => [`**${work(random)}**`, '', work(random)],
  (random) => [
    '<details>',
    `<summary>${random.pick(TIMES)}</summary>`,
    '',
    ...bullets(random),
    '',
    random.once(3) ? '' : '</details>',
  ],
  (random) => bullets(random).map((line) => `> ${line}`),
  (random) => ['```', ...bullets(random), random.once(3) ? '' : '```'],
  (random) => [`[ref]: https://github.com/acme/lantern/issues/${random.below(99)}`],
  (random) => ['Legend: ✅ done | 🚧 in progress', '', ...bullets(random)],
  (random) => [`<!-- milepost: ${random.pick(['ignore', 'ignore-start', 'ignore-end', 'untracked', 'x'])} -->`],
  (random) => [`Last updated: ${random.pick(TIMES)}`],
];

/** A roadmap of every shape that the reader knows, in any order, with hostile bits here and there. */
export function generate(random: Random): string {
  const blocks = Array.from({ length: 1 + random.below(12) }, () => random.pick(BLOCKS)(random).join('\n'));
  const front = random.once(8) ? '---\ntitle: Roadmap\n---\n' : '';
  return front + blocks.join(random.once(6) ? '\n' : '\n\n') + (random.once(2) ? '\n' : '');
}
