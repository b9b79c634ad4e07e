/** Bodies, as small as whoever asks can read them. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/** Below this nothing is gained. */
const LEAST_BYTES = 1_024;

/** What an `Accept-Encoding` header allows that is best: brotli, gzip, or the bytes as they are. */
export function chooseEncoding(header: string | undefined): Encoding {
  const weights = new Map<string, number>();
  for (const part of (header ?? '').slice(0, 1_000).split(',')) {
    const [name = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
    const weight = parameters.find((each) => each.startsWith('q='))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight) || 0);
  }
  const allows = (name: string): boolean => (weights.get(name) ?? weights.get('*') ?? 0) > 0;
  return allows('br') ? 'br' : allows('gzip') ? 'gzip' : 'identity';
}

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Of these qualities a page of two thousand items takes some milliseconds, in a thread of its own. */
const BROTLI = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
};
const GZIP = { level: 6 };

/** The bytes in that encoding; too few to gain anything stay as they are. */
export async function encode(text: string, encoding: Encoding): Promise<{ encoding: Encoding; bytes: Buffer }> {
  const bytes = Buffer.from(text);
  if (encoding === 'identity' || bytes.length < LEAST_BYTES) return { encoding: 'identity', bytes };
  return { encoding, bytes: encoding === 'br' ? await brotli(bytes, BROTLI) : await gzipped(bytes, GZIP) };
}
