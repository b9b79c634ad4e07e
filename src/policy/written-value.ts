/** A key's way from the top of the file: names of map keys and indexes of list entries. */
export type KeyPath = readonly (string | number)[];

/** 1-based place in the file. */
export interface Place {
  line: number;
  column: number;
}

/** `roadmaps[0].path`; '' for the top. Names that are no plain words are quoted, long ones shortened. */
export function dotted(path: KeyPath): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += (text === '' ? '' : '.') + (/^[\w-]{1,60}$/.test(part) ? part : quoted(part));
  }
  return text;
}

/** A text as messages show it: in double quotes, one line, at most 60 characters. */
export function quoted(text: string): string {
  const shortened = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  return JSON.stringify(shortened);
}

/** What stands there, in words: `"ten"`, `5`, `nothing`, `a list`, `a map of keys`. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'a map of keys';
}

/** The places of keys and of values in one file, looked up by key path. */
export class Places {
  readonly #keys = new Map<string, Place>();
  readonly #values = new Map<string, Place>();

  note(path: KeyPath, key: Place, value: Place): void {
    this.#keys.set(JSON.stringify(path), key);
    this.#values.set(JSON.stringify(path), value);
  }

  /** Where the key itself stands; for a key that is missing, where the nearest one around it stands. */
  ofKey(path: KeyPath): Place {
    return this.#find(this.#keys, path);
  }

  ofValue(path: KeyPath): Place {
    return this.#find(this.#values, path);
  }

  #find(places: Map<string, Place>, path: KeyPath): Place {
    for (let length = path.length; length >= 0; length--) {
      const place = places.get(JSON.stringify(path.slice(0, length)));
      if (place !== undefined) return place;
    }
    return { line: 1, column: 1 };
  }
}
