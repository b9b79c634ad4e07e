/** Questions without a token, whose answer only has to come: is that host there, and what time is it there. */

/** Milliseconds. */
const TIMEOUT_MS = 10_000;

export interface Probe {
  status: number;
  /** At most the first so many characters of the answer. */
  text: string;
  /** The other side's clock, in whole seconds; null where it does not say. */
  date: Date | null;
  /** How long it took. */
  tookMs: number;
  /** The middle of question and answer by our own clock: what `date` is to be compared with. */
  askedAt: Date;
}

const MOST_CHARACTERS = 200;

/**
 * Asks one address, following nothing. A body beyond what is kept is thrown away.
 * @throws Error with words for people: no connection, a wrong certificate, no answer in time
 */
export async function probe(url: string, now: () => Date): Promise<Probe> {
  const begunAt = now().getTime();
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const tookMs = now().getTime() - begunAt;
    const date = new Date(response.headers.get('date') ?? '');
    return {
      status: response.status,
      text: await beginningOf(response),
      date: Number.isNaN(date.getTime()) ? null : date,
      tookMs,
      askedAt: new Date(begunAt + tookMs / 2),
    };
  } catch (error) {
    throw new Error(wordsOf(error), { cause: error });
  }
}

async function beginningOf(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= MOST_CHARACTERS) break;
  }
  return text.slice(0, MOST_CHARACTERS);
}

/** Of Node's codes those that people meet. */
const CODES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host is known here',
  EAI_AGAIN: 'names cannot be looked up at the moment',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no network',
  ETIMEDOUT: 'no answer in time',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by somebody unknown here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by somebody unknown here',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

function wordsOf(error: unknown): string {
  const { name, cause = error } = error as Error;
  if (name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1_000} seconds`;
  const { code, message } = cause as NodeJS.ErrnoException;
  return CODES[code ?? ''] ?? message ?? String(cause);
}
