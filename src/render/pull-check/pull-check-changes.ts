/** What became of the items, in words and as lists: who was added, put off, moved, reworded, taken out. */
import type { ItemChange } from '../../plan/changed-items.ts';
import type { RoadmapChange } from '../../plan/introduced.ts';
import type { Severity } from '../../plan/model.ts';
import { isOpen } from '../../plan/references.ts';
import type { Change } from '../../roadmap/identity/identified.ts';
import type { Item } from '../../roadmap/model.ts';
import { compareTargets } from '../../roadmap/target/compare-targets.ts';
import { capitalise, count, enumerate } from '../count.ts';
import { inertText } from '../inert.ts';
import type { Links } from '../links.ts';
import { listSection, type Section } from '../sections.ts';
import { inertTarget } from '../slip-sentence.ts';

const TITLE_LENGTH = 120;

/** Each change is told once, under the first of these that it is. */
const KINDS = [
  'added',
  'removed',
  'put off',
  'brought forward',
  'retargeted',
  'status changed',
  'moved',
  'reworded',
] as const;

type Kind = (typeof KINDS)[number];

export function gravityOf(severities: readonly Severity[]): Severity | null {
  return (['error', 'warning', 'info'] as const).find((severity) => severities.includes(severity)) ?? null;
}

/** `2 items added, 1 put off`; of a roadmap that comes or goes as a whole that. '' where no item changes. */
export function countChanges(roadmaps: readonly RoadmapChange[]): string {
  const [only] = roadmaps;
  if (roadmaps.length === 1 && only !== undefined && only.state !== 'changed')
    return only.state === 'added' ? `A roadmap with ${count(only.items, 'item')}` : 'The roadmap is taken out';
  const parts = countsOf(roadmaps.flatMap(({ changes }) => changes));
  return capitalise(
    parts
      .map(({ number, kind }, index) => `${index === 0 ? count(number, 'item') : number} ${TITLE_WORDS[kind] ?? kind}`)
      .join(', '),
  );
}

/** Where the name of the kind does not follow a number well. */
const TITLE_WORDS: Partial<Record<Kind, string>> = { 'status changed': 'with another status' };

/** `adds 2 items, puts off 1 and rewords 1`; '' for none. */
export function tellChanges(changes: readonly ItemChange[]): string {
  const parts = countsOf(changes).map(({ number, kind }, index) => {
    const [verb, after = ''] = VERBS[kind];
    return `${verb} ${index === 0 ? count(number, 'item') : number}${after}`;
  });
  return enumerate(parts);
}

const VERBS: Record<Kind, [string, string?]> = {
  added: ['adds'],
  removed: ['takes out'],
  'put off': ['puts off'],
  'brought forward': ['brings forward'],
  retargeted: ['retargets'],
  'status changed': ['changes the status of'],
  moved: ['moves'],
  reworded: ['rewords'],
};

const countsOf = (changes: readonly ItemChange[]): { kind: Kind; number: number }[] =>
  KINDS.map((kind) => ({ kind, number: changes.filter((change) => kindOf(change) === kind).length })).filter(
    ({ number }) => number > 0,
  );

function kindOf({ before, after, changes }: ItemChange): Kind {
  if (before === null) return 'added';
  if (after === null) return 'removed';
  const has = (change: Change): boolean => changes.includes(change);
  // When what is over was planned for matters less than that it is.
  if (has('status-changed') && !isOpen(after)) return 'status changed';
  if (has('retargeted')) {
    const order = before.target && after.target && compareTargets(before.target, after.target);
    return order === null || order === 0 ? 'retargeted' : order < 0 ? 'put off' : 'brought forward';
  }
  return has('status-changed') ? 'status changed' : has('moved') ? 'moved' : 'reworded';
}

/** One list for each kind that there is. `file` is the new one; items that are gone stand on no line of it. */
export function changeSections({ changes, file }: RoadmapChange, links: Links): Section[] {
  return KINDS.flatMap((kind) => {
    const group = changes.filter((change) => kindOf(change) === kind);
    if (group.length === 0) return [];
    const entries = group.map((change) => `- ${entryOf(change, kind, file, links)}`);
    return [listSection(`**${capitalise(kind)}**: ${count(group.length, 'item')}`, entries)];
  });
}

function entryOf(change: ItemChange, kind: Kind, file: string, links: Links): string {
  const { before, after } = change;
  if (after === null) return before === null ? '' : `${titleOf(before)}${whatStays(before, links)}`;
  const what = before === null ? plannedFor(after) : enumerateChanges(change, before, after, kind);
  return `${links.line(file, after.line)}: ${titleOf(after)}${what}`;
}

const titleOf = ({ title }: Item): string => inertText(title, { maxLength: TITLE_LENGTH });

const plannedFor = ({ target, status }: Item): string =>
  [target === null ? '' : `, planned for ${inertTarget(target.text)}`, status === 'planned' ? '' : `, ${status}`].join(
    '',
  );

/** Taking an item out closes nothing. */
function whatStays(item: Item, links: Links): string {
  const issues = item.references.flatMap(({ kind, owner, repo, number }) =>
    kind === 'issue' && repo !== null ? [links.issue({ owner, repo, number })] : [],
  );
  if (issues.length === 0 || !isOpen(item)) return '';
  return `; ${enumerate(issues.slice(0, 3))} ${issues.length === 1 ? 'stays as it is' : 'stay as they are'}`;
}

function enumerateChanges(change: ItemChange, before: Item, after: Item, kind: Kind): string {
  const has = (one: Change): boolean => change.changes.includes(one);
  const parts = [
    has('retargeted') ? targetChange(change, before, after, kind) : '',
    has('status-changed') ? `${before.status} → ${after.status}` : '',
    has('moved') && !(has('retargeted') && isSaidByPlace(after)) ? `from ${placeOf(before)} to ${placeOf(after)}` : '',
    has('reworded') ? `was “${titleOf(before)}”` : '',
  ].filter((part) => part !== '');
  return `: ${parts.join('; ')}`;
}

/** It stands under the heading that names its target: where it was moved to is said by that. */
const isSaidByPlace = ({ target, path }: Item): boolean =>
  target !== null && path.at(-1)?.toLowerCase().includes(target.text.toLowerCase()) === true;

const placeOf = ({ path }: Item): string =>
  path.length === 0 ? 'the top of the file' : `“${inertText(path.at(-1) ?? '', { maxLength: 80 })}”`;

/** `1.7.0 → 1.8.0, 92 days later; for the third time, after 1.5.0 and 1.6.0, 184 days in all`: days between two last days. */
function targetChange({ earlierTargets }: ItemChange, before: Item, after: Item, kind: Kind): string {
  const days = daysBetween(before.target?.end ?? null, after.target?.end ?? null);
  const shift =
    days === null || days === 0 ? '' : `, ${count(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'}`;
  return `${fromTo(before.target, after.target)}${shift}${historyOf(earlierTargets, after, kind)}`;
}

/** The newest five of the targets before; '' where none is known. */
function historyOf(earlier: ItemChange['earlierTargets'], { target }: Item, kind: Kind): string {
  if (earlier.length === 0) return '';
  const targets = enumerate(earlier.slice(-5).map(({ text }) => inertTarget(text)));
  if (kind !== 'put off') return `; before that ${targets}`;
  const days = daysBetween(earlier[0]?.end ?? null, target?.end ?? null);
  const inAll = days === null || days <= 0 ? '' : `, ${count(days, 'day')} in all`;
  return `; for the ${ordinal(earlier.length + 1)} time, after ${targets}${inAll}`;
}

/** `1.7.0 → 1.8.0`; of a release that keeps its name, its last days: `1.7.0, 2026-03-31 → 2026-06-30`. */
function fromTo(before: Item['target'], after: Item['target']): string {
  const [from, to] = [before, after].map((target) => (target === null ? 'no target' : inertTarget(target.text)));
  if (from !== to || !before?.end || !after?.end) return `${from} → ${to}`;
  return `${to}, ${before.end} → ${after.end}`;
}

function daysBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const days = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
  return Number.isFinite(days) ? Math.round(days) : null;
}

function ordinal(number: number): string {
  const word = ['first', 'second', 'third', 'fourth', 'fifth'][number - 1];
  return word ?? `${number}th`;
}
