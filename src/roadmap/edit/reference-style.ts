import type { Reference } from '../model.ts';
import { referenceKey } from '../references/references.ts';
import type { ReferenceTarget } from '../references/references.ts';
import type { EditDocument, Work } from './document.ts';
import { isHtmlTable } from './table-source.ts';

/** How a reference is written. `label` is that of a link: `#12`, `12`, `lantern#12`. */
export type Label = 'sign' | 'number' | 'repository' | 'full';
export type Spelling =
  | { kind: 'text'; label: Label }
  /** `base`: the address in front of `issues/12`, as the file writes it. */
  | { kind: 'link' | 'tag'; label: Label; base: string | null }
  | { kind: 'address' | 'autolink'; base: string | null };

/** A reference that the file has, with the way in which it is written and set off from what stands before it. */
export interface ReferenceSample {
  spelling: Spelling;
  before: string;
  after: string;
  work: Work;
  range: { startOffset: number; endOffset: number };
  /** It ends the item's own words, or those of a cell. */
  isTrailing: boolean;
}

const LINK = /^\[([^\][]*)\]\(\s*<?([^\s()<>]+)>?\s*\)$/;
const TAG = /^<a\b[^>]{0,400}\bhref\s*=\s*["']?([^\s"'>]+)["']?[^>]{0,400}>([^<]*)<\/a>$/i;

/** How the items' references are written, in the order of the file; those that are links with other words are left out. */
export function referenceSamples(document: EditDocument): ReferenceSample[] {
  const known = samplesOf.get(document) ?? readSamples(document);
  samplesOf.set(document, known);
  return known;
}

const samplesOf = new WeakMap<EditDocument, ReferenceSample[]>();

function readSamples(document: EditDocument): ReferenceSample[] {
  return document.works.flatMap((work) =>
    work.item.references.flatMap((reference): ReferenceSample[] => {
      const spelling = spellingOf(document, reference);
      if (spelling === null) return [];
      const { startOffset, endOffset } = reference.range;
      const before =
        /(?:[ \t]{0,8}(?:\(|\[|[-–—:,]))?[ \t]{0,8}$/.exec(
          document.source.text.slice(Math.max(0, startOffset - 8), startOffset),
        )?.[0] ?? '';
      const after = /^[)\]]?/.exec(document.source.text.slice(endOffset, endOffset + 1))?.[0] ?? '';
      const isTrailing = endsWords(document, work, startOffset, endOffset);
      return [{ spelling, before, after, work, range: reference.range, isTrailing }];
    }),
  );
}

function endsWords({ source }: EditDocument, { form, parts }: Work, start: number, end: number): boolean {
  const phrases = form.kind === 'row' ? form.row.cells : [parts.phrase];
  const around = phrases.find((phrase) => phrase.start <= start && end <= phrase.end);
  return around !== undefined && /^[)\]\s.,;:*_~]*$/.test(source.text.slice(end, around.end));
}

function spellingOf({ source }: EditDocument, reference: Reference): Spelling | null {
  const raw = source.text.slice(reference.range.startOffset, reference.range.endOffset);
  const link = LINK.exec(raw);
  if (link !== null) return withLabel('link', link[1] ?? '', link[2] ?? '', reference);
  const tag = TAG.exec(raw);
  if (tag !== null) return withLabel('tag', tag[2] ?? '', tag[1] ?? '', reference);
  if (/^<https?:/i.test(raw)) return { kind: 'autolink', base: baseOf(raw.slice(1, -1), reference) };
  if (/^https?:/i.test(raw)) return { kind: 'address', base: baseOf(raw, reference) };
  const label = labelOf(raw);
  return label === null ? null : { kind: 'text', label };
}

function withLabel(kind: 'link' | 'tag', label: string, url: string, reference: Reference): Spelling | null {
  const known = labelOf(label.trim());
  return known === null ? null : { kind, label: known, base: baseOf(url, reference) };
}

function labelOf(text: string): Label | null {
  if (/^#\d+$/.test(text)) return 'sign';
  if (/^\d+$/.test(text)) return 'number';
  if (/^[\w.-]+#\d+$/.test(text)) return 'repository';
  return /^[\w.-]+\/[\w.-]+#\d+$/.test(text) ? 'full' : null;
}

/** `https://github.com/example-org/lantern/` of `https://github.com/example-org/lantern/issues/12`, `../../` of `../../issues/12`. */
function baseOf(url: string, reference: Reference): string | null {
  const base = /^(.*?)(?:issues?|pulls?|discussions)\/\d+/i.exec(url)?.[1];
  return base === undefined || reference.repo === null ? null : base;
}

/** The reference, written so. A relative address, or one of a link into another repository, is used for that repository only. */
export function spell(document: EditDocument, reference: ReferenceTarget, spelling: Spelling): string {
  switch (spelling.kind) {
    case 'text':
      return shortOf(document, reference, spelling.label) ?? addressOf(document, reference);
    case 'link':
      return `[${labelFor(document, reference, spelling.label)}](${addressLike(document, reference, spelling.base)})`;
    case 'tag':
      return `<a href="${addressLike(document, reference, spelling.base)}">${labelFor(document, reference, spelling.label)}</a>`;
    case 'autolink':
      return `<${addressOf(document, reference)}>`;
    default:
      return addressOf(document, reference);
  }
}

/** `#12` for the file's own repository, `lantern#12` for its owner's where the file writes so, else `owner/lantern#12`. */
function shortOf({ context }: EditDocument, reference: ReferenceTarget, label: Label): string | null {
  if (reference.repo === null || (reference.kind !== 'issue' && reference.kind !== 'pull')) return null;
  const full = `${reference.owner}/${reference.repo}`;
  if (label === 'full') return `${full}#${reference.number}`;
  if (isOwn(context.repo, reference) && label !== 'repository') return `#${reference.number}`;
  const owner = context.repo?.split('/')[0]?.toLowerCase();
  const isShort = label === 'repository' && owner === reference.owner.toLowerCase();
  return `${isShort ? reference.repo : full}#${reference.number}`;
}

function labelFor(document: EditDocument, reference: ReferenceTarget, label: Label): string {
  if (label === 'number') return String(reference.number);
  return shortOf(document, reference, label) ?? `#${reference.number}`;
}

function isOwn(repo: string | null, reference: ReferenceTarget): boolean {
  return repo !== null && repo.toLowerCase() === `${reference.owner}/${reference.repo ?? ''}`.toLowerCase();
}

const SEGMENTS = {
  issue: 'issues',
  pull: 'pull',
  discussion: 'discussions',
  milestone: 'milestone',
  project: 'projects',
};

function addressOf({ context }: EditDocument, { kind, owner, repo, number }: ReferenceTarget): string {
  const at = repo === null ? `orgs/${owner}` : `${owner}/${repo}`;
  return `https://${context.host}/${at}/${SEGMENTS[kind]}/${number}`;
}

function addressLike(document: EditDocument, reference: ReferenceTarget, base: string | null): string {
  const isRelative = base !== null && base.startsWith('.') && isOwn(document.context.repo, reference);
  return isRelative ? `${base}${SEGMENTS[reference.kind]}/${reference.number}` : addressOf(document, reference);
}

/** Spellings for a reference at an item, the most fitting first: as the neighbours write it, as the file does, plain. */
export function spellingsFor(document: EditDocument, work: Work, samples: readonly ReferenceSample[]): Spelling[] {
  const near = samples.filter((sample) => isNear(sample.work, work));
  const plain: Spelling = { kind: 'text', label: 'sign' };
  const linked: Spelling = { kind: 'link', label: 'sign', base: null };
  const inTags = 'table' in work.form && isHtmlTable(document.source, work.form.table);
  const usual: Spelling[] = inTags
    ? [{ kind: 'tag', label: 'sign', base: null }, plain]
    : [plain, linked, { kind: 'address', base: null }];
  const found = [
    ...mostUsed(near.map((sample) => sample.spelling)),
    ...mostUsed(samples.map((sample) => sample.spelling)),
  ];
  const fitting = inTags
    ? found.filter((spelling) => spelling.kind === 'tag')
    : found.filter((spelling) => spelling.kind !== 'tag');
  return unique([...fitting.slice(0, 1), ...usual, ...fitting.slice(1, 3)]);
}

/** In the same table, or written in the same form where there is none. */
export function isNear(one: Work, other: Work): boolean {
  if ('table' in one.form && 'table' in other.form) return one.form.table === other.form.table;
  return one.form.kind === other.form.kind;
}

/** Each of some values once, the most frequent first; of equals the earlier. */
export function mostUsed<T>(values: readonly T[]): T[] {
  const counts = new Map<string, { value: T; count: number }>();
  for (const value of values) {
    const key = JSON.stringify(value);
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { value, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].toSorted((one, other) => other.count - one.count).map(({ value }) => value);
}

export function unique<T>(values: readonly T[]): T[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = JSON.stringify(value);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Whether an item refers to something already. */
export function refersTo(work: Work, reference: ReferenceTarget): boolean {
  return work.item.references.some((known) => referenceKey(known) === referenceKey(reference));
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

/** Whether the reference's names are such as GitHub has, so that nothing else comes into the file with them. */
export function isSound({ owner, repo, number }: ReferenceTarget): boolean {
  return (
    NAME.test(owner) && (repo === null || NAME.test(repo)) && Number.isSafeInteger(number) && number > 0 && number < 1e9
  );
}
