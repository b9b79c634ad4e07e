/** Bytes by a key, at most so many in all: those asked for longest ago go first. */
export interface ByteCache<Entry extends { bytes: Buffer }> {
  get(key: string): Entry | undefined;
  set(key: string, entry: Entry): void;
  readonly totalBytes: number;
}

/** For the key and what else an entry holds. */
const OVERHEAD_BYTES = 500;

export function createByteCache<Entry extends { bytes: Buffer }>(mostBytes: number): ByteCache<Entry> {
  const entries = new Map<string, Entry>();
  let total = 0;
  const sizeOf = (key: string, { bytes }: Entry): number => bytes.length + key.length * 2 + OVERHEAD_BYTES;
  const remove = (key: string): void => {
    const entry = entries.get(key);
    if (entry === undefined) return;
    entries.delete(key);
    total -= sizeOf(key, entry);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry !== undefined) {
        entries.delete(key);
        entries.set(key, entry);
      }
      return entry;
    },
    set(key, entry) {
      remove(key);
      if (sizeOf(key, entry) > mostBytes) return;
      entries.set(key, entry);
      total += sizeOf(key, entry);
      for (const oldest of entries.keys()) {
        if (total <= mostBytes) return;
        remove(oldest);
      }
    },
    get totalBytes() {
      return total;
    },
  };
}
