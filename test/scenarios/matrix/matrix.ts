/** The matrix on one store: kinds of effect × faults, each cell a repository of its own; many of them in flight at once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fault } from '../../../src/sandbox/faults.ts';
import { pause, Story, until, type StoryOptions } from '../story.ts';
import { Cell } from './cell.ts';
import { CLOCK, KILLED, spoil, STOPPED, TWICE, UNCLEAR, type Column } from './faults.ts';
import { isMet } from './coverage.ts';
import { pictureOf } from './picture.ts';
import { ROWS, type Row } from './rows.ts';
import { StandStill } from './stand-still.ts';
import { whatIsOpen } from './store-state.ts';

interface Staged {
  name: string;
  row: Row;
  cell: Cell;
  fault: Fault | null;
}

const TIME_MS = 240_000;

/** MATRIX_ROWS names some rows, with commas between them, for whoever looks into one. */
const CHOSEN = process.env['MATRIX_ROWS']?.split(',');

/** What GitHub had received takes effect while the next process is at it already. */
const LATE_MS = 3_000;

/** By then nothing is held any more for a process that stands still. */
const TAKEN_OVER_MS = 22_000;

export class Matrix {
  readonly story: Story;
  readonly standStill: StandStill;
  readonly staged: Staged[] = [];
  readonly #rows: readonly Row[];
  /** What each row comes to when nothing goes wrong. */
  readonly #calm = new Map<Row, Cell>();

  constructor(story: Story, standStill: StandStill, rows: readonly Row[]) {
    this.story = story;
    this.standStill = standStill;
    this.#rows = rows;
  }

  /** Sets the stage of each row in these columns, acts, and gives what was staged. */
  async play(columns: readonly Column[]): Promise<Staged[]> {
    const staged = columns.flatMap((column) =>
      this.#rows.map((row) => ({ column, row, name: `${row.name}-${column.name}`, fault: null })),
    );
    const set = await Promise.all(
      staged.map(async (each) => {
        const cell = new Cell(this.story, each.name);
        await each.row.stage(cell);
        return { ...each, cell };
      }),
    );
    const played = set.map(({ column, row, cell, name }): Staged => {
      if (column.at !== null) this.standStill.add({ id: name, at: column.at }, row, cell);
      const fault = spoil(row, cell, column);
      row.act(cell);
      return { name, row, cell, fault };
    });
    this.staged.push(...played);
    return played;
  }

  /** The same rows with no fault at all. */
  async playCalm(): Promise<void> {
    const played = await this.play([{ name: 'calm', says: 'with no fault', action: null, at: null }]);
    for (const { row, cell } of played) this.#calm.set(row, cell);
    for (const { row, cell, name } of played) {
      await until(`the write of ${name}`, () => isMet(this.story.sandbox.state.requests, row.request(cell)), TIME_MS);
    }
    await this.quiet();
  }

  /** Until every cell has met its fault. */
  async met(played: readonly Staged[]): Promise<void> {
    const waiting = (): string[] =>
      played
        .filter(({ name, fault }) => (fault === null ? !this.standStill.has(name) : fault.hits === 0))
        .map(({ name }) => name);
    await until('every cell meets its fault', () => waiting().length === 0, TIME_MS).catch((cause: unknown) => {
      throw new Error(`Not met: ${waiting().join(', ')}`, { cause });
    });
  }

  /** Cells that do not look as their calm one does. */
  different(played: readonly Staged[]): string[] {
    return played.flatMap(({ row, cell, name }) => {
      const calm = this.#calm.get(row);
      const is = JSON.stringify(pictureOf(cell));
      return calm === undefined || is === JSON.stringify(pictureOf(calm)) ? [] : [name];
    });
  }

  /** Every cell looks as its calm one does, and still does when nothing happens any more. */
  async expectOnce(played: readonly Staged[]): Promise<void> {
    await until('every cell is as it should be', () => this.different(played).length === 0, TIME_MS / 2).catch(
      () => {},
    );
    await this.quiet();
    for (const name of this.different(played)) {
      const { row, cell } = played.find((each) => each.name === name)!;
      const calm = this.#calm.get(row);
      // What differs is shown, and so the name is.
      expect({ name, ...pictureOf(cell) }).toEqual({
        name: 'without a fault',
        ...(calm === undefined ? {} : pictureOf(calm)),
      });
    }
  }

  /** What came while the process that listens stood still. */
  async redeliverFailed(): Promise<void> {
    const { deliveries } = this.story.sandbox;
    await deliveries.settled();
    const failed = deliveries.list().filter(({ statusCode }) => statusCode === 0);
    for (const guid of new Set(failed.map((delivery) => delivery.guid))) await deliveries.redeliver(guid);
  }

  /** Until nothing is left to do: what a killed process left waits for a while although GitHub shows no trace of it. */
  async quiet(): Promise<void> {
    const { state, deliveries } = this.story.sandbox;
    const end = Date.now() + TIME_MS / 2;
    while (Date.now() < end) {
      await deliveries.settled();
      const before = state.requests.length;
      await pause(1_500);
      if (state.requests.length === before && (await this.story.isIdle())) return;
    }
  }
}

/** Tells the matrix on one store. */
export function tellMatrix(store: string, options: () => StoryOptions): void {
  const rows = ROWS.filter(({ name }) => CHOSEN === undefined || CHOSEN.includes(name));
  describe(`every write, on ${store}`, () => {
    const directory = mkdtempSync(join(tmpdir(), 'milepost-matrix-'));
    const standStill = new StandStill(directory);
    const shared = store === 'PostgreSQL';
    let matrix: Matrix;
    const environment = {
      // One worker takes no syncs.
      MILEPOST_CONCURRENCY: String(Math.min(2 * rows.length + 2, 64)),
      ...standStill.environment,
    };

    beforeAll(async () => {
      const story = await Story.begin({ ...options(), apart: true, environment });
      matrix = new Matrix(story, standStill, rows);
    }, TIME_MS);
    afterAll(async () => {
      await matrix.story.end();
      rmSync(directory, { recursive: true, force: true });
    });

    it(
      'happens without a fault',
      async () => {
        await matrix.playCalm();
      },
      TIME_MS,
    );

    it(
      'happens once when the connection breaks, or the answer is an error, before the effect or after it',
      async () => {
        const played = await matrix.play(UNCLEAR);
        await matrix.met(played);
        await matrix.expectOnce(played);
      },
      TIME_MS,
    );

    // One kill hits the cells of two columns.
    it.each(
      [KILLED.slice(0, 2), KILLED.slice(2)].map(
        (columns) => [columns.map(({ says }) => says).join(', '), columns] as const,
      ),
    )(
      'happens once when the process is killed %s',
      async (_, columns) => {
        const { story } = matrix;
        await story.stopApp();
        story.environment = { MATRIX_PATIENCE: '30' };
        await story.startApp();
        const played = await matrix.play(columns);
        await matrix.met(played);
        await story.kill();
        story.environment = {};
        standStill.clear();
        await story.startApp();
        await pause(LATE_MS);
        for (const { fault } of played) if (fault?.action === 'hold-before') fault.release();
        await matrix.expectOnce(played);
      },
      TIME_MS,
    );

    it.each(CLOCK.map((column) => [column.says, column] as const))(
      'happens once when the next process has its clock %s',
      async (_, column) => {
        const { story } = matrix;
        await story.stopApp();
        story.environment = { MATRIX_PATIENCE: '30' };
        await story.startApp();
        const played = await matrix.play([column]);
        await matrix.met(played);
        await story.kill();
        story.environment = { MATRIX_CLOCK_MS: String(column.shiftMs) };
        await story.startApp();
        await matrix.expectOnce(played);
        await story.stopApp();
        story.environment = {};
        await story.startApp();
      },
      TIME_MS,
    );

    it(
      'happens once when every webhook comes twice',
      async () => {
        const { deliveries } = matrix.story.sandbox;
        deliveries.deliverTwice = true;
        const played = await matrix.play([TWICE]);
        await matrix.expectOnce(played);
        deliveries.deliverTwice = false;
      },
      TIME_MS,
    );

    if (shared) {
      it(
        'happens once when a process stands still for longer than it may, another takes over, and the first goes on',
        async () => {
          const { story } = matrix;
          const played = await matrix.play([STOPPED]);
          await matrix.met(played);
          process.kill(story.pid, 'SIGSTOP');
          await story.startWorker();
          for (const { fault } of played) fault?.release();
          await pause(TAKEN_OVER_MS);
          process.kill(story.pid, 'SIGCONT');
          await matrix.redeliverFailed();
          await matrix.expectOnce(played);
          await story.stopWorkers();
        },
        TIME_MS,
      );
    }

    it(
      'is told by the store as it is on GitHub',
      async () => {
        await matrix.story.stopApp();
        expect(
          await whatIsOpen(
            matrix.story,
            matrix.staged.map(({ cell }) => cell),
          ),
        ).toEqual([]);
      },
      TIME_MS,
    );
  });
}
