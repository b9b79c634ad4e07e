import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { Surroundings } from './surroundings.ts';

/** The environment, and under it what is in `.env`, as Probot reads it: for the app and for whoever works on its store. */
export const variablesOf = ({ env, cwd }: Pick<Surroundings, 'env' | 'cwd'>): Record<string, string> => ({
  ...readEnvironmentFile(cwd),
  ...definedOnly(env),
});

function readEnvironmentFile(cwd: string): Record<string, string> {
  const path = join(cwd, '.env');
  if (!existsSync(path)) return {};
  const before = { ...process.env };
  process.loadEnvFile(path);
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => !(entry[0] in before)),
  );
}

const definedOnly = (env: Surroundings['env']): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
