import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Failure } from '../failure.ts';
import { noGit } from './git-process.ts';
import type { Git } from './git-process.ts';

/** Id → bytes of each blob that the repository has. */
export async function blobSizes(git: Git, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const parameters = ['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'];
  const { out } = await git.run(parameters, `${ids.join('\n')}\n`);
  const rows = out.toString().split('\n');
  return new Map(
    rows.flatMap((row): [string, number][] => {
      const [id = '', type, size] = row.split(' ');
      return type === 'blob' ? [[id, Number(size)]] : [];
    }),
  );
}

/** Reads blobs one after the other from one `git cat-file --batch`, started with the first. */
export class GitBlobs {
  readonly #git: Git;
  #child: ChildProcessWithoutNullStreams | null = null;
  #chunks: AsyncIterator<Buffer> | null = null;
  #rest: Buffer = Buffer.alloc(0);

  constructor(git: Git) {
    this.#git = git;
  }

  /**
   * The blob's bytes. To be awaited before the next is asked for. Ask for none whose size is not known to be small.
   * Throws Failure when git ends, or does not know it.
   */
  async read(id: string): Promise<Buffer> {
    this.#child ??= this.#start();
    this.#child.stdin.write(`${id}\n`);
    const head = await this.#line();
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(head)?.[1];
    if (size === undefined) throw new Failure(`git does not give the content of ${id}: it answered "${head}".`);
    // The bytes are followed by a line end of their own.
    const bytes = await this.#bytes(Number(size) + 1);
    return bytes.subarray(0, -1);
  }

  close(): void {
    this.#child?.stdin.end();
    this.#child?.kill();
    this.#child = null;
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = this.#git.start(['cat-file', '--batch']);
    child.stdin.on('error', () => undefined);
    child.stderr.resume();
    // Without git the stream below ends too, but only this tells why.
    child.on('error', (error) => child.stdout.destroy(noGit(error)));
    this.#chunks = child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    return child;
  }

  async #line(): Promise<string> {
    let end = this.#rest.indexOf(10);
    while (end < 0) {
      await this.#more();
      end = this.#rest.indexOf(10);
    }
    return (await this.#bytes(end + 1)).subarray(0, -1).toString();
  }

  async #bytes(length: number): Promise<Buffer> {
    while (this.#rest.length < length) await this.#more();
    const bytes = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return bytes;
  }

  async #more(): Promise<void> {
    const next = await this.#chunks?.next();
    if (next === undefined || next.done === true) {
      throw new Failure('git ended before it had given all contents. Try `git fsck`: the repository may be damaged.');
    }
    this.#rest = this.#rest.length === 0 ? next.value : Buffer.concat([this.#rest, next.value]);
  }
}
