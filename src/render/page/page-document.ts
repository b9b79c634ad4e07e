import { ownPath } from './addresses.ts';
import { attribute, escaped } from './escape.ts';
import { LOGO, SYMBOLS } from './icons.ts';
import { PAGE_STYLE } from './page-style.ts';
import type { Visit } from './visit.ts';

interface DocumentParts {
  /** What the window is called. */
  title: string;
  /** HTML of the main part, with the page's only h1. */
  main: string;
  visit: Visit;
  /** HTML for the head, besides what every page has. */
  head?: string;
  /** HTML after everything else. */
  end?: string;
  /** HTML of the line at the foot. */
  foot?: string;
}

/** A whole HTML document: one inline style (PAGE_STYLE), nothing from anywhere else. */
export function pageDocument({ title, main, visit, head = '', end = '', foot = '' }: DocumentParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${head}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="same-origin">
<title>${escaped(title, 200)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
${SYMBOLS}
<a class="skip" href="#main">Skip to content</a>
${masthead(visit)}
<main id="main" tabindex="-1">
${main}
</main>
<footer class="foot">${foot}<p>Milepost keeps roadmap, issues, milestones and board in agreement.</p></footer>
${end}</body>
</html>
`;
}

function masthead({ person, signIn, signOut, home }: Visit): string {
  const name = `${LOGO}<span>Milepost</span>`;
  const homePath = ownPath(home);
  const brand =
    homePath === null ? `<p class="brand">${name}</p>` : `<a class="brand"${attribute('href', homePath)}>${name}</a>`;
  return `<header class="masthead">${brand}${door({ person, signIn, signOut })}</header>`;
}

function door({ person, signIn, signOut }: Omit<Visit, 'home'>): string {
  const [inPath, outPath] = [ownPath(signIn), ownPath(signOut)];
  if (person === null) {
    return inPath === null ? '' : `<a class="button"${attribute('href', inPath)}>Sign in with GitHub</a>`;
  }
  const out =
    outPath === null
      ? ''
      : `<form method="post"${attribute('action', outPath)}><button class="button" type="submit">Sign out</button></form>`;
  return `<div class="person"><span>Signed in as <b>${escaped(person.login, 80)}</b></span>${out}</div>`;
}
