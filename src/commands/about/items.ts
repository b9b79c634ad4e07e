/** Which items a command is about: those that refer to what was commented on, or the one that it names. */
import { enumerate } from '../../render/count.ts';
import { inertCode, inertText } from '../../render/inert.ts';
import type { Item } from '../../roadmap/model.ts';
import { squeeze } from '../../roadmap/words.ts';
import { refuse, type Call, type Decision, type ItemAt } from '../command.ts';
import { didYouMean, listed, named, quote } from './names.ts';
import { sectionNames } from './places.ts';

/** The items of all roadmaps that refer to the issue, or have it from Milepost; in document order. */
export function itemsOfIssue(call: Pick<Call, 'roadmaps' | 'issue' | 'repository'>): ItemAt[] {
  const { number } = call.issue;
  const own = `${call.repository.owner}/${call.repository.name}`.toLowerCase();
  return call.roadmaps.flatMap((roadmap) => {
    const opened = new Set((roadmap.base?.items ?? []).flatMap(({ id, issue }) => (issue === number ? [id] : [])));
    return roadmap.desired.items
      .filter((item) => opened.has(item.id) || refersTo(item, own, number))
      .map((item) => ({ roadmap, item }));
  });
}

const refersTo = ({ references }: Item, repository: string, issue: number): boolean =>
  references.some(
    ({ kind, owner, repo, number }) =>
      (kind === 'issue' || kind === 'pull') &&
      number === issue &&
      `${owner}/${repo ?? ''}`.toLowerCase() === repository,
  );

export type Found<Thing> = { found: Thing } | { refusal: Decision };

/** The items that the command is about, at least one. `name`: the one that it names, of any section of any roadmap. */
export function itemsFor(call: Call, name: string | null): Found<ItemAt[]> {
  if (call.roadmaps.length === 0) return { refusal: noRoadmap() };
  const own = itemsOfIssue(call);
  if (name === null) return own.length > 0 ? { found: own } : { refusal: noItem(call) };
  const among = named(name, own, ({ item }) => item.title);
  if (among.length > 0) return { found: among };
  const all = call.roadmaps.flatMap((roadmap) => roadmap.desired.items.map((item) => ({ roadmap, item })));
  const found = named(name, all, ({ item }) => item.title);
  if (found.length > 0) return { found };
  const titles = (own.length > 0 ? own : all).map(({ item }) => item.title);
  const near = didYouMean(name, titles);
  return {
    refusal: refuse(
      `No item is called ${quote(name)} in ${pathsOf(call)}.${near || ` Items there: ${listed(titles)}.`}`,
    ),
  };
}

/** The one item that the command is about. */
export function itemFor(call: Call, name: string | null): Found<ItemAt> {
  const items = itemsFor(call, name);
  if ('refusal' in items) return items;
  const [only] = items.found;
  return items.found.length === 1 && only !== undefined ? { found: only } : { refusal: several(call, items.found) };
}

export const noRoadmap = (): Decision =>
  refuse(
    'This repository has no roadmap that Milepost reads: it looks for ROADMAP.md, docs/ROADMAP.md and .github/ROADMAP.md, or where `roadmaps` in `.github/milepost.yml` says.',
  );

const pathsOf = ({ roadmaps }: Call): string =>
  enumerate(
    roadmaps.map(({ path }) => inertCode(path)),
    'or',
  );

function noItem(call: Call): Decision {
  const sections = sectionNames(call.roadmaps);
  const where = sections.length === 0 ? '' : ` Sections: ${listed(sections)}.`;
  return refuse(
    `No item of ${pathsOf(call)} refers to ${inertText(`#${call.issue.number}`)}. \`/roadmap add to SECTION\` adds one; \`/roadmap link "TITLE" #${call.issue.number}\` links one that is there.${where}`,
  );
}

/** As many are listed at most. */
const MOST_ITEMS = 10;

function several({ help, links }: Call, items: readonly ItemAt[]): Decision {
  const lines = items
    .slice(0, MOST_ITEMS)
    .map(({ item, roadmap }) => `- ${sayItem({ item, roadmap }, links)}${inSection(item)}`);
  const rest = items.length - lines.length;
  const example = exampleFor(items);
  return refuse(
    [
      `${items.length} items are meant; name one, as in ${inertCode(`/roadmap ${help.name} ${example}`)}:`,
      '',
      ...lines,
      ...(rest > 0 ? [`- … and ${rest} more`] : []),
    ].join('\n'),
  );
}

const exampleFor = ([first]: readonly ItemAt[]): string => `"${squeeze(first?.item.title ?? '').slice(0, 60)}"`;

const inSection = ({ path }: ItemAt['item']): string => (path.length === 0 ? '' : ` in ${quote(path.join(' › '))}`);

/** `“Resumable uploads” ([line 14](…))`. */
export const sayItem = ({ item, roadmap }: ItemAt, links: Call['links']): string =>
  `${quote(item.title)} (${links.line(roadmap.path, item.line)})`;
