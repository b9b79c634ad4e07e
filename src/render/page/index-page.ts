import { count } from '../count.ts';
import { plainText } from '../plain-text.ts';
import { encoded } from './addresses.ts';
import { attribute, escaped } from './escape.ts';
import { pageDocument } from './page-document.ts';
import { pager } from './pager.ts';
import { progressBar } from './progress-bar.ts';
import { countWords, shareDone, totalOf, type StatusCounts } from './statuses.ts';
import { ago } from './time-words.ts';
import type { Visit } from './visit.ts';

export interface IndexPageInput extends Visit {
  /** The stretch of the list that is shown. */
  roadmaps: readonly IndexedRoadmap[];
  /** How many there are that the text finds. */
  total: number;
  /** What was searched for; '' for nothing. */
  text: string;
  /** How many of the list stand before this stretch, and how many a stretch has at most. */
  offset: number;
  limit: number;
  /** ISO instant. */
  now: string;
}

export interface IndexedRoadmap {
  owner: string;
  name: string;
  /** Path of the file in the repository. */
  path: string;
  title: string | null;
  counts: StatusCounts;
  /** ISO instant. */
  seenAt: string;
}

const MAX_TEXT = 200;

/** The list of public roadmaps; with none, what Milepost is and what to do. Pages are `/?text=…&page=2`. */
export function indexPage(input: IndexPageInput): string {
  const { total, text, offset, limit } = input;
  const isEmpty = total === 0 && text === '';
  const last = Math.max(1, Math.ceil(total / Math.max(1, limit)));
  const page = { number: Math.floor(offset / Math.max(1, limit)) + 1, last };
  return pageDocument({
    title: 'Roadmaps · Milepost',
    visit: input,
    main: `<header class="index-head"><h1>Roadmaps</h1><p>What projects plan, and how far they are.</p></header>
${isEmpty ? WELCOME : `${search(input)}${list(input)}${pager(page, (number) => indexAddress(text, number))}`}`,
  });
}

/** Where a page of the list is: `/?text=lantern&page=2`. */
export function indexAddress(text: string, page: number): string {
  const parameters = new URLSearchParams();
  if (text !== '') parameters.set('text', text);
  if (page > 1) parameters.set('page', String(page));
  const query = parameters.toString();
  return query === '' ? '/' : `/?${query}`;
}

const WELCOME = `<section class="welcome"><h2>No public roadmap yet</h2>
<p>Milepost keeps a project’s <code>ROADMAP.md</code>, its GitHub issues, its milestones and its project board telling the same story. Here it shows the roadmaps of the public repositories that it looks after.</p>
<ol><li>Install the GitHub App in a repository that has a <code>ROADMAP.md</code>, a <code>docs/ROADMAP.md</code> or a <code>.github/ROADMAP.md</code>.</li><li>Milepost reads the file, writes a check run named <b>Milepost</b>, and shows the roadmap here.</li><li>A roadmap of a private repository is not listed; people who can read the repository find it at <code>/owner/name</code> after signing in.</li></ol></section>`;

const search = ({ text, total }: IndexPageInput): string =>
  `<form class="filter" role="search" aria-label="Find a roadmap" method="get" action="/"><div class="field search"><label for="filter-text">Find a roadmap</label><input type="search" id="filter-text" name="text" maxlength="${MAX_TEXT}"${attribute('value', text === '' ? null : text)}></div><button class="button strong" type="submit">Find</button></form>
<p class="result" role="status">${count(total, 'roadmap')}${text === '' ? '' : ' found. <a href="/">Show all</a>'}</p>`;

const list = ({ roadmaps, now }: IndexPageInput): string =>
  roadmaps.length === 0
    ? '<p class="empty">No roadmap matches.</p>'
    : `<ul class="index" role="list">${roadmaps.map((roadmap) => row(roadmap, now)).join('\n')}</ul>`;

function row({ owner, name, path, title, counts, seenAt }: IndexedRoadmap, now: string): string {
  const address = `/${encoded(owner)}/${encoded(name)}`;
  const share = shareDone(counts);
  const words = plainText(title ?? '') === '' ? path : `${title} · ${path}`;
  return `<li><h2><a${attribute('href', address)}><span class="owner">${escaped(owner)}/</span><wbr>${escaped(name)}</a></h2>
<p class="what" dir="auto">${escaped(words, 200)}</p>
${totalOf(counts) === 0 ? '' : progressBar(counts)}
<p class="soft">${share === null ? '' : `<b>${share} %</b> done · `}${countWords(counts)} · looked at <time${attribute('datetime', seenAt)}>${ago(seenAt, now)}</time></p></li>`;
}
