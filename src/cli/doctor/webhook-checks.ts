/** Whether what happens on GitHub comes in: where webhooks go, what became of the last ones, and whether we are reached. */
import type { GitHubClient } from '../../github/client.ts';
import { GitHubError } from '../../github/github-error.ts';
import { readDeliveriesPage, type HookDelivery } from '../../github/hook-deliveries.ts';
import { probe } from '../../github/probe.ts';
import { readHookConfiguration, type HookConfiguration } from '../../github/registration.ts';
import type { Check } from '../../render/diagnosis.ts';
import { webhookPathOf } from '../../web/environment.ts';
import { webhookUrlOf } from '../../web/set-up/manifest.ts';
import { notChecked, ok, problem, warning, type Subject } from './check.ts';

const GROUP = 'Webhook';
export const WEBHOOK: Subject = { id: 'webhook', group: GROUP, title: 'Configuration' };
export const DELIVERIES: Subject = { id: 'deliveries', group: GROUP, title: 'Deliveries' };
const ADDRESS: Subject = { id: 'public-address', group: GROUP, title: 'Public address' };

type Variables = Readonly<Record<string, string | undefined>>;

/** Without a slash at the end; null where MILEPOST_URL is not set or no address. */
export function publicUrlOf(variables: Variables): string | null {
  const text = variables['MILEPOST_URL'] ?? '';
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? new URL(text).origin : null;
}

export async function checkHook(client: GitHubClient, variables: Variables): Promise<Check[]> {
  let hook: HookConfiguration;
  try {
    hook = await readHookConfiguration(client);
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind !== 'not-found') throw error;
    return [notChecked(WEBHOOK, 'this GitHub does not tell how the webhook is configured, or the app has none')];
  }
  const wrongs = wrongsOf(hook, variables);
  const where = 'in the settings of the app, under Webhook';
  if (wrongs.length > 0) return wrongs.map(([found, advice]) => problem(WEBHOOK, found, `${advice} ${where}.`));
  const isPlain = hook.url.startsWith('http:');
  if (isPlain || !hook.verifiesTls) {
    const found = isPlain ? `${hook.url} is not encrypted on its way.` : 'GitHub does not check our certificate.';
    const advice = isPlain ? 'Use https' : 'Enable SSL verification';
    return [warning(WEBHOOK, found, `${advice} ${where}.`)];
  }
  return [ok(WEBHOOK, `${hook.url}, JSON, signed.`)];
}

/** What was found, and what to do. */
function wrongsOf({ url, contentType, hasSecret }: HookConfiguration, variables: Variables): [string, string][] {
  const publicUrl = publicUrlOf(variables);
  const path = webhookPathOf(variables);
  const expected = publicUrl === null ? null : webhookUrlOf(publicUrl, path);
  const wrongs: [string, string][] = [];
  if (url === '') wrongs.push(['There is no webhook address.', `Set ${expected ?? `the public address and ${path}`}`]);
  else if (expected !== null && !isSameUrl(url, expected)) {
    wrongs.push([
      `GitHub sends to ${url}; MILEPOST_URL and WEBHOOK_PATH mean ${expected}.`,
      'Correct either, the address',
    ]);
  } else if (expected === null && pathOf(url) !== path) {
    wrongs.push([`GitHub sends to ${url}; webhooks are taken in under ${path}.`, 'Correct the address']);
  }
  if (contentType !== 'json') {
    wrongs.push([`Webhooks come as ${contentType}; JSON was expected.`, 'Choose application/json']);
  }
  if (!hasSecret) {
    wrongs.push(['Webhooks are not signed, so that none is taken in.', 'Set the secret to what WEBHOOK_SECRET has']);
  }
  return wrongs;
}

const isSameUrl = (one: string, other: string): boolean =>
  URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href;
const pathOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).pathname : null);

/** Of GitHub's log as many of the newest as tell how things are. */
const RECENT = 20;

/** `isHeard`: the newest one was taken in; null where there is none, or nobody could tell. */
export async function checkDeliveries(client: GitHubClient): Promise<{ checks: Check[]; isHeard: boolean | null }> {
  let deliveries: HookDelivery[];
  try {
    ({ deliveries } = await readDeliveriesPage(client, null));
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind !== 'not-found') throw error;
    return { checks: [notChecked(DELIVERIES, 'this GitHub has no log of deliveries')], isHeard: null };
  }
  const recent = deliveries.slice(0, RECENT);
  const [newest] = recent;
  if (newest === undefined) return { checks: [ok(DELIVERIES, 'GitHub’s log has none yet.')], isHeard: null };
  const lost = recent.filter(({ isHeard }) => !isHeard).length;
  const at =
    newest.deliveredAt === null ? '' : ` at ${newest.deliveredAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  if (!newest.isHeard) {
    const found = `${lost} of the last ${recent.length} could not be delivered, the newest (${newest.event}${at}) among them.`;
    const advice =
      'The app’s settings, under Advanced, show the answer. 401: WEBHOOK_SECRET is another one than GitHub’s. No answer: ' +
      'Milepost is not reached, or not running. What was missed it asks for again when it is.';
    return { checks: [problem(DELIVERIES, found, advice)], isHeard: false };
  }
  const rest = lost === 0 ? '' : ' What is missing is asked for again.';
  const found = `${recent.length - lost} of the last ${recent.length} were taken in, the newest${at}.${rest}`;
  return { checks: [ok(DELIVERIES, found)], isHeard: true };
}

/** `isHeard`: GitHub reaches us whatever this machine sees. */
export async function checkPublicAddress(
  variables: Variables,
  now: () => Date,
  isHeard: boolean | null,
): Promise<Check[]> {
  if (!variables['MILEPOST_URL']) {
    const advice = 'Set MILEPOST_URL to it, such as https://milepost.example.org: links, pages and sign-in need it.';
    return [warning(ADDRESS, 'MILEPOST_URL does not say under which address people reach Milepost.', advice)];
  }
  const publicUrl = publicUrlOf(variables);
  if (publicUrl === null) {
    const found = 'MILEPOST_URL is no address.';
    return [problem(ADDRESS, found, 'Set it to scheme and host, such as https://milepost.example.org.')];
  }
  const unreached = (found: string): Check[] =>
    isHeard === true
      ? [
          warning(
            ADDRESS,
            `${found} GitHub does reach it.`,
            'Where this machine cannot reach its own public address, leave it so.',
          ),
        ]
      : [
          problem(
            ADDRESS,
            found,
            'Start milepost serve, and let the reverse proxy or tunnel lead there: docs/self-hosting.md.',
          ),
        ];
  try {
    const { status, text, tookMs } = await probe(`${publicUrl}/healthz`, now);
    if (status === 200 && text.trim() === 'ok')
      return [ok(ADDRESS, `${publicUrl} leads to a running Milepost (${Math.round(tookMs)} ms).`)];
    return unreached(`${publicUrl}/healthz answered ${status}, and not as Milepost does.`);
  } catch (error) {
    return unreached(`${publicUrl} is not reached from here: ${(error as Error).message}.`);
  }
}
