/**
 * Many rules ask the same of the same words: whether a heading names a time, what a tag says. What was answered once in a
 * reading is remembered until its end. The memory holds answers of pure functions alone, so that it changes no reading; it is
 * bounded, and long texts, which hardly come back, are not kept. Answers are shared: nobody may change them.
 */
const MOST = 2_048;
const LONGEST = 240;

const memories: Map<string, unknown>[] = [];

/** Empties the memory: at a reading's beginning and end, so that it holds nothing of another file. */
export function forgetAnswers(): void {
  for (const memory of memories) if (memory.size > 0) memory.clear();
}

/** A function of one text that works out each answer once in a reading. `answer` must be pure; it may not give undefined. */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
  const memory = newMemory<T>();
  return (text) => recall(memory, text, () => answer(text));
}

/** The same for a function of a text and a switch. */
export function rememberedWith<T>(answer: (text: string, isOn: boolean) => T): (text: string, isOn?: boolean) => T {
  const [off, on] = [newMemory<T>(), newMemory<T>()];
  return (text, isOn = false) => recall(isOn ? on : off, text, () => answer(text, isOn));
}

/** The same for a function of a text and the time that it is read against. */
export function rememberedAt<T, Anchor extends { notBefore: string; year: number | null }>(
  answer: (text: string, anchor: Anchor) => T,
): (text: string, anchor: Anchor) => T {
  const memory = newMemory<Map<string, T>>();
  return (text, anchor) => {
    const key = `${anchor.notBefore} ${anchor.year ?? ''}`;
    let answers = memory.get(key);
    if (answers === undefined) memory.set(key, (answers = new Map<string, T>()));
    return recall(answers, text, () => answer(text, anchor));
  };
}

function newMemory<T>(): Map<string, T> {
  const memory = new Map<string, T>();
  memories.push(memory);
  return memory;
}

function recall<T>(memory: Map<string, T>, text: string, answer: () => T): T {
  if (text.length > LONGEST) return answer();
  const known = memory.get(text);
  if (known !== undefined) return known;
  const fresh = answer();
  if (memory.size >= MOST) memory.clear();
  memory.set(text, fresh);
  return fresh;
}
