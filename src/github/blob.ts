import { createHash } from 'node:crypto';

/**
 * The id that git gives these bytes: `sha1("blob LENGTH\0" + bytes)`, in hexadecimal; by SHA-256 for a repository with
 * ids of 64 digits.
 * @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
export function blobOid(bytes: Buffer, digits = 40): string {
  const hash = createHash(digits === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/**
 * The bytes of a text that GraphQL gave, or null when they are not those of the blob: GraphQL transcodes what is not
 * UTF-8, leaves out a byte order mark and cuts long files.
 */
export function bytesOfText(text: string | null | undefined, oid: string): Buffer | null {
  if (typeof text !== 'string') return null;
  const bytes = Buffer.from(text, 'utf8');
  return blobOid(bytes, oid.length) === oid ? bytes : null;
}
