/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** 0 to `limit` − 1. */
  below: (limit: number) => number;
  /** True once in `times`. */
  once: (times: number) => boolean;
  pick: <Value>(values: readonly Value[]) => Value;
}

/** The mulberry32 generator (public domain, by Tommy Ettinger). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    once: (times) => below(times) === 0,
    pick: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('Nothing to pick from.');
      return value;
    },
  };
}
