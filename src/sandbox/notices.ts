/**
 * Who is disturbed by what is written: the people a text mentions, and the issues elsewhere that it leaves a backlink
 * on. A story reads them in `state.notices()`. Code and HTML comments disturb nobody, nor do files and check runs.
 * https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 */
import { atLeastRole, roleOf } from './access.ts';
import type { Account, Repository } from './records.ts';
import { fullName } from './world.ts';
import type { World } from './world.ts';

export interface Notice {
  kind: 'mention' | 'reference';
  /** Login of who wrote it. */
  by: string;
  /** Web address of the text. */
  at: string;
  /** A login, `organization/team`, or `owner/name#12`. */
  of: string;
}

export interface WrittenText {
  repository: Repository;
  by: Account;
  url: string;
  text: string;
  /** What stood there: an edit disturbs only those who were not in it. */
  before?: string;
  /** Commit messages leave backlinks and notify nobody. */
  referencesOnly?: boolean;
}

export function notice(world: World, written: WrittenText): void {
  const { repository, by, url } = written;
  const before = new Set(found(world, repository, written.before ?? '').map(keyOf));
  for (const each of found(world, repository, written.text)) {
    if (before.has(keyOf(each)) || (written.referencesOnly && each.kind === 'mention')) continue;
    if (each.of.toLowerCase() !== by.login.toLowerCase()) world.notices.push({ ...each, by: by.login, at: url });
  }
}

type Found = Pick<Notice, 'kind' | 'of'>;

const keyOf = ({ kind, of }: Found): string => `${kind} ${of}`;

function found(world: World, repository: Repository, text: string): Found[] {
  const plain = withoutCode(withoutComments(text));
  const all = [...mentions(world, repository, plain), ...references(world, repository, plain)];
  return all.filter((each, index) => all.findIndex((other) => keyOf(other) === keyOf(each)) === index);
}

function mentions(world: World, repository: Repository, text: string): Found[] {
  const names = [...text.matchAll(/(?<![\w`@/])@([a-z\d][a-z\d-]{0,38})(?:\/([\w-]{1,100}))?/gi)];
  return names.flatMap(([, login = '', team]): Found[] => {
    const account = world.account(login);
    if (!account) return [];
    if (team !== undefined) {
      const mine = account === repository.owner && account.teams.has(team.toLowerCase());
      return mine ? [{ kind: 'mention', of: `${account.login}/${team.toLowerCase()}` }] : [];
    }
    // Only who can read here is told.
    const told = account.kind === 'User' && atLeastRole(roleOf(account, repository), 'read');
    return told ? [{ kind: 'mention', of: account.login }] : [];
  });
}

const referencePattern = /(?<![\w/#&])(?:([\w.-]{1,100}\/[\w.-]{1,100})?#|GH-)(\d{1,9})\b/gi;
const linkPattern = /https?:\/\/([^\s/()]{1,200})\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:issues|pull)\/(\d{1,9})\b/gi;

function references(world: World, repository: Repository, text: string): Found[] {
  const host = world.origin.replace(/^https?:\/\//, '');
  const links = [...text.matchAll(linkPattern)].filter(([, where]) => where === host);
  const named = [
    ...[...text.matchAll(referencePattern)].map(([, name, number]) => ({ name, number })),
    ...links.map(([, , name, number]) => ({ name, number })),
  ];
  return named.flatMap(({ name, number }): Found[] => {
    const target = name === undefined ? repository : world.repository(name);
    const issue = target?.issues.get(Number(number));
    return issue ? [{ kind: 'reference', of: `${fullName(issue.repository)}#${issue.number}` }] : [];
  });
}

/** The text without fenced blocks and code spans. */
function withoutCode(text: string): string {
  const kept: string[] = [];
  let fence: string | null = null;
  for (const line of text.split('\n')) {
    const mark: string | null = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
    if (fence === null && mark === null) kept.push(line);
    else if (fence === null) fence = mark;
    else if (mark !== null && mark.startsWith(fence)) fence = null;
  }
  return withoutSpans(kept.join('\n'));
}

/** Without what stands between `<!--` and `-->`, or the end. */
function withoutComments(text: string): string {
  const [first = '', ...rest] = text.split('<!--');
  const kept = rest.map((part) => {
    const end = part.indexOf('-->');
    return end < 0 ? '' : part.slice(end + 3);
  });
  // A comment that is not closed takes all that follows with it.
  const open = rest.findIndex((part) => !part.includes('-->'));
  return [first, ...(open < 0 ? kept : kept.slice(0, open))].join(' ');
}

/** A run of backticks opens a span that the next run of the same length closes; without one it is text. */
function withoutSpans(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(({ index, 0: { length } }) => ({ index, length }));
  // From behind: the next run of the same length, for each.
  const closing = new Map<number, number>();
  const nextOfLength = new Map<number, number>();
  for (const { index, length } of runs.toReversed()) {
    const next = nextOfLength.get(length);
    if (next !== undefined) closing.set(index, next);
    nextOfLength.set(length, index);
  }
  let plain = '';
  let place = 0;
  for (const { index, length } of runs) {
    const close = index < place ? undefined : closing.get(index);
    if (close === undefined) continue;
    plain += `${text.slice(place, index)}\``;
    place = close + length;
  }
  return plain + text.slice(place);
}
