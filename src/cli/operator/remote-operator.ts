/** The other end of the operator's socket: a running server with the embedded store carries the commands out. */
import { request } from 'node:http';
import type { Operator } from '../../jobs/operator/operator-commands.ts';
import { OperatorRefusal } from '../../jobs/operator/operator-command.ts';
import { withShortPath } from '../../store/short-path.ts';
import { OPERATOR_NAME_BYTES, operatorSocketPath, type OperatorAnswer } from '../../web/operator-socket.ts';
import { version } from '../version.ts';

/** A server that is only busy says its version well within this. A command itself may take long. */
const GREETING_MS = 5_000;

/** Nobody is there: no server, or one that is gone. */
const NOBODY = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET']);

interface Call {
  path: string;
  method: 'GET' | 'POST';
  name: string;
  input: object | null;
  timeoutMs: number | null;
}

function call({ path, method, name, input, timeoutMs }: Call): Promise<OperatorAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath: path, path: `/${name}`, method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as OperatorAnswer);
        } catch (cause) {
          reject(new Error('The running Milepost gave an answer that is cut off.', { cause }));
        }
      });
    });
    sent.on('error', reject);
    if (timeoutMs !== null) {
      const why = `The running Milepost does not answer within ${timeoutMs / 1_000} seconds: it may be hung. Restart it.`;
      sent.setTimeout(timeoutMs, () => sent.destroy(new OperatorRefusal(why)));
    }
    sent.end(input === null ? undefined : JSON.stringify(input));
  });
}

function outputOf(answer: OperatorAnswer): object {
  if ('output' in answer) return answer.output;
  if ('refusal' in answer) throw new OperatorRefusal(answer.refusal);
  throw new Error(`The running Milepost could not do it: ${answer.fault} Its log says more.`);
}

/**
 * The server that has the store in `directory` (absolute, without symbolic links) open; null where none listens.
 * @throws OperatorRefusal when one is there and does not answer
 */
export async function findRemoteOperator(directory: string): Promise<Operator | null> {
  const send = (parts: Omit<Call, 'path'>): Promise<OperatorAnswer> =>
    withShortPath(directory, OPERATOR_NAME_BYTES, (path) =>
      call({ ...parts, path: operatorSocketPath(directory, path) }),
    );
  const greeting = await send({ method: 'GET', name: '', input: null, timeoutMs: GREETING_MS }).catch(
    (error: NodeJS.ErrnoException) => {
      if (NOBODY.has(error.code ?? '')) return null;
      throw error;
    },
  );
  if (greeting === null) return null;
  const { version: theirs } = outputOf(greeting) as { version: string };
  const remedy =
    theirs === version() ? '' : ` It is version ${theirs} and this is ${version()}: restart it with this version.`;
  return {
    address: `the embedded store in ${directory}`,
    async ask(name, input) {
      try {
        return outputOf(await send({ method: 'POST', name, input, timeoutMs: null })) as never;
      } catch (error) {
        if (error instanceof OperatorRefusal && remedy !== '')
          throw new OperatorRefusal(error.message + remedy, { cause: error });
        throw error;
      }
    },
  };
}
