/**
 * The GitHub App's manifest: what `app.yml` asks for, with what only whoever installs Milepost knows.
 * https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Hosts } from '../../github/hosts.ts';

/** What the files of the project say. */
export interface AppManifest {
  name: string;
  description: string;
  default_permissions: Record<string, 'read' | 'write'>;
  default_events: string[];
}

/** What a person says on the set-up page. */
export interface Registration {
  /** Under which the app is known on GitHub: unique there. */
  name: string;
  /** Whether others than its owner may install it. */
  isPublic: boolean;
  /** Of this Milepost, as GitHub reaches it: no slash at the end. */
  publicUrl: string;
  /** Login of the organisation that is to own it; null for the person's own account. */
  organization: string | null;
}

export type ManifestFile = 'app.yml' | 'app.ghes.yml';

/** GitHub Enterprise Server refuses a manifest with a permission or an event that its version does not know. */
export const manifestFileFor = ({ webHost }: Pick<Hosts, 'webHost'>): ManifestFile =>
  webHost === 'github.com' || webHost.endsWith('.ghe.com') ? 'app.yml' : 'app.ghes.yml';

/** @throws Error when the file is not there: the package is incomplete */
export function readManifest(file: ManifestFile): AppManifest {
  const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
  return parse(text) as AppManifest;
}

/** Where GitHub sends webhooks of a Milepost at that address. */
export const webhookUrlOf = (publicUrl: string, webhookPath: string): string => `${publicUrl}${webhookPath}`;

/** Where GitHub sends people back after they signed in. */
export const signedInUrlOf = (publicUrl: string): string => `${publicUrl}/-/signed-in`;

/** The manifest as GitHub takes it; `redirectUrl` is where its answer comes back to. Permissions and events are those of the file. */
export function completeManifest(
  { description, default_permissions, default_events }: AppManifest,
  { name, isPublic, publicUrl }: Registration,
  { webhookPath, redirectUrl }: { webhookPath: string; redirectUrl: string },
): object {
  return {
    name,
    description,
    url: publicUrl,
    public: isPublic,
    hook_attributes: { url: webhookUrlOf(publicUrl, webhookPath), active: true },
    redirect_url: redirectUrl,
    callback_urls: [signedInUrlOf(publicUrl)],
    request_oauth_on_install: false,
    setup_on_update: false,
    default_permissions,
    default_events,
  };
}

/** Where the manifest is posted to; `state` comes back with GitHub's answer. */
export function registrationUrl({ webUrl }: Hosts, organization: string | null, state: string): string {
  const owner = organization === null ? '' : `/organizations/${encodeURIComponent(organization)}`;
  return `${webUrl}${owner}/settings/apps/new?state=${encodeURIComponent(state)}`;
}
