/** Tells the app's process, through the files that preload.js reads, where to stand still, and hears where it does. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Cell } from './cell.ts';
import type { Row } from './rows.ts';

export interface Rule {
  id: string;
  /** Before the request leaves; when its answer has come and nobody has been told; before the statement that closes it is sent. */
  at: 'leaving' | 'closing';
}

const PRELOAD = pathToFileURL(join(fileURLToPath(new URL('.', import.meta.url)), 'preload.js')).href;

export class StandStill {
  readonly #rules: string;
  readonly #log: string;
  #told: object[] = [];

  constructor(directory: string) {
    this.#rules = join(directory, 'rules.json');
    this.#log = join(directory, 'log.txt');
  }

  /** For the app's process. */
  get environment(): Record<string, string> {
    return { NODE_OPTIONS: `--import=${PRELOAD}`, MATRIX_RULES: this.#rules, MATRIX_LOG: this.#log };
  }

  add({ id, at }: Rule, row: Row, cell: Cell): void {
    const { method, path, body } = row.request(cell);
    const request = { method, path: path.source, ...(body === undefined ? {} : { body: body.source }) };
    const closing =
      row.closing === undefined ? { at: 'answered', ...request } : { at: 'entering', ...row.closing(cell) };
    this.#told.push({ id, ...(at === 'closing' ? closing : { at, ...request }) });
    writeFileSync(this.#rules, JSON.stringify(this.#told));
  }

  /** The next process stands still nowhere. */
  clear(): void {
    this.#told = [];
    writeFileSync(this.#rules, '[]');
  }

  has(id: string): boolean {
    return existsSync(this.#log) && readFileSync(this.#log, 'utf8').split('\n').includes(id);
  }
}
