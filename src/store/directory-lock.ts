/**
 * One process at a time in a directory, held with a listening socket: the kernel closes it with the process, however
 * that ends, so a lock whose owner is gone is known at once, and neither clocks nor process ids (which repeat in
 * containers) are trusted. It holds between processes of one machine, containers that share the directory included; not
 * between machines that share it over a network.
 *
 * The protocol, announce and then look: each starter puts a socket of its own, already listening, under a name never
 * used again into `lock/`, and only then looks at the others. Of two starters at least one sees the other. Who sees one
 * that holds, gives up; of those still starting the one with the lowest name goes on, once all others have withdrawn. A
 * socket that refuses a connection is dead for ever, so removing it can hit nobody else.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withShortPath } from './short-path.ts';

export interface DirectoryLock {
  release(): Promise<void>;
}

/** Another process has the directory open. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse';
  readonly code = 'STORE_IN_USE';

  constructor(directory: string, owner: string) {
    super(
      `The store in ${directory} is in use by ${owner}. The embedded store serves one process at a time: stop that one, ` +
        'set MILEPOST_DATA_DIR to another directory, or set DATABASE_URL to a PostgreSQL, which any number of processes can share.',
    );
  }
}

/** What a socket answers to whoever connects. `silent`: it accepted and said nothing, as a process that hangs does. */
type Answer = { state: 'starting' | 'holding'; owner: string } | { state: 'silent' };

/** A process that is only busy answers within a turn of its event loop. */
const ANSWER_TIMEOUT_MS = 2_000;

/** While two start at once. */
const LOOK_AGAIN_MS = 20;

/** `.new` becomes `.sock` (one character longer) when it listens. */
const SOCKET = /^[0-9a-f]{24}\.sock$/;
const NAME_LENGTH = 24 + '/.sock'.length;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';

/** null: nobody is there any more. */
function ask(path: string): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let text = '';
    const finish = (answer: Answer | null): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setEncoding('utf8').setTimeout(ANSWER_TIMEOUT_MS, () => finish({ state: 'silent' }));
    socket.on('data', (chunk: string) => (text += chunk));
    socket.on('end', () => finish(text === '' ? { state: 'silent' } : (JSON.parse(text) as Answer)));
    socket.on('error', (error) => {
      const code = codeOf(error);
      if (code === 'ECONNREFUSED' || code === 'ENOENT') finish(null);
      // Cut off in the middle, or a full queue of connections: there is somebody.
      else if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'EAGAIN') finish({ state: 'silent' });
      else reject(error);
    });
  });
}

/** A socket of ours that answers with our state. */
class Candidate {
  #state: 'starting' | 'holding' = 'starting';
  readonly #server: Server;

  constructor() {
    const owner = `process ${process.pid} on ${hostname()}, started ${new Date().toISOString()}`;
    this.#server = createServer((socket) => {
      // Whoever asked may be gone already; that is its business.
      socket.on('error', () => undefined).end(JSON.stringify({ state: this.#state, owner }));
    });
    this.#server.unref();
  }

  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject).listen(path, () => resolve());
    });
  }

  hold(): void {
    this.#state = 'holding';
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

const removeFile = (path: string): Promise<void> => rm(path, { force: true });

/** The others that are alive, by name; what the dead left behind is removed. */
async function lookAtOthers(folder: string, own: string): Promise<Map<string, Answer>> {
  const names = (await readdir(folder)).filter((name) => name !== own && SOCKET.test(name));
  const alive = new Map<string, Answer>();
  for (const name of names) {
    const answer = await ask(join(folder, name));
    if (answer === null) await removeFile(join(folder, name));
    else alive.set(name, answer);
  }
  return alive;
}

/** Who keeps us out for good; null when all are only starting. */
function findOwner(others: ReadonlyMap<string, Answer>): string | null {
  for (const answer of others.values()) {
    if (answer.state === 'silent') return 'a process that does not answer';
    if (answer.state === 'holding') return answer.owner;
  }
  return null;
}

/** `won`: nobody else is there. `yield`: another one that is starting goes first. */
async function contend(directory: string, folder: string, own: string): Promise<'won' | 'yield'> {
  for (;;) {
    const others = await lookAtOthers(folder, own);
    if (others.size === 0) return 'won';
    const owner = findOwner(others);
    if (owner !== null) throw new DirectoryInUse(directory, owner);
    if ([...others.keys()].some((name) => name < own)) return 'yield';
    await sleep(LOOK_AGAIN_MS);
  }
}

async function announce(folder: string, id: string): Promise<Candidate> {
  const candidate = new Candidate();
  try {
    await candidate.listen(join(folder, `${id}.new`));
    await rename(join(folder, `${id}.new`), join(folder, `${id}.sock`));
  } catch (cause) {
    await candidate.close();
    throw new Error(
      `No lock could be made in ${folder} (${codeOf(cause)}): its file system must allow Unix sockets. Choose another MILEPOST_DATA_DIR, or set DATABASE_URL.`,
      { cause },
    );
  }
  return candidate;
}

async function tryOnce(directory: string, folder: string): Promise<DirectoryLock | null> {
  const id = randomBytes(12).toString('hex');
  const file = join(directory, 'lock', `${id}.sock`);
  const candidate = await announce(folder, id);
  // The name goes first: from then on nobody meets a socket that is about to close.
  const release = async (): Promise<void> => {
    await removeFile(file);
    await candidate.close();
  };
  try {
    if ((await contend(directory, folder, `${id}.sock`)) === 'won') {
      candidate.hold();
      return { release };
    }
  } catch (error) {
    await release();
    throw error;
  }
  await release();
  return null;
}

/** Windows has named pipes, which exist once and end with their process: no more is needed. */
async function lockWithPipe(directory: string): Promise<DirectoryLock> {
  const name = createHash('sha256').update(directory.toLowerCase()).digest('hex').slice(0, 32);
  const path = `\\\\.\\pipe\\milepost-${name}`;
  const candidate = new Candidate();
  candidate.hold();
  try {
    await candidate.listen(path);
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    const answer = await ask(path);
    throw new DirectoryInUse(
      directory,
      answer === null || answer.state === 'silent' ? 'a process that does not answer' : answer.owner,
    );
  }
  return { release: () => candidate.close() };
}

/**
 * Takes the lock of a directory (an absolute path without symbolic links), waiting only while several start at once.
 * Throws DirectoryInUse, naming the owner, when another process has it.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  if (process.platform === 'win32') return lockWithPipe(directory);
  const folder = join(directory, 'lock');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return withShortPath(folder, NAME_LENGTH, async (path) => {
    for (;;) {
      const lock = await tryOnce(directory, path);
      if (lock !== null) return lock;
      // By chance, so that those who yielded do not come back in step.
      await sleep(LOOK_AGAIN_MS * (1 + Math.random() * 4));
    }
  });
}
