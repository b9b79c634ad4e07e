/** The pages of the set-up: three steps on one page, the first two with a form. Everything from outside is escaped. */
import type { FormProblems, RegistrationForm } from './registration-form.ts';
import type { AppManifest, Registration } from './manifest.ts';
import { signedInUrlOf, webhookUrlOf } from './manifest.ts';
import { SET_UP_STYLE } from './set-up-style.ts';

/** What all pages tell. */
export interface SetUpPlace {
  /** `github.com`, or the host of another GitHub. */
  webHost: string;
  /** Absolute path of the file that gets the credentials. */
  environmentFile: string;
  webhookPath: string;
  /** Here, for a tunnel and a reverse proxy to lead to: `http://localhost:3000`. */
  localUrl: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

type Step = 1 | 2 | 3;

const STEPS: readonly [Step, string][] = [
  [1, 'Say where GitHub reaches Milepost'],
  [2, 'Register the app on GitHub'],
  [3, 'Install it on repositories'],
];

function page(current: Step, title: string, intro: string, content: string): string {
  const steps = STEPS.map(([step, heading]) => {
    const state = step === current ? ' aria-current="step"' : step < current ? ' class="done"' : '';
    const done = step < current ? ' <span class="note">(done)</span>' : '';
    return `<li${state}><h2>${step}. ${heading}${done}</h2>${step === current ? content : ''}</li>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Milepost</title>
<style>${SET_UP_STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${intro}
<ol class="steps">
${steps.join('\n')}
</ol>
</main>
</body>
</html>
`;
}

export interface FormPageInput {
  form: RegistrationForm;
  problems: FormProblems;
  /** Proves that the form was sent from this page. */
  token: string;
  /** What went wrong before; null when nothing did. */
  message: string | null;
}

/** The first step: where this Milepost is, and whose the app is to be. */
export function formPage(place: SetUpPlace, { form, problems, token, message }: FormPageInput): string {
  const intro = `<p>Milepost is a GitHub App, and ${escaped(place.webHost)} does not know this one yet. Three steps, some two minutes; the
credentials come into <code>${escaped(place.environmentFile)}</code>, and Milepost starts by itself.</p>
${message === null ? '' : `<p class="problem" role="alert">${escaped(message)}</p>`}`;
  const isOrganization = form.organization !== '' || problems.organization !== undefined;
  const content = `
<form method="post" action="/register">
<input type="hidden" name="token" value="${escaped(token)}">
${textField({ name: 'public_url', label: 'Public address', type: 'url', value: form.publicUrl, problem: problems.publicUrl, note: 'Scheme and host under which GitHub reaches this Milepost, such as <code>https://milepost.example.org</code>. It becomes <code>MILEPOST_URL</code>.' })}
${addressHelp(place)}
<fieldset><legend>Owner of the app</legend>
${choice('owner', 'account', 'My own account', !isOrganization)}
${choice('owner', 'organization', 'An organisation that I manage', isOrganization)}
${textField({ name: 'organization', label: 'Login of the organisation', type: 'text', value: form.organization, problem: problems.organization, note: 'Only for an organisation. Project boards belong to organisations.' })}
</fieldset>
${textField({ name: 'name', label: 'Name of the app', type: 'text', value: form.name, problem: problems.name, note: `Unique on ${escaped(place.webHost)}; people see it beside everything that Milepost writes.` })}
<fieldset><legend>Who may install it</legend>
${choice('visibility', 'private', 'Only its owner, on the owner’s repositories', form.visibility === 'private')}
${choice('visibility', 'public', 'Anybody, on their own repositories', form.visibility === 'public')}
</fieldset>
<button>Continue</button>
</form>
<details><summary>The app is registered already</summary>
<p>Set <code>APP_ID</code>, <code>PRIVATE_KEY</code> (or <code>PRIVATE_KEY_PATH</code>) and <code>WEBHOOK_SECRET</code> from its settings page in the environment or in
<code>${escaped(place.environmentFile)}</code>, and start again. <code>.env.example</code> names everything.</p></details>`;
  return page(1, 'Set Milepost up', intro, content);
}

/** Nobody has to have a public address ready: what the choices are. */
const addressHelp = (place: SetUpPlace): string => `<details><summary>There is no public address yet</summary>
<p>GitHub tells Milepost of every change by a webhook, so it must reach this machine. What works:</p>
<ul>
<li><b>A reverse proxy</b> with a certificate that hands everything on to <code>${escaped(place.localUrl)}</code>. <code>docs/self-hosting.md</code> has one written out.</li>
<li><b>A tunnel</b> of your choice to the same address, for trying it out. Its address goes in above; when it changes, change the
webhook URL in the app’s settings and <code>MILEPOST_URL</code>.</li>
<li><b>No server at all:</b> <code>milepost plan OWNER/REPO</code> and the GitHub Action do the same work and need no address.</li>
</ul></details>`;

interface TextFieldInput {
  name: string;
  label: string;
  type: 'text' | 'url';
  value: string;
  problem: string | undefined;
  /** HTML. */
  note: string;
}

function textField({ name, label, type, value, problem, note }: TextFieldInput): string {
  const said = problem === undefined ? '' : `<span class="problem" id="${name}-problem">${escaped(problem)}</span>`;
  const described = problem === undefined ? `${name}-note` : `${name}-problem ${name}-note`;
  const invalid = problem === undefined ? '' : ' aria-invalid="true"';
  return `<fieldset><label class="field" for="${name}">${label}</label>
<span class="field-note" id="${name}-note">${note}</span>
<input type="${type}" id="${name}" name="${name}" value="${escaped(value)}" autocomplete="off" spellcheck="false" aria-describedby="${described}"${invalid}>
${said}</fieldset>`;
}

const choice = (name: string, value: string, label: string, isChosen: boolean): string =>
  `<label class="choice"><input type="radio" name="${name}" value="${value}"${isChosen ? ' checked' : ''}> ${label}</label>`;

export interface RegisterPageInput {
  registration: Registration;
  manifest: AppManifest;
  /** What is posted, as JSON. */
  posted: string;
  /** Where to, with the state in it. */
  target: string;
}

/** The second step: what GitHub is asked for, and the button that takes the person there. */
export function registerPage(place: SetUpPlace, input: RegisterPageInput): string {
  const { registration, manifest, posted, target } = input;
  const intro = `<p>This is what ${escaped(place.webHost)} will be asked for. It shows you the name once more before it registers anything.</p>`;
  const owner = registration.organization ?? 'your own account';
  const rows: [string, string][] = [
    ['Name', escaped(registration.name)],
    ['Owner', escaped(owner)],
    ['May be installed by', registration.isPublic ? 'anybody' : 'its owner only'],
    ['Webhooks go to', code(webhookUrlOf(registration.publicUrl, place.webhookPath))],
    ['Sign-in comes back to', code(signedInUrlOf(registration.publicUrl))],
    [
      'Permissions',
      Object.entries(manifest.default_permissions)
        .map(([name, level]) => `${code(name)} ${level}`)
        .join(', '),
    ],
    ['Events', manifest.default_events.map(code).join(', ')],
  ];
  const table = rows.map(([name, value]) => `<tr><th scope="row">${name}</th><td>${value}</td></tr>`).join('\n');
  const content = `
<table>${table}</table>
<p class="note">What each permission and event is for stands in <code>docs/security.md</code>.</p>
<form method="post" action="${escaped(target)}">
<input type="hidden" name="manifest" value="${escaped(posted)}">
<button>Register it on ${escaped(place.webHost)}</button>
</form>
<p><a href="/">Change something</a></p>`;
  return page(2, 'Register the app', intro, content);
}

const code = (text: string): string => `<code>${escaped(text)}</code>`;

export interface RegisteredPageInput {
  name: string;
  /** Where the app is installed on repositories; null where GitHub did not say. */
  installUrl: string | null;
  publicUrl: string;
  backup: string | null;
  /** False where something is still missing: the terminal says what. */
  isComplete: boolean;
}

/** The third step: the app is there, its credentials are written; now it wants repositories. */
export function registeredPage(place: SetUpPlace, input: RegisteredPageInput): string {
  const { name, installUrl, publicUrl, backup, isComplete } = input;
  const kept = backup === null ? '' : ` What stood there before is kept in <code>${escaped(backup)}</code>.`;
  const intro = `<p>${escaped(place.webHost)} knows the app <b>${escaped(name)}</b> now. Its credentials are in
<code>${escaped(place.environmentFile)}</code>, which only you can read: keep it to yourself.${kept}</p>
<p>${
    isComplete
      ? `Milepost is starting on <code>${escaped(place.localUrl)}</code>, where this page was.`
      : 'GitHub made no webhook secret. The terminal says how to set one; then start Milepost again.'
  }</p>`;
  const where =
    installUrl === null
      ? '<p>Open the app’s settings on GitHub, and choose <b>Install App</b>.</p>'
      : `<p><a class="button" href="${escaped(installUrl)}">Install it on repositories</a></p>`;
  const content = `
${where}
<p>Choose the repositories that have a roadmap. Milepost looks at each at once: the check run <b>Milepost</b> on the last commit that touched the roadmap
says what it found.</p>
<p>Whether everything fits together says, any time:</p>
<pre>npx milepost doctor</pre>
<p class="note">It also tries whether ${escaped(publicUrl)} is reached.</p>`;
  return page(3, 'The app is registered', intro, content);
}
