/** Sends answers: compressed, and what is for everybody from memory, or not at all where it is known already. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import { createByteCache } from './byte-cache.ts';
import { chooseEncoding, encode, type Encoding } from './encodings.ts';

interface Encoded {
  encoding: Encoding;
  bytes: Buffer;
}

export type Send = (request: IncomingMessage, response: ServerResponse, answer: Answer) => Promise<void>;

/** `mostBytes` of bodies are kept. */
export function createSend(mostBytes: number): Send {
  const kept = createByteCache<Encoded>(mostBytes);
  const inWork = new Map<string, Promise<Encoded>>();

  /** Asked for by many at once it is made once. */
  function shared(key: string, make: () => Promise<Encoded>): Promise<Encoded> {
    const known = inWork.get(key);
    if (known !== undefined) return known;
    const made = make()
      .then((encoded) => {
        kept.set(key, encoded);
        return encoded;
      })
      .finally(() => inWork.delete(key));
    inWork.set(key, made);
    return made;
  }

  return async (request, response, { status, headers, body, tag }) => {
    const encoding = chooseEncoding(request.headers['accept-encoding']);
    const make = async (): Promise<Encoded> => encode(await body(), encoding);
    const named = tag === null ? {} : { etag: `W/"${digest(tag)}"` };
    if (tag !== null && has(request.headers['if-none-match'], named.etag ?? '')) {
      const { 'content-type': _, ...rest } = headers;
      response.writeHead(304, { ...rest, ...named }).end();
      return;
    }
    const key = `${encoding} ${tag}`;
    const encoded = tag === null ? await make() : (kept.get(key) ?? (await shared(key, make)));
    response.writeHead(status, {
      ...headers,
      ...named,
      'content-length': encoded.bytes.length,
      ...(encoded.encoding === 'identity' ? {} : { 'content-encoding': encoded.encoding }),
    });
    response.end(request.method === 'HEAD' ? undefined : encoded.bytes);
  };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 27);

const bare = (tag: string): string => (tag.startsWith('W/') ? tag.slice(2) : tag);

/** https://www.rfc-editor.org/rfc/rfc9110#field.if-none-match, compared weakly. */
function has(header: string | undefined, tag: string): boolean {
  return (header ?? '').split(',').some((each) => each.trim() === '*' || bare(each.trim()) === bare(tag));
}
