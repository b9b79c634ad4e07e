/** Results of reading, as bytes, the longest unused given up first. */
export interface ReadingCache {
  /** undefined when there is none. */
  get(key: string): Uint8Array | undefined;
  set(key: string, result: Uint8Array): void;
}

/** What an entry costs beside its bytes: its key and its place. */
const ENTRY_BYTES = 500;

/** Keeps at most `maxBytes`; a result that is larger by itself is not kept. */
export function createReadingCache(maxBytes: number): ReadingCache {
  // A Map lists its entries in the order in which they were set.
  const resultsByKey = new Map<string, Uint8Array>();
  let bytes = 0;
  const drop = (key: string): Uint8Array | undefined => {
    const result = resultsByKey.get(key);
    if (result !== undefined) bytes -= costOf(result);
    resultsByKey.delete(key);
    return result;
  };
  const add = (key: string, result: Uint8Array): void => {
    resultsByKey.set(key, result);
    bytes += costOf(result);
  };
  return {
    get(key) {
      const result = drop(key);
      if (result !== undefined) add(key, result);
      return result;
    },
    set(key, result) {
      drop(key);
      add(key, result);
      for (const oldest of resultsByKey.keys()) {
        if (bytes <= maxBytes) break;
        drop(oldest);
      }
    },
  };
}

function costOf(result: Uint8Array): number {
  return result.byteLength + ENTRY_BYTES;
}
