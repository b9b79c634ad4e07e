/**
 * Reads roadmap text in worker threads with a deadline: Markdown parsers are super-linear on hostile input, and anyone can
 * open a pull request with such a file. A thread that is over time is stopped and replaced; nobody else waits.
 */
import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { WishedText } from '../../roadmap/edit/apply-alternatives.ts';
import type { Edit } from '../../roadmap/edit/edit.ts';
import type { Identified } from '../../roadmap/identity/identified.ts';
import type { ReadingContext, Roadmap } from '../../roadmap/model.ts';
import { unexplained } from '../../roadmap/unexplained.ts';
import type { ExplainedRoadmap } from '../../roadmap/unexplained.ts';
import type { Assignment } from './parse-worker.ts';
import { createReadingCache } from './reading-cache.ts';
import { createReadingThread } from './reading-thread.ts';

/** For 64 KiB, and in proportion for more. The longest real roadmap seen (67 kB) takes a tenth of this on a slow machine. */
const DEADLINE_MS = 2_000;

/** As many as syncs run at once: a file that takes its whole deadline holds nobody else up. */
const THREADS = 4;

/** Enough for 16,000 bullets or 10,000 rows, the size limit's worth of them; not for 65,000 bullets of one letter each. */
const MEMORY_MB = 256;

/** A file that nobody mends costs its deadline this often; one that a busy machine was too slow for is read again soon. */
const REFUSAL_MS = 10 * 60_000;

/** A real Roadmap has 5 to 100 kB: hundreds of them. */
const CACHE_BYTES = 16 * 1024 * 1024;

export interface ReadingOptions {
  /**
   * Object id of the file's blob. What was read of it in the same context is then given again without reading, a refusal
   * too. Left out: the text is read.
   */
  blobOid?: string;
  /** Items of the stored reading: what was there before, reworded or moved, keeps its id. Left out: own ids. */
  stored?: readonly Identified[] | null;
  /** Items of earlier readings, which get their ids back when they come back. Left out: none. */
  gone?: readonly Identified[];
  /** Refuse a Roadmap with more than can be kept in step with GitHub (see refuse-oversized.ts). */
  isToBePlanned?: boolean;
}

export interface RoadmapReader {
  /**
   * The Roadmap, each time one of its own; for a text that is too intricate an empty one with the problem
   * `unreadable-file`. Never rejects for a text.
   */
  read(text: string, context: ReadingContext, options?: ReadingOptions): Promise<Roadmap>;
  /** The same with what each line was taken for; no lines where the text is too intricate. */
  explain(text: string, context: ReadingContext): Promise<ExplainedRoadmap>;
  /**
   * The text with what the wishes ask for, each by the first of its ways that the file has; items are named as `known` names
   * them. null for a text that is too intricate. Never rejects for a text. A byte order mark is not part of the text.
   */
  edit(
    text: string,
    context: ReadingContext,
    wishes: readonly (readonly Edit[])[],
    known?: readonly Identified[],
  ): Promise<WishedText | null>;
  close(): Promise<void>;
}

interface Result {
  bytes: Uint8Array;
  /** How long it holds; 0 where the next time may be another. */
  keepMs: number;
}

/** Threads are started as they are needed, and each is used for one text at a time. `cacheBytes`: 0 keeps nothing. */
export function createRoadmapReader({
  deadlineMs = DEADLINE_MS,
  threads = THREADS,
  memoryMb = MEMORY_MB,
  cacheBytes = CACHE_BYTES,
} = {}): RoadmapReader {
  const pool = Array.from({ length: threads }, () => createReadingThread({ deadlineMs, memoryMb }));
  const cache = createReadingCache(cacheBytes);
  /** What is being read just now, so that two who ask for the same wait for one reading. */
  const pending = new Map<string, Promise<Result>>();

  const freest = () => pool.reduce((best, thread) => (thread.load() < best.load() ? thread : best));
  const work = async (assignment: Assignment): Promise<Result> => {
    const answer = await freest().read(assignment);
    if ('bytes' in answer) return { bytes: answer.bytes, keepMs: Infinity };
    return {
      bytes: serialize(refusalOf(assignment, answer.fault)),
      keepMs: answer.isOfText ? REFUSAL_MS : 0,
    };
  };
  const remembered = async (key: string, assignment: Assignment): Promise<Uint8Array> => {
    const known = cache.get(key);
    if (known !== undefined) return known;
    const reading = pending.get(key) ?? work(assignment);
    pending.set(key, reading);
    const { bytes, keepMs } = await reading;
    if (pending.delete(key) && keepMs > 0) cache.set(key, bytes, keepMs);
    return bytes;
  };
  return {
    async read(text, context, { blobOid, stored = null, gone = [], isToBePlanned = false } = {}) {
      const known = stored?.map(tellingPartsOf) ?? null;
      const assignment: Assignment = {
        text,
        context,
        stored: known,
        gone: gone.map(tellingPartsOf),
        isToBePlanned,
        isToBeExplained: false,
        wishes: null,
      };
      const bytes = await (blobOid === undefined
        ? work(assignment).then((result) => result.bytes)
        : remembered(keyOf(blobOid, assignment), assignment));
      return deserialize(bytes) as Roadmap;
    },
    async explain(text, context) {
      const { bytes } = await work({
        text,
        context,
        stored: null,
        gone: [],
        isToBePlanned: false,
        isToBeExplained: true,
        wishes: null,
      });
      return deserialize(bytes) as ExplainedRoadmap;
    },
    async edit(text, context, wishes, known = []) {
      const assignment: Assignment = {
        text,
        context,
        stored: known.map(tellingPartsOf),
        gone: [],
        isToBePlanned: false,
        isToBeExplained: false,
        wishes,
      };
      // Every sync asks for the edits of a pull request that stays open.
      const bytes = await remembered(`edit ${digestOf(assignment)}`, assignment);
      return deserialize(bytes) as WishedText | null;
    },
    async close() {
      await Promise.all(pool.map((thread) => thread.close()));
    },
  };
}

/** What is given in place of what could not be read: null where edits were wanted. */
function refusalOf({ context, wishes, isToBeExplained }: Assignment, fault: string): object | null {
  if (wishes !== null) return null;
  const refused = tooIntricate(context, fault);
  return isToBeExplained ? refused : refused.roadmap;
}

/** What matching asks of a stored Item; the rest would only make the same reading look like another one. */
function tellingPartsOf({ id, title, path, references = [], parent = null }: Identified): Identified {
  const pointers = references.map(({ kind, owner, repo, number }) => ({ kind, owner, repo, number }));
  return { id, title, path, references: pointers, parent };
}

const tooIntricate = (context: ReadingContext, what: string): ExplainedRoadmap =>
  unexplained(
    context,
    `${context.file} is too intricate to read: ${what}. Nothing was done with it. Look for very long runs of brackets, quotes or nested lists.`,
  );

/** All that a reading depends on: the blob stands for its text. */
function keyOf(blobOid: string, { context, stored, gone, isToBePlanned }: Assignment): string {
  const { file, repo, host, asOf } = context;
  return `${blobOid} ${digestOf([file, repo, host, asOf, isToBePlanned, stored, gone])}`;
}

const digestOf = (value: object): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
