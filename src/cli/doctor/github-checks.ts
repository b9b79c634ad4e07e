/** GitHub itself: reached at all, its clock and ours, the credentials, what is left of its hour. */
import type { GitHubClient } from '../../github/client.ts';
import { GitHubError } from '../../github/github-error.ts';
import type { Hosts } from '../../github/hosts.ts';
import { probe } from '../../github/probe.ts';
import { readRate, readRegistration, type AppRegistration } from '../../github/registration.ts';
import type { Check } from '../../render/diagnosis.ts';
import { notChecked, ok, problem, warning, type Subject } from './check.ts';

const GROUP = 'GitHub';
export const REACHED: Subject = { id: 'github', group: GROUP, title: 'Reached' };
const CLOCK: Subject = { id: 'clock', group: GROUP, title: 'Clock' };
export const CREDENTIALS: Subject = { id: 'credentials', group: GROUP, title: 'Credentials' };
export const RATE: Subject = { id: 'rate-limit', group: GROUP, title: 'Rate limit' };

/** GitHub refuses a signature of the future, and one over ten minutes old. */
const SKEW_SECONDS = 30;

/** Whether GitHub is there, and whether its clock and ours agree. Any answer will do: some servers tell nothing without a token. */
export async function checkReached({ restUrl }: Hosts, now: () => Date): Promise<Check[]> {
  try {
    const { tookMs, date, askedAt } = await probe(`${restUrl}/meta`, now);
    const reached = ok(REACHED, `${restUrl} answered in ${Math.round(tookMs)} ms.`);
    return [reached, date === null ? notChecked(CLOCK, 'GitHub’s answer tells no time') : clock(date, askedAt)];
  } catch (error) {
    const advice = 'Check the network, a proxy or firewall on the way, and the variables GHE_HOST and GITHUB_API_URL.';
    const found = `${restUrl} cannot be reached: ${(error as Error).message}.`;
    return [problem(REACHED, found, advice), notChecked(CLOCK, 'GitHub is not reached')];
  }
}

function clock(theirs: Date, ours: Date): Check {
  // Theirs is cut to whole seconds.
  const seconds = Math.round((ours.getTime() - theirs.getTime() - 500) / 1000);
  const size = Math.abs(seconds);
  if (size <= SKEW_SECONDS) return ok(CLOCK, size <= 2 ? 'Agrees with GitHub’s.' : `${size} seconds beside GitHub’s.`);
  const found = `${spanOf(size)} ${seconds > 0 ? 'ahead of' : 'behind'} GitHub’s.`;
  return problem(CLOCK, found, 'Set it by NTP: GitHub refuses what is signed in the future or too long ago.');
}

const spanOf = (seconds: number): string =>
  seconds < 120
    ? `${seconds} seconds`
    : seconds < 7200
      ? `${Math.round(seconds / 60)} minutes`
      : `${Math.round(seconds / 3600)} hours`;

/** Whether the key fits the id; the registration where it does. */
export async function checkCredentials(
  client: GitHubClient,
): Promise<{ checks: Check[]; registration: AppRegistration | null }> {
  try {
    const registration = await readRegistration(client);
    const owner = registration.ownerLogin === null ? '' : ` of ${registration.ownerLogin}`;
    return { checks: [ok(CREDENTIALS, `The app ${registration.slug}${owner}.`)], registration };
  } catch (error) {
    if (!(error instanceof GitHubError) || ![401, 404].includes(error.status ?? 0)) throw error;
    const found = `GitHub does not take them: ${error.said}.`;
    const advice =
      error.status === 404
        ? 'APP_ID names no app here. Check it, and whether GHE_HOST names the right GitHub.'
        : 'The private key is not one of the app with this APP_ID, or the clock is wrong. Generate a key on the settings page of the app.';
    return { checks: [problem(CREDENTIALS, found, advice)], registration: null };
  }
}

/** Less than this share left is worth a word. */
const LOW = 0.1;

/** Of one installation, as an example of all. */
export async function checkRate(client: GitHubClient, login: string): Promise<Check[]> {
  const rate = await readRate(client).catch((error: unknown) => {
    // A server without limits has nothing to tell.
    if (error instanceof GitHubError && error.kind === 'not-found') return null;
    throw error;
  });
  if (rate === null) return [ok(RATE, 'This GitHub has none.')];
  const found = `${login}: ${rate.remaining} of ${rate.limit} requests are left until ${rate.resetsAt.toISOString().slice(11, 16)} UTC.`;
  if (rate.remaining >= rate.limit * LOW) return [ok(RATE, found)];
  return [
    warning(RATE, found, 'Milepost waits by itself and goes on then; see GitHub’s limits in docs/self-hosting.md.'),
  ];
}
