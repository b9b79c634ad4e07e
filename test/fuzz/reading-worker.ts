/** Checks one text after the other, away from the main thread, so that a text that takes for ever can be given up. */
import { parentPort } from 'node:worker_threads';
import { properties } from './properties.ts';

export interface Question {
  text: string;
  /** Only these properties; all when absent. */
  only?: readonly string[];
}

export interface Breach {
  property: string;
  said: string;
}

parentPort?.on('message', ({ text, only }: Question) => {
  parentPort?.postMessage(breaches(text, only));
});

// Ready.
parentPort?.postMessage([]);

function breaches(text: string, only?: readonly string[]): Breach[] {
  return properties
    .filter(({ name }) => only === undefined || only.includes(name))
    .flatMap(({ name, broken }) => {
      const said = attempt(() => broken(text));
      return said === null ? [] : [{ property: name, said }];
    });
}

function attempt(work: () => string | null): string | null {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
