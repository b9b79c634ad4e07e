/** The one reply to a comment: the answers to its commands, in order. */
import { writeReplyMarker } from '../../plan/marker.ts';
import { inertCode } from '../../render/inert.ts';
import { MAX_LINES } from '../command-lines.ts';

export interface Answer {
  line: string;
  /** Markdown; '' where a reaction says it. */
  text: string;
}

/** GitHub takes 65,536 characters. */
const MAX_LENGTH = 60_000;

/**
 * Markdown with the marker by which it is found again; null where nothing is to be said in words. It mentions nobody: whoever
 * commented is told by GitHub, as a participant. What is too long ends with whole answers.
 */
export function replyTo(commentId: number, answers: readonly Answer[]): string | null {
  const spoken = answers.filter(({ text }) => text !== '');
  const [first] = spoken;
  if (first === undefined) return null;
  const parts = answers.length === 1 ? [first.text] : spoken.map(({ line, text }) => `${inertCode(line)}\n\n${text}`);
  const fitting = fit(parts);
  return [
    ...fitting,
    ...(fitting.length < parts.length ? ['… The other answers are left out for length.'] : []),
    ...(answers.length >= MAX_LINES ? [`Of one comment, ${MAX_LINES} commands are heeded at most.`] : []),
    writeReplyMarker({ comment: commentId }),
  ].join('\n\n');
}

function fit(parts: readonly string[]): string[] {
  let room = MAX_LENGTH;
  const after = parts.findIndex((part) => (room -= part.length + 2) < 0);
  return parts.slice(0, after === -1 ? parts.length : after);
}
