/** An address as people put it where a name belongs: what stands before the at sign is kept. */
const ADDRESS = /(?<![^\s@<>()])([^\s@<>()]+)@[^\s@<>()]+/g;

/**
 * The name in a commit without any mail address: `ada@example.org` gives `ada`. null when nothing is left. What follows
 * an angle bracket is an address even where it does not look like one.
 */
export function nameWithoutAddress(name: string | null | undefined): string | null {
  const [before = ''] = (name ?? '').split('<', 1);
  const plain = before.slice(0, 200).replace(ADDRESS, '$1').trim();
  return plain === '' ? null : plain;
}
