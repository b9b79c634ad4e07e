/** Results of reading, as bytes, the longest unused given up first. */
export interface ReadingCache {
  /** undefined when there is none. */
  get(key: string): Uint8Array | undefined;
  /** Kept for `keepMs` at most; left out: until there is no room for it. */
  set(key: string, result: Uint8Array, keepMs?: number): void;
}

interface Entry {
  result: Uint8Array;
  /** On the clock of `performance.now()`. */
  untilMs: number;
}

/** What an entry costs beside its bytes: its key and its place. */
const ENTRY_BYTES = 500;

/** Keeps at most `maxBytes`; a result that is larger by itself is not kept. */
export function createReadingCache(maxBytes: number): ReadingCache {
  // A Map lists its entries in the order in which they were set.
  const entriesByKey = new Map<string, Entry>();
  let bytes = 0;
  const drop = (key: string): Entry | undefined => {
    const entry = entriesByKey.get(key);
    if (entry !== undefined) bytes -= costOf(entry);
    entriesByKey.delete(key);
    return entry;
  };
  const add = (key: string, entry: Entry): void => {
    entriesByKey.set(key, entry);
    bytes += costOf(entry);
  };
  return {
    get(key) {
      const entry = drop(key);
      if (entry === undefined || entry.untilMs <= performance.now()) return undefined;
      add(key, entry);
      return entry.result;
    },
    set(key, result, keepMs = Infinity) {
      drop(key);
      add(key, { result, untilMs: performance.now() + keepMs });
      for (const oldest of entriesByKey.keys()) {
        if (bytes <= maxBytes) break;
        drop(oldest);
      }
    },
  };
}

function costOf({ result }: Entry): number {
  return result.byteLength + ENTRY_BYTES;
}
