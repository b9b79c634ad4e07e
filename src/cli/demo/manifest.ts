import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { AppRegistration } from '../../sandbox/accounts.ts';

/** What app.yml asks for: the app of the story may do what the real one may. */
export function readManifest(): Required<Pick<AppRegistration, 'events' | 'permissions'>> {
  const text = readFileSync(new URL('../../../app.yml', import.meta.url), 'utf8');
  const { default_events: events, default_permissions: permissions } = parse(text) as {
    default_events: string[];
    default_permissions: NonNullable<AppRegistration['permissions']>;
  };
  return { events, permissions };
}
