import type { Account, App, Installation } from '../records.ts';
import type { World } from '../world.ts';

/** A user, organization or bot as it stands inside other objects. */
export function accountJson(world: World, account: Account) {
  return {
    login: account.login,
    id: account.id,
    node_id: account.nodeId,
    avatar_url: `${world.origin}/avatars/u/${account.id}`,
    url: `${world.origin}/api/v3/users/${encodeURIComponent(account.login)}`,
    html_url:
      account.kind === 'Bot'
        ? `${world.origin}/apps/${account.login.replace('[bot]', '')}`
        : `${world.origin}/${account.login}`,
    type: account.kind,
    site_admin: false,
  };
}

export function appJson(world: World, app: App) {
  return {
    id: app.id,
    slug: app.slug,
    client_id: app.clientId,
    node_id: app.nodeId,
    owner: accountJson(world, app.owner),
    name: app.name,
    description: null,
    external_url: `${world.origin}/apps/${app.slug}`,
    html_url: `${world.origin}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: app.permissions,
    events: app.events,
  };
}

export function installationJson(world: World, installation: Installation) {
  return {
    id: installation.id,
    account: accountJson(world, installation.account),
    repository_selection: installation.selection,
    access_tokens_url: `${world.origin}/api/v3/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${world.origin}/api/v3/installation/repositories`,
    html_url: `${world.origin}/organizations/${installation.account.login}/settings/installations/${installation.id}`,
    app_id: installation.app.id,
    app_slug: installation.app.slug,
    client_id: installation.app.clientId,
    target_id: installation.account.id,
    target_type: installation.account.kind,
    permissions: installation.permissions,
    events: installation.events,
    created_at: installation.createdAt,
    updated_at: installation.updatedAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [] as string[],
    suspended_by: null,
    suspended_at: installation.suspendedAt,
  };
}
