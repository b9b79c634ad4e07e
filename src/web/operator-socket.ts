/**
 * The operator's door of a server with the embedded store, which nobody else can open meanwhile: HTTP with JSON over a Unix
 * socket in the store's directory, that only its owner can reach. `POST /NAME` carries out one command of the table.
 */
import { createHash } from 'node:crypto';
import { chmod, rename, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { carryOut } from '../jobs/operator/carry-out.ts';
import { OperatorRefusal } from '../jobs/operator/operator-command.ts';
import type { EmbeddedDatabase } from '../store/embedded-database.ts';
import { withShortPath } from '../store/short-path.ts';

export interface OperatorSocket {
  /** Takes no more commands, and resolves when those under way have ended. */
  close(): Promise<void>;
}

export interface OperatorSocketOptions {
  /** Of Milepost, for whoever asks with another one. */
  version: string;
  /** Told of faults, which are answered without their stack. */
  failed: (error: unknown, command: string) => void;
}

/** What the socket answers. */
export type OperatorAnswer = { output: object } | { refusal: string } | { fault: string };

const SOCKET = 'operator.sock';
/** Inside `lock`, which is its owner's alone, until it is nobody else's either. */
const UNFINISHED = join('lock', 'operator.new');

const MAX_INPUT_BYTES = 1024 * 1024;

/** Slash and name. */
export const OPERATOR_NAME_BYTES = UNFINISHED.length + 1;

/** Where the socket of a store is, in a directory as `withShortPath` gives it; on Windows a pipe, named after `directory`. */
export function operatorSocketPath(directory: string, shortPath: string): string {
  if (process.platform !== 'win32') return join(shortPath, SOCKET);
  const name = createHash('sha256').update(directory.toLowerCase()).digest('hex').slice(0, 32);
  return `\\\\.\\pipe\\milepost-operator-${name}`;
}

async function readText(request: IncomingMessage): Promise<string | null> {
  let bytes = 0;
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_INPUT_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string | null): unknown {
  if (text === null) throw new OperatorRefusal('The input is over 1 MiB.');
  try {
    return JSON.parse(text === '' ? '{}' : text) as unknown;
  } catch (cause) {
    throw new OperatorRefusal('The input is no JSON.', { cause });
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function answerOf(
  database: EmbeddedDatabase,
  name: string,
  request: IncomingMessage,
  { version, failed }: OperatorSocketOptions,
): Promise<OperatorAnswer> {
  try {
    if (request.method === 'GET' && name === '') return { output: { version } };
    if (request.method !== 'POST') throw new OperatorRefusal('POST was expected.');
    return { output: await carryOut({ database }, name, parse(await readText(request))) };
  } catch (error) {
    if (error instanceof OperatorRefusal) return { refusal: error.message };
    failed(error, name);
    return { fault: messageOf(error) };
  }
}

const STATUS = { output: 200, refusal: 409, fault: 500 } as const;

function send(response: ServerResponse, answer: OperatorAnswer): void {
  const [kind] = Object.keys(answer) as (keyof typeof STATUS)[];
  response.writeHead(STATUS[kind ?? 'fault'], { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

const listen = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject).listen(path, () => resolve());
  });

/**
 * Opens the door. The lock of the store is this process's, so a socket that is there already is of one that is gone.
 * @throws Error where no socket can be made
 */
export async function openOperatorSocket(
  database: EmbeddedDatabase,
  options: OperatorSocketOptions,
): Promise<OperatorSocket> {
  const { directory } = database;
  const file = join(directory, SOCKET);
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    answerOf(database, name, request, options).then(
      (answer) => send(response, answer),
      () => response.destroy(),
    );
  });
  if (process.platform === 'win32') await listen(server, operatorSocketPath(directory, directory));
  else {
    await rm(join(directory, UNFINISHED), { force: true });
    await withShortPath(directory, OPERATOR_NAME_BYTES, (path) => listen(server, join(path, UNFINISHED)));
    await chmod(join(directory, UNFINISHED), 0o600);
    await rename(join(directory, UNFINISHED), file);
  }
  return {
    async close() {
      if (process.platform !== 'win32') await rm(file, { force: true });
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
    },
  };
}
