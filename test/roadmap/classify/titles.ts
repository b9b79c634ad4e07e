import { parse } from '../../../src/roadmap/parse.ts';

/** Titles of the items that a file is read as, in order. */
export function titlesOf(...lines: string[]): string[] {
  return itemsOf(...lines).map((item) => item.title);
}

/** The items of a file, each with its title and status, and whether it is part of another one. */
export function itemsOf(...lines: string[]): { title: string; status: string; isPart: boolean }[] {
  const roadmap = parse(lines.join('\n'), {
    file: 'ROADMAP.md',
    repo: 'example-org/lantern',
    host: 'github.com',
    asOf: '2026-01-01',
  });
  return roadmap.items.map(({ title, status, parent }) => ({ title, status, isPart: parent !== null }));
}
