/** People, organizations, apps and their installations: how they come into being and change. */
import { createPublicKey } from 'node:crypto';
import { permits } from './access.ts';
import { installationJson } from './json/account.ts';
import { shortRepositoryJson } from './json/repository.ts';
import type { Account, App, Installation, Permissions, Repository } from './records.ts';
import { covers, personOf } from './world.ts';
import type { World } from './world.ts';

export function createAccount(world: World, login: string, kind: Account['kind']): Account {
  if (world.account(login)) throw new Error(`The account "${login}" exists already.`);
  const prefix = kind === 'User' ? 'U' : kind === 'Bot' ? 'BOT' : 'O';
  const account = {
    kind,
    ...world.newIdentity(prefix),
    login,
    createdAt: world.instant(),
    members: new Map(),
    teams: new Map(),
  };
  world.accounts.set(login.toLowerCase(), account);
  return world.remember(account);
}

export interface AppRegistration {
  id: number;
  slug: string;
  name?: string;
  owner?: string;
  /** PEM of the key pair's public half, or of the private key, from which it is derived. */
  publicKey?: string;
  privateKey?: string;
  webhookSecret?: string;
  /** Where deliveries go; none are made without it. May be set later with `setWebhookUrl`. */
  webhookUrl?: string;
  events?: string[];
  permissions?: Permissions;
  /** Without it nobody can sign in. The client id is `Iv23sandbox` and the app's id. */
  clientSecret?: string;
  callbackUrls?: string[];
  /** Default true. */
  userTokensExpire?: boolean;
}

export function registerApp(world: World, registration: AppRegistration): App {
  if (world.apps.has(registration.id)) throw new Error(`An app with id ${registration.id} is registered already.`);
  const pem = registration.publicKey ?? registration.privateKey;
  const owner = registration.owner ?? 'app-owner';
  const app: App = {
    id: registration.id,
    nodeId: world.newIdentity('A').nodeId,
    slug: registration.slug,
    name: registration.name ?? registration.slug,
    clientId: `Iv23sandbox${registration.id}`,
    clientSecret: registration.clientSecret ?? null,
    callbackUrls: registration.callbackUrls ?? [],
    userTokensExpire: registration.userTokensExpire ?? true,
    owner: world.account(owner) ?? createAccount(world, owner, 'User'),
    bot: createAccount(world, `${registration.slug}[bot]`, 'Bot'),
    publicKey: pem === undefined ? null : createPublicKey(pem),
    webhookSecret: registration.webhookSecret ?? null,
    webhookUrl: registration.webhookUrl ?? null,
    events: registration.events ?? [],
    permissions: { metadata: 'read', ...registration.permissions },
    createdAt: world.instant(),
  };
  world.apps.set(app.id, app);
  return app;
}

export interface InstallOptions {
  /** Slug of the app; may be left out where one app is registered. */
  app?: string;
  /** `all`, or names with or without the owner. */
  repositories?: 'all' | string[];
  /** What the owner granted; an app that asked for more later still has the old set. Default: all it asks for. */
  permissions?: Permissions;
  by?: string;
}

export function requireApp(world: World, slug?: string): App {
  // The app behind workflow tokens is GitHub's own and never what a test means.
  const apps = [...world.apps.values()].filter((app) => app.slug !== 'github-actions');
  const found = slug === undefined && apps.length === 1 ? apps[0] : apps.find((app) => app.slug === slug);
  if (!found) throw new Error(`No app ${slug ?? ''} to choose; registered: ${apps.map((app) => app.slug).join(', ')}.`);
  return found;
}

/** Installs an app and sends `installation` created to it. */
export function install(world: World, login: string, options: InstallOptions): Installation {
  const account = world.requireAccount(login);
  const app = requireApp(world, options.app);
  if ([...world.installations.values()].some((each) => each.app === app && each.account === account)) {
    throw new Error(`${app.slug} is installed on ${login} already; use addRepositories or grant.`);
  }
  const repositories = options.repositories ?? 'all';
  const installation: Installation = {
    id: world.nextId(),
    app,
    account,
    selection: repositories === 'all' ? 'all' : 'selected',
    repositoryIds: new Set(
      repositories === 'all' ? [] : ownRepositories(world, account, repositories).map((r) => r.id),
    ),
    permissions: { metadata: 'read', ...(options.permissions ?? app.permissions) },
    events: app.events,
    suspendedAt: null,
    createdAt: world.instant(),
    updatedAt: world.instant(),
  };
  world.installations.set(installation.id, installation);
  tellInstallation(world, installation, 'created', { repositories: repositoriesOf(world, installation) }, options.by);
  return installation;
}

export function requireInstallation(world: World, id: number): Installation {
  const installation = world.installations.get(id);
  if (!installation) throw new Error(`The sandbox knows no installation ${id}.`);
  return installation;
}

export function uninstall(world: World, installation: Installation, by?: string): void {
  const repositories = repositoriesOf(world, installation);
  world.installations.delete(installation.id);
  tellInstallation(world, installation, 'deleted', { repositories }, by);
}

export function setSuspended(world: World, installation: Installation, suspended: boolean, by?: string): void {
  installation.suspendedAt = suspended ? world.instant() : null;
  tellInstallation(world, installation, suspended ? 'suspend' : 'unsuspend', {}, by);
}

/** The owner accepts another set of permissions. */
export function grant(world: World, installation: Installation, permissions: Permissions, by?: string): void {
  installation.permissions = { metadata: 'read', ...permissions };
  tellInstallation(world, installation, 'new_permissions_accepted', {}, by);
}

/** Adds or removes repositories of a `selected` installation and sends `installation_repositories`. */
export function chooseRepositories(
  world: World,
  installation: Installation,
  action: 'added' | 'removed',
  names: string[],
  by?: string,
): void {
  if (installation.selection === 'all') throw new Error('The installation has all repositories; nothing to choose.');
  const repositories = ownRepositories(world, installation.account, names);
  for (const repository of repositories) {
    if (action === 'added') installation.repositoryIds.add(repository.id);
    else installation.repositoryIds.delete(repository.id);
  }
  tellChosen(world, installation, action, repositories, by);
}

/** Sends `installation_repositories`; also when a new repository joins an installation on all. */
export function tellChosen(
  world: World,
  installation: Installation,
  action: 'added' | 'removed',
  repositories: readonly Repository[],
  by?: string,
): void {
  installation.updatedAt = world.instant();
  world.webhooks.emit({
    name: 'installation_repositories',
    action,
    sender: by === undefined ? personOf(world, installation.account) : world.requireAccount(by),
    onlyInstallation: installation,
    payload: {
      installation: installationJson(world, installation),
      repository_selection: installation.selection,
      repositories_added: action === 'added' ? repositories.map(shortRepositoryJson) : [],
      repositories_removed: action === 'removed' ? repositories.map(shortRepositoryJson) : [],
      requester: null,
    },
  });
  world.changed({
    what: 'installation',
    action: `repositories ${action}`,
    by: by ?? installation.account.login,
    repository: null,
    account: installation.account.login,
  });
}

export const repositoriesOf = (world: World, installation: Installation): Repository[] =>
  [...world.repositories.values()].filter((repository) => covers(installation, repository));

/** Does the installation hear of an event? Subscribed to, or one of those that come with a permission. */
export function hears(installation: Installation, event: string): boolean {
  if (event === 'installation' || event === 'installation_repositories') return true;
  if (installation.suspendedAt !== null) return false;
  const needed = neededPermission[event];
  if (needed !== undefined && !needed.split(',').some((name) => permits(installation.permissions, name, 'read'))) {
    return false;
  }
  // Apps that may write checks are subscribed to both by GitHub itself.
  const automatic = event === 'check_run' || event === 'check_suite';
  return installation.events.includes(event) || (automatic && permits(installation.permissions, 'checks', 'write'));
}

/** https://docs.github.com/webhooks/webhook-events-and-payloads: an event comes only with read access to its subject. */
export const neededPermission: Readonly<Record<string, string>> = {
  push: 'contents',
  create: 'contents',
  delete: 'contents',
  release: 'contents',
  issues: 'issues',
  issue_comment: 'issues',
  milestone: 'issues,pull_requests',
  pull_request: 'pull_requests',
  pull_request_review: 'pull_requests',
  pull_request_review_comment: 'pull_requests',
  merge_group: 'merge_queues',
  projects_v2: 'organization_projects',
  projects_v2_item: 'organization_projects',
  check_run: 'checks',
  check_suite: 'checks',
};

function ownRepositories(world: World, account: Account, names: readonly string[]): Repository[] {
  return names.map((name) => world.requireRepository(name.includes('/') ? name : `${account.login}/${name}`));
}

function tellInstallation(
  world: World,
  installation: Installation,
  action: string,
  more: { repositories?: Repository[] },
  by: string | undefined,
): void {
  installation.updatedAt = world.instant();
  world.webhooks.emit({
    name: 'installation',
    action,
    sender: by === undefined ? personOf(world, installation.account) : world.requireAccount(by),
    onlyInstallation: installation,
    payload: {
      installation: installationJson(world, installation),
      ...(more.repositories ? { repositories: more.repositories.map(shortRepositoryJson) } : {}),
      requester: null,
    },
  });
  const account = installation.account.login;
  world.changed({ what: 'installation', action, by: by ?? account, repository: null, account });
}
