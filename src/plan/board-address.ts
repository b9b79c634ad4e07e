/** Which project `roadmaps[].project` of the configuration means. */
export interface BoardName {
  /** Host of the address, lower-cased; null where the configuration gives a number. */
  host: string | null;
  /** null where the configuration gives a number: then it is whatever the repository's owner is. */
  ownerKind: 'organization' | 'user' | null;
  owner: string;
  number: number;
}

const ADDRESS = /^https?:\/\/([^\s/]{1,255})\/(orgs|users)\/([A-Za-z0-9_-]{1,39})\/projects\/(\d{1,9})(?:[/?#]|$)/i;

/** A number is one of the repository's owner; an address names its own. null for what is neither. */
export function boardNameOf(project: string | number, repositoryOwner: string): BoardName | null {
  if (typeof project === 'number') return { host: null, ownerKind: null, owner: repositoryOwner, number: project };
  const [, host, kind, owner, number] = ADDRESS.exec(project) ?? [];
  if (host === undefined || owner === undefined) return null;
  const ownerKind = kind?.toLowerCase() === 'users' ? 'user' : 'organization';
  return { host: host.toLowerCase(), ownerKind, owner, number: Number(number) };
}
