import { readRepositoryId } from '../../github/as-person.ts';
import type { Hosts } from '../../github/hosts.ts';

/** See `readRepositoryId`. */
export type CanRead = (token: string, place: { owner: string; name: string }) => Promise<number | 'hidden' | 'refused'>;

/**
 * Asks GitHub each time: a right that was taken back is gone with the next look. Who asks several times at once is
 * answered with one request.
 */
export function createCanRead(hosts: Hosts): CanRead {
  const asked = new Map<string, ReturnType<CanRead>>();
  return (token, { owner, name }) => {
    const key = `${token} ${owner}/${name}`;
    const known = asked.get(key);
    if (known !== undefined) return known;
    const asking = readRepositoryId(hosts, token, { owner, name }).finally(() => asked.delete(key));
    asked.set(key, asking);
    return asking;
  };
}
