/** What this machine brings along: Node.js, the environment, room for the embedded store. */
import { constants, existsSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import process from 'node:process';
import type { Check } from '../../render/diagnosis.ts';
import { readServerEnvironment, readStoreAddress } from '../../web/environment.ts';
import { ok, problem, warning } from './check.ts';

const GROUP = 'This machine';
const LEAST_NODE = [20, 19] as const;
const MIB = 1024 * 1024;
/** Less than this is soon full. */
const SCARCE_MIB = 1024;
/** With less the store may fail at the next write. */
const TOO_LITTLE_MIB = 100;

type Variables = Readonly<Record<string, string | undefined>>;

export function checkNode(found: string = process.version): Check[] {
  const subject = { id: 'node', group: GROUP, title: 'Node.js' };
  const [major = 0, minor = 0] = found.replace(/^v/, '').split('.').map(Number);
  const isEnough = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  if (isEnough) return [ok(subject, `${found.replace(/^v/, '')}.`)];
  return [problem(subject, `${found} is too old; ${LEAST_NODE.join('.')} is the least.`, 'Install a current Node.js.')];
}

/** One entry for each variable that is missing or unusable; the same words as those of `milepost serve`. */
export function checkEnvironment(variables: Variables): Check[] {
  const { problems } = readServerEnvironment(variables);
  if (problems.length === 0) {
    return [ok({ id: 'environment', group: GROUP, title: 'Environment' }, 'Complete.')];
  }
  return problems.map(({ variable, message }) =>
    problem(
      { id: 'environment', group: GROUP, title: variable },
      message,
      'Set it in the environment or in .env; .env.example names everything.',
    ),
  );
}

/** Only the embedded store needs a folder. */
export async function checkDataDirectory(variables: Variables, cwd: string): Promise<Check[]> {
  const { databaseUrl, dataDirectory } = readStoreAddress(variables);
  if (databaseUrl !== null) return [];
  const subject = { id: 'data-directory', group: GROUP, title: 'Data directory' };
  const folder = resolve(cwd, dataDirectory);
  const standing = nearestThatExists(folder);
  try {
    await access(standing, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    const found = `${standing} may not be written by this user.`;
    return [problem(subject, found, `Give this user ${folder}, or set MILEPOST_DATA_DIR to a folder of its own.`)];
  }
  const { bavail, bsize } = await statfs(standing);
  const freeMib = Math.floor((bavail * bsize) / MIB);
  const found = `${folder}: ${sizeOf(freeMib)} free.`;
  if (freeMib >= SCARCE_MIB) return [ok(subject, found)];
  const advice = 'Make room on that disk: a store that cannot write takes no webhooks in.';
  return [(freeMib < TOO_LITTLE_MIB ? problem : warning)(subject, found, advice)];
}

const sizeOf = (mib: number): string => (mib >= 1024 ? `${Math.floor(mib / 1024)} GiB` : `${mib} MiB`);

function nearestThatExists(folder: string): string {
  const above = dirname(folder);
  return existsSync(folder) || above === folder ? folder : nearestThatExists(above);
}
