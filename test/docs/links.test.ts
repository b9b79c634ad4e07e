/** Every relative link of the documentation leads to a file that is there, and to a heading of it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pages, root } from './pages.ts';
import type { Link } from './pages.ts';

const isOutside = (url: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(url);

/** What is wrong with a link; null: nothing. */
function faultOf({ at, page, url }: Link): string | null {
  if (isOutside(url)) return null;
  const [path = '', anchor] = decodeURI(url).split('#');
  const target = path === '' ? page : normalize(join(dirname(page), path)).replace(/\/$/, '');
  if (!existsSync(join(root, target))) return `${at}: ${url} leads to ${target}, which is not there.`;
  const anchors = pages.find((page) => page.path === target)?.anchors;
  if (anchor === undefined || anchors?.has(anchor) === true) return null;
  return `${at}: ${target} has no heading #${anchor}.`;
}

describe('the links of the documentation', () => {
  const links = pages.flatMap((page) => page.links);

  it('lead somewhere', () => {
    expect(links.map(faultOf).filter((fault) => fault !== null)).toEqual([]);
  });

  it('are many: a reader that finds none finds no fault', () => {
    expect(links.filter(({ url }) => !isOutside(url)).length).toBeGreaterThan(150);
    expect(links.filter(({ url }) => url.includes('#')).length).toBeGreaterThan(10);
  });

  it('are no links where they name a test, which is not published, and name one that is there', () => {
    const named = pages.flatMap(({ path }) =>
      Array.from(
        readFileSync(join(root, path), 'utf8').matchAll(/`(test\/[^`\s]+\.test\.ts)`/g),
        ([, file = '']) => file,
      ),
    );
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('are encrypted where they lead outside', () => {
    const open = links.filter(({ url }) => url.startsWith('http:') && !/^http:\/\/localhost\b/.test(url));
    expect(open).toEqual([]);
  });

  it('have every page within reach of docs/README.md', () => {
    const reached = new Set<string>();
    const waiting = ['docs/README.md'];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const page = pages.find((page) => page.path === path);
      if (page === undefined || reached.has(path)) continue;
      reached.add(path);
      for (const { url } of page.links) {
        if (!isOutside(url)) waiting.push(normalize(join(dirname(path), url.split('#')[0]!)));
      }
    }
    const unreached = pages.map(({ path }) => path).filter((path) => path.startsWith('docs/') && !reached.has(path));
    expect(unreached).toEqual([]);
  });
});
