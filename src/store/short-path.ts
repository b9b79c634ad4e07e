import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The shortest of the limits on a socket's path: 104 bytes with the closing NUL on macOS, 108 on Linux. */
const MAX_SOCKET_PATH_BYTES = 103;

/**
 * Does `work` with a path of the folder that leaves `nameBytes` (slash and file name) for a Unix socket in it: the
 * folder's own path, or, where that is too long, a symbolic link to it that is gone afterwards.
 */
export async function withShortPath<Result>(
  folder: string,
  nameBytes: number,
  work: (path: string) => Promise<Result>,
): Promise<Result> {
  if (Buffer.byteLength(folder) + nameBytes <= MAX_SOCKET_PATH_BYTES) return work(folder);
  const temporary = await mkdtemp(join(tmpdir(), 'milepost-'));
  try {
    await symlink(folder, join(temporary, 'l'));
    return await work(join(temporary, 'l'));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
