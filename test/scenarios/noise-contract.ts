/** The table of docs/noise.md as numbers: what one event may cause at most. */
import { readFileSync } from 'node:fs';

export const KINDS = [
  'check runs',
  'issues opened',
  'comments',
  'reactions',
  'cards',
  'milestones',
  'dashboard',
  'pull request',
] as const;
export type Kind = (typeof KINDS)[number];
export type Counts = Record<Kind, number>;

interface Bounds {
  /** What `limit` and `ticked` stand for. */
  limit: number;
  ticked: number;
  /** How many items the roadmap has. */
  items: number;
}

/** By the words of the first column. */
export function readContract({ limit, ticked, items }: Bounds): ReadonlyMap<string, Counts> {
  const page = readFileSync(new URL('../../docs/noise.md', import.meta.url), 'utf8');
  const rows = (page.split('\n## ')[1] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\|[ |-]*$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const [head = [], ...events] = rows;
  if (head.slice(1).join() !== KINDS.join()) throw new Error(`docs/noise.md has other columns: ${head.join(', ')}`);
  return new Map(
    events.map(([what = '', ...cells]) => [
      what,
      Object.fromEntries(KINDS.map((kind, index) => [kind, boundOf(cells[index] ?? '')])) as Counts,
    ]),
  );

  function boundOf(cell: string): number {
    if (cell === '–') return 0;
    if (cell === 'limit') return limit;
    if (cell === 'ticked') return ticked;
    const [, number, perItem] = /^(\d+)( an item)?$/.exec(cell) ?? [];
    if (number === undefined) throw new Error(`docs/noise.md says “${cell}” where a number is expected.`);
    return Number(number) * (perItem === undefined ? 1 : items);
  }
}
