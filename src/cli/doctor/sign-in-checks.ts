/** Whether people can sign in with GitHub, which the pages of private roadmaps need. */
import { checkClientCredentials } from '../../github/client-credentials.ts';
import type { Hosts } from '../../github/hosts.ts';
import type { AppRegistration } from '../../github/registration.ts';
import type { Check } from '../../render/diagnosis.ts';
import { signedInUrlOf } from '../../web/set-up/manifest.ts';
import { notChecked, ok, problem, warning, type Subject } from './check.ts';
import { publicUrlOf } from './webhook-checks.ts';

const SIGN_IN: Subject = { id: 'sign-in', group: 'Sign-in', title: 'With GitHub' };

const SETTINGS = 'They are on the settings page of the app (“Client ID”, “Client secrets”).';

/** `registration`: null where nobody could ask. */
export async function checkSignIn(
  variables: Readonly<Record<string, string | undefined>>,
  hosts: Hosts,
  registration: AppRegistration | null,
): Promise<Check[]> {
  const [clientId = '', clientSecret = ''] = [variables['GITHUB_CLIENT_ID'], variables['GITHUB_CLIENT_SECRET']];
  if (clientId === '' && clientSecret === '') {
    return [
      ok(
        SIGN_IN,
        'Switched off: only public roadmaps have pages. GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET switch it on.',
      ),
    ];
  }
  if (clientId === '' || clientSecret === '') {
    const missing = clientId === '' ? 'GITHUB_CLIENT_ID' : 'GITHUB_CLIENT_SECRET';
    return [problem(SIGN_IN, `${missing} is missing.`, SETTINGS)];
  }
  const publicUrl = publicUrlOf(variables);
  if (publicUrl === null) {
    return [problem(SIGN_IN, 'People cannot be sent back without MILEPOST_URL.', 'Set it to the public address.')];
  }
  const known = registration?.clientId ?? null;
  if (known !== null && known !== clientId) {
    return [problem(SIGN_IN, `GITHUB_CLIENT_ID is of another app: this one has ${known}.`, SETTINGS)];
  }
  let answer: Awaited<ReturnType<typeof checkClientCredentials>>;
  try {
    answer = await checkClientCredentials(hosts, { clientId, clientSecret });
  } catch {
    return [notChecked(SIGN_IN, 'GitHub is not reached')];
  }
  const callback = signedInUrlOf(publicUrl);
  if (answer === 'refused') {
    return [
      problem(SIGN_IN, 'GitHub does not take GITHUB_CLIENT_SECRET.', 'Generate one on the settings page of the app.'),
    ];
  }
  if (answer === 'unknown') {
    const advice = `Try it; the callback URL in the settings of the app must be ${callback}.`;
    return [warning(SIGN_IN, 'GitHub does not tell whether it takes the client secret.', advice)];
  }
  return [ok(SIGN_IN, `Id and secret are taken. GitHub does not tell the callback URL; it must be ${callback}.`)];
}
