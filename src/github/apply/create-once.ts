import { isUnavailable } from '../github-error.ts';

/**
 * Waits before each look after an unclear answer: an effect can come later than the answer that was lost, and a listing
 * can lag behind the effect. One list per try. It is made again only when GitHub, which gives up a request after ten
 * seconds, has surely given it up:
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#timeouts
 */
const LOOKS_MS = [[500, 2000, 8500], [2000, 9000], [5000]];

/**
 * What `create` made. After an unclear answer (5xx, a dropped connection, no answer in time) it looks whether it took
 * effect, and tries again only if not: three times in all.
 * @throws the last GitHubError `unavailable` when nothing is known after that; every clear refusal at once
 */
export async function createOnce<Created>(
  create: () => Promise<Created>,
  look: () => Promise<Created | null>,
  pause: (ms: number) => Promise<void>,
): Promise<Created> {
  let failure: unknown;
  for (const waits of LOOKS_MS) {
    try {
      return await create();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      failure = error;
    }
    for (const ms of waits) {
      await pause(ms);
      const found = await look();
      if (found !== null) return found;
    }
  }
  throw failure;
}
