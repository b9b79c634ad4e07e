/** What a person wrote into the form of the set-up page, and what is wrong with it. */
import { isIP } from 'node:net';
import type { Registration } from './manifest.ts';

/** As it was written, so that nobody has to write it again. */
export interface RegistrationForm {
  publicUrl: string;
  name: string;
  organization: string;
  visibility: 'private' | 'public';
}

export type FormField = 'publicUrl' | 'name' | 'organization';
export type FormProblems = Partial<Record<FormField, string>>;

export const readForm = (fields: URLSearchParams): RegistrationForm => ({
  publicUrl: (fields.get('public_url') ?? '').trim(),
  name: (fields.get('name') ?? '').trim(),
  organization: (fields.get('owner') === 'organization' ? (fields.get('organization') ?? '') : '').trim(),
  visibility: fields.get('visibility') === 'public' ? 'public' : 'private',
});

/** Whether the form names an organisation and leaves its name out. */
export const lacksOrganization = (fields: URLSearchParams): boolean =>
  fields.get('owner') === 'organization' && (fields.get('organization') ?? '').trim() === '';

/** GitHub takes no more. */
const LONGEST_NAME = 34;

/** `isOwnServer`: GitHub stands in the same network perhaps, and may reach what the internet cannot. */
export function checkForm(
  form: RegistrationForm,
  isOwnServer: boolean,
): { registration: Registration; problems: null } | { registration: null; problems: FormProblems } {
  const publicUrl = readPublicUrl(form.publicUrl, isOwnServer);
  const problems: FormProblems = {
    ...('problem' in publicUrl ? { publicUrl: publicUrl.problem } : {}),
    ...nameProblem(form.name),
    ...organizationProblem(form.organization),
  };
  if ('problem' in publicUrl || Object.keys(problems).length > 0) return { registration: null, problems };
  const { name, organization, visibility } = form;
  return {
    registration: {
      name,
      isPublic: visibility === 'public',
      publicUrl: publicUrl.url,
      organization: organization === '' ? null : organization,
    },
    problems: null,
  };
}

const EXPECTED = 'Expected an address such as https://milepost.example.org';

/** The address of this Milepost without a slash at the end, or what is wrong with it. */
export function readPublicUrl(text: string, isOwnServer: boolean): { url: string } | { problem: string } {
  if (text === '') return { problem: `The address is missing. ${EXPECTED}.` };
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return { problem: `This is no address. ${EXPECTED}.` };
  if (url.username !== '' || url.password !== '') return { problem: `It must hold no password. ${EXPECTED}.` };
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return { problem: `Only scheme, host and port are wanted here, nothing behind them. ${EXPECTED}.` };
  if (isOwnServer) return { url: url.origin };
  if (url.protocol !== 'https:') return { problem: `GitHub is to send what it signs over https only. ${EXPECTED}.` };
  if (isOutOfReach(url.hostname))
    return { problem: `GitHub cannot reach ${url.hostname}: it is known in your own network only. ${EXPECTED}.` };
  return { url: url.origin };
}

/** Names and addresses that mean another machine to GitHub, or none. */
function isOutOfReach(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '');
  if (isIP(name) === 6) return /^(?:::1?$|f[cd]|fe[89ab])/i.test(name);
  if (isIP(name) === 4) return /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./.test(name);
  return !name.includes('.') || /\.(?:localhost|local|internal|lan|home|test|invalid)$/i.test(name);
}

function nameProblem(name: string): FormProblems {
  if (name === '') return { name: 'The name is missing: people see it beside all that Milepost writes.' };
  if (name.length > LONGEST_NAME)
    return { name: `The name has ${name.length} characters; GitHub takes at most ${LONGEST_NAME}.` };
  if (/^github/i.test(name)) return { name: 'GitHub keeps names that begin with “GitHub” for itself.' };
  return {};
}

const organizationProblem = (organization: string): FormProblems =>
  organization === '' || /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/.test(organization)
    ? {}
    : { organization: 'This is no login of an organisation: letters, digits and hyphens were expected.' };
