const ADDRESS = /https?:\/\/([^\s/()<>"]{1,255})\/(orgs|users)\/([A-Za-z0-9_-]{1,39})\/projects\/([1-9]\d{0,8})(?!\d)/g;

/**
 * The project that a roadmap links to, as `roadmaps[].project` has it: a number of the repository's own organisation, else
 * an address. null for none of this host, and for several, of which nobody can tell the board.
 */
export function boardInText(text: string, host: string, repository: string | null): string | number | null {
  const owner = repository?.split('/')[0]?.toLowerCase() ?? null;
  const found = new Set<string | number>();
  for (const [address, itsHost = '', kind, login = '', number] of text.matchAll(ADDRESS)) {
    if (itsHost.toLowerCase() !== host.toLowerCase()) continue;
    found.add(kind === 'orgs' && login.toLowerCase() === owner ? Number(number) : address);
  }
  const [only, another] = found;
  return another === undefined ? (only ?? null) : null;
}
