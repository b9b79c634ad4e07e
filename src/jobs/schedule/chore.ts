/** What is done without an event, again and again, by one process at a time of all that share the store. */
export interface Chore {
  /** Unique, and never changed: the store knows it by this. */
  name: string;
  /** Milliseconds from the end of one run to the next, by chance up to a tenth more or less. */
  everyMs: number;
  /** Where given: each process that starts has it done so many milliseconds later, if it is not due earlier. */
  afterStartMs?: number;
  /**
   * One run; it may be repeated at any time. `signal` is aborted when the process stops, or another one has taken over:
   * then it ends soon, by returning or by throwing. A rejection is reported, and the run tried again, after half a minute
   * at first and then ever later.
   */
  run(signal: AbortSignal): Promise<ChoreEnd | void>;
}

/** How a run ended, where that is not simply: done, and due again after `everyMs`. */
export interface ChoreEnd {
  /** When it is to be done again, instead of `everyMs`. */
  againInMs?: number;
  /** It did not come to its end: the time of the last success stays. */
  isUnfinished?: boolean;
}
