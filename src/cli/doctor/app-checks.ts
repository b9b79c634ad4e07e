/** What the app may do and hears of, against what app.yml asks for. */
import type { Hosts } from '../../github/hosts.ts';
import type { AppInstallation, AppRegistration, GrantedPermissions } from '../../github/registration.ts';
import { enumerate } from '../../render/count.ts';
import type { Check } from '../../render/diagnosis.ts';
import { manifestFileFor, readManifest, type AppManifest } from '../../web/set-up/manifest.ts';
import { ok, problem, warning, type Subject } from './check.ts';

const GROUP = 'The app';
export const PERMISSIONS: Subject = { id: 'permissions', group: GROUP, title: 'Permissions' };
export const EVENTS: Subject = { id: 'events', group: GROUP, title: 'Events' };
export const INSTALLATIONS: Subject = { id: 'installations', group: 'Installations', title: 'Installed' };

/** GitHub adds them by itself where checks are written. */
const UNASKED: ReadonlySet<string> = new Set(['check_run', 'check_suite', 'installation', 'installation_repositories']);

/** What this GitHub is asked for, and what is used wherever it exists. */
export const needsOn = (hosts: Hosts): { needed: AppManifest; used: AppManifest } => ({
  needed: readManifest(manifestFileFor(hosts)),
  used: readManifest('app.yml'),
});

const RANK: Readonly<Record<string, number>> = { read: 1, write: 2, admin: 3 };
const rankOf = (level: string | undefined): number => (level === undefined ? 0 : (RANK[level] ?? 0));

/** `checks: write (has read)`, one for each permission that is less than needed. */
export const missingPermissions = (granted: GrantedPermissions, needed: GrantedPermissions): string[] =>
  Object.entries(needed)
    // Every app may read what stands on the outside of a repository; not every GitHub says so.
    .filter(([name, level]) => name !== 'metadata' && rankOf(granted[name]) < rankOf(level))
    .map(([name, level]) => `${name}: ${level} (has ${granted[name] ?? 'none'})`);

/** `administration: write`, one for each permission beyond what is used. */
const surplusPermissions = (granted: GrantedPermissions, used: GrantedPermissions): string[] =>
  Object.entries(granted)
    .filter(([name, level]) => rankOf(level) > rankOf(used[name] ?? (name === 'metadata' ? 'read' : undefined)))
    .map(([name, level]) => `${name}: ${level}`);

const settingsOf = ({ pageUrl }: AppRegistration): string =>
  pageUrl === null ? 'the settings of the app' : `the settings of the app (Edit on ${pageUrl})`;

export function checkPermissions(registration: AppRegistration, hosts: Hosts): Check[] {
  const { needed, used } = needsOn(hosts);
  const missing = missingPermissions(registration.permissions, needed.default_permissions);
  const surplus = surplusPermissions(registration.permissions, used.default_permissions);
  const where = settingsOf(registration);
  if (missing.length > 0) {
    const advice = `Give them in ${where}, under Permissions; then the owners of its installations accept them.`;
    return [problem(PERMISSIONS, `Missing: ${missing.join(', ')}.`, advice)];
  }
  if (surplus.length > 0) {
    return [warning(PERMISSIONS, `More than Milepost uses: ${surplus.join(', ')}.`, `Take it back in ${where}.`)];
  }
  return [ok(PERMISSIONS, 'Those that are needed, and no other.')];
}

export function checkEvents(registration: AppRegistration, hosts: Hosts): Check[] {
  const { needed, used } = needsOn(hosts);
  const missing = needed.default_events.filter((event) => !registration.events.includes(event));
  const surplus = registration.events.filter((event) => !used.default_events.includes(event) && !UNASKED.has(event));
  const where = settingsOf(registration);
  if (missing.length > 0) {
    const advice = `Tick them in ${where}, under Permissions & events: Milepost does not hear of what is not ticked.`;
    return [problem(EVENTS, `Not subscribed to: ${missing.join(', ')}.`, advice)];
  }
  if (surplus.length > 0) {
    const found = `Subscribed to what Milepost does not read: ${surplus.join(', ')}.`;
    return [warning(EVENTS, found, `Untick ${surplus.length === 1 ? 'it' : 'them'} in ${where}.`)];
  }
  return [ok(EVENTS, `Subscribed to all ${needed.default_events.length} that are read.`)];
}

/** Each installation with something to say, and one entry for all others. */
export function checkInstallations(
  installations: readonly AppInstallation[],
  registration: AppRegistration,
  hosts: Hosts,
): Check[] {
  if (installations.length === 0) {
    const where = registration.pageUrl === null ? 'its page on GitHub' : `${registration.pageUrl}/installations/new`;
    return [warning(INSTALLATIONS, 'Nowhere yet.', `Install it at ${where} on repositories that have a roadmap.`)];
  }
  const { needed } = needsOn(hosts);
  const said = installations.flatMap((installation) => checkInstallation(installation, needed));
  const quiet = installations
    .filter(({ login }) => !said.some(({ title }) => title === login))
    .map(({ login }) => login);
  const fine = quiet.length === 0 ? [] : [ok(INSTALLATIONS, `On ${shortList(quiet)}, with all permissions.`)];
  return [...fine, ...said];
}

const MOST_NAMES = 5;

const shortList = (names: readonly string[]): string =>
  names.length <= MOST_NAMES
    ? enumerate(names)
    : `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`;

/** Empty where nothing is wrong. */
export function checkInstallation(installation: AppInstallation, needed: AppManifest): Check[] {
  const { login, pageUrl, isSuspended, permissions } = installation;
  const subject = { id: 'installation', group: INSTALLATIONS.group, title: login };
  const where = pageUrl === null ? 'the settings of the installation' : pageUrl;
  if (isSuspended) {
    return [warning(subject, 'Suspended: nothing is done there.', `Its owner can end that at ${where}.`)];
  }
  const missing = missingPermissions(permissions, needed.default_permissions);
  if (missing.length === 0) return [];
  const advice = `Its owner accepts them at ${where}. Until then Milepost leaves out what needs them.`;
  return [problem(subject, `Not granted: ${missing.join(', ')}.`, advice)];
}
