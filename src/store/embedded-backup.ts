/** The embedded store as one file, and back: a gzipped tar of its directory, as PGlite makes and reads it. */
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import type { EmbeddedDatabase } from './embedded-database.ts';

/** Only for whoever runs Milepost: it holds what private roadmaps say. */
const MODE = 0o600;

const CHUNK_BYTES = 1024 * 1024;

/**
 * Writes the store as it is at one moment, while others go on working with it: they wait only while it is copied in memory.
 * The file gets its name when it is complete and on the disk; one that is there is replaced. Gives its size in bytes.
 * @throws the file system's errors
 */
export async function writeBackup(database: EmbeddedDatabase, file: string): Promise<number> {
  const unfinished = join(dirname(file), `.${basename(file)}.${process.pid}.unfinished`);
  await rm(unfinished, { force: true });
  // Made first, so that a folder that cannot be written to costs nobody the copy.
  const handle = await open(unfinished, 'wx', MODE);
  try {
    const tar = new Uint8Array(await (await database.pglite.dumpDataDir('none')).arrayBuffer());
    await pipeline(Readable.from(chunksOf(tar)), createGzip(), async (packed: AsyncIterable<Buffer>) => {
      for await (const chunk of packed) await handle.appendFile(chunk);
    });
    await handle.sync();
    const { size } = await handle.stat();
    await handle.close();
    await rename(unfinished, file);
    await syncDirectory(dirname(file));
    return size;
  } catch (error) {
    await handle.close();
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** One write of everything at once would keep the process from anything else. */
function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) yield bytes.subarray(start, start + CHUNK_BYTES);
}

/** So that a power cut does not take the new name away. Windows has no such thing. */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The file is no backup, or not a whole one. */
export class UnreadableBackup extends Error {
  override readonly name = 'UnreadableBackup';
}

/**
 * Lays a backup's store out in `directory`, which is not there yet, and opens it once.
 * @throws UnreadableBackup; the file system's errors
 */
export async function unpackBackup(file: string, directory: string): Promise<void> {
  const packed = await readFile(file);
  try {
    const tar = await promisify(gunzip)(packed);
    const loadDataDir = new Blob([new Uint8Array(tar)], { type: 'application/x-tar' });
    await (await PGlite.create({ dataDir: directory, loadDataDir })).close();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnreadableBackup(reason, { cause });
  }
}
