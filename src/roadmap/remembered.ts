/**
 * Many rules ask the same of the same words: whether a heading names a time, what a tag says. What was answered once in a
 * reading is remembered until its end. The memory holds answers of pure functions alone, so that it changes no reading; it is
 * bounded, and long texts, which hardly come back, are not kept. Answers are shared: nobody may change them.
 */
const MOST = 1_024;
const LONGEST = 240;
/** Times that answers are kept for. */
const MOST_TIMES = 32;

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

/**
 * The same for a function of a text and the time that it is read against. `isTimeless`: whether an answer is the same
 * whatever that time is, and need not be worked out for each.
 */
export function rememberedAt<T, Anchor extends { notBefore: string; year: number | null }>(
  answer: (text: string, anchor: Anchor) => T,
  isTimeless: (answer: T) => boolean = () => false,
): (text: string, anchor: Anchor) => T {
  const timeless = newMemory<T>();
  const memory = newMemory<Map<string, T>>();
  return (text, anchor) => {
    if (text.length > LONGEST) return answer(text, anchor);
    const known = timeless.get(text);
    if (known !== undefined) return known;
    const key = `${anchor.notBefore} ${anchor.year ?? ''}`;
    let answers = memory.get(key);
    if (answers === undefined) {
      if (memory.size >= MOST_TIMES) memory.clear();
      memory.set(key, (answers = new Map<string, T>()));
    }
    const answered = answers.get(text);
    if (answered !== undefined) return answered;
    const fresh = answer(text, anchor);
    keep(isTimeless(fresh) ? timeless : answers, text, fresh);
    return fresh;
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
  keep(memory, text, fresh);
  return fresh;
}

function keep<T>(memory: Map<string, T>, text: string, answer: T): void {
  if (memory.size >= MOST) memory.clear();
  memory.set(text, answer);
}
