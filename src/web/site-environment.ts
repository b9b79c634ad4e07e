/** What the site takes from the environment: the address that people know it by, and what sign-in needs. */
import type { SignInClient } from '../github/as-person.ts';
import type { EnvironmentProblem } from './environment.ts';

export interface SiteEnvironment {
  /** Origin of the site, `https://milepost.example.org`; null where nobody said it: `http://localhost:PORT`. */
  publicUrl: string | null;
  /** null: nobody can sign in. */
  signIn: SignInClient | null;
}

type Variables = Readonly<Record<string, string | undefined>>;

export function readSiteEnvironment(variables: Variables): SiteEnvironment & { problems: EnvironmentProblem[] } {
  const problems: EnvironmentProblem[] = [];
  return { publicUrl: readPublicUrl(variables, problems), signIn: readSignIn(variables, problems), problems };
}

function readPublicUrl(variables: Variables, problems: EnvironmentProblem[]): string | null {
  const text = variables['MILEPOST_URL'];
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && isBare(url)) return url.origin;
  problems.push({
    variable: 'MILEPOST_URL',
    message:
      'MILEPOST_URL is no address of a host; one such as https://milepost.example.org was expected, without a path: it is the ' +
      'address under which people reach Milepost.',
  });
  return null;
}

const isBare = ({ pathname, search, hash, username, password }: URL): boolean =>
  pathname === '/' && `${search}${hash}${username}${password}` === '';

function readSignIn(variables: Variables, problems: EnvironmentProblem[]): SignInClient | null {
  const [clientId, clientSecret] = [variables['GITHUB_CLIENT_ID'] ?? '', variables['GITHUB_CLIENT_SECRET'] ?? ''];
  if (clientId !== '' && clientSecret !== '') return { clientId, clientSecret };
  if (clientId === '' && clientSecret === '') return null;
  const [missing, there, words] =
    clientId === ''
      ? (['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET', '“Client ID”'] as const)
      : (['GITHUB_CLIENT_SECRET', 'GITHUB_CLIENT_ID', '“Client secrets”'] as const);
  problems.push({
    variable: missing,
    message: `${missing} is missing: ${words} on the app's settings page on GitHub. Sign-in needs it beside ${there}; unset both to do without sign-in.`,
  });
  return null;
}
