import { rememberedWith } from '../remembered.ts';

/** A release named in a text: `text.slice(from, to)` is how the file writes it. */
export interface Release {
  text: string;
  from: number;
  to: number;
}

const NUMBERED =
  /(?<![\p{L}\p{N}.#/@_+:-])(?:release[-/])?[vV]?\.?\d{1,5}(?:\.(?:\d{1,6}|[xX]))+(?:-?(?:alpha|beta|rc|preview|pre|dev|snapshot|m)[.-]?\d*(?:\.\d+)*|[ab]\d{1,3})?(?![\p{L}\p{N}%]|\.\d)/giu;
const SHORT = /(?<![\p{L}\p{N}.#/@_-])[vV]\d{1,4}(?![\p{L}\p{N}%.]|-\p{L})/gu;
const STAGE =
  /(?<![\p{L}\p{N}.])(?:\d{1,3} ?(?:alpha|beta|rc)[ -]?\d{1,2}(?![\p{L}\p{N}.:%])|(?:alpha|beta|rc|preview|release|version)[ -]\d{1,3}(?:\.\d{1,3})?(?![\p{L}\p{N}.:%]))/giu;

/** Each pattern, and what is in all that it finds: asking is cheaper than searching. */
const RELEASES: readonly (readonly [RegExp, RegExp])[] = [
  [NUMBERED, /\d\./],
  [SHORT, /v\d/i],
];
const STAGED = [STAGE, /alpha|beta|rc|preview|release|version/iu] as const;

/** `Milestone 2.1`, `Phase 1.2`: these count parts of the document, not releases. */
const COUNTED =
  /\b(?:milestone|phase|stage|goal|step|part|gate|act|scene|section|chapter|appendix|objective|figure|table|priority)\s*#?$/i;

/** Languages, protocols and platforms: `Python 3.12` and `k8s 1.20` are their versions, not the project's. */
const FOREIGN =
  /(?:^|[^\p{L}\p{N}])(?:python|py|java|jdk|jre|node|node\.?js|golang|go|ruby|php|perl|rust|scala|kotlin|typescript|ecmascript|html|css|c\+\+|\.net|dotnet|net core|k8s|kubernetes|tls|dtls|ssl|http|https|oauth|oidc|openapi|graphql|openssl|usb|bluetooth|ipv?|ip address|host|subnet|cidr)\s*\(?$/iu;

/** Loopback, private and unspecified addresses, and any behind which a port or a mask stands. */
const ADDRESS = /^(?:10|127|0|255|172|192)(?:\.\d{1,3}){3}$/;

/**
 * Version numbers in a text, in order: `1.7.0`, `v0.5.0`, `Release-3.5.0`, `v2`, `1.0-rc1`. A bare number (`2`), a
 * percentage and an address are none. With `stages`, also `Alpha 5`: only where a heading may be nothing but a release.
 */
export const findReleases = rememberedWith(searchReleases);

function searchReleases(text: string, stages: boolean): readonly Release[] {
  const found: Release[] = [];
  if (!/\d/.test(text)) return found;
  for (const [pattern, mayMatch] of stages ? [...RELEASES, STAGED] : RELEASES) {
    if (!mayMatch.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (isNoRelease(match[0], text.slice(Math.max(0, from - 16), from), text.slice(to, to + 2))) continue;
      if (!found.some((other) => from < other.to && to > other.from)) found.push({ text: match[0], from, to });
    }
  }
  return found.toSorted((one, other) => one.from - other.from);
}

function isNoRelease(version: string, before: string, after: string): boolean {
  if (COUNTED.test(before) || FOREIGN.test(before)) return true;
  const parts = version.split('.');
  return ADDRESS.test(version) || (parts.length === 4 && /^[:/]\d/.test(after));
}

/** One spelling for comparing: without `v`, `release-`, case and trailing `.0`s: `v1.7.0`, `Release-1.7` → `1.7`. */
export function normalizeRelease(text: string): string {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^(?:release|version)[\s-]*/, '')
    .replace(/^v\.?(?=\d)/, '');
  const [numbers = '', ...rest] = bare.split('-');
  const trimmed = numbers.split('.');
  while (trimmed.length > 1 && trimmed[trimmed.length - 1] === '0') trimmed.pop();
  return [trimmed.join('.'), ...rest].join('-');
}
