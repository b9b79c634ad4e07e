/** Parts of a page that are made, between the words that people wrote. */

/**
 * The page with `made` in the place of what stands between `<!-- begin of the NAME -->` and `<!-- end of the NAME -->`.
 * A page without the two is a mistake, and thrown.
 */
export function withPart(page: string, name: string, made: string): string {
  const [begin, end] = [`<!-- begin of the ${name} -->`, `<!-- end of the ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The page has no “${begin}” … “${end}”.`);
  return `${page.slice(0, from)}${begin}\n\n${made}\n\n${page.slice(to)}`;
}
