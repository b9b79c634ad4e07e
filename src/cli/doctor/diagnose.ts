/** Everything that `milepost doctor` looks at, in the order in which it is told. */
import type { Probot } from 'probot';
import { createClient, type GitHubClient } from '../../github/client.ts';
import { readHosts, type Hosts } from '../../github/hosts.ts';
import { NOBODY, type Identity } from '../../github/identity.ts';
import {
  findInstallation,
  listInstallations,
  type AppInstallation,
  type AppRegistration,
} from '../../github/registration.ts';
import type { Check } from '../../render/diagnosis.ts';
import { readServerEnvironment } from '../../web/environment.ts';
import { createApp } from '../../web/probot.ts';
import { createTokenCache } from '../../web/token-cache.ts';
import type { Surroundings } from '../surroundings.ts';
import { variablesOf } from '../variables.ts';
import { checkEvents, checkInstallations, checkPermissions, EVENTS, INSTALLATIONS, PERMISSIONS } from './app-checks.ts';
import { guarded, notChecked, problem, type Subject } from './check.ts';
import { checkCredentials, checkRate, checkReached, CREDENTIALS, RATE, REACHED } from './github-checks.ts';
import { checkDataDirectory, checkEnvironment, checkNode } from './machine-checks.ts';
import { checkRepository, repositoryNotChecked, type RepositoryPlace } from './repository-checks.ts';
import { checkSignIn } from './sign-in-checks.ts';
import { checkStore } from './store-checks.ts';
import { checkDeliveries, checkHook, checkPublicAddress, DELIVERIES, WEBHOOK } from './webhook-checks.ts';

/** As the app waits for GitHub. */
const TIMEOUT_MS = 10_000;

/** What there is to ask GitHub with; `why` not, where there is nothing. */
type Access = { probot: Probot; client: GitHubClient; why: null } | { probot: null; client: null; why: string };

/** `place`: a repository to be looked at as well. Nothing is written anywhere. */
export async function diagnose(surroundings: Surroundings, place: RepositoryPlace | null): Promise<Check[]> {
  const { cwd, now } = surroundings;
  const variables = variablesOf(surroundings);
  const machine = [...checkNode(), ...checkEnvironment(variables), ...(await checkDataDirectory(variables, cwd))];
  const store = guarded({ id: 'store', group: 'Store', title: 'Reached' }, () => checkStore(surroundings));
  const { hosts, checks: wrongHosts } = hostsOf(variables);
  const reached = hosts === null ? wrongHosts : await checkReached(hosts, now);
  const isReached = hosts !== null && reached.every(({ id, state }) => id !== REACHED.id || state === 'ok');
  const access = hosts !== null && isReached ? await accessOf(variables, hosts) : nobody('GitHub is not reached');
  const asApp = await askAsApp(access, hosts, place);
  const heard = await deliveriesOf(access, asApp.registration, asApp.why);
  return [
    ...machine,
    ...reached,
    ...asApp.github,
    ...asApp.app,
    ...(asApp.registration === null || access.client === null
      ? [notChecked(WEBHOOK, asApp.why)]
      : await guarded(WEBHOOK, () => checkHook(access.client, variables))),
    ...heard.checks,
    ...(await checkPublicAddress(variables, now, heard.isHeard)),
    ...asApp.installations,
    ...(await store),
    ...(hosts === null ? [] : await checkSignIn(variables, hosts, asApp.registration)),
    ...asApp.repository,
  ];
}

const nobody = (why: string): Access => ({ probot: null, client: null, why });

function hostsOf(variables: Surroundings['env']): { hosts: Hosts | null; checks: Check[] } {
  try {
    return { hosts: readHosts(variables), checks: [] };
  } catch (error) {
    return {
      hosts: null,
      checks: [problem(REACHED, (error as Error).message, 'Correct the variable, then run it again.')],
    };
  }
}

/** Only what the credentials need has to be right, not the whole environment. */
async function accessOf(variables: Record<string, string>, hosts: Hosts): Promise<Access> {
  const { APP_ID, PRIVATE_KEY, PRIVATE_KEY_PATH } = variables;
  const given = Object.entries({ APP_ID, PRIVATE_KEY, PRIVATE_KEY_PATH }).filter(([, value]) => value !== undefined);
  const credentials = { ...Object.fromEntries(given), WEBHOOK_SECRET: 'is not needed to ask' } as Record<
    string,
    string
  >;
  const { environment } = readServerEnvironment(credentials);
  if (environment === null) return nobody('APP_ID and the private key are not both there');
  // Probot would tell in its log what is told here.
  const silent = { ...variables, LOG_LEVEL: 'fatal' };
  const probot = await createApp(environment, silent, { restUrl: hosts.restUrl, tokens: createTokenCache() });
  return { probot, client: clientOf(await probot.auth(), hosts), why: null };
}

const clientOf = (
  { request }: Awaited<ReturnType<Probot['auth']>>,
  { graphqlUrl }: Hosts,
  identity: Identity = NOBODY,
): GitHubClient => createClient({ request, mode: 'plan', graphqlUrl, timeoutMs: TIMEOUT_MS, identity });

interface AskedAsApp {
  registration: AppRegistration | null;
  /** Why nothing was asked. */
  why: string;
  github: Check[];
  app: Check[];
  installations: Check[];
  repository: Check[];
}

async function askAsApp(access: Access, hosts: Hosts | null, place: RepositoryPlace | null): Promise<AskedAsApp> {
  const nothing = (why: string, github: Check[]): AskedAsApp => ({
    registration: null,
    why,
    github: [...github, notChecked(RATE, why)],
    app: [PERMISSIONS, EVENTS].map((subject) => notChecked(subject, why)),
    installations: [notChecked(INSTALLATIONS, why)],
    repository: place === null ? [] : repositoryNotChecked(place, why),
  });
  if (access.client === null || hosts === null) {
    const why = access.why ?? 'GitHub’s address is wrong';
    return nothing(why, [notChecked(CREDENTIALS, why)]);
  }
  const { probot, client } = access;
  let registration: AppRegistration | null = null;
  const credentials = await guarded(CREDENTIALS, async () => {
    const found = await checkCredentials(client);
    registration = found.registration;
    return found.checks;
  });
  const known = registration as AppRegistration | null;
  if (known === null) return nothing('the credentials are not accepted', credentials);
  let listed: AppInstallation[] = [];
  const installations = await guarded(INSTALLATIONS, async () => {
    listed = await listInstallations(client);
    return checkInstallations(listed, known, hosts);
  });
  const identity: Identity = { kind: 'app', login: `${known.slug}[bot]`, appId: known.id };
  const clientOn = async ({ id }: AppInstallation): Promise<GitHubClient> =>
    clientOf(await probot.auth(id), hosts, identity);
  const example = listed.find(({ isSuspended }) => !isSuspended);
  return {
    registration: known,
    why: '',
    github: [
      ...credentials,
      ...(example === undefined
        ? [notChecked(RATE, 'it is counted by installation, and there is none')]
        : await guarded(RATE, async () => checkRate(await clientOn(example), example.login))),
    ],
    app: [...checkPermissions(known, hosts), ...checkEvents(known, hosts)],
    installations,
    repository: place === null ? [] : await repositoryOf(place, { client, hosts, known, clientOn }),
  };
}

interface RepositoryParts {
  client: GitHubClient;
  hosts: Hosts;
  known: AppRegistration;
  clientOn: (installation: AppInstallation) => Promise<GitHubClient>;
}

function repositoryOf(place: RepositoryPlace, { client, hosts, known, clientOn }: RepositoryParts): Promise<Check[]> {
  const subject: Subject = { id: 'repository-installation', group: `${place.owner}/${place.name}`, title: 'Installed' };
  return guarded(subject, async () => {
    const installation = await findInstallation(client, place);
    const installUrl = known.pageUrl === null ? null : `${known.pageUrl}/installations/new`;
    return checkRepository(place, {
      installation,
      client: () => clientOn(installation as AppInstallation),
      hosts,
      installUrl,
    });
  });
}

async function deliveriesOf(
  { client }: Access,
  registration: AppRegistration | null,
  why: string,
): Promise<{ checks: Check[]; isHeard: boolean | null }> {
  if (client === null || registration === null) return { checks: [notChecked(DELIVERIES, why)], isHeard: null };
  let isHeard: boolean | null = null;
  const checks = await guarded(DELIVERIES, async () => {
    const found = await checkDeliveries(client);
    ({ isHeard } = found);
    return found.checks;
  });
  return { checks, isHeard };
}
