import { blobOid, bytesOfText } from './blob.ts';
import type { GitHubClient } from './client.ts';
import { readContents, type RestContent } from './confirm-listing.ts';
import { GitHubError } from './github-error.ts';

/** GitHub's own limit for a file in one JSON answer; a roadmap that long is refused anyway. */
const MAX_BYTES = 1024 * 1024;

export interface FileQuestion {
  owner: string;
  name: string;
  path: string;
  /** null for the default branch. */
  ref: string | null;
  /** Blob id, as the listing gave it. */
  oid: string;
  /** From the listing: used only where its bytes give `oid`. */
  text?: string | null;
  /** Bytes, from the listing. */
  size?: number | null;
}

export interface FileBytes {
  /** null for a file of more than 1 MiB, which is not downloaded. */
  bytes: Buffer | null;
  size: number;
  oid: string;
}

/**
 * The file's exact bytes: from the text already at hand when that is proven to be the blob, else one REST request.
 * @throws GitHubError `unavailable` when it is not there, though it was listed, `invalid` when it is a directory or a submodule; RateLimited
 */
export async function readFile(client: GitHubClient, question: FileQuestion): Promise<FileBytes> {
  const { owner, name, path, oid, text, size } = question;
  const proven = bytesOfText(text, oid);
  if (proven !== null) return { bytes: proven, size: proven.length, oid };
  if (typeof size === 'number' && size > MAX_BYTES) return { bytes: null, size, oid };
  const found = await readContents<RestContent>(client, question, path);
  const about = `reading ${path} of ${owner}/${name}`;
  if (found === null) {
    // The listing had it at this very commit: a replica that is behind, which says nothing about the repository.
    throw new GitHubError({
      kind: 'unavailable',
      status: 404,
      about,
      said: 'the listing has this file, and it is not there',
    });
  }
  if (Array.isArray(found) || found.type !== 'file') {
    throw new GitHubError({ kind: 'invalid', status: 200, about, said: 'it is no file' });
  }
  const saidSize = found.size ?? 0;
  if (saidSize > MAX_BYTES) return { bytes: null, size: saidSize, oid: found.sha ?? oid };
  if (found.encoding !== 'base64' || typeof found.content !== 'string') {
    throw new GitHubError({ kind: 'invalid', status: 200, about, said: 'the answer has no content' });
  }
  const bytes = Buffer.from(found.content, 'base64');
  return { bytes, size: bytes.length, oid: blobOid(bytes, oid.length) };
}
