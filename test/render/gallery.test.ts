import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { gallery } from './gallery.ts';

const folder = new URL('../../docs/gallery/', import.meta.url);

describe('docs/gallery', () => {
  const pages = gallery();

  // UPDATE_GALLERY=1 writes the pages anew, for a person to look at the difference.
  if (process.env['UPDATE_GALLERY'] === '1') {
    mkdirSync(folder, { recursive: true });
    for (const [name, page] of Object.entries(pages)) writeFileSync(new URL(name, folder), page);
  }

  it.each(Object.keys(pages))('shows %s as it is rendered today', (name) => {
    expect(readFileSync(new URL(name, folder), 'utf8')).toBe(pages[name]);
  });

  it('has no page that nothing renders, and tells of each picture what it is', () => {
    const files = readdirSync(folder).filter((name) => name !== 'README.md');
    const pictures = files.filter((name) => name.endsWith('.png'));
    expect(files.filter((name) => !pictures.includes(name)).toSorted()).toEqual(Object.keys(pages).toSorted());
    const shown = readFileSync(new URL('README.md', folder), 'utf8').matchAll(/!\[[^\]]+\]\(([^)]+\.png)\)/g);
    expect([...shown].map(([, name = '']) => name).toSorted()).toEqual(pictures.toSorted());
  });
});
