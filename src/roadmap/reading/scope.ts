import type { Reference, Status, Target } from '../model.ts';
import type { Mention } from '../target/target.ts';
import type { TimeAnchor } from '../target/timeframe.ts';

/** What the sections around a place say, handed down from the outermost to the innermost. */
export interface Scope {
  /** Titles of the sections around, outermost first. */
  path: string[];
  /** The nearest target said by a heading or a grouping bullet. */
  target: Target | null;
  /** The milestone that the nearest linked heading binds to. */
  milestone: Reference | null;
  status: Status | null;
  /** The line of the heading, bullet or work that says `status`; null where none does. */
  statusLine: number | null;
  /** Whether a heading that is nothing but a status says it: stronger than an empty checkbox. */
  isStatusSection: boolean;
  /** How a timeframe without a year is read here. */
  anchor: TimeAnchor;
}

/** The scope inside a section on `line` that says `title`, and perhaps a target, a milestone and a status. */
export function enterScope(
  scope: Scope,
  said: {
    title: string | null;
    target: Target | null;
    mention: Mention | null;
    milestone: Reference | null;
    status: Status | null;
    isOnlyStatus?: boolean;
  },
  line: number,
): Scope {
  const milestone = said.milestone ?? (said.target === null ? scope.milestone : null);
  const target = said.target ?? scope.target;
  return {
    path: said.title === null ? scope.path : [...scope.path, said.title],
    target: target === null || said.milestone === null ? target : { ...target, milestone: said.milestone },
    milestone,
    status: said.status ?? scope.status,
    statusLine: said.status === null ? scope.statusLine : line,
    isStatusSection: said.status === null ? scope.isStatusSection : said.isOnlyStatus === true,
    anchor: { ...scope.anchor, year: yearOf(said.mention, scope.anchor.year) },
  };
}

/** A heading that is a year gives it to what is inside; one with another time of its own ends that. */
function yearOf(mention: Mention | null, around: number | null): number | null {
  if (mention === null) return around;
  if (mention.year !== null) return mention.year;
  const { kind, start, end } = mention;
  if (kind === 'timeframe' && start !== null && start.slice(0, 4) === end?.slice(0, 4))
    return Number(start.slice(0, 4));
  return mention.kind === 'release' ? null : around;
}

/** Whether the sections around name a release. */
export function isRelease(scope: Scope): boolean {
  return scope.target?.kind === 'release';
}
