import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { LineCounter, Pair, YAMLMap } from 'yaml';
import type { PolicyProblem } from './policy.ts';
import { dotted, quoted } from './written-value.ts';
import type { KeyPath, Place, Places } from './written-value.ts';

/** The deepest key of the configuration stands at 3. */
const MAX_DEPTH = 16;
/** Values, those that aliases repeat included: what an alias bomb runs into. */
const MAX_VALUES = 10_000;
const MAX_ALIASES = 100;
const MAX_PROBLEMS = 50;

/** Thrown and caught here only: the file asks for more than a configuration can need. */
class TooMuch extends Error {}

/**
 * Turns YAML nodes into plain values and notes the place of every key. The library's own conversion loses the places,
 * sets prototypes by `__proto__`, and counts aliases only after it has found them.
 */
export class PlainValueReader {
  readonly problems: PolicyProblem[] = [];
  readonly #file: string;
  readonly #lines: LineCounter;
  readonly #places: Places;
  /** Completed nodes by anchor: an alias inside its own anchor finds nothing. */
  readonly #anchored = new Map<string, unknown>();
  #values = 0;
  #aliases = 0;

  constructor(file: string, lines: LineCounter, places: Places) {
    this.#file = file;
    this.#lines = lines;
    this.#places = places;
  }

  /** `undefined` for a file without content. What is wrong is added to `problems`. */
  read(contents: unknown): unknown {
    if (contents === null || (isScalar(contents) && contents.value === null)) return undefined;
    this.#places.note([], this.#placeOf(contents), this.#placeOf(contents));
    try {
      return this.#value(contents, []);
    } catch (error) {
      if (error instanceof TooMuch) return undefined;
      throw error;
    }
  }

  #value(node: unknown, path: KeyPath): unknown {
    this.#values++;
    if (this.#values > MAX_VALUES) this.#stop(path, node, `has more than ${MAX_VALUES} values (aliases repeat them)`);
    if (path.length > MAX_DEPTH) this.#stop(path, node, `is nested more than ${MAX_DEPTH} deep`);
    if (isAlias(node)) return this.#aliased(node.source, node, path);
    const value = this.#content(node, path);
    const anchor = (node as { anchor?: unknown } | null)?.anchor;
    if (typeof anchor === 'string') this.#anchored.set(anchor, node);
    return value;
  }

  #content(node: unknown, path: KeyPath): unknown {
    if (isMap(node)) return this.#map(node, path);
    if (isSeq(node)) return node.items.map((item, index) => this.#entry(item, [...path, index]));
    if (!isScalar(node)) return null;
    const value = node.value;
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
    this.#report(
      path,
      node,
      `Found a value of a kind that is not read here, expected text, a number, true or false. Put it in quotes.`,
    );
    return null;
  }

  #entry(item: unknown, path: KeyPath): unknown {
    this.#places.note(path, this.#placeOf(item), this.#placeOf(item));
    return this.#value(item, path);
  }

  #map(map: YAMLMap, path: KeyPath): Record<string, unknown> {
    // Without a prototype, so that a key named `constructor` is a key like any other.
    const values: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    const firstLines = new Map<string, number>();
    for (const pair of map.items) {
      const key = this.#key(pair, path);
      if (key === null) continue;
      const place = this.#placeOf(pair.key);
      const first = firstLines.get(key);
      if (first !== undefined) {
        this.#report(
          [...path, key],
          pair.key,
          `Found this key a second time, it is first given on line ${first}. Keep one of the two.`,
        );
        continue;
      }
      firstLines.set(key, place.line);
      const isWritten = pair.value !== null && !(isScalar(pair.value) && pair.value.value === null);
      this.#places.note([...path, key], place, isWritten ? this.#placeOf(pair.value) : place);
      values[key] = this.#value(pair.value, [...path, key]);
    }
    return values;
  }

  /** null when the key is none that a configuration can have: then it is reported. */
  #key({ key }: Pair, path: KeyPath): string | null {
    const name = isScalar(key) ? key.value : undefined;
    if (name === '<<') {
      this.#report(path, key, 'Found a merge key (`<<`), expected plain keys. Write the keys out here.');
      return null;
    }
    if (typeof name === 'string') return name;
    const found = isScalar(key) ? String(name) : 'something that is no plain name';
    this.#report(path, key, `Found ${quoted(found)} as a key, expected a name. Write one of the known keys.`);
    return null;
  }

  #aliased(anchor: string, node: unknown, path: KeyPath): unknown {
    this.#aliases++;
    if (this.#aliases > MAX_ALIASES) this.#stop(path, node, `uses more than ${MAX_ALIASES} aliases`);
    const target = this.#anchored.get(anchor);
    if (target !== undefined) return this.#value(target, path);
    this.#report(
      path,
      node,
      `Found the alias ${quoted(`*${anchor}`)}, and no value before it is marked ${quoted(`&${anchor}`)}. Write the value out.`,
    );
    return null;
  }

  #stop(path: KeyPath, node: unknown, what: string): never {
    this.#report(
      path,
      node,
      `The file ${what}; a configuration needs far less. Nothing more of it was read: write it plainly.`,
    );
    throw new TooMuch();
  }

  #report(path: KeyPath, node: unknown, message: string): void {
    if (this.problems.length >= MAX_PROBLEMS) throw new TooMuch();
    this.problems.push({ file: this.#file, key: dotted(path), ...this.#placeOf(node), message });
  }

  #placeOf(node: unknown): Place {
    const offset = (node as { range?: [number, number, number] | null } | null)?.range?.[0] ?? 0;
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}
