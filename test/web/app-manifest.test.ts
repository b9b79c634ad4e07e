import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { EVENTS } from '../../src/index.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const manifest = parse(read('app.yml')) as {
  default_events: string[];
  default_permissions: Record<string, string>;
  hook_attributes: { url: string };
};

/** GitHub sends these to every app, and refuses a manifest that lists them. */
const UNASKED = ['installation', 'installation_repositories', 'check_run', 'check_suite'].filter((event) =>
  EVENTS.has(event),
);

describe('app.yml', () => {
  it('subscribes to the events that the app handles, and to no others', () => {
    expect([...manifest.default_events, ...UNASKED].toSorted()).toEqual([...EVENTS].toSorted());
  });

  it('asks for the permissions that docs/security.md gives a reason for, and for no others', () => {
    const reasons = [...read('docs/security.md').matchAll(/^\| `(\w+): (read|write)` \|/gm)];
    expect(Object.entries(manifest.default_permissions)).toEqual(reasons.map(([, name, level]) => [name, level]));
  });

  it('subscribes to the events that docs/security.md tells the reason of', () => {
    const table = read('docs/security.md').split('| event | starts |')[1]!.split('\n\n')[0]!;
    const told = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, event]) => event);
    expect(told).toEqual(manifest.default_events);
  });

  it('sends webhooks to the path on which the app takes them in', () => {
    expect(new URL(manifest.hook_attributes.url).pathname).toBe('/api/github/webhooks');
  });
});
