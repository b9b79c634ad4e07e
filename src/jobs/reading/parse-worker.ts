/**
 * Runs in a worker thread: reads one roadmap a message. It answers `begun`, from when the deadline runs, and then the bytes
 * of the Roadmap, never the Markdown tree. What is super-linear in the number of Items (matching them with a stored reading)
 * is done here too, under the same deadline.
 */
import { serialize } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { applyAlternatives, type WishedText } from '../../roadmap/edit/apply-alternatives.ts';
import type { Edit } from '../../roadmap/edit/edit.ts';
import { withIdentity } from '../../roadmap/identity/with-identity.ts';
import type { Identified } from '../../roadmap/identity/identified.ts';
import type { ReadingContext, Roadmap } from '../../roadmap/model.ts';
import { explain, parse } from '../../roadmap/parse.ts';
import { refuseOversized } from '../../roadmap/refuse-oversized.ts';
import type { ExplainedRoadmap } from '../../roadmap/unexplained.ts';

export interface Assignment {
  text: string;
  context: ReadingContext;
  /** Items of the stored reading whose ids are kept; null without one. */
  stored: readonly Identified[] | null;
  /** Items of earlier readings that may come back. */
  gone: readonly Identified[];
  /** Refuse what is more than can be kept in step with GitHub. */
  isToBePlanned: boolean;
  /** Tell what each line was taken for: the answer is an ExplainedRoadmap. */
  isToBeExplained: boolean;
  /** Edits to make, each wish with its ways in order: the answer is a WishedText. null: none, the text is to be read. */
  wishes: readonly (readonly Edit[])[] | null;
}

if (parentPort === null) throw new Error('parse-worker runs in a worker thread only');
const port = parentPort;

port.on('message', (assignment: Assignment) => {
  port.postMessage('begun');
  port.postMessage(serialize(carryOut(assignment)));
});

function carryOut({
  text,
  context,
  stored,
  gone,
  isToBePlanned,
  isToBeExplained,
  wishes,
}: Assignment): Roadmap | ExplainedRoadmap | WishedText {
  if (wishes !== null) return applyAlternatives(text, context, wishes, [...(stored ?? []), ...gone]);
  if (isToBeExplained) return explain(text, context);
  const read = parse(text, context);
  const roadmap = isToBePlanned ? refuseOversized(read, context) : read;
  return stored === null ? roadmap : withIdentity(roadmap, stored, gone);
}
