import type { ReadingContext, Reference, ReferenceKind } from '../model.ts';
import { offsetsOf } from '../markdown/phrase.ts';
import type { Link, Phrase, Piece } from '../markdown/phrase.ts';
import { rangeAt } from '../markdown/source.ts';
import type { Source } from '../markdown/source.ts';

/** What a pointer names, before it has a place in a file. */
export interface ReferenceTarget {
  kind: ReferenceKind;
  owner: string;
  repo: string | null;
  number: number;
}

const NAME = '[A-Za-z0-9][A-Za-z0-9_.-]{0,99}';
/** GitHub numbers fit easily; more digits are something else. */
const NUMBER = '[1-9]\\d{0,8}';

const KINDS_BY_SEGMENT: ReadonlyMap<string, ReferenceKind> = new Map([
  ['issues', 'issue'],
  // People write these two by mistake; GitHub answers 404, a reader understands them.
  ['issue', 'issue'],
  ['pulls', 'pull'],
  ['pull', 'pull'],
  ['discussions', 'discussion'],
  ['milestone', 'milestone'],
  ['milestones', 'milestone'],
  ['projects', 'project'],
]);

/**
 * The references in a phrase, once each, in order. Grammar: `#1`, `GH-1`, `repo#1` (same owner), `owner/repo#1`, URLs of
 * `context.host`, relative links such as `../../issues/7`, in text, links and autolinks; not in code, not in the label of
 * a link that leads elsewhere, not colours or heading anchors.
 */
export function findReferences(phrase: Phrase, source: Source, context: ReadingContext): Reference[] {
  const found: Reference[] = [];
  const seenLinks = new Set<Link>();
  for (const piece of phrase.pieces) {
    if (piece.link !== null) {
      if (seenLinks.has(piece.link)) continue;
      seenLinks.add(piece.link);
      const reference = linkReference(phrase, piece.link, source, context);
      if (reference !== null) found.push(reference);
    } else if (!piece.code && piece.break === null) {
      found.push(...textReferences(phrase, piece, source, context));
    }
  }
  return withoutRepeats(found);
}

/**
 * Drops what was already said. A bare `#12` beside `owner/other#12` of the same owner is the same issue, written short:
 * rows that name the issue in one column speak of it by number in the next.
 */
export function withoutRepeats(references: readonly Reference[]): Reference[] {
  const seen = new Set<string>();
  const numbers = new Set<string>();
  const kept: Reference[] = [];
  for (const reference of references) {
    const key = referenceKey(reference);
    const short = `${reference.owner.toLowerCase()}#${reference.number}`;
    const isBare = /^(?:#|GH-)\d+$/i.test(reference.text);
    if (seen.has(key) || (isBare && numbers.has(short))) continue;
    seen.add(key);
    if (reference.kind === 'issue' || reference.kind === 'pull') numbers.add(short);
    kept.push(reference);
  }
  return kept;
}

/** One spelling for what a reference names. Issues and pull requests share their numbers, so they share their keys. */
export function referenceKey(reference: ReferenceTarget): string {
  const kind = reference.kind === 'pull' ? 'issue' : reference.kind;
  return `${kind} ${reference.owner}/${reference.repo ?? ''}#${reference.number}`.toLowerCase();
}

/** What a URL of `context.host`, or a link relative to the file's folder, names; null for anything else. */
export function targetOfUrl(url: string, context: ReadingContext): ReferenceTarget | null {
  const path = pathOnHost(url, context.host) ?? pathFromFolder(url, context);
  return path === null ? null : targetOfPath(path);
}

function pathOnHost(url: string, host: string): string | null {
  const match = /^(?:https?:)?\/\/(?:www\.)?([^/?#\s]+)(\/[^?#\s]*)/i.exec(url);
  if (match?.[1]?.toLowerCase() !== host.toLowerCase()) return null;
  return match[2] ?? null;
}

/**
 * A file's page is `/OWNER/REPO/blob/BRANCH/FOLDER/NAME`, so `../../issues/7` in a file at the top is `/OWNER/REPO/issues/7`.
 * Other counts of `../` are meant the same, though GitHub would not find them.
 */
function pathFromFolder(url: string, context: ReadingContext): string | null {
  if (context.repo === null) return null;
  const match = /^(?:\.\/)?(?:\.\.\/)+((?:[^/?#\s]+\/){0,3}[^/?#\s]+)/.exec(url);
  const rest = match?.[1];
  if (rest === undefined) return null;
  const depth = url.split('../').length - 1 - context.file.split('/').length + 1;
  const [owner = ''] = context.repo.split('/');
  // Up to the owner's page (`../../../other-repo/issues/3`) or the host's, when the path has the words for it.
  if (depth === 3 && /^[^/]+\/[^/]+\/\d+$/.test(rest)) return `/${owner}/${rest}`;
  if (/^[^/]+\/[^/]+\/[^/]+\/\d+$/.test(rest)) return `/${rest}`;
  return `/${context.repo}/${rest}`;
}

function targetOfPath(path: string): ReferenceTarget | null {
  const parts = path.split('/').filter((part) => part !== '');
  const [first = '', second = '', third = '', fourth = ''] = parts;
  if (/^(?:orgs|users)$/i.test(first)) {
    const number = numberOf(fourth);
    return third === 'projects' && number !== null ? { kind: 'project', owner: second, repo: null, number } : null;
  }
  const kind = KINDS_BY_SEGMENT.get(third.toLowerCase());
  const number = numberOf(fourth);
  if (kind === undefined || number === null || !isName(first) || !isName(second)) return null;
  return { kind, owner: first, repo: second, number };
}

const WHOLLY_NAME = new RegExp(`^${NAME}$`);
const WHOLLY_NUMBER = new RegExp(`^${NUMBER}$`);

function isName(text: string): boolean {
  return WHOLLY_NAME.test(text);
}

function numberOf(text: string): number | null {
  return WHOLLY_NUMBER.test(text) ? Number(text) : null;
}

function linkReference(phrase: Phrase, link: Link, source: Source, context: ReadingContext): Reference | null {
  const target = targetOfUrl(link.url, context);
  if (target === null) return null;
  const label = phrase.pieces
    .filter((piece) => piece.link === link)
    .map((piece) => piece.text)
    .join('');
  const range = rangeAt(source, link.start, link.end);
  return { ...target, line: range.line, text: label.replaceAll(/\s+/g, ' ').trim(), range };
}

/** Each alternative begins with a different sign, and every repetition is bounded: linear on any text. */
const IN_TEXT = new RegExp(
  [
    `(?<url>https?:\\/\\/[^\\s<>()\\[\\]"']{1,2000})`,
    `(?<![\\p{L}\\p{N}_/#&@.-])(?<named>(?:(?<owner>${NAME})\\/)?(?<repo>${NAME}))#(?<there>${NUMBER})(?![\\p{L}\\p{N}_-])`,
    `(?<![\\p{L}\\p{N}_/#&@-])(?:#|(?<gh>GH-))(?<here>${NUMBER})(?![\\p{L}\\p{N}_]|-\\p{L})`,
  ].join('|'),
  'giu',
);

/** `C#7`, `Phase #2`: a number sign after these counts or names something else. */
const NOT_A_REPOSITORY =
  /^(?:[cfj]|pkcs|milestone|phase|goal|step|part|option|tier|stage|level|number|no|rule|version)$/i;
const COUNTED =
  /(?:^|[\s([{"'“])(?:milestone|phase|goal|step|part|option|tier|stage|level|priority|number|rule|section|chapter|week|day|sprint|round|top|principle|objective|colou?rs?|background|hex|fill)[\s:]*$/i;

function textReferences(phrase: Phrase, piece: Piece, source: Source, context: ReadingContext): Reference[] {
  const found: Reference[] = [];
  if (!/#|http|gh-/i.test(piece.text)) return found;
  for (const match of piece.text.matchAll(IN_TEXT)) {
    const literal = match[0].replace(/[.,;:!?*_~|]{1,40}$/, '');
    const target = targetInText(
      match,
      literal,
      phrase.text.slice(Math.max(0, piece.at + match.index - 24), piece.at + match.index),
      context,
    );
    if (target === null) continue;
    const at = piece.at + match.index;
    const [start, end] = offsetsOf(phrase, at, at + literal.length, source);
    const range = rangeAt(source, start, end);
    found.push({ ...target, line: range.line, text: literal, range });
  }
  return found;
}

function targetInText(
  match: RegExpExecArray,
  literal: string,
  before: string,
  context: ReadingContext,
): ReferenceTarget | null {
  const groups = match.groups ?? {};
  if (groups['url'] !== undefined) return targetOfUrl(literal, context);
  const [owner = '', repo = ''] = context.repo?.split('/') ?? [];
  if (groups['there'] !== undefined) {
    const name = groups['repo'] ?? '';
    const named = groups['owner'];
    if (named === undefined && (context.repo === null || NOT_A_REPOSITORY.test(name) || !/\p{L}/u.test(name)))
      return null;
    return { kind: 'issue', owner: named ?? owner, repo: name, number: Number(groups['there']) };
  }
  if (context.repo === null || (groups['gh'] === undefined && COUNTED.test(before))) return null;
  return { kind: 'issue', owner, repo, number: Number(groups['here']) };
}
