import type { Reference, Roadmap, Section, Status, Target } from '../model.ts';
import type { Replacement } from './edit.ts';
import { referenceKey } from '../references/references.ts';
import { squeeze } from '../words.ts';

/**
 * What the edited file shall say: the Roadmap as it was, with what the edits mean to change in it. The item's `key` is its index
 * in the Roadmap as it was; new ones have negative keys.
 */
export interface IntendedItem {
  key: number;
  title: string;
  path: readonly string[];
  parent: number | null;
  /** Any of these. */
  statuses: readonly Status[];
  /** Any of these, as `targetKey` spells them. */
  targets: readonly string[];
  /** As `referenceKey` spells them. */
  references: readonly string[];
  placeholder: boolean;
  areas: readonly string[];
  description: string;
  /** Texts that come into the description, or go from it, with the edit. */
  mayDiffer: readonly string[];
  /** New or moved: it may stand anywhere in its section. */
  isFloating: boolean;
  /** Indices of the edits that change it. */
  edits: Set<number>;
}

export interface Intended {
  items: IntendedItem[];
  /** Of the file. */
  title: string | null;
  sections: Section[];
  /** Grouping bullets, bold leads and labels that may be none any more, since nothing is left under them. */
  mayVanish: ReadonlySet<Section>;
  pointers: Reference[];
  /** `YYYY-MM-DD`, or null as in `Roadmap.lastUpdated.date`; undefined where the file says none. */
  lastUpdated: string | null | undefined;
  /** The suggestions taken so far, in offsets of the text as it was: two in one title are read together. */
  corrections: Replacement[];
  roadmap: Roadmap;
}

export function intendedOf(roadmap: Roadmap): Intended {
  return {
    items: roadmap.items.map((item, key): IntendedItem => ({
      key,
      title: item.title,
      path: item.path,
      parent: item.parent,
      statuses: [item.status],
      targets: [targetKey(item.target)],
      references: item.references.map(referenceKey),
      placeholder: item.placeholder,
      areas: item.areas,
      description: item.description,
      mayDiffer: [],
      isFloating: false,
      edits: new Set(),
    })),
    title: roadmap.title,
    sections: roadmap.sections,
    mayVanish: new Set(),
    pointers: roadmap.pointers,
    lastUpdated: roadmap.lastUpdated?.date,
    corrections: [],
    roadmap,
  };
}

/** One spelling for all that a target says. */
export function targetKey(target: Target | null): string {
  if (target === null) return 'none';
  const milestone = target.milestone === null ? '' : referenceKey(target.milestone);
  return [target.kind, squeeze(target.text), target.start ?? '', target.end ?? '', milestone].join(' | ');
}
