/** The columns of the matrix: what goes wrong with the one request that a row is about. */
import type { Fault, FaultAction } from '../../../src/sandbox/faults.ts';
import type { Cell } from './cell.ts';
import type { Row } from './rows.ts';
import type { Rule } from './stand-still.ts';

export interface Column {
  name: string;
  says: string;
  /** What the sandbox does with it; null where it is the app's process that stands still. */
  action: FaultAction | null;
  /** Where the process stands still. */
  at: Rule['at'] | null;
}

/** Each followed by SIGKILL. */
export const KILLED: readonly Column[] = [
  { name: 'before-leaving', says: 'before the call', action: null, at: 'leaving' },
  {
    name: 'before-effect',
    says: 'while GitHub has the call and it has no effect yet',
    action: 'hold-before',
    at: null,
  },
  { name: 'before-answer', says: 'after the effect and before its answer', action: 'hold', at: null },
  { name: 'before-closing', says: 'after the answer and before that is remembered', action: null, at: 'closing' },
];

/** The process lives on. */
export const UNCLEAR: readonly Column[] = [
  { name: 'dropped-before', says: 'the connection breaks before the effect', action: 'drop-before', at: null },
  { name: 'dropped-after', says: 'the connection breaks after the effect', action: 'drop-after', at: null },
  { name: 'failed-before', says: 'the answer is 502', action: { status: 502 }, at: null },
  {
    name: 'failed-after',
    says: 'the answer is 502 though it took effect',
    action: { status: 502, afterEffect: true },
    at: null,
  },
];

const HOUR_MS = 3_600_000;

/** Killed after the effect, and the next process has a wrong clock. */
export const CLOCK: readonly (Column & { shiftMs: number })[] = [
  { name: 'clock-back', says: 'set back an hour', action: 'hold', at: null, shiftMs: -HOUR_MS },
  { name: 'clock-ahead', says: 'set ahead an hour', action: 'hold', at: null, shiftMs: HOUR_MS },
];

/** Every webhook comes twice. */
export const TWICE: Column = { name: 'twice', says: 'every webhook comes twice', action: null, at: null };

/** The process stands still while GitHub has its call, longer than anything is held for it, and then goes on. */
export const STOPPED: Column = { name: 'stopped', says: 'two workers are at it', action: 'hold-before', at: null };

/** A sandbox's fault, where the column has one, for exactly the cell's request. */
export function spoil(row: Row, cell: Cell, { action }: Column): Fault | null {
  if (action === null) return null;
  return cell.story.sandbox.faults.add({ match: row.request(cell), action });
}
