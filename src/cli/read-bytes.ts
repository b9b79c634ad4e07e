import { createReadStream } from 'node:fs';
import { plainText } from '../render/plain-text.ts';

/** Enough to say of any file that it is too long; more is never read, so that `/dev/zero` ends too. */
const MAX_BYTES = 8 * 1024 * 1024;

const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file. Check the path',
  ENOTDIR: 'a part of the path is a file, not a folder. Check the path',
  EISDIR: 'this is a folder, expected a file. Give the path of the roadmap in it, such as ROADMAP.md',
  EACCES: 'it may not be read. Check its permissions',
  EPERM: 'it may not be read. Check its permissions',
  ELOOP: 'its symbolic links lead in a circle. Check the path',
  ENAMETOOLONG: 'the path is too long. Check it',
};

export type FileReading = { bytes: Uint8Array } | { fault: string };

/** The bytes of a file, at most the first 8 MiB; or the sentence that says why there are none. */
export async function readBytes(path: string): Promise<FileReading> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of createReadStream(path, { end: MAX_BYTES - 1 })) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length >= MAX_BYTES) break;
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { fault: `${FAULTS[code ?? ''] ?? plainText(message)}.` };
  }
  return { bytes: Buffer.concat(chunks) };
}
