import { attribute } from './escape.ts';

/** The way to the neighbouring pages; nothing where there is but one. */
export function pager(page: { number: number; last: number } | null, address: (page: number) => string): string {
  if (page === null || page.last < 2) return '';
  const { number, last } = page;
  const link = (to: number, words: string, rel: string): string =>
    to < 1 || to > last ? '' : `<a class="button" rel="${rel}"${attribute('href', address(to))}>${words}</a>`;
  return `<nav class="pager" aria-label="Pages">${link(number - 1, 'Previous', 'prev')}<span>Page ${number} of ${last}</span>${link(number + 1, 'Next', 'next')}</nav>`;
}
