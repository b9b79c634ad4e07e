/** The boxes in the body of a standing pull request: one line an edit, ticked or not, known by a hidden key. */
import { createHash } from 'node:crypto';
import { MARKER_BEGIN } from './marker.ts';

/** Sixteen hexadecimal digits for the key of a Proposal: what stands in a body must hold nothing that people wrote. */
export const editDigest = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 16);

const BEGIN = `${MARKER_BEGIN}edit:`;

export const writeEditMarker = (key: string): string => `${BEGIN}${editDigest(key)} -->`;

/** More edits than any body has room for. */
const MOST = 2_000;

/**
 * By `editDigest`, whether the box is ticked, as the body is now: people tick by a click or by editing the text. A line
 * without a box or without a key is none; of two with one key the first counts.
 */
export function readEditBoxes(body: string): Map<string, boolean> {
  const boxes = new Map<string, boolean>();
  for (const line of body.split(/\r?\n/)) {
    const mark = /^ {0,3}[-*+] \[([ xX])\] /.exec(line)?.[1];
    const at = line.lastIndexOf(BEGIN);
    if (mark === undefined || at === -1 || boxes.size === MOST) continue;
    const digest = /^([0-9a-f]{16}) -->/.exec(line.slice(at + BEGIN.length))?.[1];
    if (digest !== undefined && !boxes.has(digest)) boxes.set(digest, mark !== ' ');
  }
  return boxes;
}
