import { shown } from './shown.ts';
import { squeeze } from '../words.ts';

/** Whether two paths of section titles are the same, however their spaces are written. */
export function samePath(one: readonly string[], other: readonly string[]): boolean {
  return pathKey(one) === pathKey(other);
}

function pathKey(path: readonly string[]): string {
  return path.map((title) => squeeze(title)).join('\n');
}

/** A path in a message. */
export function sayPath(path: readonly string[]): string {
  return path.length === 0 ? 'the top of the file' : shown(path.join(' > '), 120);
}
