/** The sections and targets that a command may name. */
import { missedTargetKey } from '../../plan/keys.ts';
import { enumerate } from '../../render/count.ts';
import type { Section } from '../../roadmap/model.ts';
import { refuse, type Call, type Decision, type RoadmapAtHand } from '../command.ts';
import { didYouMean, listed, nameKey, named, quote } from './names.ts';

export interface SectionAt {
  roadmap: RoadmapAtHand;
  section: Section;
  /** Titles from the outermost to its own, as people name it. */
  names: string[];
  /** As edits name it: under the title of the file items stand at its top. */
  path: string[];
}

const sectionsOf = (roadmap: RoadmapAtHand): SectionAt[] =>
  roadmap.desired.sections.map((section) => {
    const names = [...section.path, section.title];
    return { roadmap, section, names, path: isTitle(section, roadmap) ? [] : names };
  });

const isTitle = ({ level, path, title }: Section, { desired }: RoadmapAtHand): boolean =>
  level === 1 && path.length === 0 && title === desired.title;

/** Titles of the sections that hold items themselves, as far as several have one title with those around them. */
export function sectionNames(roadmaps: readonly RoadmapAtHand[]): string[] {
  const holding = roadmaps.flatMap((roadmap) => {
    const paths = new Set(roadmap.desired.items.map(({ path }) => path.join('\n')));
    return sectionsOf(roadmap).filter(({ path }) => paths.has(path.join('\n')));
  });
  const shown = holding.length > 0 ? holding : roadmaps.flatMap(sectionsOf);
  const counts = new Map<string, number>();
  for (const { section } of shown) counts.set(nameKey(section.title), (counts.get(nameKey(section.title)) ?? 0) + 1);
  return shown.map((place) =>
    (counts.get(nameKey(place.section.title)) ?? 0) > 1 ? place.names.join(' › ') : place.section.title,
  );
}

const pathKey = (titles: readonly string[]): string => titles.map(nameKey).join('›');

/** By its title, by its titles (`Release 2 › Storage`, the file before them where there are several), or by its target. */
export function findSections(name: string, roadmaps: readonly RoadmapAtHand[]): SectionAt[] {
  const all = roadmaps.flatMap(sectionsOf);
  const wanted = pathKey(name.split(/[›>]/u));
  const byPath = all.filter(({ roadmap, names }) => {
    const full = `›${nameKey(roadmap.path)}›${pathKey(names)}`;
    return full.endsWith(`›${wanted}`);
  });
  const exact = byPath.filter(({ names }) => pathKey(names) === wanted);
  if (exact.length > 0) return exact;
  if (byPath.length > 0) return byPath;
  const target = missedTargetKey(name);
  const byTarget = all.filter(
    ({ section }) => section.target !== null && missedTargetKey(section.target.text) === target,
  );
  if (byTarget.length > 0) return byTarget;
  return named(name, all, ({ section }) => section.title);
}

/** Texts of the targets that items have of their own or from their section, each once. */
export function targetTexts({ desired }: RoadmapAtHand): string[] {
  const byKey = new Map<string, string>();
  for (const { target } of desired.items) {
    if (target !== null && !byKey.has(missedTargetKey(target.text))) {
      byKey.set(missedTargetKey(target.text), target.text);
    }
  }
  return [...byKey.values()];
}

/** The target of that name as the file writes it, null for none. */
export const findTarget = (name: string, roadmap: RoadmapAtHand): string | null =>
  targetTexts(roadmap).find((text) => missedTargetKey(text) === missedTargetKey(name)) ?? null;

/** Nothing is so called: what there is. */
export function noPlace(name: string, what: string, names: readonly string[]): Decision {
  if (names.length === 0) return refuse(`There is no ${what} called ${quote(name)}, and no other one either.`);
  const near = didYouMean(name, names);
  return refuse(`There is no ${what} called ${quote(name)}.${near} There are ${listed(names)}.`);
}

/** Several are so called: which. */
export const severalPlaces = (name: string, places: readonly SectionAt[], { links, roadmaps }: Call): Decision =>
  refuse(
    `${quote(name)} may be ${enumerate(
      places.slice(0, 8).map(({ roadmap, section, names }) => {
        const full = [...(roadmaps.length > 1 ? [roadmap.path] : []), ...names].join(' › ');
        return `${quote(full)} (${links.line(roadmap.path, section.line)})`;
      }),
      'or',
    )}. Write it with the names around it, as they stand here.`,
  );
