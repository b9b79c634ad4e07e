import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseEnv } from 'node:util';
import type { Surroundings } from './surroundings.ts';

/** The environment, and under it what is in `.env`, as Probot reads it: for the app and for whoever works on its store. */
export const variablesOf = ({ env, cwd }: Pick<Surroundings, 'env' | 'cwd'>): Record<string, string> => ({
  ...definedOnly(readEnvironmentFile(cwd)),
  ...definedOnly(env),
});

/** Also for the libraries that read the process's environment themselves: pg, and Node for certificates and proxies. */
function readEnvironmentFile(cwd: string): NodeJS.Dict<string> {
  const path = join(cwd, '.env');
  if (!existsSync(path)) return {};
  const found = parseEnv(readFileSync(path, 'utf8'));
  for (const [name, value] of Object.entries(found)) process.env[name] ??= value;
  return found;
}

const definedOnly = (env: Surroundings['env']): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
